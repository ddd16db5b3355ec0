#include "terminal/figures/rules/figure_period_facts.hpp"

#include <doctest/doctest.h>

#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

const Date k_figures_today = Date::of_text("2026-11-18");

FigurePeriod period_of(FigureSpan span, std::string_view day, std::string_view until = {}) {
    return make_figure_period(span, Date::of_text(day), Date::parse(until), k_figures_today)
        .value();
}
std::string days_text(const FigureDays& days) {
    return days.from.text() + " " + days.until.text();
}
std::string period_code(FigureSpan span, std::string_view day, std::string_view until = {}) {
    return test::code_of(
        make_figure_period(span, Date::of_text(day), Date::parse(until), k_figures_today));
}

}  // namespace

TEST_CASE("a month, a quarter and a year that are over stand beside whole ones") {
    const auto month = period_of(FigureSpan::month, "2026-03-31");
    CHECK(days_text(month.days) == "2026-03-01 2026-03-31");
    CHECK(days_text(month.before) == "2026-02-01 2026-02-28");
    CHECK(days_text(month.last_year) == "2025-03-01 2025-03-31");
    CHECK(month.over);
    const auto quarter = period_of(FigureSpan::quarter, "2026-09-30");
    CHECK(days_text(quarter.days) == "2026-07-01 2026-09-30");
    CHECK(days_text(quarter.before) == "2026-04-01 2026-06-30");
    CHECK(days_text(quarter.last_year) == "2025-07-01 2025-09-30");
    const auto year = period_of(FigureSpan::year, "2025-06-01");
    CHECK(days_text(year.days) == "2025-01-01 2025-12-31");
    CHECK(days_text(year.before) == days_text(year.last_year));
}

TEST_CASE("a period that is not over ends today, and is compared with as many days") {
    const auto month = period_of(FigureSpan::month, "2026-11-02");
    CHECK(days_text(month.days) == "2026-11-01 2026-11-18");
    CHECK(days_text(month.before) == "2026-10-01 2026-10-18");
    CHECK(days_text(month.last_year) == "2025-11-01 2025-11-18");
    CHECK(month.ends == Date::of_text("2026-11-30"));
    CHECK_FALSE(month.over);
    const auto year = period_of(FigureSpan::year, "2026-01-01");
    CHECK(days_text(year.before) == "2025-01-01 2025-11-18");
    // A shorter month ends where it ends.
    const auto march = make_figure_period(FigureSpan::month, Date::of_text("2026-03-01"), {},
                                          Date::of_text("2026-03-30"))
                           .value();
    CHECK(days_text(march.before) == "2026-02-01 2026-02-28");
}

TEST_CASE("a range has the days before it and the same a year ago") {
    const auto range = period_of(FigureSpan::range, "2026-10-10", "2026-10-16");
    CHECK(days_text(range.days) == "2026-10-10 2026-10-16");
    CHECK(days_text(range.before) == "2026-10-03 2026-10-09");
    CHECK(days_text(range.last_year) == "2025-10-10 2025-10-16");
    CHECK(range.over);
    CHECK_FALSE(period_of(FigureSpan::range, "2026-11-10", "2026-11-30").over);
}

TEST_CASE("what is no period is refused") {
    CHECK(period_code(FigureSpan::month, "2026-12-01") == "figure_period_malformed");
    CHECK(period_code(FigureSpan::month, "2026-10-01", "2026-10-31") == "figure_period_malformed");
    CHECK(period_code(FigureSpan::range, "2026-10-01") == "figure_period_malformed");
    CHECK(period_code(FigureSpan::range, "2026-10-02", "2026-10-01") == "figure_period_malformed");
    CHECK(period_code(FigureSpan::range, "2025-01-01", "2026-01-02") == "figure_period_malformed");
    CHECK(period_code(FigureSpan::range, "2025-01-01", "2026-01-01") == "ok");
}

TEST_CASE("twelve months end with the day's own, as far as it has come") {
    const auto months = twelve_months(Date::of_text("2026-02-10"));
    REQUIRE(months.size() == 12);
    CHECK(days_text(months.front()) == "2025-03-01 2025-03-31");
    CHECK(days_text(months.back()) == "2026-02-01 2026-02-10");
}

}  // namespace qiantai::domain
