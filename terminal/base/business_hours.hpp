#pragma once

// When a unit of the chain is open: a shop with its several periods a day, headquarters' office,
// its duty roster. Headquarters says it by policy; days of the State Council's yearly notice
// (holidays, and weekends that are worked instead) are a policy of their own for each year, because
// nobody knows them before.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/described.hpp"
#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_hours_malformed{
    "hours_malformed", Actor::administrator,
    "Opening hours are periods such as 09:00-12:30 in their order, which don't overlap, for days 1 "
    "(Monday) to 7; a period may go past midnight, not into the next one.",
    "营业时间应为不重叠、按先后排列的时段，如 09:00-12:30，星期用 1 至 7 表示；可跨零点，但不能与下一时段重叠。"};
inline constexpr ErrorKind k_holidays_malformed{
    "holidays_malformed", Actor::administrator,
    "A year's holidays are days of that year, with the notice they come from; no day is both closed "
    "and worked.",
    "节假日须为当年的日期并注明依据，同一天不能既放假又上班。"};

/// The days of the week and their periods, "09:00-12:30"; 24:00 is the day's end.
struct WeekHours {
    std::vector<int> days{};  ///< 1 Monday to 7 Sunday (ISO 8601)
    std::vector<std::string> periods{};
};
QIANTAI_DESCRIBE(WeekHours, "", days, periods)

/// Some days that are otherwise: closed without periods.
struct HoursException {
    Date from{};
    Date until{};  ///< the last one
    std::vector<std::string> periods{};
    std::string name{};  ///< why, as people call it
};
QIANTAI_DESCRIBE(HoursException, "", from, until, periods, name)

/// A unit's policy.
struct BusinessHours {
    bool round_the_clock = false;
    /// Closed on public holidays, open on weekends that are worked instead (like a Monday).
    bool statutory = false;
    std::string time_zone{};  ///< such as Asia/Shanghai (IANA); empty = the store's offset
    std::vector<WeekHours> week{};
    std::vector<HoursException> exceptions{};
};
QIANTAI_DESCRIBE(BusinessHours, "", round_the_clock, statutory, time_zone, week, exceptions)

struct NamedDays {
    Date from{};
    Date until{};
    std::string name{};
};
QIANTAI_DESCRIBE(NamedDays, "", from, until, name)

/// What the yearly notice says, the value of policy holidays.2026.
struct StatutoryYear {
    int year = 0;
    std::string source{};  ///< the notice, such as 国办发明电〔2025〕7号
    std::vector<NamedDays> closed{};
    std::vector<Date> workdays{};  ///< weekends that are worked instead
};
QIANTAI_DESCRIBE(StatutoryYear, "", year, source, closed, workdays)

/// hours.store is every shop's, hours.store.S001 one's; holidays.2026.
inline constexpr std::string_view k_store_hours_policy = "hours.store";
inline constexpr std::string_view k_office_hours_policy = "hours.office";
inline constexpr std::string_view k_duty_hours_policy = "hours.duty";
inline constexpr std::string_view k_holidays_policy = "holidays.";

/// From second to second of the opening day, the second one not included; past midnight more than
/// a day.
struct OpenPeriod {
    int opens = 0;
    int closes = 0;
    bool operator==(const OpenPeriod&) const = default;
};
/// "09:00-12:30", "22:00-02:00"; nothing if it is written otherwise.
std::optional<OpenPeriod> parse_period(std::string_view text);
std::string period_text(const OpenPeriod& period);

/// k_hours_malformed.
Status check_hours(const BusinessHours& hours);
/// k_holidays_malformed.
Status check_holidays(const StatutoryYear& year);

/// Of shops that headquarters said nothing about: 9:00 to 21:00 every day; of offices: Monday to
/// Friday 9:00 to 12:00 and 13:30 to 18:00, without public holidays.
BusinessHours usual_store_hours();
BusinessHours usual_office_hours();

}  // namespace qiantai::domain
