#pragma once

// The words of the home screen.
#define QIANTAI_TEXT_HOME(X)                                                               \
    X(home_register, "登记会员", "New member")                                             \
    X(home_register_note, "最快 30 秒", "Takes 30 seconds")                                \
    X(home_find, "查找会员", "Find a member")                                              \
    X(home_find_note, "手机号 · 姓名 · 扫会员卡", "Phone · name · card")                   \
    X(home_new_today, "今日新会员", "New members today")                                   \
    X(home_new_month, "本月 {0}", "{0} this month")                                        \
    X(home_own_today, "我今日登记", "My sign-ups today")                                   \
    X(home_expiring, "待联系的到期会员", "Expiring, not contacted")                        \
    X(home_expiring_note, "30 天内", "Within 30 days")                                     \
    X(home_birthdays, "本周生日", "Birthdays this week")                                   \
    X(home_birthdays_note, "含农历", "Incl. lunar")                                        \
    X(home_todo, "需要您处理", "Needs your attention")                                     \
    X(home_todo_none, "都处理好了", "All done")                                            \
    X(home_todo_none_body, "到期会员、生日、重复档案和被拒记录会列在这里。",               \
      "Expiring cards, birthdays, duplicates and refused records are listed here.")        \
    X(home_todo_duplicates, "{0} 组可能重复的会员", "{0} possible duplicates")             \
    X(home_todo_duplicates_note, "核对后合并，可撤销", "Compare and merge; can be undone") \
    X(home_todo_conflicts, "{0} 处不同门店的修改冲突", "{0} conflicting edits")            \
    X(home_todo_conflicts_note, "两边都已保留，请选择", "Both were kept; please choose")   \
    X(home_todo_refused, "{0} 条记录被总部拒绝", "Refused records: {0}")                   \
    X(home_todo_refused_note, "其他记录不受影响", "Other records are not held up")         \
    X(home_contact, "联系", "Contact")                                                     \
    X(home_birthday_today, "今天生日", "Birthday today")                                   \
    X(home_registered, "今日登记", "Signed up today")                                      \
    X(home_registered_none, "今天还没有登记", "Nobody signed up yet today")                \
    X(home_registered_none_body, "登记的会员会列在这里，点一下即可打开。",                 \
      "New members are listed here; tap one to open it.")                                  \
    X(home_by_clerk, "{0} {1} 位", "{0} {1}")                                              \
    X(home_cases, "重复与冲突", "Duplicates, conflicts")                                   \
    X(home_cases_note, "待核对", "to review")                                              \
    X(home_sync_line, "待上传 {0} · 上次全部送达 {1}", "{0} waiting · last full sync {1}")
