#include "terminal/closing/rules/day_closes.hpp"

#include <algorithm>

#include "terminal/sync_page/rules/sync_day.hpp"

namespace qiantai::domain {
namespace {

Result<TimeMs> end_of_business_day(ServiceContext& context, Date day) {
    constexpr TimeMs k_minute_ms = 60'000;
    QIANTAI_TRY(const int offset,
                load_utc_offset_minutes(context.database, context.identity.store_code));
    return utc_day_start(day.plus_days(1)) - offset * k_minute_ms;
}

Result<std::int64_t> load_last_event(ServiceContext& context) {
    auto& statement = context.database.cached(
        "SELECT ifnull(max(chain_seq), 0) FROM audit_event WHERE incarnation = ?");
    return sqlite::only(statement.bind(context.identity.incarnation), sqlite::integer_column);
}

}  // namespace

Result<std::vector<DayClose>> load_day_closes(sqlite::Database& database,
                                              std::string_view store_code, Date day) {
    static const auto sql =
        sqlite::select_of<DayClose>("WHERE store_code = ? AND day = ? ORDER BY row_hlc, id");
    return sqlite::all(database.cached(sql).bind(store_code, day.text()),
                       sqlite::read_row<DayClose>);
}

Result<std::optional<Date>> load_closed_before(sqlite::Database& database,
                                               std::string_view store_code, Date day) {
    auto& statement = database.cached(
        "SELECT day FROM day_close WHERE store_code = ? AND day < ? ORDER BY day DESC LIMIT 1");
    QIANTAI_TRY(const auto found,
                sqlite::one(statement.bind(store_code, day.text()), sqlite::text_column));
    if (!found) return std::optional<Date>();
    return std::optional(Date::of_text(*found));
}

Result<std::optional<DayMark>> load_own_mark(ServiceContext& context) {
    static const auto sql =
        sqlite::select_of<DayMark>("WHERE incarnation = ? ORDER BY outbox_seq DESC, id LIMIT 1");
    return sqlite::one(context.database.cached(sql).bind(context.identity.incarnation),
                       sqlite::read_row<DayMark>);
}

Result<std::vector<TillMark>> load_till_marks(ServiceContext& context) {
    auto& statement = context.database.cached(
        "SELECT code FROM terminal WHERE store_code = ?1 AND status = 'active'"
        " UNION SELECT DISTINCT terminal_code FROM day_mark WHERE store_code = ?1 ORDER BY 1");
    QIANTAI_TRY(const auto codes,
                sqlite::all(statement.bind(context.identity.store_code), sqlite::text_column));
    static const auto sql = sqlite::select_of<DayMark>(
        "WHERE store_code = ? AND terminal_code = ? ORDER BY day DESC, row_hlc DESC LIMIT 1");
    std::vector<TillMark> tills;
    for (const auto& code : codes) {
        TillMark till{.terminal_code = code};
        auto& newest = context.database.cached(sql);
        newest.bind(context.identity.store_code, code);
        QIANTAI_TRY(const auto mark, sqlite::one(newest, sqlite::read_row<DayMark>));
        if (mark) {
            till.day = mark->day;
            till.outbox_seq = mark->outbox_seq;
            till.events_until = mark->events_until;
            till.refused = mark->refused;
            till.at = mark->created_at;
        }
        tills.push_back(std::move(till));
    }
    return tills;
}

Result<int> count_late(ServiceContext& context, const DayMark& mark) {
    QIANTAI_TRY(const TimeMs end, end_of_business_day(context, mark.day));
    // What tills write by themselves, and the trail of who signed in, is nothing of the day.
    auto& statement = context.database.cached(
        "SELECT count(*) FROM outbox WHERE seq > ? AND written_at < ? AND entity NOT IN"
        " ('audit_event', 'day_mark', 'day_close', 'lease_claim', 'tier_forecast')");
    QIANTAI_TRY(const auto count,
                sqlite::only(statement.bind(mark.outbox_seq, end), sqlite::integer_column));
    return static_cast<int>(count);
}

Status write_own_mark(ServiceContext& context, const Session& session, Date day,
                      const Moment& now) {
    QIANTAI_TRY(const auto before, load_own_mark(context));
    DayMark mark{.id = context.new_id(),
                 .store_code = context.identity.store_code,
                 .terminal_code = context.identity.terminal_code,
                 .incarnation = context.identity.incarnation,
                 .day = day,
                 .events_from = before ? before->events_until + 1 : 1,
                 .created_by = session.staff_number,
                 .created_at = now.at};
    QIANTAI_TRY(mark.outbox_seq, load_outbox_seq(context));
    QIANTAI_TRY(mark.events_until, load_last_event(context));
    QIANTAI_TRY(mark.refused, count_refused(context));
    if (before && before->day == day) {
        QIANTAI_TRY(mark.late, count_late(context, *before));
    }
    return sqlite::insert(context.database, mark);
}

}  // namespace qiantai::domain
