#include "sync/client/refused_row.hpp"

#include <fmt/format.h>

#include "sync/client/capture_pause.hpp"
#include "sync/client/outbox_reader.hpp"
#include "sync/client/rejections.hpp"
#include "sync/client/stored_state.hpp"
#include "sync/core/hub_errors.hpp"

namespace qiantai::sync {
namespace {

Result<Hlc> next_hlc(sqlite::Database& database) {
    auto& statement = database.cached("SELECT next_hlc()");
    QIANTAI_TRY(const bool row, statement.step());
    QIANTAI_ASSERT(row);
    const Hlc hlc(statement.integer(0));
    statement.reset();
    return hlc;
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

Status send_columns(sqlite::Database& database, const RefusedRow& refused, RowState& state,
                    TimeMs now_ms) {
    QIANTAI_TRY(const auto hlc, next_hlc(database));
    boost::json::object columns, seen;
    for (const auto& change : refused.changes) {
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
    return add_to_outbox(database, state, Op::update, hlc, columns, seen, now_ms);
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
    auto& rows = database.cached(
        "SELECT seq, code FROM rejection WHERE status = 'open' AND entity = ? AND id = ? ORDER BY "
        "seq");
    rows.bind(refused.entity->name, refused.id);
    std::vector<std::int64_t> seqs;
    for (;;) {
        QIANTAI_TRY(const bool row, rows.step());
        if (!row) break;
        seqs.push_back(rows.integer(0));
        refused.whole = refused.whole || rows.text(1) == k_refused_row_missing.code;
    }
    for (const auto refused_seq : seqs) {
        QIANTAI_TRY(auto change, load_change(database, refused_seq));
        refused.whole = refused.whole || !change || change->op == Op::insert;
        if (change) refused.changes.push_back(std::move(*change));
    }
    return refused;
}

Status write_again(sqlite::Database& database, const RefusedRow& refused, TimeMs now_ms) {
    QIANTAI_TRY(const auto pause, CapturePause::begin(database));
    QIANTAI_TRY(auto table, sqlite::RowTable::open(database, *refused.entity));
    QIANTAI_TRY(auto state, load_row_state(table, refused.id));
    if (!state) return make_error(k_rejected_row_gone);
    QIANTAI_TRY_STATUS(refused.whole ? send_whole(database, *state, now_ms)
                                     : send_columns(database, refused, *state, now_ms));
    return save_row_state(table, *state);
}

}  // namespace qiantai::sync
