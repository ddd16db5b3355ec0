#pragma once

// The words of the sync page.
#define QIANTAI_TEXT_SYNC(X)                                                                      \
    X(nav_sync, "数据送达", "Sync")                                                               \
    X(sync_now, "立即同步", "Sync now")                                                           \
    X(sync_running, "正在同步…", "Syncing…")                                                      \
    X(sync_waiting_heading, "待上传", "Waiting to upload")                                        \
    X(sync_waiting_none, "没有待上传的记录", "Nothing waiting")                                   \
    X(sync_waiting_oldest, "最早 {0}", "Oldest {0}")                                              \
    X(sync_refused_heading, "被拒记录", "Refused records")                                        \
    X(sync_refused_none, "没有被拒记录", "No refused records")                                    \
    X(sync_refused_handed, "已交给店长：{0}", "With the store manager: {0}")                      \
    X(sync_resend, "重发", "Resend")                                                              \
    X(sync_hand_over, "交给店长", "To manager")                                                   \
    X(sync_discard, "放弃", "Discard")                                                            \
    X(sync_today_heading, "今天的记录到总部了吗？", "Are today's records at headquarters?")       \
    X(sync_today_confirmed, "已确认", "confirmed")                                                \
    X(sync_today_open, "待上传", "waiting")                                                       \
    X(sync_today_none, "今天还没有产生记录", "No records yet today")                              \
    X(sync_hour, "{0} 时", "{0}:00")                                                              \
    X(sync_alone_title, "本机未连接总部", "Not connected to headquarters")                        \
    X(sync_alone_body, "记录安全存于本机；本机在总部注册后才会上传。",                            \
      "Records are safe on this computer. They upload once it is enrolled.")                      \
    X(sync_today_all, "今天 {0} 条记录，全部已由总部确认",                                        \
      "{0} records today, all confirmed by HQ")                                                   \
    X(sync_today_refused, "被拒", "refused")                                                      \
    X(sync_earlier, "更早", "Earlier")                                                            \
    X(sync_fix, "修改并重发", "Fix and resend")                                                   \
    X(sync_refused_of, "{0} · {1}", "{0} · {1}")                                                  \
    X(sync_refused_who, "{0} · {1}（尾号 {2}）", "{0} · {1} (…{2})")                              \
    X(sync_done_fixed, "已更正，重新排队上传", "Corrected and queued to be sent again")           \
    X(sync_sessions_heading, "最近的同步", "Recent syncs")                                        \
    X(sync_sessions_none, "开机后尚未同步", "No sync since start-up")                             \
    X(sync_session_done, "送出 {0} · 收到 {1}", "{0} sent · {1} received")                        \
    X(sync_session_refused, "送出 {0} · 收到 {1} · 被拒 {2}",                                     \
      "{0} sent · {1} received · {2} refused")                                                    \
    X(sync_ask_hand_over, "交给店长", "Hand to the manager")                                      \
    X(sync_ask_hand_over_label, "给店长的留言", "Note for the manager")                           \
    X(sync_ask_discard, "放弃这条记录？", "Discard this record?")                                 \
    X(sync_ask_discard_body, "总部没有收到的内容将从本机撤回，下次同步后显示总部的内容。",        \
      "What headquarters has not accepted is taken back here; its own values come with the next " \
      "sync.")                                                                                    \
    X(sync_ask_reason, "原因", "Reason")                                                          \
    X(sync_done_resent, "已重新排队上传", "Queued to upload again")                               \
    X(sync_done_handed, "已交给店长", "Handed to the manager")                                    \
    X(sync_done_discarded, "已放弃该记录", "Record discarded")                                    \
    X(entity_member, "会员登记", "Members")                                                       \
    X(entity_member_card, "会员卡", "Cards")                                                      \
    X(entity_consent, "顾客授权", "Consents")                                                     \
    X(entity_member_conflict, "冲突与重复", "Conflicts, duplicates")                              \
    X(entity_member_contact, "联系记录", "Contacts")                                              \
    X(entity_renewal, "续会", "Renewals")                                                         \
    X(entity_audit_event, "操作日志", "Audit trail")                                              \
    X(entity_staff, "员工", "Staff")                                                              \
    X(entity_store, "门店", "Stores")                                                             \
    X(entity_tier, "等级", "Tiers")                                                               \
    X(entity_policy, "政策", "Policies")                                                          \
    X(entity_terminal, "终端", "Terminals")
