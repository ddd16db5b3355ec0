#include "terminal/figures/rules/figure_period_facts.hpp"

#include <algorithm>

namespace qiantai::domain {
namespace {

constexpr int k_months_of_year = 12;

int months_of(FigureSpan span) {
    if (span == FigureSpan::year) return k_months_of_year;
    return span == FigureSpan::quarter ? 3 : 1;
}

Date start_of(FigureSpan span, Date day) {
    const int months = months_of(span);
    return day.month_start().plus_months(-((day.month() - 1) % months));
}

/// The whole calendar period that begins on this day.
FigureDays whole_from(FigureSpan span, Date start) {
    return {start, start.plus_months(months_of(span)).plus_days(-1)};
}

/// Its first days, as many as those.
FigureDays first_days(const FigureDays& whole, const FigureDays& as_many) {
    return {whole.from,
            std::min(whole.until, whole.from.plus_days(as_many.from.days_until(as_many.until)))};
}

}  // namespace

Result<FigurePeriod> make_figure_period(FigureSpan span, Date from, const std::optional<Date>& until,
                                        Date today) {
    FigurePeriod period{.span = span};
    if (from > today) return make_error(k_figure_period_malformed, {}, "from");
    if (span == FigureSpan::range) {
        if (!until || *until < from || from.days_until(*until) >= k_figure_range_days_max) {
            return make_error(k_figure_period_malformed, {}, "until");
        }
        const int length = from.days_until(*until) + 1;
        period.ends = *until;
        period.days = {from, std::min(*until, today)};
        const FigureDays before{from.plus_days(-length), from.plus_days(-1)};
        period.before = first_days(before, period.days);
        const FigureDays last_year{from.plus_months(-k_months_of_year),
                                   until->plus_months(-k_months_of_year)};
        period.last_year =
            *until <= today ? last_year : first_days(last_year, period.days);
    } else {
        if (until) return make_error(k_figure_period_malformed, {}, "until");
        const Date start = start_of(span, from);
        const auto whole = whole_from(span, start);
        period.ends = whole.until;
        period.days = {start, std::min(whole.until, today)};
        period.before = whole_from(span, start.plus_months(-months_of(span)));
        period.last_year = whole_from(span, start.plus_months(-k_months_of_year));
        if (whole.until > today) {
            period.before = first_days(period.before, period.days);
            period.last_year = first_days(period.last_year, period.days);
        }
    }
    period.over = period.ends <= today;
    return period;
}

std::vector<FigureDays> twelve_months(Date until) {
    std::vector<FigureDays> months;
    const Date last = until.month_start();
    for (int i = k_months_of_year - 1; i >= 0; --i) {
        auto month = whole_from(FigureSpan::month, last.plus_months(-i));
        month.until = std::min(month.until, until);
        months.push_back(month);
    }
    return months;
}

}  // namespace qiantai::domain
