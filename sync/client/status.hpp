#pragma once

// What a clerk sees of sync, and the proof that headquarters has a record. Read from the database
// alone: it is right in every process and after every restart.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/clock_fault.hpp"
#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sync {

/// Told as SyncStatus::last_error.
inline constexpr ErrorKind k_last_error_unreadable{
    "last_error_unreadable", Actor::itself,
    "The last attempt failed, and its reason can't be read any more. The next attempt says it "
    "anew.",
    "上次同步未成功，原因记录已无法读取。下次尝试会重新说明。"};

struct StatusError {
    std::string code;
    std::string actor;  ///< actor_name(): who must act
    std::string words_en;
    std::string words_zh;
    std::string detail;
};

struct SyncStatus {
    bool enrolled = false;
    bool online = false;                       ///< the last session reached headquarters
    std::optional<TimeMs> offline_since{};     ///< absent while online
    std::int64_t waiting_count = 0;            ///< changes headquarters has not got yet
    std::optional<TimeMs> waiting_since{};     ///< when the first of them was written
    std::int64_t refused_count = 0;            ///< open rejections
    std::int64_t set_aside_count = 0;          ///< rows of headquarters that can't be read here
    std::optional<TimeMs> last_complete_at{};  ///< when headquarters last had everything
    std::optional<TimeMs> last_contact_at{};
    /// Headquarters' time - this computer's, when last met; if the clock can't be right since, what
    /// it lacks to the newest time that is known.
    TimeMs clock_offset_ms = 0;
    /// Not none: by more than tuning::k_clock_offset_max_ms when last met, or this clock stands a
    /// day before the newest time this database knows, or longer after headquarters' than any
    /// terminal is away, or it was set since by the machine's steady clock. "Ours" needs evidence: what lies here, or other terminals that agree with
    /// headquarters.
    ClockFault clock_fault = ClockFault::none;
    std::optional<StatusError> last_error{};
    bool first_load_done = false;
};
/// Quick whatever waits: for after each change and each session.
Result<SyncStatus> load_status(sqlite::Database& database, Clock& clock);

/// Of one entity, what headquarters has not got yet.
struct WaitingChanges {
    std::int64_t count = 0;
    TimeMs since = 0;  ///< when the oldest was written
};
/// Reads an entry for each change of 30 days: for a page that shows them.
Result<std::map<std::string, WaitingChanges>> load_waiting_by_entity(sqlite::Database& database);

/// What is known of headquarters having a row.
enum class Proof {
    absent,     ///< no such row here
    waiting,    ///< its newest change was not sent yet
    refused,    ///< a change of it was refused and nobody has dealt with it
    confirmed,  ///< headquarters acknowledged everything this terminal wrote of it, or sent it
                ///< itself
};
std::string_view proof_name(Proof proof);
/// `entity` must be one of the manifest's.
Result<Proof> load_row_proof(sqlite::Database& database, const Entity& entity, const Uuid& id);

/// The changes this terminal wrote from `from_ms` to before `to_ms`, e.g. one business day. Only
/// changes that are still kept are counted: all that wait, and those acknowledged in the last 30
/// days.
struct PeriodProof {
    std::int64_t written = 0;
    std::int64_t confirmed = 0;
    std::int64_t waiting = 0;
    std::int64_t refused = 0;  ///< open rejections

    bool is_complete() const { return waiting == 0 && refused == 0; }
};
Result<PeriodProof> load_period_proof(sqlite::Database& database, TimeMs from_ms, TimeMs to_ms);

/// The same hour by hour, `hours` of them from `from_ms` on, counted in entries, see
/// waiting_entries.hpp.
Result<std::vector<PeriodProof>> load_hourly_proof(sqlite::Database& database, TimeMs from_ms,
                                                   int hours);

/// One change of the outbox, without its values (they may be contact data).
struct OutboxRow {
    std::int64_t seq = 0;
    std::int64_t txn = 0;
    std::string entity;
    Uuid id;
    std::string op;
    std::vector<std::string> columns;
    TimeMs written_at = 0;
    Proof proof = Proof::waiting;
};
enum class OutboxFilter { waiting, all };
/// From `after_seq` on, at most `limit`, in order.
Result<std::vector<OutboxRow>> list_outbox(sqlite::Database& database, OutboxFilter filter,
                                           std::int64_t after_seq, int limit);

}  // namespace qiantai::sync
