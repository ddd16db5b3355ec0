#include "sync/client/outbox_reader.hpp"

#include <fmt/format.h>

#include "schema/base/json_values.hpp"
#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/incarnations.hpp"
#include "schema/sqlite/rows.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/core/versions.hpp"

namespace qiantai::sync {
namespace {

// Room for the hub's check of one push, so that a transaction which just fits is not cut.
constexpr int k_count_max = tuning::k_push_count_max;

Error unreadable(std::int64_t seq, std::string_view what) {
    return make_error(k_outbox_unreadable, fmt::format("change {}: {}", seq, what));
}

Result<boost::json::object> parse_object(std::int64_t seq, std::string_view text) {
    auto columns = parse_json_object(text);
    if (!columns) return unreadable(seq, "its columns are no JSON object");
    return std::move(*columns);
}

Status read_seen(Change& change, std::string_view text) {
    QIANTAI_TRY(const auto seen, parse_object(change.seq, text));
    for (const auto& [column, clock] : seen) {
        if (!clock.is_int64()) return unreadable(change.seq, "a seen clock is no number");
        change.seen.emplace(column, Hlc(clock.get_int64()));
    }
    return {};
}

// Columns: seq, txn, hlc, entity, id, op, columns, seen.
Result<Change> read_change(const sqlite::Statement& statement) {
    Change change;
    change.seq = statement.integer(0);
    change.txn = statement.integer(1);
    change.hlc = Hlc(statement.integer(2));
    change.entity = statement.text(3);
    change.id = statement.uuid(4);
    const auto op = parse_op(statement.text(5));
    if (!op) return unreadable(change.seq, "unknown op");
    change.op = *op;
    QIANTAI_TRY(change.columns, parse_object(change.seq, statement.text(6)));
    if (!statement.is_null(7)) QIANTAI_TRY_STATUS(read_seen(change, statement.text(7)));
    return change;
}

// The one that the hub knows; if it said none of them, the oldest: it may not have heard of the
// others.
Result<Uuid> choose_restored_from(sqlite::Database& database,
                                  const sqlite::Incarnations& incarnations) {
    if (incarnations.before.empty()) return Uuid();
    QIANTAI_TRY(const auto text, sqlite::load_fact_text(database, sqlite::fact::k_hub_incarnation));
    const auto at_hub = Uuid::parse(text.value_or(""));
    if (at_hub && incarnations.took_place_of(*at_hub)) return *at_hub;
    return incarnations.before.back();
}

Error missing(std::int64_t seq) {
    return make_error(k_history_missing, fmt::format("change {} is not kept", seq));
}

}  // namespace

Result<std::vector<Change>> load_changes(sqlite::Database& database, std::int64_t first_seq,
                                         const BatchLimits& limits) {
    auto& statement = database.cached(
        "SELECT seq, txn, hlc, entity, id, op, columns, seen FROM outbox WHERE seq >= ?"
        " ORDER BY seq");
    statement.bind(first_seq);
    std::vector<Change> changes;
    std::size_t bytes = 0;
    for (;;) {
        QIANTAI_TRY(const bool row, statement.step());
        if (!row) break;
        const bool full =
            static_cast<int>(changes.size()) >= limits.count_target || bytes >= limits.bytes_target;
        const bool same_transaction =
            !changes.empty() && changes.back().txn == statement.integer(1);
        if (full && !same_transaction) break;
        if (static_cast<int>(changes.size()) >= k_count_max) break;
        auto change = read_change(statement);
        const std::int64_t expected = changes.empty() ? first_seq : changes.back().seq + 1;
        const std::size_t text_bytes = statement.text(6).size();
        if (!change || change->seq != expected) {
            statement.reset();
            if (!change) return change.error();
            return missing(expected);
        }
        bytes += text_bytes;
        changes.push_back(std::move(*change));
    }
    statement.reset();
    if (changes.empty()) {
        QIANTAI_TRY(const auto last, load_last_seq(database));
        if (last >= first_seq) return missing(first_seq);
    }
    return changes;
}

Result<std::optional<Change>> load_change(sqlite::Database& database, std::int64_t seq) {
    auto& statement = database.cached(
        "SELECT seq, txn, hlc, entity, id, op, columns, seen FROM outbox WHERE seq = ?");
    return sqlite::one(statement.bind(seq), read_change);
}

std::vector<std::string> written_columns(std::string_view columns_text) {
    std::vector<std::string> names;
    const auto columns = parse_json_object(columns_text);
    if (!columns) return names;
    for (const auto& member : *columns) names.emplace_back(member.key());
    return names;
}

Result<Hlc> load_hlc_of(sqlite::Database& database, std::int64_t seq) {
    auto& statement = database.cached("SELECT hlc FROM outbox WHERE seq = ?").bind(seq);
    QIANTAI_TRY(const auto hlc, sqlite::one(statement, sqlite::integer_column));
    return Hlc(hlc.value_or(0));
}

Result<PushBatch> load_push_batch(sqlite::Database& database, int schema_version,
                                  std::int64_t first_seq, const BatchLimits& limits) {
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    PushBatch batch;
    batch.wire_version = k_wire_version;
    batch.schema_version = schema_version;
    QIANTAI_TRY(const auto incarnations, sqlite::load_incarnations(database));
    batch.incarnation = incarnations.own;
    QIANTAI_TRY(batch.restored_from, choose_restored_from(database, incarnations));
    batch.first_seq = first_seq;
    QIANTAI_TRY(batch.previous_hlc, load_hlc_of(database, first_seq - 1));
    QIANTAI_TRY(batch.changes, load_changes(database, first_seq, limits));
    return batch;
}

}  // namespace qiantai::sync
