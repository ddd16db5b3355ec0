#pragma once

// The words of what stands beside a found member, and of what is done for a member on the spot.
#define QIANTAI_TEXT_FIND(X)                                                              \
    X(find_today, "今日登记", "Registered today")                                         \
    X(find_today_none, "今天还没有登记会员", "Nobody registered yet today")               \
    X(find_recent_none, "您打开过的会员会出现在这里", "Members you open will stand here") \
    X(find_scan, "扫会员卡", "Scan a member card")                                        \
    X(find_scan_now, "请用扫码枪扫描会员卡", "Scan the member card now")                  \
    X(find_register_number, "用 {0} 登记", "Register {0}")                                \
    X(find_open, "查看档案", "View profile")                                              \
    X(find_of_store, "{0}会员", "Member of {0}")                                          \
    X(store_named, "{0}（{1}）", "{0} ({1})")                                             \
    X(member_expires, "有效期至", "Valid until")                                          \
    X(member_contact, "登记回访", "Log contact")                                     \
    X(contact_title, "登记与「{0}」的联系", "Contact with {0}")                           \
    X(contact_body, "打过电话或当面聊过，记下结果，同事也能看到。",                       \
      "Write down what came of a call or a talk, so that colleagues know.")               \
    X(contact_show_number, "查看号码", "Show number")                                     \
    X(contact_reason_expiry, "到期会员联系", "Contact about an expiring card")            \
    X(contact_reason_care, "生日祝福联系", "Birthday greeting")                           \
    X(contact_clerk, "所属店员", "Assigned clerk")                                        \
    X(contact_choose_first, "请先选择联系结果", "Choose the call result first")           \
    X(lists_contact, "联系", "Contact")                                                   \
    X(lists_mine, "我的会员", "My members")                                               \
    X(lists_whole_store, "全店", "Whole store")                                           \
    X(lists_past, "已过 {0} 位", "{0} past")                                              \
    X(lists_lunar, "农历生日", "Lunar")                                                   \
    X(lists_to_greet, "待祝福", "To greet")                                               \
    X(lists_greeted, "已祝福", "Greeted")                                                 \
    X(form_basics, "基本资料", "Details")                                                 \
    X(form_card, "会员卡", "Card")                                                        \
    X(form_version, "版本 {0}", "version {0}")                                            \
    X(form_agree_first, "请先征得顾客同意", "Ask for the customer's consent first")       \
    X(form_discard, "放弃登记", "Discard")                                                \
    X(date_decade, "{0} 年代", "{0}s")                                                    \
    X(date_year, "年", "Year")                                                            \
    X(date_month, "月", "Month")                                                          \
    X(date_day, "日", "Day")
