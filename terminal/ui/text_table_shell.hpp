#pragma once

// The words of the shell: signing in, the frame around every screen, home, and who does what.
#define QIANTAI_TEXT_SHELL(X)                                                                      \
    X(app_name, "前台", "Qiantai")                                                                 \
    X(opening, "正在打开本机数据…", "Opening this terminal's data…")                               \
    X(broken_title, "本机数据无法打开", "This terminal's data can't be opened")                    \
    X(broken_actor_itself, "程序会自动重试，您无需操作。", "The program tries again by itself.")   \
    X(broken_actor_clerk, "请按上面的提示处理。", "Please follow the note above.")                 \
    X(broken_actor_manager, "请找店长处理。", "Please ask the store manager.")                     \
    X(broken_actor_administrator, "请联系总部管理员，数据没有被改动。",                            \
      "Please call the headquarters administrator. Nothing was changed.")                          \
    X(role_clerk, "店员", "Clerk")                                                                 \
    X(role_store_manager, "店长", "Store manager")                                                 \
    X(role_cs_agent, "客服专员", "CS agent")                                                       \
    X(role_cs_manager, "客服部经理", "CS manager")                                                 \
    X(role_auditor, "稽核", "Auditor")                                                             \
    X(role_admin, "管理员", "Administrator")                                                       \
    X(sign_in_choose, "请选择您的姓名", "Select your name")                                        \
    X(sign_in_empty, "本机还没有本店员工，请用工号登录，或等待总部数据下载完成。",                 \
      "No staff of this store are here yet. Sign in with your staff number, or wait for the "      \
      "download.")                                                                                 \
    X(sign_in_choose_first, "请先选择姓名", "Select your name first")                              \
    X(sign_in_wrong, "PIN 不正确，请重新输入", "Wrong PIN. Try again.")                            \
    X(sign_in_forgot, "忘记 PIN？请店长向总部申请重置",                                            \
      "Forgot it? Your manager can request a reset.")                                              \
    X(sign_in_locked_title, "已锁定", "Locked")                                                    \
    X(sign_in_locked_keep, "您的工作已保留，输入 PIN 继续",                                        \
      "Your work is saved. Enter your PIN to go on.")                                              \
    X(sign_in_others, "换人登录", "Somebody else")                                                 \
    X(sign_in_by_number, "输入工号", "Staff no.")                                                  \
    X(sign_in_number, "请输入工号", "Enter your staff number")                                     \
    X(sign_in_pin, "{0}，请输入 PIN", "{0}, enter your PIN")                                       \
    X(sign_in_new_pin, "请设置您自己的 PIN（4 至 8 位）", "Choose your own PIN (4 to 8 digits)")   \
    X(sign_in_new_pin_again, "请再输入一次新 PIN", "Enter the new PIN again")                      \
    X(sign_in_pins_differ, "两次输入不同，请重新设置。", "They did not match. Choose again.")      \
    X(sign_in_checking, "正在核对…", "Checking…")                                                  \
    X(sign_in_wait, "错误次数过多，请 {0} 秒后再试。", "Too many wrong tries. Wait {0} s.")        \
    X(terminal_at, "{0} · 终端 {1}", "{0} · terminal {1}")                                         \
    X(date_with_weekday, "{0}年{1}月{2}日 星期{3}", "{3} {0}-{1:02}-{2:02}")                       \
    X(nav_home, "首页", "Home")                                                                    \
    X(menu_language, "语言", "Language")                                                           \
    X(menu_theme, "外观", "Theme")                                                                 \
    X(menu_theme_light, "浅色", "Light")                                                           \
    X(menu_theme_dark, "深色", "Dark")                                                             \
    X(menu_theme_contrast, "高对比", "High contrast")                                              \
    X(menu_scale, "显示大小", "Size")                                                              \
    X(menu_keyboard, "屏幕键盘", "On-screen keyboard")                                             \
    X(menu_keyboard_on, "需要时弹出", "When needed")                                               \
    X(menu_keyboard_off, "不用", "Off")                                                            \
    X(menu_switch, "换人登录", "Switch user")                                                      \
    X(menu_lock, "锁定终端", "Lock the terminal")                                                  \
    X(language_zh, "中文", "中文")                                                                 \
    X(language_en, "English", "English")                                                           \
    X(chip_alone, "单机使用", "Stand-alone")                                                       \
    X(chip_complete, "已全部送达总部", "All sent to HQ")                                           \
    X(chip_waiting, "在线 · 待上传 {0}", "Online · {0} waiting")                                   \
    X(chip_running, "正在同步 · {0}", "Syncing · {0}")                                             \
    X(chip_offline, "离线 {0} 起 · 待上传 {1}", "Offline since {0} · {1} waiting")                 \
    X(chip_refused_offline, "离线 · 待上传 {0} · 被拒 {1}", "Offline · {0} waiting · {1} refused") \
    X(chip_refused, "{0} 条被拒", "{0} refused")                                                   \
    X(chip_first_load, "正在下载门店数据", "Downloading store data")                               \
    X(sync_never, "尚无", "Not yet")                                                               \
    X(sync_clock_title, "本机时间不准", "This computer's clock is wrong")                          \
    X(sync_clock_body, "与总部相差 {0} 分钟，请校正本机时间；记录照常保存。",                      \
      "It differs from headquarters' by {0} min. Set it right; records are kept as usual.")        \
    X(sync_problem_title, "需要处理", "Action needed")                                             \
    X(sync_offline_title, "离线，一切照常可用", "Offline – everything still works")                \
    X(sync_offline_waiting, "{0} 条记录已安全存于本机，联网后自动上传。",                          \
      "{0} records are safe on this terminal and will upload automatically.")                      \
    X(sync_offline_body, "没有待上传的记录，联网后自动继续。",                                     \
      "Nothing is waiting. Syncing resumes by itself.")                                            \
    X(sync_first_load_body, "已接收 {0} 条，可以先开始工作。",                                     \
      "{0} records received; you can start working.")                                              \
    X(sync_waiting_title, "{0} 条正在送往总部", "{0} on the way to headquarters")                  \
    X(sync_waiting_body, "最早一条 {0}，您无需操作。", "The oldest is from {0}. Nothing to do.")   \
    X(sync_complete_body, "本机的全部记录总部都已收到。", "Headquarters has received everything.")
