#include "terminal/gifts/rules/requisition_cache.hpp"

#include "terminal/gifts/rules/requisition_fold.hpp"

namespace qiantai::domain {
namespace {

Status forget_requisition(sqlite::Database& database, const Uuid& id) {
    for (const char* sql : {"DELETE FROM requisition_stale WHERE requisition_id = ?",
                            "DELETE FROM requisition_state WHERE requisition_id = ?",
                            "DELETE FROM stock_under_way WHERE requisition_id = ?"}) {
        QIANTAI_TRY_STATUS(database.cached(sql).bind(id).run());
    }
    return {};
}

Status save_under_way(sqlite::Database& database, const Requisition& requisition,
                      const RequisitionParcel& parcel) {
    for (const auto& line : parcel.lines) {
        auto& known = database.cached(
            "UPDATE stock_under_way SET pieces = pieces + ? WHERE requisition_id = ?"
            " AND dispatch_id = ? AND gift_id = ?");
        QIANTAI_TRY_STATUS(known.bind(line.pieces, requisition.id, parcel.id, line.gift_id).run());
        if (database.changes() > 0) continue;
        auto& insert = database.cached(
            "INSERT INTO stock_under_way (dispatch_id, requisition_id, from_store, to_store,"
            " gift_id, pieces) VALUES (?, ?, ?, ?, ?, ?)");
        insert.bind(parcel.id, requisition.id, requisition.sender(), requisition.receiver(),
                    line.gift_id, line.pieces);
        QIANTAI_TRY_STATUS(insert.run());
    }
    return {};
}

Status refold_requisition(sqlite::Database& database, const Uuid& id) {
    QIANTAI_TRY_STATUS(forget_requisition(database, id));
    const auto requisition = load_requisition(database, id);
    if (!requisition) {
        // Its own row has not arrived yet: it is folded then.
        return requisition.error().kind == &k_requisition_not_found ? Status()
                                                                    : requisition.error();
    }
    QIANTAI_TRY(const auto events, load_requisition_events(database, id));
    const auto state = fold_requisition(*requisition, events);
    auto& insert = database.cached(
        "INSERT INTO requisition_state (requisition_id, store_code, partner, phase, urgent,"
        " wanted_on, approved_on, worth, waits_since, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    std::optional<std::string> approved_on;
    if (state.approved_on) approved_on = state.approved_on->text();
    insert.bind(id, requisition->store_code, requisition->partner, state.phase.text(),
                requisition->urgent ? 1 : 0, requisition->wanted_on.text(), approved_on,
                state.worth.count(), state.waits_since, requisition->created_at);
    QIANTAI_TRY_STATUS(insert.run());
    for (const auto& parcel : state.parcels) {
        if (!parcel.receipt_id) QIANTAI_TRY_STATUS(save_under_way(database, *requisition, parcel));
    }
    return {};
}

Status refresh_stale(sqlite::Database& database) {
    QIANTAI_TRY(const auto stale,
                sqlite::all(database.cached("SELECT requisition_id FROM requisition_stale"),
                            sqlite::id_column));
    for (const Uuid& id : stale) QIANTAI_TRY_STATUS(refold_requisition(database, id));
    return {};
}

}  // namespace

Result<Requisition> load_requisition(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<Requisition>("WHERE id = ?");
    QIANTAI_TRY(const auto requisition,
                sqlite::one(database.cached(sql).bind(id), sqlite::read_row<Requisition>));
    if (!requisition) return make_error(k_requisition_not_found, {}, "requisition_id");
    return *requisition;
}

Result<std::vector<RequisitionEvent>> load_requisition_events(sqlite::Database& database,
                                                              const Uuid& requisition_id) {
    static const auto sql = "SELECT " + shape_of<RequisitionEvent>().columns +
                            ", row_hlc FROM requisition_event WHERE requisition_id = ?"
                            " ORDER BY row_hlc, id";
    return sqlite::all(database.cached(sql).bind(requisition_id), [](const sqlite::Statement& row) {
        auto event = sqlite::read_row<RequisitionEvent>(row);
        event.order = row.integer(row.column_count() - 1);
        return event;
    });
}

Result<std::optional<RequisitionEvent>> find_requisition_event(sqlite::Database& database,
                                                               const Uuid& id) {
    static const auto sql = sqlite::select_of<RequisitionEvent>("WHERE id = ?");
    return sqlite::one(database.cached(sql).bind(id), sqlite::read_row<RequisitionEvent>);
}

Status refresh_requisitions(sqlite::Database& database) {
    QIANTAI_TRY(const bool stale,
                sqlite::any(database.cached("SELECT 1 FROM requisition_stale LIMIT 1")));
    if (!stale) return {};
    if (database.in_transaction()) return refresh_stale(database);
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(refresh_stale(database));
    return transaction.commit();
}

Status rebuild_requisitions(sqlite::Database& database) {
    QIANTAI_ASSERT(database.in_transaction());
    QIANTAI_TRY_STATUS(database.execute(
        "DELETE FROM requisition_state; DELETE FROM stock_under_way;"
        "DELETE FROM requisition_stale;"
        "INSERT INTO requisition_stale (requisition_id) SELECT id FROM requisition"));
    return refresh_stale(database);
}

}  // namespace qiantai::domain
