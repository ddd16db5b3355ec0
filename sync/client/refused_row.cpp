#include "sync/client/refused_row.hpp"

#include <fmt/format.h>

#include "schema/sqlite/rows.hpp"
#include "sync/client/capture_pause.hpp"
#include "sync/client/outbox_reader.hpp"
#include "sync/client/rejections.hpp"
#include "sync/client/stored_state.hpp"
#include "sync/core/hub_errors.hpp"

namespace qiantai::sync {
namespace {

Result<Hlc> next_hlc(sqlite::Database& database) {
    QIANTAI_TRY(const auto hlc,
                sqlite::only(database.cached("SELECT next_hlc()"), sqlite::integer_column));
    return Hlc(hlc);
}

Status add_to_outbox(sqlite::Database& database, const RowState& state, Op op, Hlc hlc,
                     const boost::json::object& columns,
                     const std::optional<boost::json::object>& seen, TimeMs now_ms) {
    auto& statement = database.cached(
        "INSERT INTO outbox (txn, hlc, entity, id, op, columns, seen, written_at) "
        "VALUES (txn_id(), ?, ?, ?, ?, ?, ?, ?)");
    std::optional<std::string> seen_text;
    if (seen) seen_text = boost::json::serialize(*seen);
    return statement
        .bind(hlc.raw(), state.entity, state.id, op_name(op), boost::json::serialize(columns),
              seen_text, now_ms)
        .run();
}

Status send_whole(sqlite::Database& database, RowState& state, TimeMs now_ms) {
    QIANTAI_TRY(const auto hlc, next_hlc(database));
    QIANTAI_TRY_STATUS(
        add_to_outbox(database, state, Op::insert, hlc, state.columns, std::nullopt, now_ms));
    const bool erased = state.clocks.erased != Hlc();
    state.clocks = Clocks{.base = hlc, .later = {}, .erased = {}};
    if (!erased) return {};
    QIANTAI_TRY(state.clocks.erased, next_hlc(database));
    return add_to_outbox(database, state, Op::erase, state.clocks.erased, {}, std::nullopt, now_ms);
}

Status send_columns(sqlite::Database& database, const std::vector<Change>& changes, RowState& state,
                    TimeMs now_ms) {
    QIANTAI_TRY(const auto hlc, next_hlc(database));
    boost::json::object columns, seen;
    bool erases = false;
    for (const auto& change : changes) {
        erases = erases || change.op == Op::erase;
        for (const auto& member : change.columns) {
            const auto* value = state.columns.if_contains(member.key());
            columns[member.key()] = value ? *value : boost::json::value();
            // What the writer had seen when it was refused first: a concurrent edit since then is
            // still a conflict.
            const auto before = change.seen.find(member.key());
            const Hlc clock = before == change.seen.end() ? Hlc() : before->second;
            seen.emplace(member.key(), clock.raw());
            state.clocks.later.insert_or_assign(std::string(member.key()), hlc);
        }
    }
    if (!columns.empty()) {
        QIANTAI_TRY_STATUS(add_to_outbox(database, state, Op::update, hlc, columns, seen, now_ms));
    }
    if (!erases) return {};
    QIANTAI_TRY(state.clocks.erased, next_hlc(database));
    return add_to_outbox(database, state, Op::erase, state.clocks.erased, {}, std::nullopt, now_ms);
}

// What is written now must be newer than the row, however far ahead its clocks are.
Status observe(sqlite::Database& database, const RowState& state) {
    Hlc greatest = std::max(state.clocks.base, state.clocks.erased);
    for (const auto& [column, clock] : state.clocks.later) greatest = std::max(greatest, clock);
    return database.cached("SELECT observe_hlc(?)").bind(greatest.raw()).run();
}

// Rejections of a row that are not settled, with their codes.
Result<std::vector<std::pair<std::int64_t, std::string>>> load_open(sqlite::Database& database,
                                                                    std::string_view entity,
                                                                    const Uuid& id) {
    auto& statement = database.cached(
        "SELECT seq, code FROM rejection WHERE status IN ('open', 'kept') AND entity = ? AND id = ?"
        " ORDER BY seq");
    return sqlite::all(statement.bind(entity, id), [](const sqlite::Statement& row) {
        return std::pair(row.integer(0), std::string(row.text(1)));
    });
}

Status close_as_resent(sqlite::Database& database, std::int64_t seq, std::string_view remark) {
    auto& statement =
        database.cached("UPDATE rejection SET status = 'resent', remark = ?2 WHERE seq = ?1");
    return statement.bind(seq, remark).run();
}

// What of a change is still this terminal's word: columns that nobody has written since.
void keep_newest_columns(Change& change, const RowState& state) {
    for (auto at = change.columns.begin(); at != change.columns.end();) {
        at = state.clocks.of(at->key()) == change.hlc ? at + 1 : change.columns.erase(at);
    }
}

}  // namespace

Result<RefusedRow> load_refused_row(sqlite::Database& database, const Manifest& manifest,
                                    std::int64_t seq) {
    auto& select =
        database.cached("SELECT entity, id FROM rejection WHERE seq = ? AND status = 'open'");
    QIANTAI_TRY(const bool found, select.bind(seq).step());
    if (!found) return make_error(k_rejection_not_open, fmt::format("{}", seq));
    RefusedRow refused;
    refused.entity = manifest.find(select.text(0));
    refused.id = select.uuid(1);
    select.reset();
    QIANTAI_ASSERT(refused.entity);
    QIANTAI_TRY(const auto open, load_open(database, refused.entity->name, refused.id));
    for (const auto& [open_seq, code] : open) {
        QIANTAI_TRY(auto change, load_change(database, open_seq));
        refused.whole = refused.whole || code == k_refused_row_missing.code || !change ||
                        change->op == Op::insert;
        if (change) refused.changes.push_back(std::move(*change));
    }
    return refused;
}

Status write_again(sqlite::Database& database, const RefusedRow& refused, TimeMs now_ms) {
    QIANTAI_TRY(const auto pause, CapturePause::begin(database));
    QIANTAI_TRY(auto table, sqlite::RowTable::open(database, *refused.entity));
    QIANTAI_TRY(auto state, load_row_state(table, refused.id));
    if (!state) return make_error(k_rejected_row_gone);
    QIANTAI_TRY_STATUS(observe(database, *state));
    QIANTAI_TRY_STATUS(refused.whole ? send_whole(database, *state, now_ms)
                                     : send_columns(database, refused.changes, *state, now_ms));
    return save_row_state(table, *state);
}

Result<std::set<RowKey>> load_rows_missed_by_hub(sqlite::Database& database) {
    auto& statement = database.cached(
        "SELECT DISTINCT entity, id FROM rejection WHERE status IN ('open', 'kept')"
        " AND code IN (?, ?)");
    statement.bind(k_refused_row_missing.code, k_refused_other_store.code);
    std::set<RowKey> keys;
    QIANTAI_TRY_STATUS(sqlite::each(
        statement, [&](const sqlite::Statement& row) { keys.emplace(row.text(0), row.uuid(1)); }));
    return keys;
}

Result<bool> write_arrived(sqlite::Database& database, sqlite::RowTable& table, const Uuid& id,
                           StoreMayWrite may, TimeMs now_ms) {
    const std::string_view entity = table.entity().name;
    QIANTAI_TRY(auto state, load_row_state(table, id));
    if (!state) return false;
    QIANTAI_TRY(const auto open, load_open(database, entity, id));
    std::vector<Change> changes;
    bool cured = false;
    for (const auto& [seq, code] : open) {
        const bool by_right = code == k_refused_other_store.code && may == StoreMayWrite::yes;
        if (code != k_refused_row_missing.code && !by_right) continue;
        QIANTAI_TRY(auto change, load_change(database, seq));
        QIANTAI_TRY_STATUS(close_as_resent(database, seq, "row arrived"));
        cured = true;
        if (!change) continue;
        keep_newest_columns(*change, *state);
        changes.push_back(std::move(*change));
    }
    if (!cured) return false;
    QIANTAI_TRY_STATUS(observe(database, *state));
    QIANTAI_TRY_STATUS(send_columns(database, changes, *state, now_ms));
    QIANTAI_TRY_STATUS(save_row_state(table, *state));
    return true;
}

Result<bool> write_gone(sqlite::Database& database, std::string_view entity, const Uuid& id,
                        TimeMs now_ms) {
    QIANTAI_TRY(const auto open, load_open(database, entity, id));
    bool written = false;
    for (const auto& [seq, code] : open) {
        if (code != k_refused_row_missing.code && code != k_refused_other_store.code) continue;
        auto& again = database.cached(
            "INSERT INTO outbox (txn, hlc, entity, id, op, columns, seen, written_at) "
            "SELECT txn_id(), hlc, entity, id, op, columns, seen, ?2 FROM outbox WHERE seq = ?1");
        QIANTAI_TRY_STATUS(again.bind(seq, now_ms).run());
        // Longer ago than changes are kept: it stays refused.
        if (database.changes() == 0) continue;
        QIANTAI_TRY_STATUS(close_as_resent(database, seq, "row went by"));
        written = true;
    }
    return written;
}

}  // namespace qiantai::sync
