#pragma once

// The words of duplicates and conflicts: the list of cases, and the two sides of one.
#define QIANTAI_TEXT_CASES(X)                                                                                                                   \
    X(lists_tab_cases, "重复", "Duplicates")                                                                                                    \
    X(cases_open, "待处理", "To review")                                                                                                        \
    X(cases_decided, "已处理", "Reviewed")                                                                                                      \
    X(cases_count, "{0} 个待处理", "{0} to review")                                                                                             \
    X(cases_decided_count, "处理过的 {0} 个", "{0} reviewed")                                                                                   \
    X(cases_none, "没有重复或冲突的会员资料", "No duplicates and no conflicts")                                                                 \
    X(cases_none_body, "两家门店登记了同一手机号，或改了同一项资料时，会出现在这里。",                                                          \
      "Two members with one number, or one field changed at two stores, appear here.")                                                          \
    X(cases_decided_none, "还没有处理过的记录", "Nothing reviewed yet")                                                                         \
    X(cases_decided_none_body, "合并、保留和排除的记录会留在这里，合并可以撤销。",                                                              \
      "What was merged, kept or ruled out stays here, and a merge can be undone.")                                                              \
    X(case_same_phone, "手机号相同", "Same phone")                                                                                              \
    X(case_two_values, "{0}有两个值", "Two values: {0}")                                                                                        \
    X(case_pair, "{0} / {1}", "{0} / {1}")                                                                                                      \
    X(case_member_gone, "本机没有此档案", "Not on this terminal")                                                                               \
    X(case_was_merged, "已合并", "Merged")                                                                                                      \
    X(case_was_dismissed, "不是同一人", "Two people")                                                                                           \
    X(case_was_resolved, "已选定", "Value chosen")                                                                                              \
    X(case_was_left, "不需处理", "Left as it is")                                                                                               \
    X(case_was_undone, "已撤销合并", "Merge undone")                                                                                            \
    X(case_title_duplicate, "是同一位顾客吗？", "Same person?")                                                                                 \
    X(case_title_column, "哪个值正确？", "Which value is right?")                                                                               \
    X(case_nav, "重复与冲突", "Duplicates")                                                                                                     \
    X(case_body_duplicate,                                                                                                                      \
      "两份档案的手机号相同。先选要保留的一份，不同的项目可以逐项改选。另一份的会员卡、同意和记录" \
      "都"                                                                                                                                     \
      "归到它名下，不会丢失，合并可以撤销。",                                                                                                   \
      "Both have the same phone number. Choose the record that stands, then the values that "                                                   \
      "differ. Cards, consents and records of the other one are shown with it. It can be undone.")                                              \
    X(case_body_birthday,                                                                                                                       \
      "两份档案同名同生日。先选要保留的一份，不同的项目可以逐项改选。另一份的会员卡、同意和记录都" \
      "归到它名下，不会丢失，合并可以撤销。",                                                                                                   \
      "Both have the same name and birthday. Choose the record that stands, then the values that "                                              \
      "differ. Cards, consents and records of the other one are shown with it. It can be undone.")                                              \
    X(case_body_column, "两家门店改了「{0}」的{1}。系统暂时保留较晚的一个，请与顾客核对后选定。",                                               \
      "Two stores changed this of {0}: {1}. The later value stands until you choose.")                                                          \
    X(case_column_merged, "合并", "Merged into")                                                                                                \
    X(case_keep_this, "保留这一份", "Keep this one")                                                                                            \
    X(case_this_value, "选这个值", "This value")                                                                                                \
    X(case_value_kept, "现在的值", "Current value")                                                                                             \
    X(case_value_lost, "另一个值", "The other value")                                                                                           \
    X(case_since, "{0} · {1} 入会", "{0} · since {1}")                                                                                          \
    X(case_other_store_hidden, "其他门店的资料不显示", "Hidden: another store's")                                                               \
    X(case_only_theirs, "另一份档案属于门店 {0}，只能保留那一份。",                                                                             \
      "The other record belongs to store {0}. Only that one can stand.")                                                                        \
    X(case_merge, "合并为一份", "Merge")                                                                                                        \
    X(case_another_person, "不是同一人", "Two people")                                                                                          \
    X(case_save, "保存选择", "Save choice")                                                                                                     \
    X(case_leave, "不需处理", "Leave as is")                                                                                                    \
    X(case_choose_first, "请先选择要保留的一份", "Choose which one to keep")                                                                    \
    X(case_choose_value_first, "请先选择正确的值", "Choose the right value")                                                                    \
    X(case_merge_title, "合并到「{0}」？", "Merge into {0}?")                                                                                   \
    X(case_merge_body, "「{0}」的档案（{1}）以后都会打开「{2}」。随时可以撤销。",                                                               \
      "The record of {0} ({1}) opens {2} from now on. It can be undone at any time.")                                                           \
    X(case_dismiss_title, "确认是两位不同的顾客？", "Two different people?")                                                                    \
    X(case_dismiss_body, "两份档案都保留，以后不再提示这两份重复。",                                                                            \
      "Both records stay, and this pair is not shown again.")                                                                                   \
    X(case_merged, "已合并到「{0}」", "Merged into {0}")                                                                                        \
    X(case_dismissed, "已确认不是同一人", "Two people: both records stay")                                                                      \
    X(case_saved, "已保存：{0}", "Saved: {0}")                                                                                                  \
    X(case_left, "已标记为不需处理", "Left as it is")                                                                                           \
    X(case_taken, "另一份档案的{0}会写入保留的档案。", " Taken from the other record: {0}.")                                                    \
    X(case_taken_join, "、", ", ")                                                                                                              \
    X(case_reopen, "重新处理", "Decide again")                                                                                                  \
    X(case_reopened, "已恢复为待处理", "It waits for a decision again")                                                                         \
    X(case_undo_merge, "撤销合并", "Undo the merge")                                                                                            \
    X(case_undone, "合并已撤销，两份档案都恢复了", "Undone: both records are back")                                                             \
    X(case_decided_by, "{0} · {1} · {2}", "{0} · {1} · {2}")                                                                                    \
    X(case_gone_body, "另一份档案不在本机上，等同步完成后再处理。",                                                                             \
      "The other record is not on this terminal yet. Decide it after the next sync.")
