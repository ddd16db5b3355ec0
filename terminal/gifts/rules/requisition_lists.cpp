#include "terminal/gifts/rules/requisition_lists.hpp"

#include <algorithm>

#include "terminal/base/audit.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/gifts/rules/requisition_cache.hpp"
#include "terminal/gifts/rules/requisitions.hpp"

namespace qiantai::domain {
namespace {

RequisitionSummary summary_of_row(const sqlite::Statement& row) {
    return {.id = row.uuid(0),
            .store_code = std::string(row.text(1)),
            .partner = std::string(row.text(2)),
            .number = std::string(row.text(3)),
            .kind = Coded<RequisitionKind>::of_text(row.text(4)),
            .phase = Coded<RequisitionPhase>::of_text(row.text(5)),
            .urgent = row.integer(6) != 0,
            .wanted_on = Date::of_text(row.text(7)),
            .asked_on = Date::of_text(row.text(8)),
            .worth = Fen(row.integer(9))};
}

#define QIANTAI_REQUISITION_LIST                                                              \
    "SELECT r.id, r.store_code, r.partner, r.number, r.kind, s.phase, r.urgent, r.wanted_on," \
    " r.business_date, s.worth FROM requisition_state s"                                      \
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
    std::optional<std::string> here;
    if (!context.identity.is_headquarters()) here = context.identity.store_code;
    auto& statement =
        context.database.cached(QIANTAI_REQUISITION_LIST
                                " WHERE s.phase NOT IN ('done', 'refused', 'cancelled')"
                                " AND (?1 IS NULL OR s.store_code = ?1 OR s.partner = ?1)"
                                " ORDER BY s.urgent DESC, s.wanted_on, s.created_at, r.id");
    return sqlite::all(statement.bind(here), summary_of_row);
}

Result<RequisitionPage> Requisitions::get(const Session& session, const Uuid& requisition_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    return build_page(requisition_id);
}

Result<std::vector<RequisitionSummary>> Requisitions::list(const Session& session,
                                                           const RequisitionFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_read));
    QIANTAI_TRY_STATUS(refresh_requisitions(m_context.database));
    const int limit = std::clamp(filter.limit, 1, k_stock_list_max);
    auto& statement = m_context.database.cached(
        filter.only_open ? QIANTAI_REQUISITION_LIST
            " WHERE s.phase NOT IN ('done', 'refused', 'cancelled')"
            " ORDER BY s.urgent DESC, s.wanted_on, s.created_at, r.id LIMIT ?"
                         : QIANTAI_REQUISITION_LIST
            " ORDER BY s.created_at DESC, r.id DESC LIMIT ?");
    return sqlite::all(statement.bind(limit), summary_of_row);
}

Result<std::vector<StockUnderWay>> Requisitions::under_way(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_read));
    QIANTAI_TRY_STATUS(refresh_requisitions(m_context.database));
    std::optional<std::string> here;
    if (!m_context.identity.is_headquarters()) here = m_context.identity.store_code;
    auto& statement = m_context.database.cached(
        "SELECT requisition_id, dispatch_id, from_store, to_store, gift_id, pieces"
        " FROM stock_under_way WHERE ?1 IS NULL OR from_store = ?1 OR to_store = ?1"
        " ORDER BY to_store, gift_id, dispatch_id");
    return sqlite::all(statement.bind(here), [](const sqlite::Statement& row) {
        return StockUnderWay{.requisition_id = row.uuid(0),
                             .dispatch_id = row.uuid(1),
                             .from_store = std::string(row.text(2)),
                             .to_store = std::string(row.text(3)),
                             .gift_id = row.uuid(4),
                             .pieces = static_cast<int>(row.integer(5))};
    });
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
