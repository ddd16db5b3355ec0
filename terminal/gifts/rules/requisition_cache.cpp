#include "terminal/gifts/rules/requisition_cache.hpp"

#include <fmt/format.h>

#include <map>

#include "terminal/gifts/rules/requisition_fold.hpp"

namespace qiantai::domain {
namespace {

/// In one transaction, so that years of them, which a first load brings, keep nobody waiting.
constexpr int k_refolded_max = 500;

Status forget_requisition(sqlite::Database& database, const Uuid& id) {
    for (const char* sql : {"DELETE FROM requisition_stale WHERE requisition_id = ?",
                            "DELETE FROM requisition_state WHERE requisition_id = ?",
                            "DELETE FROM stock_under_way WHERE requisition_id = ?"}) {
        QIANTAI_TRY_STATUS(database.cached(sql).bind(id).run());
    }
    return {};
}

/// What the cache should hold of one requisition; the goods by parcel and gift.
struct FoldedRequisition {
    RequisitionStateRow state{};
    std::vector<StockUnderWay> under_way{};
};

std::vector<StockUnderWay> goods_under_way(const Requisition& requisition,
                                           const RequisitionState& state) {
    std::map<std::pair<Uuid, Uuid>, int> pieces;
    for (const auto& parcel : state.parcels) {
        if (parcel.receipt_id) continue;
        for (const auto& line : parcel.lines) pieces[{parcel.id, line.gift_id}] += line.pieces;
    }
    std::vector<StockUnderWay> goods;
    for (const auto& [of, count] : pieces) {
        goods.push_back({.requisition_id = requisition.id,
                         .dispatch_id = of.first,
                         .from_store = requisition.sender(),
                         .to_store = requisition.receiver(),
                         .gift_id = of.second,
                         .pieces = count});
    }
    return goods;
}

/// Nothing if its own row is not here.
Result<std::optional<FoldedRequisition>> fold_stored(sqlite::Database& database, const Uuid& id) {
    const auto requisition = load_requisition(database, id);
    if (!requisition) {
        if (requisition.error().kind != &k_requisition_not_found) return requisition.error();
        return std::optional<FoldedRequisition>();
    }
    QIANTAI_TRY(const auto events, load_requisition_events(database, id));
    const auto state = fold_requisition(*requisition, events);
    return std::optional(FoldedRequisition{{.requisition_id = id,
                                            .store_code = requisition->store_code,
                                            .partner = requisition->partner,
                                            .phase = state.phase,
                                            .urgent = requisition->urgent,
                                            .wanted_on = requisition->wanted_on,
                                            .approved_on = state.approved_on,
                                            .worth = state.worth,
                                            .waits_since = state.waits_since,
                                            .created_at = requisition->created_at},
                                           goods_under_way(*requisition, state)});
}

/// True if the cache says of it what the events say.
Result<bool> is_folded_well(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<RequisitionStateRow>("WHERE requisition_id = ?");
    QIANTAI_TRY(const auto folded, fold_stored(database, id));
    QIANTAI_TRY(const auto state,
                sqlite::one(database.cached(sql).bind(id), sqlite::read_row<RequisitionStateRow>));
    auto& goods = database.cached(QIANTAI_UNDER_WAY
                                  " WHERE requisition_id = ? ORDER BY dispatch_id, gift_id");
    QIANTAI_TRY(const auto under_way, sqlite::all(goods.bind(id), under_way_of_row));
    if (!folded) return !state && under_way.empty();
    return state == folded->state && under_way == folded->under_way;
}

Status refold_requisition(sqlite::Database& database, const Uuid& id) {
    QIANTAI_TRY_STATUS(forget_requisition(database, id));
    QIANTAI_TRY(const auto folded, fold_stored(database, id));
    // Its own row has not arrived yet: it is folded then.
    if (!folded) return {};
    QIANTAI_TRY_STATUS(sqlite::insert(database, folded->state));
    auto& insert = database.cached(
        "INSERT INTO stock_under_way (requisition_id, dispatch_id, from_store, to_store, gift_id,"
        " pieces) VALUES (?, ?, ?, ?, ?, ?)");
    for (const auto& goods : folded->under_way) {
        insert.bind(goods.requisition_id, goods.dispatch_id, goods.from_store, goods.to_store,
                    goods.gift_id, goods.pieces);
        QIANTAI_TRY_STATUS(insert.run());
    }
    return {};
}

/// True if there may be more of them.
Result<bool> refold_batch(sqlite::Database& database) {
    auto& statement = database.cached("SELECT requisition_id FROM requisition_stale LIMIT ?");
    QIANTAI_TRY(const auto stale, sqlite::all(statement.bind(k_refolded_max), sqlite::id_column));
    for (const Uuid& id : stale) {
        QIANTAI_TRY_STATUS(refold_requisition(database, id));
    }
    return std::ssize(stale) == k_refolded_max;
}

Status refresh_stale(sqlite::Database& database) {
    for (bool more = true; more;) {
        QIANTAI_TRY(more, refold_batch(database));
    }
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

StockUnderWay under_way_of_row(const sqlite::Statement& row) {
    return {.requisition_id = row.uuid(0),
            .dispatch_id = row.uuid(1),
            .from_store = std::string(row.text(2)),
            .to_store = std::string(row.text(3)),
            .gift_id = row.uuid(4),
            .pieces = static_cast<int>(row.integer(5))};
}

Status refresh_requisitions(sqlite::Database& database) {
    QIANTAI_TRY(const bool stale,
                sqlite::any(database.cached("SELECT 1 FROM requisition_stale LIMIT 1")));
    if (!stale) return {};
    if (database.in_transaction()) return refresh_stale(database);
    for (bool more = true; more;) {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
        QIANTAI_TRY(more, refold_batch(database));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return {};
}

std::function<Status(sqlite::Database&)> ending_with_requisitions(
    std::function<Status(sqlite::Database&)> before) {
    return [before = std::move(before)](sqlite::Database& database) -> Status {
        if (before) {
            QIANTAI_TRY_STATUS(before(database));
        }
        return refresh_requisitions(database);
    };
}

Result<std::vector<std::string>> find_requisition_problems(sqlite::Database& database) {
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    // Of what is stale everybody knows that it is to be made anew.
    auto& known = database.cached(
        "SELECT id FROM (SELECT id FROM requisition UNION"
        " SELECT requisition_id FROM requisition_state UNION"
        " SELECT requisition_id FROM stock_under_way)"
        " WHERE id NOT IN (SELECT requisition_id FROM requisition_stale)");
    QIANTAI_TRY(const auto ids, sqlite::all(known, sqlite::id_column));
    int wrong = 0;
    for (const Uuid& id : ids) {
        QIANTAI_TRY(const bool well, is_folded_well(database, id));
        if (!well) ++wrong;
    }
    if (wrong == 0) return std::vector<std::string>();
    return std::vector{
        fmt::format("{} requisitions stand elsewhere in the lists than their steps say: run"
                    " requisitions.rebuild",
                    wrong)};
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
