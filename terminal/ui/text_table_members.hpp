#pragma once

// The words of the member screens: finding, registering, the relationship card.
#define QIANTAI_TEXT_MEMBERS(X)                                                                    \
    X(nav_members, "会员", "Members")                                                              \
    X(gender_female, "女", "Female")                                                               \
    X(gender_male, "男", "Male")                                                                   \
    X(gender_unstated, "保密", "Not stated")                                                       \
    X(heard_walk_in, "路过进店", "Walked in")                                                      \
    X(heard_friend, "朋友介绍", "A friend")                                                        \
    X(heard_advertisement, "广告", "Advertisement")                                                \
    X(heard_online, "网络", "Online")                                                              \
    X(heard_event, "活动", "Event")                                                                \
    X(heard_other, "其他", "Other")                                                                \
    X(card_active, "正常", "In use")                                                               \
    X(card_lost, "已挂失", "Lost")                                                                 \
    X(card_frozen, "已冻结", "Frozen")                                                             \
    X(card_lapsed, "已停用", "Lapsed")                                                             \
    X(card_replaced, "已换卡", "Replaced")                                                         \
    X(card_expired, "已到期", "Expired")                                                           \
    X(card_expiring, "{0} 天后到期", "{0} days left")                                              \
    X(member_frozen, "会员冻结", "Member frozen")                                                  \
    X(member_lapsed, "已流失", "Lapsed")                                                           \
    X(member_erased_tag, "已删除", "Erased")                                                       \
    X(tier_none, "未分级", "No tier")                                                              \
    X(birthday_month_day, "{0}月{1}日", "{0:02}-{1:02}")                                           \
    X(birthday_lunar_month_day, "农历 {0}", "Lunar {0}")                                           \
    X(find_hint, "手机号、后四位、姓名、拼音或卡号", "Phone, last four, name, pinyin or card")     \
    X(find_register, "登记会员", "New member")                                                     \
    X(find_recent, "最近查看", "Recently viewed")                                                  \
    X(find_count, "找到 {0} 位", "{0} found")                                                      \
    X(find_too_many, "结果较多，仅显示前 {0} 位，请继续输入。",                                    \
      "Many matches: the first {0} are shown. Keep typing.")                                       \
    X(find_none_title, "没有找到「{0}」", "Nobody found for “{0}”")                                \
    X(find_none_body, "请核对后再试；如果是新顾客，可以直接登记。",                                \
      "Please check it. If this is a new customer, register them now.")                            \
    X(find_none_scan_title, "没有找到卡号 {0}", "No member has card {0}")                          \
    X(find_none_register, "用此内容登记", "Register with this")                                    \
    X(look_up, "到其他门店查找", "Ask other stores")                                               \
    X(look_up_offer, "可能是其他门店的会员：凭完整号码可向总部查找，查到后在本店保留 30 天。",     \
      "Perhaps a member of another store. Headquarters can look for this number; the record then " \
      "stays here for 30 days.")                                                                   \
    X(look_up_offer_offline, "现在离线，一切照常可用；其他门店的会员要等连上总部后才能查找。",     \
      "Offline now, and everything else works. Members of other stores can be looked up once "     \
      "headquarters is reached.")                                                                  \
    X(look_up_asking, "正在向总部查询…", "Asking headquarters…")                                   \
    X(look_up_arriving, "总部已查到，正在取回资料…", "Found. Fetching the record…")                \
    X(look_up_found, "已查到其他门店会员「{0}」", "Found at another store: {0}")                   \
    X(look_up_open, "打开", "Open")                                                                \
    X(member_about, "档案", "Profile")                                                             \
    X(member_phone, "手机号", "Phone")                                                             \
    X(member_gender, "性别", "Gender")                                                             \
    X(member_birthday, "生日", "Birthday")                                                         \
    X(member_joined, "入会日期", "Member since")                                                   \
    X(member_home_clerk, "所属店员", "Assigned clerk")                                             \
    X(member_store, "所属门店", "Home store")                                                      \
    X(member_heard_from, "来店渠道", "Found us via")                                               \
    X(member_preferences, "喜好", "Preferences")                                                   \
    X(member_notes, "备注", "Notes")                                                               \
    X(member_name, "姓名", "Name")                                                                 \
    X(member_tier, "等级", "Tier")                                                                 \
    X(member_card_number, "会员卡号", "Card number")                                               \
    X(register_title, "登记会员", "New member")                                                    \
    X(register_card_hint, "扫卡；留空自动生成", "Scan, or leave blank to assign one")              \
    X(register_consents, "其他授权（选填）", "Other consents (optional)")                          \
    X(register_consent_version, "（版本 {0}）", "(version {0})")                                   \
    X(register_more, "更多资料（选填）", "More (optional)")                                        \
    X(register_more_note, "可稍后补录", "Can be added later.")                                     \
    X(register_preferences_hint, "例如：无糖、靠窗", "e.g. no sugar, window seat")                 \
    X(register_same_phone, "「{0}」已用此手机号登记（{1}，{2} 入会）。",                           \
      "{0} already uses this number ({1}, since {2}).")                                            \
    X(register_same_birthday, "已有同名同生日的会员「{0}」（{1}，{2} 入会）。",                    \
      "{0} has the same name and birthday ({1}, since {2}).")                                      \
    X(register_accepted, "已确认与「{0}」不是同一人。", "Confirmed: not the same person as {0}.")  \
    X(register_look, "查看", "View")                                                               \
    X(register_another_person, "不是同一人", "Different person")                                   \
    X(register_save, "登记并发卡", "Register")                                                     \
    X(register_discard_title, "放弃这份登记？", "Discard this registration?")                      \
    X(register_discard_body, "已填写的内容和草稿都会删除，无法恢复。",                             \
      "Everything typed and its draft will be deleted for good.")                                  \
    X(register_discard, "放弃登记", "Discard")                                                     \
    X(register_stay, "继续填写", "Keep editing")                                                   \
    X(register_done, "{0}已登记", "{0} is registered")                                             \
    X(register_done_safe, "已安全存入本机，联网后自动上传。",                                      \
      "Saved safely on this terminal; it uploads automatically.")                                  \
    X(register_open_member, "查看档案", "View profile")                                            \
    X(register_next, "登记下一位", "Register another")                                             \
    X(choice_none, "不填", "None")                                                                 \
    X(draft_saved, "草稿已保存 {0}", "Draft saved {0}")                                            \
    X(draft_offer, "有一份未完成的登记：{0}（{1}）", "Unfinished registration: {0} ({1})")         \
    X(draft_take, "继续填写", "Continue")                                                          \
    X(draft_drop, "丢弃", "Discard")                                                               \
    X(form_wrong, "有 {0} 处需要填写或更正", "{0} items need attention")
