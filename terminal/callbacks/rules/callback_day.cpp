#include "terminal/callbacks/rules/callback_day.hpp"

#include "terminal/callbacks/rules/callbacks_sql.hpp"

namespace qiantai::domain {
namespace {

Status load_due_callbacks(ServiceContext& context, Date day, DayItem& last_day, DayItem& due) {
    constexpr TimeMs k_minute_ms = 60'000, k_day_ms = 86'400'000;
    QIANTAI_TRY(const int offset,
                load_utc_offset_minutes(context.database, context.identity.store_code));
    auto& statement = context.database.cached(
        "SELECT task_id, due_until FROM callback_state WHERE status = 'open'"
        " AND for_headquarters = 0 AND store_code = ?1 AND due_from <= ?2"
        " AND ifnull(next_on, '') <= ?2 AND ifnull(later_at, 0) < ?3"
        " ORDER BY rank, due_until, task_id");
    statement.bind(context.identity.store_code, day.text(),
                   utc_day_start(day) + k_day_ms - offset * k_minute_ms);
    return sqlite::each(statement, [&](const sqlite::Statement& row) {
        const bool last = row.text(1) <= std::string_view(day.text());
        add_subject(last ? last_day : due, row.uuid(0).text());
    });
}

Result<int> count_calls_done(ServiceContext& context, Date day) {
    auto& statement = context.database.cached(
        "SELECT count(*) FROM callback_state WHERE for_headquarters = 0 AND store_code = ?"
        " AND closed_on = ? AND status <> 'ended'");
    statement.bind(context.identity.store_code, day.text());
    QIANTAI_TRY(const auto count, sqlite::only(statement, sqlite::integer_column));
    return static_cast<int>(count);
}

}  // namespace

Result<std::vector<DayItem>> callback_day_items(ServiceContext& context, const Session& session,
                                                Date day) {
    if (!has_right(session.role, Right::callbacks_keep)) return std::vector<DayItem>();
    QIANTAI_TRY_STATUS(refresh_callbacks(context));
    DayItem last_day{.kind = DayItemKind::callbacks_last_day, .must = true};
    DayItem due{.kind = DayItemKind::callbacks_due};
    QIANTAI_TRY_STATUS(load_due_callbacks(context, day, last_day, due));
    QIANTAI_TRY(last_day.done, count_calls_done(context, day));
    return std::vector<DayItem>{std::move(last_day), std::move(due)};
}

}  // namespace qiantai::domain
