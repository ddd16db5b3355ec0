#include "terminal/tickets/rules/ticket_day.hpp"

#include "terminal/tickets/rules/ticket_cache.hpp"

namespace qiantai::domain {
namespace {

Status load_open_tickets(ServiceContext& context, TimeMs now, DayItem& overdue, DayItem& open) {
    auto& statement = context.database.cached(
        "SELECT s.ticket_id, t.number, s.paused_since, s.next_due"
        " FROM ticket_state s INDEXED BY ticket_state_open JOIN ticket t ON t.id = s.ticket_id"
        " WHERE s.store_code = ? AND s.closed_at IS NULL ORDER BY s.next_due, s.place");
    return sqlite::each(
        statement.bind(context.identity.store_code), [&](const sqlite::Statement& row) {
            // A paused one has time.
            const bool late = row.is_null(2) && !row.is_null(3) && row.integer(3) <= now;
            add_subject(late ? overdue : open, row.uuid(0).text(), std::string(row.text(1)));
        });
}

Result<int> count_tickets_closed(ServiceContext& context, Date day) {
    constexpr TimeMs k_minute_ms = 60'000, k_day_ms = 86'400'000;
    QIANTAI_TRY(const int offset,
                load_utc_offset_minutes(context.database, context.identity.store_code));
    const TimeMs begins = utc_day_start(day) - offset * k_minute_ms;
    auto& statement = context.database.cached(
        "SELECT count(*) FROM ticket_state INDEXED BY ticket_state_closed"
        " WHERE closed_at >= ? AND closed_at < ? AND store_code = ?");
    statement.bind(begins, begins + k_day_ms, context.identity.store_code);
    QIANTAI_TRY(const auto count, sqlite::only(statement, sqlite::integer_column));
    return static_cast<int>(count);
}

}  // namespace

Result<std::vector<DayItem>> ticket_day_items(ServiceContext& context, const Session& session,
                                              Date day) {
    if (!has_right(session.role, Right::tickets_keep)) return std::vector<DayItem>();
    QIANTAI_TRY_STATUS(refresh_tickets(context.database));
    QIANTAI_TRY(const TimeMs now, record_time(context));
    DayItem overdue{.kind = DayItemKind::tickets_overdue, .must = true};
    DayItem open{.kind = DayItemKind::tickets_open};
    QIANTAI_TRY_STATUS(load_open_tickets(context, now, overdue, open));
    QIANTAI_TRY(overdue.done, count_tickets_closed(context, day));
    return std::vector<DayItem>{std::move(overdue), std::move(open)};
}

}  // namespace qiantai::domain
