#include "terminal/gifts/rules/requisition_lists.hpp"

#include <algorithm>

#include "sync/core/scope.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/requisition_cache.hpp"
#include "terminal/gifts/rules/requisition_course.hpp"
#include "terminal/gifts/rules/requisition_fold.hpp"
#include "terminal/gifts/rules/requisitions.hpp"

namespace qiantai::domain {
namespace {

RequisitionSummary summary_of_row(const sqlite::Statement& row) {
    const auto lines = lines_of(row.text(10));
    int pieces = 0;
    for (const auto& line : lines) pieces += line.pieces;
    return {.id = row.uuid(0),
            .store_code = std::string(row.text(1)),
            .partner = std::string(row.text(2)),
            .number = std::string(row.text(3)),
            .kind = Coded<RequisitionKind>::of_text(row.text(4)),
            .phase = Coded<RequisitionPhase>::of_text(row.text(5)),
            .urgent = row.integer(6) != 0,
            .wanted_on = Date::of_text(row.text(7)),
            .asked_on = Date::of_text(row.text(8)),
            .worth = Fen(row.integer(9)),
            .gifts = static_cast<int>(lines.size()),
            .pieces = pieces};
}

#define QIANTAI_REQUISITION_LIST                                                              \
    "SELECT r.id, r.store_code, r.partner, r.number, r.kind, s.phase, r.urgent, r.wanted_on," \
    " r.business_date, s.worth, r.lines FROM requisition_state s"                             \
    " JOIN requisition r ON r.id = s.requisition_id"

Result<Fen> approved_between(sqlite::Database& database, std::string_view store, Date from,
                             Date until) {
    auto& statement = database.cached(
        "SELECT ifnull(sum(worth), 0) FROM requisition_state WHERE store_code = ?"
        " AND approved_on >= ? AND approved_on < ?");
    QIANTAI_TRY(const auto sum, sqlite::only(statement.bind(store, from.text(), until.text()),
                                             sqlite::integer_column));
    return Fen(sum);
}

}  // namespace

Result<std::vector<RequisitionSummary>> load_open_requisitions(ServiceContext& context) {
    auto& statement =
        context.database.cached(QIANTAI_REQUISITION_LIST
                                " WHERE s.phase NOT IN ('done', 'refused', 'cancelled')"
                                " AND (?1 IS NULL OR s.store_code = ?1 OR s.partner = ?1)"
                                " ORDER BY s.urgent DESC, s.wanted_on, s.created_at, r.id");
    return sqlite::all(statement.bind(seen_store(context)), summary_of_row);
}

Result<std::map<Uuid, int>> load_ordered(ServiceContext& context, std::string_view store_code) {
    QIANTAI_TRY_STATUS(refresh_requisitions(context.database));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(context.database));
    auto& statement = context.database.cached(
        "SELECT requisition_id FROM requisition_state"
        " WHERE phase NOT IN ('done', 'refused', 'cancelled')"
        " AND (store_code = ?1 OR partner = ?1)");
    QIANTAI_TRY(const auto ids, sqlite::all(statement.bind(store_code), sqlite::id_column));
    std::map<Uuid, int> ordered;
    for (const Uuid& id : ids) {
        QIANTAI_TRY(const auto requisition, load_requisition(context.database, id));
        if (requisition.receiver() != store_code) continue;
        QIANTAI_TRY(const auto events, load_requisition_events(context.database, id));
        const auto state = fold_requisition(requisition, events);
        const bool approved = state.approved_on.has_value();
        for (const auto& item : state.items) {
            ordered[item.gift_id] += approved ? item.still_to_send + item.under_way : item.asked;
        }
    }
    return ordered;
}

Result<RequisitionPage> Requisitions::get(const Session& session, const Uuid& requisition_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    return build_page(session, requisition_id);
}

Result<std::vector<RequisitionSummary>> Requisitions::list(const Session& session,
                                                           const RequisitionFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_read));
    QIANTAI_TRY_STATUS(refresh_requisitions(m_context.database));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    const int limit = std::clamp(filter.limit, 1, k_stock_list_max);
    auto& statement = m_context.database.cached(
        filter.only_open ? QIANTAI_REQUISITION_LIST
            " WHERE s.phase NOT IN ('done', 'refused', 'cancelled')"
            " AND (?1 IS NULL OR s.store_code = ?1 OR s.partner = ?1)"
            " ORDER BY s.urgent DESC, s.wanted_on, s.created_at, r.id LIMIT ?2"
                         : QIANTAI_REQUISITION_LIST
            " WHERE ?1 IS NULL OR s.store_code = ?1 OR s.partner = ?1"
            " ORDER BY s.created_at DESC, r.id DESC LIMIT ?2");
    statement.bind(seen_store(m_context), limit);
    QIANTAI_TRY(auto found, sqlite::all(statement, summary_of_row));
    for (auto& line : found) {
        QIANTAI_TRY(const auto page, load_case(line.id));
        line.yours = waits_for(page, session);
    }
    return found;
}

Result<std::vector<RequisitionPartner>> Requisitions::partners(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_read));
    auto& statement = m_context.database.cached(
        "SELECT code, name, ifnull(kind, 'shop') FROM store WHERE status = 'open' AND code <> ?"
        " AND code <> ? ORDER BY ifnull(kind, 'shop') = 'shop', code");
    statement.bind(m_context.identity.store_code, sync::k_hq_store_code);
    return sqlite::all(statement, [](const sqlite::Statement& row) {
        return RequisitionPartner{.code = std::string(row.text(0)),
                                  .name = std::string(row.text(1)),
                                  .warehouse = row.text(2) == code_of(StoreKind::warehouse)};
    });
}

Result<std::vector<StockUnderWay>> Requisitions::under_way(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_read));
    QIANTAI_TRY_STATUS(refresh_requisitions(m_context.database));
    auto& statement =
        m_context.database.cached(QIANTAI_UNDER_WAY
                                  " WHERE ?1 IS NULL OR from_store = ?1 OR to_store = ?1"
                                  " ORDER BY to_store, gift_id, dispatch_id");
    return sqlite::all(statement.bind(seen_store(m_context)), under_way_of_row);
}

Result<GiftBudgetUse> Requisitions::budget(const Session& session, std::string_view store_code) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_read));
    QIANTAI_TRY_STATUS(refresh_requisitions(m_context.database));
    QIANTAI_TRY(const auto policy, load_policy(m_context, k_gift_budget_policy));
    QIANTAI_TRY(const auto today, business_date(m_context));
    const std::string store =
        store_code.empty() ? m_context.identity.store_code : std::string(store_code);
    const auto budget = budget_of(policy.value_or(""), store);
    const Date month = today.month_start(), year = *Date::make(today.year(), 1, 1);
    auto& database = m_context.database;
    QIANTAI_TRY(const Fen of_month, approved_between(database, store, month, month.plus_months(1)));
    QIANTAI_TRY(const Fen of_year, approved_between(database, store, year, year.plus_months(12)));
    return GiftBudgetUse{store, budget_use(budget.month, of_month),
                         budget_use(budget.year, of_year)};
}

Status Requisitions::rebuild(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_keep));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY_STATUS(rebuild_requisitions(m_context.database));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, {.action = "requisitions.rebuild"}));
    return transaction.commit();
}

#undef QIANTAI_REQUISITION_LIST

}  // namespace qiantai::domain
