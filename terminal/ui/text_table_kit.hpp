#pragma once

// The kit's own words: key, Chinese, English. {0}, {1} … stand for values. A test fails on a text
// that is missing, untranslated, has other placeholders than its translation, or is used nowhere.
#define QIANTAI_TEXT_KIT(X)                                                                    \
    X(cancel, "取消", "Cancel")                                                                \
    X(confirm, "确定", "OK")                                                                   \
    X(back, "返回", "Back")                                                                    \
    X(clear, "清除", "Clear")                                                                  \
    X(clear_search, "清除搜索", "Clear search")                                                \
    X(scan, "扫码", "Scan")                                                                    \
    X(retry, "重试", "Try again")                                                              \
    X(undo, "撤销", "Undo")                                                                    \
    X(required_mark, "{0} *", "{0} *")                                                         \
    X(decrease, "减少", "Decrease")                                                            \
    X(increase, "增加", "Increase")                                                            \
    X(delete_digit, "删除一位", "Delete digit")                                                \
    X(compare_take_all, "全部用这边", "Use all of these")                                      \
    X(step_of, "第 {0} / {1} 步", "Step {0} of {1}")                                           \
    X(lock_screen, "锁定", "Lock")                                                             \
    X(choose, "请选择", "Choose")                                                              \
    X(page_of, "第 {0} / {1} 页", "Page {0} of {1}")                                           \
    X(page_previous, "上一页", "Previous page")                                                \
    X(page_next, "下一页", "Next page")                                                        \
    X(sort_by, "按{0}排序", "Sort by {0}")                                                     \
    X(rows_total, "共 {0} 条", "{0} in all")                                                   \
    X(signature_hint, "请在此处签名", "Please sign here")                                      \
    X(signature_clear, "重签", "Sign again")                                                   \
    X(loading, "正在加载…", "Loading…")                                                        \
    X(date_solar, "公历", "Gregorian")                                                         \
    X(date_lunar, "农历", "Lunar")                                                             \
    X(date_month_short, "{0}月", "{0}")                                                        \
    X(value_none, "未填写", "Not given")                                                       \
    X(date_title, "选择生日", "Choose birthday")                                               \
    X(date_full, "{0}年{1}月{2}日", "{0}-{1:02}-{2:02}")                                       \
    X(date_lunar_full, "农历{0}年 {1}", "Lunar {0}, {1}")                                      \
    X(date_lunar_also, "农历{0}年 {1}", "Lunar {0} {1}")                                       \
    X(date_solar_also, "公历 {0}", "Gregorian {0}")                                            \
    X(weekday_1, "一", "Mo")                                                                   \
    X(weekday_2, "二", "Tu")                                                                   \
    X(weekday_3, "三", "We")                                                                   \
    X(weekday_4, "四", "Th")                                                                   \
    X(weekday_5, "五", "Fr")                                                                   \
    X(weekday_6, "六", "Sa")                                                                   \
    X(weekday_7, "日", "Su")                                                                   \
    X(keyboard_chinese, "中", "中")                                                            \
    X(keyboard_english, "英", "EN")                                                            \
    X(keyboard_letters, "ABC", "ABC")                                                          \
    X(keyboard_digits, "123", "123")                                                           \
    X(keyboard_symbols, "符号", "#+=")                                                         \
    X(keyboard_rare, "生僻字", "Rare")                                                         \
    X(keyboard_space, "空格", "Space")                                                         \
    X(keyboard_space_picks, "空格选字", "Space picks the first")                               \
    X(keyboard_next, "下一项", "Next")                                                         \
    X(keyboard_done, "完成", "Done")                                                           \
    X(keyboard_hide, "收起键盘", "Hide keyboard")                                              \
    X(keyboard_backspace, "退格", "Backspace")                                                 \
    X(keyboard_shift, "大写", "Shift")                                                         \
    X(keyboard_more_candidates, "更多候选字", "More candidates")                               \
    X(keyboard_candidates_back, "返回键盘", "Back to the keys")                                \
    X(keyboard_by_radical, "部首", "Radical")                                                  \
    X(keyboard_by_code, "编码", "Code")                                                        \
    X(keyboard_strokes, "{0} 画", "{0}")                                                       \
    X(keyboard_rest_all, "全部", "All")                                                        \
    X(keyboard_radical_hint, "先选部首的笔画数，再选部首，然后选其余笔画",                     \
      "Choose how many strokes the radical has, then the radical, then the other strokes")     \
    X(keyboard_code_hint, "输入四到六位统一码，例如 20BB7", "Enter 4 to 6 digits, e.g. 20BB7") \
    X(keyboard_code_unknown, "此码没有对应的字", "No character has this code")                 \
    X(keyboard_code_insert, "插入", "Insert")
