#pragma once

// Words of the widget gallery.
#define QIANTAI_TEXT_GALLERY(X)                                                                   \
    X(gallery_title, "控件一览", "Widget gallery")                                                \
    X(gallery_chain, "青禾超市", "Greenleaf")                                                     \
    X(gallery_buttons, "按钮", "Buttons")                                                         \
    X(gallery_forms, "表单", "Forms")                                                             \
    X(gallery_lists, "列表", "Lists")                                                             \
    X(gallery_charts, "图表", "Charts")                                                           \
    X(gallery_pads, "输入", "Pads")                                                               \
    X(gallery_records, "档案", "Records")                                                         \
    X(gallery_wizard, "向导", "Set-up")                                                           \
    X(gallery_states, "状态", "States")                                                           \
    X(gallery_person_role, "店员 · {0}", "Clerk · {0}")                                           \
    X(gallery_offline, "离线 {0} 起 · 待上传 {1}", "Offline since {0} · {1} waiting")             \
    X(gallery_online, "已全部送达总部 · {0}", "All at headquarters · {0}")                        \
    X(gallery_syncing, "正在上传 {0} 条", "Sending {0}")                                          \
    X(gallery_refused, "{0} 条被拒", "{0} refused")                                               \
    X(gallery_button_kinds, "主次分明", "One strong action")                                      \
    X(gallery_register, "登记会员", "Register member")                                            \
    X(gallery_details, "会员详情", "Details")                                                     \
    X(gallery_renew, "续会", "Renew")                                                             \
    X(gallery_erase, "删除会员", "Erase member")                                                  \
    X(gallery_later, "以后再说", "Not now")                                                       \
    X(gallery_saving, "正在保存", "Saving")                                                       \
    X(gallery_not_possible, "不可用", "Not available")                                            \
    X(gallery_chips, "筛选与状态", "Filters and status")                                          \
    X(gallery_initials, "拼音首字母", "Pinyin initials")                                          \
    X(gallery_this_store, "本店", "This store")                                                   \
    X(gallery_recent, "最近到店", "Last visit")                                                   \
    X(gallery_tier_gold, "金卡", "Gold")                                                          \
    X(gallery_tier_silver, "银卡", "Silver")                                                      \
    X(gallery_tier_diamond, "钻石", "Diamond")                                                    \
    X(gallery_tier_plain, "普通", "Basic")                                                        \
    X(gallery_just_scanned, "刚扫描", "Just scanned")                                             \
    X(gallery_recount, "需复盘", "Recount")                                                       \
    X(gallery_tags, "标签与头像", "Tags and avatars")                                             \
    X(gallery_choices, "选择", "Choices")                                                         \
    X(gallery_tab_profile, "资料", "Profile")                                                     \
    X(gallery_tab_history, "往来", "History")                                                     \
    X(gallery_tab_cards, "会员卡", "Cards")                                                       \
    X(gallery_sms, "接收短信通知", "Send text messages")                                          \
    X(gallery_photo, "打印小票", "Print a slip")                                                  \
    X(gallery_consent,                                                                            \
      "本人已阅读并同意《会员隐私说明》第 3 版，同意为会员服务使用手机号和生日。",                \
      "I have read version 3 of the privacy notice and agree that my number and birthday are "    \
      "used "                                                                                     \
      "for member services.")                                                                     \
    X(gallery_phone, "手机号", "Mobile number")                                                   \
    X(gallery_name, "姓名", "Name")                                                               \
    X(gallery_gender, "性别", "Gender")                                                           \
    X(gallery_female, "女", "Female")                                                             \
    X(gallery_male, "男", "Male")                                                                 \
    X(gallery_unsaid, "不说明", "Not said")                                                       \
    X(gallery_birthday, "生日", "Birthday")                                                       \
    X(gallery_tier, "等级", "Tier")                                                               \
    X(gallery_card, "会员卡号", "Card number")                                                    \
    X(gallery_card_hint, "扫码或输入 13 位卡号", "Scan, or type 13 digits")                       \
    X(gallery_card_error, "少一位：卡号应为 13 位", "One digit is missing: 13 are needed")        \
    X(gallery_email, "电子邮箱", "E-mail")                                                        \
    X(gallery_email_note, "可不填，用于电子小票", "Optional, for electronic receipts")            \
    X(gallery_remark, "备注", "Remark")                                                           \
    X(gallery_remark_hint, "喜好、过敏、送货时间……", "Likes, allergies, delivery times…")         \
    X(gallery_home_clerk, "所属店员", "Home clerk")                                               \
    X(gallery_duplicate, "本店已有「{0}」使用尾号 {1} 的电话，登记于 {2}。",                      \
      "{0} of this store already uses the number ending in {1}, registered {2}.")                 \
    X(gallery_look, "查看", "View")                                                               \
    X(gallery_draft_saved, "草稿已自动保存", "Draft saved")                                       \
    X(gallery_save, "登记并发卡", "Register and issue card")                                      \
    X(gallery_saved, "已登记，数据已存本机", "Registered and saved on this terminal")             \
    X(gallery_find_hint, "电话、姓名、拼音或卡号", "Phone, name, pinyin or card")                 \
    X(gallery_visit_today, "今天到店", "Today")                                                   \
    X(gallery_days_ago, "{0} 天前", "{0} days ago")                                               \
    X(gallery_todo, "需要您处理", "Waiting for you")                                              \
    X(gallery_todo_complaint, "投诉 {0} 即将超时", "Complaint {0} is about to breach")            \
    X(gallery_todo_complaint_sub, "受理确认还剩 {0} 分钟", "{0} minutes left to acknowledge")     \
    X(gallery_todo_call, "回访 {0} 位会员", "Call {0} members back")                              \
    X(gallery_todo_call_sub, "投诉结案 2 · 到期 3", "2 complaints, 3 expiring")                   \
    X(gallery_todo_care, "生日关怀 {0} 位", "{0} birthdays")                                      \
    X(gallery_todo_care_sub, "含农历生日 1 位", "One by the lunar calendar")                      \
    X(gallery_now, "现在", "Now")                                                                 \
    X(gallery_today, "今天", "Today")                                                             \
    X(gallery_table_gift, "礼品", "Gift")                                                         \
    X(gallery_table_code, "编码", "Code")                                                         \
    X(gallery_table_book, "账面", "Book")                                                         \
    X(gallery_table_counted, "实盘", "Counted")                                                   \
    X(gallery_table_variance, "差异", "Variance")                                                 \
    X(gallery_new_today, "今日新会员", "New today")                                               \
    X(gallery_new_month, "本月 {0}", "{0} this month")                                            \
    X(gallery_gifts_today, "今日发放礼品", "Gifts today")                                         \
    X(gallery_quota_left, "余额度 {0}", "{0} left")                                               \
    X(gallery_open_tickets, "处理中工单", "Open tickets")                                         \
    X(gallery_due_today, "{0} 个今日到期", "{0} due today")                                       \
    X(gallery_spend, "本年消费", "Spent this year")                                               \
    X(gallery_expiry, "会籍到期", "Membership ends")                                              \
    X(gallery_days_left, "还有 {0} 天", "In {0} days")                                            \
    X(gallery_by_hour, "今天各时段记录", "Records by hour today")                                 \
    X(gallery_by_month, "会员增长", "Member growth")                                              \
    X(gallery_new_members, "新增", "New")                                                         \
    X(gallery_lapsed, "流失", "Lapsed")                                                           \
    X(gallery_by_tier, "会员构成", "Members by tier")                                             \
    X(gallery_people, "人", "members")                                                            \
    X(gallery_counted_share, "已盘 {0} / {1} 种", "{0} of {1} counted")                           \
    X(gallery_pin_prompt, "{0}，请输入 PIN", "{0}, enter your PIN")                               \
    X(gallery_quantity, "秋季礼盒 · 红", "Autumn gift box, red")                                  \
    X(gallery_signature, "顾客签名", "Customer's signature")                                      \
    X(gallery_empty_title, "没有找到会员", "No member found")                                     \
    X(gallery_empty_body, "换一种写法，或直接登记新会员。",                                       \
      "Try another spelling, or register a "                                                      \
      "new member.")                                                                              \
    X(gallery_error_title, "暂时无法读取", "This cannot be read right now")                       \
    X(gallery_error_body, "本机数据完好。请重试；仍不行请联系管理员。",                           \
      "Your data on this terminal is safe. Try again; if it stays, call the administrator.")      \
    X(gallery_offline_title, "离线，一切照常可用", "Offline, everything works as usual")          \
    X(gallery_offline_body, "{0} 条记录已安全存于本机，联网后自动上传，您无需操作。",             \
      "{0} records are safe on this terminal and go out by themselves once the network is back.") \
    X(gallery_overlays, "弹出层", "Overlays")                                                     \
    X(gallery_open_dialog, "对话框", "Dialog")                                                    \
    X(gallery_open_sheet, "选择表", "Sheet")                                                      \
    X(gallery_open_date, "日期", "Date")                                                          \
    X(gallery_open_toast, "提示", "Toast")                                                        \
    X(gallery_erase_title, "删除这位会员？", "Erase this member?")                                \
    X(gallery_erase_body,                                                                         \
      "姓名、电话等个人资料将在所有门店永久删除，往来账目保留。此操作不能撤销。",                 \
      "Name, phone and other personal data are erased for ever in every store; the bookkeeping "  \
      "stays. This cannot be undone.")                                                            \
    X(gallery_refused_phone, "手机号少一位，总部未接受。请修改后重发。",                          \
      "The phone number lacks a digit, so headquarters refused it. Correct it and send again.")   \
    X(gallery_info_banner, "今晚 22:00 起总部升级，门店可照常使用。",                             \
      "Headquarters is upgraded tonight from 22:00; the store works as usual.")                   \
    X(gallery_success_banner, "今天的 86 条记录总部已全部确认。",                                 \
      "Headquarters has confirmed all 86 records of today.")                                      \
    X(gallery_form_who, "会员资料", "Who")                                                        \
    X(gallery_form_more, "补充资料", "More")                                                      \
    X(gallery_form_more_note, "都可以不填，以后随时补。",                                         \
      "All of this is optional and can be added later.")                                          \
    X(gallery_facts, "会员资料", "Profile")                                                       \
    X(gallery_member_since, "入会", "Member since")                                               \
    X(gallery_points, "积分", "Points")                                                           \
    X(gallery_address, "地址", "Address")                                                         \
    X(gallery_card_active, "使用中", "In use")                                                    \
    X(gallery_timeline, "往来记录", "What happened")                                              \
    X(gallery_event_complaint, "投诉结案：送货破损，已换货",                                      \
      "Complaint closed: damaged delivery, exchanged")                                            \
    X(gallery_event_complaint_details,                                                            \
      "顾客满意。送货时包装破裂，当天从南京路店换出新品，运费由门店承担。",                       \
      "The customer is satisfied. The parcel arrived torn; a new one was sent the same day at "   \
      "the store's expense.")                                                                     \
    X(gallery_event_renewed, "续会一年，升为金卡", "Renewed for a year, now Gold")                \
    X(gallery_event_gift, "领取生日礼品", "Birthday gift handed out")                             \
    X(gallery_event_registered, "登记入会，发卡 660001234567",                                    \
      "Registered, card 660001234567 issued")                                                     \
    X(gallery_yesterday, "昨天 {0}", "Yesterday {0}")                                             \
    X(gallery_rows, "会员列表", "Members")                                                        \
    X(gallery_tag_birthday, "今天生日", "Birthday")                                               \
    X(gallery_tag_expiring, "即将到期", "Expiring")                                               \
    X(gallery_tag_frozen, "卡已冻结", "Card frozen")                                              \
    X(gallery_conflict, "两边都改过这位会员", "Both sides changed this member")                   \
    X(gallery_here, "本机", "This terminal")                                                      \
    X(gallery_there, "总部", "Headquarters")                                                      \
    X(gallery_version_note, "{0} · {1}", "{0}, {1}")                                              \
    X(gallery_conflict_left, "还有 {0} 处未选择", "{0} left to choose")                           \
    X(gallery_keep_choice, "保存所选", "Keep these")                                              \
    X(gallery_step_code, "注册码", "Code")                                                        \
    X(gallery_step_check, "核对总部", "Check")                                                    \
    X(gallery_step_load, "下载数据", "Load data")                                                 \
    X(gallery_step_done, "开始使用", "Ready")                                                     \
    X(gallery_code_title, "输入总部给您的注册码", "Enter the code from headquarters")             \
    X(gallery_code_body,                                                                          \
      "管理员在总部为本机生成的一次性注册码，24 小时内有效。可直接扫描二维码。",                  \
      "The administrator made this one-time code for this terminal; it is valid for 24 hours. "   \
      "You can also scan it.")                                                                    \
    X(gallery_code_label, "注册码", "Enrolment code")                                             \
    X(gallery_code_note, "20 位，不分大小写，横线可不输",                                         \
      "20 characters; capitals and dashes do not matter")                                         \
    X(gallery_code_error, "注册码不对或已用过，请核对，或请管理员重新生成。",                     \
      "The code is wrong or used. Check it, or ask for a new one.")                               \
    X(gallery_continue, "继续", "Continue")                                                       \
    X(gallery_pin_wrong, "PIN 不对。还可再试 2 次，之后需等待 30 秒。",                           \
      "Wrong PIN. 2 more attempts, then a wait of 30 seconds.")                                   \
    X(gallery_pin_hint, "6 位数字", "6 digits")
