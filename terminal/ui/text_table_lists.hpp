#pragma once

// The words of the work lists: cards that expire, whom to greet.
#define QIANTAI_TEXT_LISTS(X)                                                                  \
    X(nav_lists, "待跟进", "Follow-ups")                                                       \
    X(lists_tab_expiring, "到期", "Expiring")                                                  \
    X(lists_tab_care, "生日", "Birthdays")                                                     \
    X(lists_tab_counted, "{0} {1}", "{0} {1}")                                                 \
    X(lists_range_30, "30 天内", "30 days")                                                    \
    X(lists_range_60, "60 天内", "60 days")                                                    \
    X(lists_range_expired, "近期已过期", "Expired")                                            \
    X(lists_only_open, "只看未联系", "Not contacted")                                          \
    X(lists_only_own, "只看我的会员", "Mine only")                                             \
    X(lists_expiring_count, "{0} 张会员卡", "{0} cards")                                       \
    X(lists_open_count, "未联系 {0}", "{0} to contact")                                        \
    X(lists_all_done, "全部已联系", "All contacted")                                           \
    X(lists_expires_in, "{0} 天后到期", "{0} days left")                                       \
    X(lists_expires_tomorrow, "明天到期", "Tomorrow")                                          \
    X(lists_expires_today, "今天到期", "Today")                                                \
    X(lists_expired_for, "已过期 {0} 天", "{0} days overdue")                                  \
    X(lists_do_not_call, "勿致电", "Do not call")                                              \
    X(lists_not_contacted, "未联系", "Not contacted")                                          \
    X(lists_expiring_none, "{0}没有到期的会员卡", "No card expires within {0}")                \
    X(lists_expired_none, "最近 60 天没有过期的会员卡", "No card expired in the last 60 days") \
    X(lists_expiring_none_body, "名单每天自动更新，到期前 60 天就能在这里看到。",              \
      "The list updates itself daily. Cards appear 60 days before they expire.")               \
    X(lists_contacted_all, "这份名单都联系过了", "Everybody here has been contacted")          \
    X(lists_contacted_all_body, "需要再次联系时，请关闭「只看未联系」。",                      \
      "To see them again, turn “Not contacted” off.")                                          \
    X(lists_own_none, "您的会员里没有需要处理的", "None of your members is on the list")       \
    X(lists_own_none_body, "同事的会员也可以代为联系。",                                       \
      "You can also contact your colleagues' members.")                                        \
    X(lists_show_all, "显示全部", "Show all")                                                  \
    X(lists_period_today, "今天", "Today")                                                     \
    X(lists_period_week, "本周", "This week")                                                  \
    X(lists_period_month, "本月", "This month")                                                \
    X(lists_care_count, "{0} 位会员生日", "{0} birthdays")                                     \
    X(lists_care_open, "待祝福 {0}", "{0} to greet")                                           \
    X(lists_care_all_done, "全部已祝福", "All greeted")                                        \
    X(lists_care_done, "今年已祝福", "Greeted this year")                                      \
    X(lists_care_none_today, "今天没有会员过生日", "No birthday today")                        \
    X(lists_care_none_week, "本周没有会员过生日", "No birthday this week")                     \
    X(lists_care_none_month, "本月没有会员过生日", "No birthday this month")                   \
    X(lists_care_none_body, "登记时填了生日的会员会出现在这里，农历生日自动换算。",            \
      "Members with a birthday on record appear here, lunar ones on their day of this year.")  \
    X(lists_care_show_week, "看本周", "Show this week")                                        \
    X(lists_care_show_month, "看本月", "Show this month")                                      \
    X(lists_day, "{0}月{1}日 周{2}", "{2} {0:02}-{1:02}")                                      \
    X(lists_day_today, "{0} · 今天", "{0} · today")                                            \
    X(lists_day_past, "{0} · 已过", "{0} · past")                                              \
    X(lists_day_lunar, "农历{0}", "Lunar {0}")                                                 \
    X(lists_birthday_solar, "{0}月{1}日", "{0:02}-{1:02}")                                     \
    X(lists_load_failed, "名单读取失败", "The list could not be loaded")                       \
    X(reason_moved_away, "搬走了", "Moved away")                                               \
    X(reason_no_need, "不再需要", "No need")                                                   \
    X(reason_price, "价格", "Price")                                                           \
    X(reason_dissatisfied, "不满意", "Dissatisfied")                                           \
    X(reason_other_shop, "去了别家", "Another shop")                                           \
    X(reason_unreachable, "联系不上", "Can't be reached")                                      \
    X(reason_other, "其他", "Other")                                                           \
    X(contact_expires_on, "到期日", "Expires on")                                              \
    X(contact_card, "会员卡号", "Card number")                                                 \
    X(contact_card_lost, "已挂失", "Reported lost")                                            \
    X(contact_birthday, "生日", "Birthday")                                                    \
    X(contact_celebrated, "今年在 {0}", "This year on {0}")                                    \
    X(contact_phone_masked, "非您的会员，号码部分隐藏", "Not your member: partly hidden")      \
    X(contact_last, "上次联系", "Last contact")                                                \
    X(contact_remark_before, "上次备注", "Last notes")                                         \
    X(contact_never, "尚未联系过", "Not contacted yet")                                        \
    X(contact_by, "{0} · {1}", "{0} · {1}")                                                    \
    X(contact_dnc_banner, "顾客要求不再致电，请改用其他方式，或当面沟通。",                    \
      "The customer asked not to be called. Use another way, or talk in the store.")           \
    X(contact_outcome, "本次联系结果", "Call result")                                          \
    X(contact_remark, "备注（选填）", "Notes (optional)")                                      \
    X(contact_remark_hint, "例如：下周来店续会", "e.g. will come in next week")                \
    X(contact_save, "保存联系结果", "Save contact")                                            \
    X(contact_saved, "已记录：{0}，{1}", "Saved: {0}, {1}")                                    \
    X(contact_open_member, "查看档案", "View profile")                                         \
    X(contact_close, "关闭", "Close")                                                          \
    X(renew_ask, "续会", "Renew")                                                              \
    X(renew_title, "为「{0}」续会？", "Renew for {0}?")                                        \
    X(renew_body, "会员卡 {0} 的有效期从 {1} 延长到 {2}。",                                    \
      "Card {0}, valid until {1}, will be valid until {2}.")                                   \
    X(renew_body_forever, "会员卡 {0} 将长期有效（原到期日 {1}）。",                           \
      "Card {0}, valid until {1}, will no longer expire.")                                     \
    X(renew_done, "{0} 已续会至 {1}", "{0} is renewed until {1}")                              \
    X(renew_done_forever, "{0} 已续会，长期有效", "{0} is renewed with no end date")           \
    X(lapse_ask, "不再续会", "Won't renew")                                                    \
    X(lapse_title, "「{0}」不再续会？", "{0} won't renew?")                                    \
    X(lapse_body, "会员卡 {0} 停用，会员资料保留；顾客回来时可以随时续会恢复。",               \
      "Card {0} is taken out of use. The record stays, and a renewal brings it back.")         \
    X(lapse_reason, "顾客的原因", "The customer's reason")                                     \
    X(lapse_confirm, "停用会员卡", "Take out of use")                                          \
    X(lapse_done, "{0} 的会员卡已停用", "{0}'s card is out of use")
