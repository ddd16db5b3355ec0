#include "terminal/calendars/rules/calendars.hpp"

#include <algorithm>
#include <limits>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/base/text_rules.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_december = 12;

template <Described T>
std::optional<T> parse_calendar_value(std::string_view text) {
    const auto json = parse_json_object(text);
    return json ? from_json<T>(*json) : std::nullopt;
}

/// What is not usable was said by a newer or a broken program and is as if not said.
std::optional<BusinessHours> parse_hours(std::string_view text) {
    auto hours = parse_calendar_value<BusinessHours>(text);
    return hours && check_hours(*hours) ? hours : std::nullopt;
}

/// Nothing: as it is now. Else as load_policy_known_at().
using KnownAt = std::optional<TimeMs>;

Result<std::optional<BusinessHours>> load_hours(ServiceContext& context, std::string_view code,
                                                KnownAt known_at) {
    QIANTAI_TRY(const auto policy, known_at ? load_policy_known_at(context, code, *known_at)
                                            : load_policy(context, code));
    return policy ? parse_hours(*policy) : std::nullopt;
}

/// The newest word on each year.
Result<std::vector<StatutoryYear>> load_years(ServiceContext& context, KnownAt known_at) {
    QIANTAI_TRY(const TimeMs now, record_time(context));
    auto& statement = context.database.cached(
        "SELECT code, value FROM policy WHERE code >= 'holidays.' AND code < 'holidays/'"
        " AND effective_from <= ? AND created_at <= ?"
        " ORDER BY code, effective_from DESC, row_hlc DESC");
    statement.bind(known_at.value_or(now),
                   known_at.value_or(std::numeric_limits<std::int64_t>::max()));
    std::vector<StatutoryYear> years;
    std::string last;
    QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
        if (row.text(0) == last) return;
        last = row.text(0);
        auto year = parse_calendar_value<StatutoryYear>(row.text(1));
        if (year && check_holidays(*year)) years.push_back(*std::move(year));
    }));
    return years;
}

Result<std::optional<BusinessHours>> load_store_hours(ServiceContext& context,
                                                      std::string_view store,
                                                      KnownAt known_at = {}) {
    QIANTAI_TRY(auto own,
                load_hours(context, fmt::format("{}.{}", k_store_hours_policy, store), known_at));
    if (own) return own;
    return load_hours(context, k_store_hours_policy, known_at);
}

Result<std::optional<BusinessHours>> load_unit_hours(ServiceContext& context, CalendarUnit unit,
                                                     std::string_view store, KnownAt known_at) {
    if (unit == CalendarUnit::store) return load_store_hours(context, store, known_at);
    if (unit == CalendarUnit::duty) {
        QIANTAI_TRY(auto duty, load_hours(context, k_duty_hours_policy, known_at));
        if (duty) return duty;
    }
    return load_hours(context, k_office_hours_policy, known_at);
}

Result<BusinessCalendar> load_calendar_of(ServiceContext& context, KnownAt known_at,
                                          CalendarUnit unit, std::string_view store_code) {
    const auto& own = context.identity.store_code;
    const auto store = store_code.empty() ? std::string_view(own) : store_code;
    if (unit == CalendarUnit::store && store != own) {
        auto& known = context.database.cached("SELECT 1 FROM store WHERE code = ?");
        QIANTAI_TRY(const bool exists, sqlite::any(known.bind(store)));
        if (!exists) return make_error(k_calendar_store_unknown, std::string(store), "store_code");
    }
    QIANTAI_TRY(const auto hours, load_unit_hours(context, unit, store, known_at));
    QIANTAI_TRY(const auto years, load_years(context, known_at));
    // Headquarters' own row says where its office stands; China until it has one.
    const auto place = unit == CalendarUnit::store ? store : std::string_view("HQ");
    QIANTAI_TRY(const int offset, load_utc_offset_minutes(context.database, place));
    const auto usual = unit == CalendarUnit::store ? usual_store_hours() : usual_office_hours();
    return BusinessCalendar(hours.value_or(usual), years, offset);
}

ShownDay shown(Date date, const CalendarDay& day) {
    ShownDay shown{.date = date, .kind = day.kind, .periods = {}, .name = day.name};
    for (const auto& period : day.periods) shown.periods.push_back(period_text(period));
    return shown;
}

}  // namespace

Result<BusinessCalendar> load_calendar(ServiceContext& context, CalendarUnit unit,
                                       std::string_view store_code) {
    return load_calendar_of(context, {}, unit, store_code);
}

Result<BusinessCalendar> load_calendar_known_at(ServiceContext& context, TimeMs at,
                                                CalendarUnit unit, std::string_view store_code) {
    return load_calendar_of(context, at, unit, store_code);
}

Result<std::vector<TimeMs>> load_calendar_changes(ServiceContext& context) {
    auto& statement = context.database.cached(
        "SELECT DISTINCT max(effective_from, created_at) AS at FROM policy"
        " WHERE code >= 'hours.' AND code < 'hours/' OR code >= 'holidays.' AND code < 'holidays/'"
        " ORDER BY at");
    return sqlite::all(statement, sqlite::integer_column);
}

bool is_calendar_policy(std::string_view code) {
    return code == k_office_hours_policy || code == k_duty_hours_policy ||
           code.starts_with(k_store_hours_policy) || code.starts_with(k_holidays_policy);
}

Status check_calendar_policy(std::string_view code, std::string_view json) {
    if (code.starts_with(k_holidays_policy)) {
        const auto year = parse_calendar_value<StatutoryYear>(json);
        if (!year) return make_error(k_holidays_malformed, {}, "value");
        const bool named = code.substr(k_holidays_policy.size()) == std::to_string(year->year);
        if (!named) return make_error(k_holidays_malformed, std::to_string(year->year), "code");
        return check_year(*year);
    }
    const auto hours = parse_calendar_value<BusinessHours>(json);
    if (!hours) return make_error(k_hours_malformed, {}, "value");
    return check_hours(*hours);
}

Result<std::vector<ShownDay>> Calendars::days(const Session& session, const CalendarRange& range) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::read_setup));
    if (range.until < range.from || range.from.days_until(range.until) >= k_calendar_days_max) {
        return make_error(k_calendar_range_malformed, {}, "from");
    }
    QIANTAI_TRY(const auto calendar, load_calendar(m_context, range.unit, range.store_code));
    std::vector<ShownDay> days;
    for (Date date = range.from; date <= range.until; date = date.plus_days(1)) {
        days.push_back(shown(date, calendar.day(date)));
    }
    return days;
}

Result<CalendarAnswer> Calendars::due(const Session& session, const CalendarQuestion& question) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::read_setup));
    QIANTAI_TRY(const auto calendar, load_calendar(m_context, question.unit, question.store_code));
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    const TimeMs from = question.at.value_or(now);
    const int days = std::clamp(question.days, 0, k_calendar_open_days_max);
    const int minutes = std::clamp(question.minutes, 0, k_calendar_minutes_max);
    constexpr TimeMs k_minute_ms = 60'000;
    const auto reached = calendar.add_open_days(from, days);
    const auto due =
        reached ? calendar.add_open_time(*reached, minutes * k_minute_ms) : std::nullopt;
    if (!due) return make_error(k_calendar_never_open);
    return CalendarAnswer{*due, calendar.is_open(from)};
}

Result<KnownYear> Calendars::holidays(const Session& session, int year) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::read_setup));
    QIANTAI_TRY(const auto years, load_years(m_context, {}));
    const auto found = std::ranges::find(years, year, &StatutoryYear::year);
    if (found == years.end()) return KnownYear{.holidays = {.year = year}};
    return KnownYear{.known = true, .holidays = *found};
}

Result<KnownYear> Calendars::save_holidays(const Session& session, const StatutoryYear& year) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::admin_policies));
    StatutoryYear said = year;
    QIANTAI_TRY(said.source, normalise_note(year.source, k_holiday_source_length_max, "source"));
    for (auto& days : said.closed) {
        QIANTAI_TRY(days.name, normalise_note(days.name, k_holiday_name_length_max, "closed"));
    }
    QIANTAI_TRY_STATUS(check_year(said));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    QIANTAI_TRY_STATUS(
        insert_policy(m_context, session,
                      {.code = std::string(k_holidays_policy) + std::to_string(said.year),
                       .value_json = boost::json::serialize(to_json(said)),
                       .effective_from = now}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return KnownYear{.known = true, .holidays = std::move(said)};
}

Result<CalendarStatus> Calendars::status(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::read_setup));
    CalendarStatus status;
    QIANTAI_TRY(const auto store, load_store_hours(m_context, m_context.identity.store_code));
    QIANTAI_TRY(const auto office, load_hours(m_context, k_office_hours_policy, {}));
    QIANTAI_TRY(const auto duty, load_hours(m_context, k_duty_hours_policy, {}));
    status.store_hours_set = store.has_value();
    status.office_hours_set = office.has_value();
    status.duty_hours_set = duty.has_value();
    QIANTAI_TRY(const auto years, load_years(m_context, {}));
    for (const auto& year : years) status.years.push_back(year.year);
    QIANTAI_TRY(const auto today, business_date(m_context));
    const int last = today.year() + (today.month() == k_december ? 1 : 0);
    for (int year = today.year(); year <= last; ++year) {
        if (std::ranges::find(status.years, year) == status.years.end()) {
            status.missing_years.push_back(year);
        }
    }
    return status;
}

}  // namespace qiantai::domain
