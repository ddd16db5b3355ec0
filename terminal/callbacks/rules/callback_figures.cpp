#include "terminal/callbacks/rules/callback_figures.hpp"

#include "terminal/callbacks/rules/callbacks_sql.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_period_days_max = 366;

Result<std::vector<CallbackFact>> load_facts(ServiceContext& context,
                                             const CallbackFiguresFilter& filter,
                                             const std::string& store_code) {
    auto& database = context.database;
    auto& statement = database.cached(
        "SELECT ifnull(s.member_id, s.task_id), s.kind, s.status, s.end_kind, s.calls, s.satisfaction,"
        " (SELECT e.agrees FROM callback_step e WHERE e.task_id = s.task_id AND e.step = 'checked'"
        " ORDER BY e.row_hlc DESC LIMIT 1),"
        " (SELECT e.loss_reason FROM callback_step e WHERE e.task_id = s.task_id"
        " AND e.loss_reason IS NOT NULL ORDER BY e.row_hlc DESC LIMIT 1),"
        " EXISTS (SELECT 1 FROM key_customer k WHERE k.member_id = s.member_id"
        " AND k.ended_at IS NULL)"
        " FROM callback_state s WHERE s.due_until BETWEEN ?1 AND ?2"
        " AND (?3 = '' OR s.store_code = ?3) AND (?4 = '' OR ifnull(s.closed_by, s.owner) = ?4)");
    statement.bind(filter.from.text(), filter.until.text(), store_code, filter.staff_number);
    QIANTAI_TRY(auto facts, sqlite::all(statement, [](const sqlite::Statement& row) {
                    CallbackFact fact{
                        .person = row.uuid(0),
                        .kind = Coded<CallbackKind>::of_text(row.text(1)),
                        .status = parse_code<CallbackStatus>(row.text(2))
                                      .value_or(CallbackStatus::open),
                        .end_kind = Coded<CallbackEnd>::of_text(row.text(3)),
                        .calls = static_cast<int>(row.integer(4)),
                        .loss_reason = Coded<LossReason>::of_text(row.text(7)),
                        .key_customer = row.integer(8) != 0};
                    if (!row.is_null(5)) fact.satisfaction = static_cast<int>(row.integer(5));
                    if (!row.is_null(6)) fact.agrees = row.integer(6) != 0;
                    return fact;
                }));
    for (auto& fact : facts) {
        QIANTAI_TRY(fact.person, resolve_merged(database, fact.person));
    }
    return facts;
}

}  // namespace

Result<CallbackFigures> CallbackReport::figures(const Session& session,
                                                const CallbackFiguresFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_figures));
    if (!filter.staff_number.empty()) {
        QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_manage));
    }
    const bool usable = filter.until >= filter.from &&
                        filter.from.days_until(filter.until) < k_period_days_max;
    if (!usable) return make_error(k_callback_period_malformed, {}, "from");
    QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    const auto store = m_context.identity.is_headquarters() ? filter.store_code
                                                            : m_context.identity.store_code;
    QIANTAI_TRY(const auto facts, load_facts(m_context, filter, store));
    auto figures = count_figures(facts);
    if (!sees_people(session)) hide_few(figures);
    return figures;
}

}  // namespace qiantai::domain
