#pragma once

// What the terminal knows of the hub's side of its outbox: acked_seq, rejections, the hub's
// generation. Every function here is one transaction of its own, so that what was learnt is on disk
// before anything builds on it. Online sessions and bundle files use the same functions.

#include "schema/sqlite/database.hpp"
#include "sync/client/hub_client.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_database_old_copy{
    "database_old_copy", Actor::administrator,
    "Headquarters has newer records of this terminal than this computer: its database is an old "
    "copy. Nothing was sent. "
    "Restore the newest backup with the program's own restore, which marks it as restored.",
    "总部保存的本终端记录比本机更新：本机数据库是旧副本，未发送任何数据。请用程序的恢复功能恢复最新"
    "备份。"};

struct PushOutcome {
    std::int64_t acked_seq = 0;
    int rejected = 0;  ///< rejections not known before
};

/// Stores the hub's answer: acked_seq (an older answer, from a bundle file, does not lower it) and
/// the rejections. k_database_old_copy, with nothing stored, if the hub has taken more than this
/// database ever wrote.
Result<PushOutcome> store_push_answer(sqlite::Database& database, const PushAnswer& answer,
                                      TimeMs now_ms);

/// The hub expects `expected_seq` next: acked_seq goes back to the one before. Feed cursors go to 0
/// as well, because a hub that forgot our changes forgot others' too, and photos and files are sent
/// again, if it lacks them.
Status rewind_to(sqlite::Database& database, std::int64_t expected_seq);

/// Forgets all feed cursors: everything is read again.
Status reset_cursors(sqlite::Database& database);

/// Takes in what the hub said of itself: contact and clock offset, generation, and whether it has
/// gone back behind what it had acknowledged (then acked_seq and the cursors go back as well).
/// k_database_old_copy as above.
Status store_hello(sqlite::Database& database, const HubHello& hello, TimeMs now_ms);

/// What to ask the hub, if it was greeted with `hello` and both sides have agreed since; nothing if
/// something waits to be sent.
Result<std::optional<NewsQuestion>> question_for_news(sqlite::Database& database,
                                                      const HubHello& hello);
/// There was nothing new: contact and clock offset.
Status store_quiet(sqlite::Database& database, const NewsAnswer& answer, TimeMs now_ms);

}  // namespace qiantai::sync
