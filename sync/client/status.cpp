#include "sync/client/status.hpp"

#include <boost/json.hpp>

#include "schema/base/json_values.hpp"
#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/known_times.hpp"
#include "schema/sqlite/rows.hpp"
#include "schema/sqlite/steady_time.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/client/hub_client.hpp"
#include "sync/client/outbox_reader.hpp"
#include "sync/client/set_aside.hpp"
#include "sync/core/steady_time.hpp"
#include "sync/core/tuning.hpp"

namespace qiantai::sync {
namespace {

namespace fact = sqlite::fact;

/// Numbers above the acknowledged one have no gaps, so that nothing has to be counted.
Status load_waiting(sqlite::Database& database, std::int64_t acked, SyncStatus& status) {
    auto& statement = database.cached(
        "SELECT (SELECT max(seq) FROM outbox), (SELECT written_at FROM outbox WHERE seq = ? + 1)");
    QIANTAI_TRY(const bool row, statement.bind(acked).step());
    QIANTAI_ASSERT(row);
    if (!statement.is_null(1)) {
        status.waiting_count = statement.integer(0) - acked;
        status.waiting_since = statement.integer(1);
    }
    statement.reset();
    return {};
}

Result<std::int64_t> count_refused(sqlite::Database& database) {
    auto& statement = database.cached("SELECT count(*) FROM rejection WHERE status = 'open'");
    QIANTAI_TRY(const std::int64_t count, sqlite::only(statement, sqlite::integer_column));
    return count;
}

Status load_times(sqlite::Database& database, SyncStatus& status) {
    QIANTAI_TRY(status.offline_since, sqlite::load_fact_integer(database, fact::k_offline_since));
    QIANTAI_TRY(status.last_complete_at,
                sqlite::load_fact_integer(database, fact::k_last_complete_at));
    QIANTAI_TRY(status.last_contact_at,
                sqlite::load_fact_integer(database, fact::k_last_contact_at));
    QIANTAI_TRY(const auto offset, sqlite::load_fact_integer(database, fact::k_clock_offset_ms));
    status.clock_offset_ms = offset.value_or(0);
    QIANTAI_TRY(const auto said, sqlite::load_fact_text(database, fact::k_hub_clock));
    const auto hub_clock = parse_code<HubClock>(said.value_or("")).value_or(HubClock::alone);
    if (hub_clock == HubClock::doubtful)
        status.clock_fault = ClockFault::headquarters;
    else if (std::abs(status.clock_offset_ms) > tuning::k_clock_offset_max_ms)
        status.clock_fault = hub_clock == HubClock::agreed ? ClockFault::ours : ClockFault::unclear;
    return {};
}

/// What was found when headquarters was last met says nothing of a clock that was set since, or of
/// one that lost its battery.
Status judge_clock(sqlite::Database& database, Clock& clock, SyncStatus& status) {
    QIANTAI_TRY(const auto times, sqlite::load_known_times(database));
    QIANTAI_TRY(const auto steady, sqlite::load_steady_time(database, clock));
    const TimeMs now_ms = clock.now_ms();
    const auto by_clock = trusted_time(times, now_ms);
    if (held_steady(by_clock, steady).at != by_clock.at &&
        status.clock_fault != ClockFault::headquarters) {
        status.clock_fault = ClockFault::ours;
        status.clock_offset_ms = steady->ours - now_ms;
        return {};
    }
    const auto met = times.met();
    const TimeMs known = newest_known(times);
    const bool behind = now_ms < known - tuning::k_clock_behind_max_ms;
    const bool ahead = met && now_ms > *met + tuning::k_clock_ahead_max_ms;
    if ((!behind && !ahead) || status.clock_fault == ClockFault::headquarters) return {};
    // The time of a record may be that of a far future, which its writer's clock followed.
    const bool only_record = behind && now_ms >= met.value_or(0) - tuning::k_clock_behind_max_ms;
    status.clock_fault = only_record ? ClockFault::unclear : ClockFault::ours;
    status.clock_offset_ms = (behind ? known : *met) - now_ms;
    return {};
}

Status load_last_error(sqlite::Database& database, SyncStatus& status) {
    QIANTAI_TRY(const auto text, sqlite::load_fact_text(database, fact::k_last_error));
    if (!text) return {};
    const auto json = parse_json_object(*text);
    if (!json || !json->contains("code")) {
        const auto& kind = k_last_error_unreadable;
        status.last_error = StatusError{std::string(kind.code),
                                        std::string(actor_name(kind.actor)),
                                        std::string(kind.words_en),
                                        std::string(kind.words_zh),
                                        {}};
        return {};
    }
    status.last_error = StatusError{
        find_text(*json, "code").value_or(""), find_text(*json, "actor").value_or(""),
        find_text(*json, "words_en").value_or(""), find_text(*json, "words_zh").value_or(""),
        find_text(*json, "detail").value_or("")};
    return {};
}

Result<bool> row_exists(sqlite::Database& database, const Entity& entity, const Uuid& id) {
    QIANTAI_TRY(auto statement, database.prepare("SELECT 1 FROM \"" + std::string(entity.name) +
                                                 "\" WHERE id = ?"));
    return statement.bind(id).step();
}

}  // namespace

Result<SyncStatus> load_status(sqlite::Database& database, Clock& clock) {
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    SyncStatus status;
    QIANTAI_TRY(const auto device, load_device_facts(database));
    status.enrolled = device.has_value();
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    QIANTAI_TRY_STATUS(load_waiting(database, acked, status));
    QIANTAI_TRY(status.refused_count, count_refused(database));
    QIANTAI_TRY(const auto set_aside, SetAsideRows::load(database));
    status.set_aside_count = static_cast<std::int64_t>(set_aside.rows().size());
    QIANTAI_TRY_STATUS(load_times(database, status));
    QIANTAI_TRY_STATUS(judge_clock(database, clock, status));
    QIANTAI_TRY_STATUS(load_last_error(database, status));
    QIANTAI_TRY(const auto first_load_done,
                sqlite::load_fact_integer(database, fact::k_first_load_done));
    status.first_load_done = first_load_done.value_or(0) != 0;
    status.online = status.enrolled && status.last_contact_at && !status.offline_since;
    return status;
}

Result<std::map<std::string, WaitingChanges>> load_waiting_by_entity(sqlite::Database& database) {
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    // The index by name, because the planner would read the rows with all their values; counted
    // here, because GROUP BY would hold every entry of a long backlog in memory to sort them.
    auto& statement = database.cached(
        "SELECT entity, written_at FROM outbox INDEXED BY outbox_by_row WHERE seq > ?");
    statement.bind(acked);
    std::map<std::string, WaitingChanges> by_entity;
    for (;;) {
        QIANTAI_TRY(const bool row, statement.step());
        if (!row) return by_entity;
        auto& waiting = by_entity[std::string(statement.text(0))];
        const TimeMs written_at = statement.integer(1);
        waiting.since = waiting.count++ == 0 ? written_at : std::min(waiting.since, written_at);
    }
}

std::string_view proof_name(Proof proof) {
    switch (proof) {
        case Proof::absent:
            return "absent";
        case Proof::waiting:
            return "waiting";
        case Proof::refused:
            return "refused";
        case Proof::confirmed:
            return "confirmed";
    }
    return "absent";
}

Result<Proof> load_row_proof(sqlite::Database& database, const Entity& entity, const Uuid& id) {
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    QIANTAI_TRY(const bool exists, row_exists(database, entity, id));
    if (!exists) return Proof::absent;
    auto& statement = database.cached(
        "SELECT (SELECT max(seq) FROM outbox WHERE entity = ?1 AND id = ?2), "
        "EXISTS (SELECT 1 FROM rejection WHERE entity = ?1 AND id = ?2 AND status = 'open')");
    QIANTAI_TRY(const bool row, statement.bind(entity.name, id).step());
    QIANTAI_ASSERT(row);
    const std::int64_t newest = statement.integer(0);
    const bool refused = statement.integer(1) != 0;
    statement.reset();
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    if (newest > acked) return Proof::waiting;
    return refused ? Proof::refused : Proof::confirmed;
}

Result<PeriodProof> load_period_proof(sqlite::Database& database, TimeMs from_ms, TimeMs to_ms) {
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    auto& statement = database.cached(
        "SELECT count(*), coalesce(sum(o.seq > ?3), 0), coalesce(sum(r.seq IS NOT NULL), 0) FROM "
        "outbox o INDEXED BY outbox_by_row "
        "LEFT JOIN rejection r ON r.seq = o.seq AND r.status = 'open' "
        "WHERE o.written_at >= ?1 AND o.written_at < ?2");
    QIANTAI_TRY(const bool row, statement.bind(from_ms, to_ms, acked).step());
    QIANTAI_ASSERT(row);
    PeriodProof proof;
    proof.written = statement.integer(0);
    proof.waiting = statement.integer(1);
    proof.refused = statement.integer(2);
    proof.confirmed = proof.written - proof.waiting - proof.refused;
    statement.reset();
    return proof;
}

Result<std::vector<PeriodProof>> load_hourly_proof(sqlite::Database& database, TimeMs from_ms,
                                                   int hours) {
    constexpr TimeMs k_hour_ms = 3'600'000;
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    auto& statement = database.cached(
        "SELECT (o.written_at - ?1) / 3600000, count(DISTINCT o.txn), "
        "count(DISTINCT CASE WHEN o.seq > ?3 THEN o.txn END), "
        "count(DISTINCT CASE WHEN r.seq IS NOT NULL THEN o.txn END) FROM outbox o "
        "LEFT JOIN rejection r ON r.seq = o.seq AND r.status = 'open' "
        "WHERE o.written_at >= ?1 AND o.written_at < ?2 AND o.entity <> 'audit_event' GROUP BY 1");
    statement.bind(from_ms, from_ms + hours * k_hour_ms, acked);
    std::vector<PeriodProof> proofs(static_cast<std::size_t>(hours));
    for (;;) {
        QIANTAI_TRY(const bool row, statement.step());
        if (!row) return proofs;
        auto& proof = proofs[static_cast<std::size_t>(statement.integer(0))];
        proof.written = statement.integer(1);
        proof.waiting = statement.integer(2);
        proof.refused = statement.integer(3);
        proof.confirmed = proof.written - proof.waiting - proof.refused;
    }
}

Result<std::vector<OutboxRow>> list_outbox(sqlite::Database& database, OutboxFilter filter,
                                           std::int64_t after_seq, int limit) {
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    const std::int64_t after =
        filter == OutboxFilter::waiting ? std::max(acked, after_seq) : after_seq;
    auto& statement = database.cached(
        "SELECT o.seq, o.txn, o.entity, o.id, o.op, o.columns, o.written_at, r.seq FROM outbox o "
        "LEFT JOIN rejection r ON r.seq = o.seq AND r.status = 'open' WHERE o.seq > ? ORDER BY "
        "o.seq LIMIT ?");
    statement.bind(after, limit);
    std::vector<OutboxRow> rows;
    for (;;) {
        QIANTAI_TRY(const bool found, statement.step());
        if (!found) break;
        OutboxRow row;
        row.seq = statement.integer(0);
        row.txn = statement.integer(1);
        row.entity = statement.text(2);
        row.id = statement.uuid(3);
        row.op = statement.text(4);
        row.columns = written_columns(statement.text(5));
        row.written_at = statement.integer(6);
        if (row.seq > acked)
            row.proof = Proof::waiting;
        else
            row.proof = statement.is_null(7) ? Proof::confirmed : Proof::refused;
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace qiantai::sync
