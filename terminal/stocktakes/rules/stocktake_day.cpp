#include "terminal/stocktakes/rules/stocktake_day.hpp"

#include "terminal/stocktakes/rules/stocktake_cache.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"

namespace qiantai::domain {
namespace {

constexpr TimeMs k_stocktake_day_ms = 86'400'000;

Status load_open_stocktakes(ServiceContext& context, Date day, DayItem& open, DayItem& approved) {
    auto& statement = context.database.cached(
        "SELECT s.stocktake_id, h.number, s.phase FROM stocktake_state s"
        " JOIN stocktake h ON h.id = s.stocktake_id"
        " WHERE s.phase NOT IN ('posted', 'cancelled') AND s.store_code = ?"
        " AND (s.phase <> 'planned' OR s.planned_on <= ?) ORDER BY s.planned_on, s.created_at");
    statement.bind(context.identity.store_code, day.text());
    return sqlite::each(statement, [&](const sqlite::Statement& row) {
        auto& item = row.text(2) == code_of(StocktakePhase::approved) ? approved : open;
        add_subject(item, row.uuid(0).text(), std::string(row.text(1)));
    });
}

/// When that day begins at this store.
Result<TimeMs> load_day_start(ServiceContext& context, Date day) {
    constexpr TimeMs k_minute_ms = 60'000;
    QIANTAI_TRY(const int offset,
                load_utc_offset_minutes(context.database, context.identity.store_code));
    return utc_day_start(day) - offset * k_minute_ms;
}

Status count_posted(ServiceContext& context, Date day, DayItem& open) {
    QIANTAI_TRY(const TimeMs begins, load_day_start(context, day));
    auto& statement = context.database.cached(
        "SELECT count(*) FROM stocktake_state WHERE store_code = ? AND posted_at >= ?"
        " AND posted_at < ?");
    statement.bind(context.identity.store_code, begins, begins + k_stocktake_day_ms);
    QIANTAI_TRY(const auto count, sqlite::only(statement, sqlite::integer_column));
    open.done = static_cast<int>(count);
    return {};
}

}  // namespace

Result<std::vector<DayItem>> stocktake_day_items(ServiceContext& context, const Session& session,
                                                 Date day) {
    if (!has_right(session.role, Right::stocktakes_read)) return std::vector<DayItem>();
    QIANTAI_TRY_STATUS(refresh_stocktakes(context.database));
    DayItem open{.kind = DayItemKind::stocktakes_open, .must = true};
    DayItem approved{.kind = DayItemKind::stocktakes_approved};
    DayItem due{.kind = DayItemKind::counts_due};
    QIANTAI_TRY_STATUS(load_open_stocktakes(context, day, open, approved));
    QIANTAI_TRY_STATUS(count_posted(context, day, open));
    QIANTAI_TRY(const auto gifts, Stocktakes(context).due(session));
    for (const auto& gift : gifts) add_subject(due, gift.gift_id.text(), gift.code);
    return std::vector<DayItem>{std::move(open), std::move(approved), std::move(due)};
}

Result<std::optional<Uuid>> load_stocktake_of_day(ServiceContext& context, Date day) {
    QIANTAI_TRY_STATUS(refresh_stocktakes(context.database));
    QIANTAI_TRY(const TimeMs begins, load_day_start(context, day));
    auto& statement = context.database.cached(
        "SELECT stocktake_id FROM stocktake_state WHERE store_code = ?1"
        " AND ((phase NOT IN ('posted', 'cancelled') AND planned_on <= ?2)"
        " OR (phase = 'posted' AND posted_at >= ?3 AND posted_at < ?4))"
        " ORDER BY phase = 'posted', planned_on, created_at, stocktake_id LIMIT 1");
    statement.bind(context.identity.store_code, day.text(), begins, begins + k_stocktake_day_ms);
    return sqlite::one(statement, sqlite::id_column);
}

}  // namespace qiantai::domain
