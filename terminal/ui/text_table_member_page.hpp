#pragma once

// The words of the member page: the relationship card, its dialogs and its history.
#define QIANTAI_TEXT_MEMBER_PAGE(X)                                                               \
    X(member_birthday_calendar, "生日历法", "Birthday calendar")                                  \
    X(member_status, "会员状态", "Status")                                                        \
    X(member_came_from, "打开的档案已合并到这位会员。",                                           \
      "The record you opened was merged into this member.")                                       \
    X(member_other_store, "该会员属于 {0}，这里只能查看。",                                       \
      "This member belongs to {0}. View only.")                                                   \
    X(member_revealed, "联系方式已显示，离开本页后重新隐藏。",                                    \
      "Contact details are shown until you leave this page.")                                     \
    X(member_same_phone, "会员「{0}」登记了同一手机号，可能是同一人。",                           \
      "{0} has the same phone number: perhaps the same person.")                                  \
    X(member_same_birthday, "会员「{0}」同名同生日，可能是同一人。",                              \
      "{0} has the same name and birthday: perhaps the same person.")                             \
    X(member_compare, "并排对比", "Compare")                                                      \
    X(member_edit, "修改资料", "Edit")                                                            \
    X(member_reveal, "查看联系方式", "Show contact")                                              \
    X(member_copy, "资料副本", "Copy of data")                                                    \
    X(member_erase, "删除会员", "Erase")                                                          \
    X(member_erased_title, "该会员已删除", "This member was erased")                              \
    X(member_merged, "合并档案", "Merged records")                                                \
    X(member_merged_count, "已合并 {0} 份", "{0} merged")                                         \
    X(member_cards, "会员卡", "Cards")                                                            \
    X(member_no_card, "还没有会员卡", "No card yet")                                              \
    X(member_consents, "顾客同意", "Consents")                                                    \
    X(member_timeline, "往来记录", "History")                                                     \
    X(member_conflicts, "两处都改过，请选择正确的",                                               \
      "Changed in two places: choose the right value")                                            \
    X(conflict_kept, "现在的值", "Current value")                                                 \
    X(conflict_lost, "另一处的值", "The other value")                                             \
    X(conflict_decide, "按所选保存", "Save choice")                                               \
    X(conflict_open, "还有 {0} 处未选", "{0} left to choose")                                     \
    X(conflict_done, "已按所选保存", "Your choice is saved")                                      \
    X(card_without_end, "长期有效", "No expiry")                                                  \
    X(card_until, "有效至 {0}", "Valid until {0}")                                                \
    X(card_issued, "{0} 发卡", "Issued {0}")                                                      \
    X(card_manage, "管理", "Manage")                                                              \
    X(card_issue, "加发新卡", "Issue another card")                                               \
    X(card_replace, "换新卡", "Replace")                                                          \
    X(card_report_lost, "挂失", "Report lost")                                                    \
    X(card_found, "卡已找回", "Card was found")                                                   \
    X(card_freeze, "冻结", "Freeze")                                                              \
    X(card_unfreeze, "解冻", "Unfreeze")                                                          \
    X(card_renew, "续会", "Renew")                                                                \
    X(card_lapse, "停用", "Deactivate")                                                           \
    X(card_replace_body, "旧卡立即停用，新卡沿用原有效期。",                                      \
      "The old card stops working at once; the new one keeps its expiry date.")                   \
    X(card_report_lost_body, "此卡立即停用，找回或换卡之前不能使用。",                            \
      "The card stops working until it is found or replaced.")                                    \
    X(card_found_body, "此卡恢复使用。", "The card works again.")                                 \
    X(card_freeze_body, "此卡暂停使用，解冻之前不能使用。",                                       \
      "The card stops working until it is unfrozen.")                                             \
    X(card_unfreeze_body, "此卡恢复使用。", "The card works again.")                              \
    X(card_renew_body, "按等级延长一个有效期。", "The card is extended by one term of its tier.") \
    X(card_new_number, "新卡号", "New card number")                                               \
    X(card_done, "会员卡已更新", "Card updated")                                                  \
    X(consent_membership, "会员服务", "Membership")                                               \
    X(consent_marketing, "优惠消息", "Offers and news")                                           \
    X(consent_callback, "回访电话", "Follow-up calls")                                            \
    X(consent_given, "已同意", "Agreed")                                                          \
    X(consent_withdrawn, "已撤回", "Withdrawn")                                                   \
    X(consent_not_given_tag, "未征求", "Not asked")                                               \
    X(consent_never, "尚未询问顾客", "The customer has not been asked yet")                       \
    X(consent_when, "{0} · {2} · 版本 {1}", "{0} · {2} · version {1}")                            \
    X(consent_record, "记录同意", "Record")                                                       \
    X(consent_withdraw, "撤回同意", "Withdraw")                                                   \
    X(consent_record_title, "顾客同意了这一项？", "Does the customer agree?")                     \
    X(consent_withdraw_title, "撤回这一项同意？", "Withdraw this consent?")                       \
    X(consent_withdraw_body, "撤回立即生效，之后可以重新征求。",                                  \
      "It takes effect at once. You can ask again later.")                                        \
    X(consent_channel, "顾客通过什么方式告知", "How the customer told us")                        \
    X(consent_done, "已记录", "Recorded")                                                         \
    X(channel_counter, "当面", "In person")                                                       \
    X(channel_phone, "电话", "Phone")                                                             \
    X(channel_online, "网上", "Online")                                                           \
    X(channel_paper, "书面", "On paper")                                                          \
    X(reason, "原因", "Reason")                                                                   \
    X(reason_hint, "例如：顾客要求核对", "e.g. the customer asked to check")                      \
    X(reveal_title, "查看联系方式", "Show contact details")                                       \
    X(reveal_body, "查看会记入审计记录。请写明原因，不要写姓名或号码。",                          \
      "This is logged. Say why, without the name or number.")                                     \
    X(reveal_confirm, "查看", "Show")                                                             \
    X(copy_title, "资料副本", "Copy of the data")                                                 \
    X(copy_body, "应会员本人要求，显示本店保存的全部资料。会记入审计记录。",                      \
      "Everything kept about the person, at their own request. This is logged.")                  \
    X(copy_confirm, "显示", "Show")                                                               \
    X(erase_title, "删除会员", "Erase the member")                                                \
    X(erase_body,                                                                                 \
      "姓名、手机号等个人资料将在所有地方永久删除，会员卡停用，只保留账务记录。无法撤销。",       \
      "Name, number and all else personal are deleted everywhere for good and the cards stop "    \
      "working. Only bookkeeping stays. This can't be undone.")                                   \
    X(erase_name, "请输入会员姓名以确认", "Type the member's name to confirm")                    \
    X(erase_confirm, "永久删除", "Erase for good")                                                \
    X(erase_done, "个人资料已删除", "Personal data erased")                                       \
    X(erase_done_elsewhere, "已删除；其他门店还有此人的档案，请通知该店",                         \
      "Erased here. Another store still has a record: please tell them")                          \
    X(close, "关闭", "Close")                                                                     \
    X(edit_title, "修改资料", "Edit profile")                                                     \
    X(edit_save, "保存", "Save")                                                                  \
    X(edit_saved, "已保存", "Saved")                                                              \
    X(edit_discard_title, "放弃这些修改？", "Discard these changes?")                             \
    X(edit_draft_offer, "有未保存的修改（{0}）", "Unsaved changes ({0})")                         \
    X(event_registered, "登记入会", "Registered")                                                 \
    X(event_card_issued, "发卡", "Card issued")                                                   \
    X(event_card, "会员卡", "Card")                                                               \
    X(event_renewed, "续会", "Renewed")                                                           \
    X(event_lapsed, "停用", "Lapsed")                                                             \
    X(event_consent_given, "同意", "Agreed")                                                      \
    X(event_consent_withdrawn, "撤回同意", "Consent withdrawn")                                   \
    X(event_contacted, "联系", "Contacted")                                                       \
    X(event_edited, "修改资料", "Edited")                                                         \
    X(event_conflict, "处理冲突", "Conflict resolved")                                            \
    X(event_merged, "合并档案", "Records merged")                                                 \
    X(event_merge_undone, "撤销合并", "Merge undone")                                             \
    X(event_revealed, "查看联系方式", "Contact details viewed")                                   \
    X(event_copied, "提供资料副本", "Copy provided")                                              \
    X(event_erased, "删除会员", "Erased")                                                         \
    X(outcome_reached, "已接通", "Reached")                                                       \
    X(outcome_no_answer, "无人接听", "No answer")                                                 \
    X(outcome_wrong_number, "号码不对", "Wrong number")                                           \
    X(outcome_refused, "不愿接听", "Declined")                                                    \
    X(outcome_do_not_call, "要求不再致电", "Do not call")                                         \
    X(lapse_moved_away, "搬走了", "Moved away")                                                   \
    X(lapse_no_need, "不再需要", "No longer needed")                                              \
    X(lapse_price, "价格", "Price")                                                               \
    X(lapse_dissatisfied, "不满意", "Dissatisfied")                                               \
    X(lapse_other_shop, "去了别家", "Another shop")                                               \
    X(lapse_unreachable, "联系不上", "Unreachable")                                               \
    X(lapse_other, "其他", "Other")
