#pragma once

// The words of what stands beside a found member, and of what is done for a member on the spot.
#define QIANTAI_TEXT_FIND(X)                                                               \
    X(find_today, "今日登记", "Registered today")                                          \
    X(find_today_none, "今天还没有登记会员", "Nobody registered yet today")                \
    X(find_recent_none, "您打开过的会员会出现在这里", "Members you open will appear here") \
    X(find_scan_now, "请用扫码枪扫描会员卡", "Scan the member card now")                   \
    X(find_register_number, "用 {0} 登记", "Register {0}")                                 \
    X(find_open, "查看档案", "View profile")                                               \
    X(with_note, "{0}（{1}）", "{0} ({1})")                                                \
    X(member_expires, "有效期至", "Valid until")                                           \
    X(member_contact, "登记回访", "Log contact")                                           \
    X(contact_title, "登记与「{0}」的联系", "Log contact – {0}")                           \
    X(contact_body, "打过电话或当面聊过，记下结果，同事也能看到。",                        \
      "Write down what came of a call or a talk, so that colleagues know.")                \
    X(contact_show_number, "查看号码", "Show number")                                      \
    X(contact_reason_expiry, "到期会员联系", "Contact about an expiring card")             \
    X(contact_reason_care, "生日祝福联系", "Birthday greeting")                            \
    X(contact_clerk, "所属店员", "Assigned clerk")                                         \
    X(contact_choose_first, "请先选择联系结果", "Choose the call result first")            \
    X(lists_contact, "联系", "Contact")                                                    \
    X(lists_lunar, "农历生日", "Lunar")                                                    \
    X(lists_to_greet, "待祝福", "To greet")                                                \
    X(form_version, "版本 {0}", "version {0}")                                             \
    X(form_card_hint, "扫卡；留空自动生成", "Scan, or leave blank")                        \
    X(form_agree_first, "请先征得顾客同意", "Ask for the customer's consent first")        \
    X(date_decade, "{0}后", "{0}s")                                                        \
    X(month_1, "1月", "Jan")                                                               \
    X(month_2, "2月", "Feb")                                                               \
    X(month_3, "3月", "Mar")                                                               \
    X(month_4, "4月", "Apr")                                                               \
    X(month_5, "5月", "May")                                                               \
    X(month_6, "6月", "Jun") X(month_7, "7月", "Jul") X(month_8, "8月", "Aug")             \
        X(month_9, "9月", "Sep") X(month_10, "10月", "Oct") X(month_11, "11月", "Nov")     \
            X(month_12, "12月", "Dec")
