#include "sync/client/rejections.hpp"

#include <boost/json.hpp>

#include "schema/sqlite/row_codec.hpp"
#include "sync/client/capture_pause.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/client/local_parents.hpp"
#include "sync/client/outbox_reader.hpp"
#include "sync/client/refused_row.hpp"
#include "sync/client/stored_state.hpp"
#include "sync/core/scope.hpp"

namespace qiantai::sync {
namespace {

Result<int> close_open(sqlite::Database& database, const RefusedRow& refused,
                       std::string_view status, std::string_view remark) {
    auto& statement = database.cached(
        "UPDATE rejection SET status = ?3, remark = ?4 WHERE status IN ('open', 'kept') AND entity = ?1"
        " AND id = ?2");
    QIANTAI_TRY_STATUS(statement.bind(refused.entity->name, refused.id, status, remark).run());
    return static_cast<int>(database.changes());
}

// The hub's values come back when the row's scopes are read from their beginning again.
Status read_again(sqlite::Database& database, const Manifest& manifest, const RefusedRow& refused,
                  const boost::json::object& columns) {
    QIANTAI_TRY(const auto line,
                load_row_line(database, manifest, *refused.entity, refused.id, columns));
    QIANTAI_TRY(const auto device, load_device_facts(database));
    auto scopes = visible_scopes(*refused.entity, line.audience());
    if (device) scopes.push_back(desk_scope(device->terminal_code));
    for (const auto& scope : scopes) {
        QIANTAI_TRY_STATUS(
            database.cached("DELETE FROM feed_cursor WHERE scope = ?").bind(scope).run());
    }
    return {};
}

// Makes the refused columns lose against whatever the hub has: empty without a clock where the
// column may be empty, else with the smallest clock there is.
void yield_columns(const RefusedRow& refused, RowState& state) {
    for (const auto& change : refused.changes) {
        for (const auto& member : change.columns) {
            const Column* column = refused.entity->find_column(member.key());
            if (!column) continue;
            state.clocks.later.erase(std::string(column->name));
            if (column->presence == Presence::optional)
                state.columns.erase(column->name);
            else
                state.clocks.later.emplace(column->name, Hlc(1));
        }
    }
}

Status give_up(sqlite::Database& database, const Manifest& manifest, const RefusedRow& refused) {
    QIANTAI_TRY(const auto pause, CapturePause::begin(database));
    QIANTAI_TRY(auto table, sqlite::RowTable::open(database, *refused.entity));
    QIANTAI_TRY(auto state, load_row_state(table, refused.id));
    if (!state || refused.entity->hash_chain) return {};
    QIANTAI_TRY_STATUS(read_again(database, manifest, refused, state->columns));
    if (refused.whole) return table.remove(refused.id);
    yield_columns(refused, *state);
    return save_row_state(table, *state);
}

}  // namespace

Result<std::vector<RejectedChange>> list_rejections(sqlite::Database& database,
                                                    RejectionFilter filter, int limit) {
    auto& statement = database.cached(
        "SELECT r.seq, r.entity, r.id, o.op, o.columns, r.code, r.actor, r.field, r.words_zh,"
        " r.words_en, r.rejected_at, r.status, r.remark, r.handed_over FROM rejection r"
        " LEFT JOIN outbox o ON o.seq = r.seq WHERE r.status = 'open'"
        " OR (?1 AND r.status <> 'kept') ORDER BY r.seq"
        " LIMIT ?2");
    statement.bind(filter == RejectionFilter::all ? 1 : 0, limit);
    std::vector<RejectedChange> list;
    for (;;) {
        QIANTAI_TRY(const bool row, statement.step());
        if (!row) break;
        RejectedChange change;
        change.seq = statement.integer(0);
        change.entity = statement.text(1);
        change.id = statement.uuid(2);
        change.op = statement.text(3);
        if (!statement.is_null(4)) change.columns = written_columns(statement.text(4));
        change.code = statement.text(5);
        change.actor = statement.text(6);
        change.field = statement.text(7);
        change.words_zh = statement.text(8);
        change.words_en = statement.text(9);
        change.rejected_at = statement.integer(10);
        change.status = statement.text(11);
        change.remark = statement.text(12);
        change.handed_over = statement.integer(13) != 0;
        list.push_back(std::move(change));
    }
    return list;
}

Result<int> resend_row(sqlite::Database& database, const Manifest& manifest, Clock& clock,
                       std::int64_t seq) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const auto refused, load_refused_row(database, manifest, seq));
    QIANTAI_TRY_STATUS(write_again(database, refused, clock.now_ms()));
    QIANTAI_TRY(const int closed, close_open(database, refused, "resent", ""));
    QIANTAI_TRY_STATUS(transaction.commit());
    return closed;
}

Status hand_over_rejection(sqlite::Database& database, std::int64_t seq, std::string_view remark) {
    auto& statement = database.cached(
        "UPDATE rejection SET handed_over = 1, remark = ?2 WHERE seq = ?1 AND status = 'open'");
    QIANTAI_TRY_STATUS(statement.bind(seq, remark).run());
    if (database.changes() == 0) return make_error(k_rejection_not_open, std::to_string(seq));
    return {};
}

Result<int> discard_rejection(sqlite::Database& database, const Manifest& manifest,
                              std::int64_t seq, std::string_view reason) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const auto refused, load_refused_row(database, manifest, seq));
    QIANTAI_TRY_STATUS(give_up(database, manifest, refused));
    QIANTAI_TRY(const int closed, close_open(database, refused, "discarded", reason));
    QIANTAI_TRY_STATUS(transaction.commit());
    return closed;
}

Status close_superseded_rejections(sqlite::Database& database) {
    // Void: a whole row was sent later, or every refused column was in a later update that was
    // accepted.
    return database
        .cached(
            R"(UPDATE rejection SET status = 'resent', remark = 'superseded'
               WHERE status IN ('open', 'kept') AND (
                 EXISTS (SELECT 1 FROM outbox o
                         WHERE o.entity = rejection.entity AND o.id = rejection.id
                           AND o.seq > rejection.seq AND o.op = 'insert')
                 OR NOT EXISTS (SELECT 1 FROM outbox refused, json_each(refused.columns) c
                                WHERE refused.seq = rejection.seq AND NOT EXISTS (
                                  SELECT 1 FROM outbox o, json_each(o.columns) d
                                  WHERE o.entity = rejection.entity AND o.id = rejection.id
                                    AND o.seq > rejection.seq AND o.op = 'update' AND d.key = c.key
                                    AND o.seq <= (SELECT value FROM fact WHERE name = 'acked_seq')
                                    AND o.seq NOT IN (SELECT seq FROM rejection)))
                 AND EXISTS (SELECT 1 FROM outbox o
                             WHERE o.seq = rejection.seq AND o.op = 'update')))")
        .run();
}

}  // namespace qiantai::sync
