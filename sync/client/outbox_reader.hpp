#pragma once

#include <cstdint>
#include <optional>

#include "schema/sqlite/database.hpp"
#include "sync/core/change.hpp"
#include "sync/core/tuning.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_history_missing{
    "history_missing", Actor::administrator,
    "Headquarters needs changes again that this terminal no longer keeps: it was set back by more "
    "than 30 days. New records wait here; have headquarters restore a newer backup, or enrol this "
    "terminal anew.",
    "总部数据回退超过 30 天，此终端已不保留所需的旧记录。新记录仍保存在本机，"
    "请总部恢复较新的备份或重新注册此终端。"};
inline constexpr ErrorKind k_outbox_unreadable{
    "outbox_unreadable", Actor::administrator,
    "A waiting change can't be read. Nothing was sent; have the database checked.",
    "待上传记录无法读取，未发送。请检查数据库。"};

struct BatchLimits {
    int count_target = tuning::k_batch_count_target;
    std::size_t bytes_target = tuning::k_batch_bytes_target;
};

/// Changes from `first_seq` on, in order. The batch ends at a transaction's end, at or after the
/// first limit reached; a transaction is split only if it alone exceeds what the hub takes
/// (tuning::k_push_count_max), because a queue that can't move would be worse. Empty if there is
/// nothing from there on. k_history_missing if `first_seq` itself is no longer kept or a change is
/// missing in between.
Result<std::vector<Change>> load_changes(sqlite::Database& database, std::int64_t first_seq,
                                         const BatchLimits& limits);

/// One change; nothing if it is not kept.
Result<std::optional<Change>> load_change(sqlite::Database& database, std::int64_t seq);

/// Names of the columns in a stored change's text, for showing; none if the text is damaged.
std::vector<std::string> written_columns(std::string_view columns_text);

/// hlc of one change; 0 if it is not kept.
Result<Hlc> load_hlc_of(sqlite::Database& database, std::int64_t seq);

/// The whole batch to push from `first_seq` on (its changes may be empty).
Result<PushBatch> load_push_batch(sqlite::Database& database, int schema_version,
                                  std::int64_t first_seq, const BatchLimits& limits);

}  // namespace qiantai::sync
