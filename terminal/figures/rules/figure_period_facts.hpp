#pragma once

// Which days a figure is of, and those it is compared with. Calendar months, quarters and years
// (FORMS.md B0). Of a period that is not over, what is compared ends after as many days.

#include "terminal/figures/rules/figure_facts.hpp"

namespace qiantai::domain {

enum class FigureSpan { month, quarter, year, range };
constexpr auto codes_of(FigureSpan) {
    return std::to_array<CodedValue<FigureSpan>>({{FigureSpan::month, "month"},
                                                  {FigureSpan::quarter, "quarter"},
                                                  {FigureSpan::year, "year"},
                                                  {FigureSpan::range, "range"}});
}

inline constexpr int k_figure_range_days_max = 366;

/// Both days counted.
struct FigureDays {
    Date from{};
    Date until{};
    bool operator==(const FigureDays&) const = default;
    bool holds(Date day) const { return day >= from && day <= until; }
};
QIANTAI_DESCRIBE(FigureDays, "", from, until)

struct FigurePeriod {
    Coded<FigureSpan> span = FigureSpan::month;
    FigureDays days{};       ///< as far as it has come: today at the latest
    FigureDays before{};     ///< the period before, over as many days if this one is not over
    FigureDays last_year{};  ///< the same a year ago
    Date ends{};             ///< the last day of the whole period
    bool over = false;       ///< all of its days are past or today is the last
};
QIANTAI_DESCRIBE(FigurePeriod, "", span, days, before, last_year, ends, over)

/// Of a month, quarter or year that holds `from`; of a range from then to `until`. Errors:
/// k_figure_period_malformed.
Result<FigurePeriod> make_figure_period(FigureSpan span, Date from, const std::optional<Date>& until,
                                        Date today);
/// The twelve months that end with the month of this day, the first one first.
std::vector<FigureDays> twelve_months(Date until);

}  // namespace qiantai::domain
