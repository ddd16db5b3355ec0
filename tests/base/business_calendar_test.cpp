#include "terminal/base/business_calendar.hpp"

#include <doctest/doctest.h>

#include "schema/base/random.hpp"

namespace qiantai::domain {
namespace {

constexpr TimeMs k_minute = 60'000, k_hour = 3'600'000, k_day = 86'400'000;
constexpr int k_china = 480;

/// China's time, "2026-11-21 14:31" or with seconds.
TimeMs at(std::string_view text) {
    const auto number = [&](std::size_t from) {
        return (text[from] - '0') * 10 + (text[from + 1] - '0');
    };
    const Date date = Date::of_text(text.substr(0, 10));
    const int seconds = text.size() > 16 ? number(17) : 0;
    return Date().days_until(date) * k_day + number(11) * k_hour + number(14) * k_minute +
           seconds * 1000 - k_china * k_minute;
}

/// S001 of DOMAIN.md.
BusinessCalendar shop() {
    return {{.week = {{{1, 2, 3, 4, 5, 6, 7}, {"09:00-12:30", "13:30-21:00"}}}}, {}, k_china};
}

/// E1 of FORMS.md.
StatutoryYear year_2026() {
    const auto days = [](std::string_view from, std::string_view until, std::string name) {
        return NamedDays{Date::of_text(from), Date::of_text(until), std::move(name)};
    };
    StatutoryYear year{.year = 2026, .source = "国务院办公厅 2025-11-04"};
    year.closed = {days("2026-01-01", "2026-01-03", "元旦"), days("2026-02-15", "2026-02-23", "春节"),
                   days("2026-04-04", "2026-04-06", "清明"), days("2026-05-01", "2026-05-05", "劳动节"),
                   days("2026-06-19", "2026-06-21", "端午"), days("2026-09-25", "2026-09-27", "中秋"),
                   days("2026-10-01", "2026-10-07", "国庆")};
    for (const auto* workday : {"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20",
                                "2026-10-10"}) {
        year.workdays.push_back(Date::of_text(workday));
    }
    return year;
}

BusinessCalendar office() {
    const auto year = year_2026();
    return {usual_office_hours(), std::span(&year, 1), k_china};
}

}  // namespace

TEST_CASE("deadlines of a complaint taken on a Saturday afternoon are those of the rulings") {
    const auto calendar = shop();
    const TimeMs taken = at("2026-11-21 14:31");
    CHECK(calendar.add_open_time(taken, 24 * k_hour) == at("2026-11-23 16:31"));
    CHECK(calendar.add_open_days(taken, 3) == at("2026-11-24 14:31"));
    CHECK(calendar.add_open_time(taken, 12 * k_hour) == at("2026-11-22 15:31"));
    CHECK(calendar.add_open_days(taken, 5) == at("2026-11-26 14:31"));
    CHECK(calendar.add_open_time(taken, 2 * k_hour) == at("2026-11-21 16:31"));
}

TEST_CASE("a pause takes out only the open time in it") {
    const auto calendar = shop();
    const TimeMs paused = calendar.open_time(at("2026-11-21 11:30"), at("2026-11-21 13:35"));
    CHECK(paused == 65 * k_minute);
    CHECK(calendar.add_open_time(at("2026-11-22 12:20"), paused) == at("2026-11-22 14:25"));
}

TEST_CASE("the opening second is open, the closing one is not, and a deadline may be closing") {
    const auto calendar = shop();
    CHECK(calendar.is_open(at("2026-11-21 09:00")));
    CHECK_FALSE(calendar.is_open(at("2026-11-21 09:00") - 1));
    CHECK_FALSE(calendar.is_open(at("2026-11-21 12:30")));
    CHECK(calendar.is_open(at("2026-11-21 12:30") - 1));
    CHECK(calendar.add_open_time(at("2026-11-21 12:00"), 30 * k_minute) == at("2026-11-21 12:30"));
    CHECK(calendar.add_open_time(at("2026-11-21 12:00"), 30 * k_minute + 1) ==
          at("2026-11-21 13:30") + 1);
    CHECK(calendar.add_open_time(at("2026-11-21 20:59:30"), 45'000) == at("2026-11-22 09:00:15"));
}

TEST_CASE("what starts while it is closed starts at the next opening") {
    const auto calendar = shop();
    CHECK(calendar.add_open_time(at("2026-11-21 12:45"), 0) == at("2026-11-21 13:30"));
    CHECK(calendar.add_open_time(at("2026-11-21 22:00"), k_hour) == at("2026-11-22 10:00"));
    CHECK(calendar.add_open_days(at("2026-11-21 22:00"), 1) == at("2026-11-23 09:00"));
    CHECK(calendar.add_open_days(at("2026-11-21 12:45"), 1) == at("2026-11-22 13:30"));
}

TEST_CASE("an office follows the public holidays and the weekends worked instead") {
    const auto calendar = office();
    using Kind = CalendarDay::Kind;
    CHECK(calendar.day(Date::of_text("2026-02-16")).kind == Kind::holiday);
    CHECK(calendar.day(Date::of_text("2026-02-16")).name == "春节");
    CHECK(calendar.day(Date::of_text("2026-02-14")).kind == Kind::workday);
    CHECK(calendar.is_open(at("2026-02-14 10:00")));
    CHECK_FALSE(calendar.is_open(at("2026-02-24 12:30")));
    // Friday before 春节: the Saturday is worked, then nine days are off.
    CHECK(calendar.add_open_days(at("2026-02-13 10:00"), 2) == at("2026-02-24 10:00"));
    int working_days = 0;
    for (Date date = Date::of_text("2026-01-01"); date.year() == 2026; date = date.plus_days(1)) {
        if (!calendar.day(date).periods.empty()) ++working_days;
    }
    CHECK(working_days == 248);
    // Of a year nobody has announced, weekdays are.
    CHECK(calendar.is_open(at("2027-01-01 10:00")));
}

TEST_CASE("exceptions come before the week, and a day with other hours bends a same time of day") {
    BusinessHours hours{.week = {{{1, 2, 3, 4, 5, 6, 7}, {"09:00-21:00"}}}};
    const auto exception = [](std::string_view day, std::vector<std::string> periods) {
        return HoursException{Date::of_text(day), Date::of_text(day), std::move(periods), "盘点"};
    };
    hours.exceptions = {exception("2026-11-22", {}), exception("2026-11-23", {"10:00-14:00"})};
    const BusinessCalendar calendar(hours, {}, k_china);
    CHECK(calendar.add_open_days(at("2026-11-21 16:00"), 1) == at("2026-11-23 14:00"));
    CHECK(calendar.add_open_days(at("2026-11-21 09:30"), 1) == at("2026-11-23 10:00"));
    CHECK(calendar.add_open_days(at("2026-11-21 11:00"), 1) == at("2026-11-23 11:00"));
    CHECK(calendar.day(Date::of_text("2026-11-22")).name == "盘点");
}

TEST_CASE("a night that goes past midnight belongs to the day on which it began") {
    const BusinessCalendar calendar({.week = {{{5, 6}, {"18:00-02:00"}}}}, {}, k_china);
    CHECK(calendar.is_open(at("2026-11-21 01:59")));
    CHECK_FALSE(calendar.is_open(at("2026-11-21 02:00")));
    // Saturday at one is Friday's night: the next working day is Saturday's.
    CHECK(calendar.add_open_days(at("2026-11-21 01:00"), 1) == at("2026-11-22 01:00"));
    CHECK(calendar.open_time(at("2026-11-20 00:00"), at("2026-11-23 00:00")) == 16 * k_hour);
}

TEST_CASE("where clocks are put forward or back, real time counts") {
    const BusinessCalendar calendar(
        {.time_zone = "Europe/Berlin", .week = {{{1, 2, 3, 4, 5, 6, 7}, {"00:00-24:00"}}}}, {}, 60);
    // The night to 2026-03-29 has 23 hours, that to 2026-10-25 has 25.
    const TimeMs saturday = calendar.time_of(Date::of_text("2026-03-28"), 12 * 3600);
    CHECK(calendar.add_open_time(saturday, 24 * k_hour) ==
          calendar.time_of(Date::of_text("2026-03-29"), 13 * 3600));
    CHECK(calendar.add_open_days(saturday, 1) ==
          calendar.time_of(Date::of_text("2026-03-29"), 12 * 3600));
    CHECK(calendar.open_time(calendar.time_of(Date::of_text("2026-10-25"), 0),
                             calendar.time_of(Date::of_text("2026-10-26"), 0)) == 25 * k_hour);
}

TEST_CASE("a unit that never opens gives no deadline, one that never closes goes by the clock") {
    const BusinessCalendar never({.week = {{{1}, {}}}}, {}, k_china);
    CHECK_FALSE(never.next_open(at("2026-11-21 12:00")));
    CHECK_FALSE(never.add_open_time(at("2026-11-21 12:00"), 1));
    CHECK_FALSE(never.add_open_days(at("2026-11-21 12:00"), 1));
    CHECK(never.open_time(at("2026-11-21 12:00"), at("2027-11-21 12:00")) == 0);
    const BusinessCalendar always({.round_the_clock = true}, {}, k_china);
    CHECK(always.add_open_time(at("2026-11-21 14:31"), 24 * k_hour) == at("2026-11-22 14:31"));
    CHECK(always.add_open_days(at("2026-11-21 14:31"), 2) == at("2026-11-23 14:31"));
}

TEST_CASE("a hundred thousand cases agree with counting every minute") {
    SeededRandom random(2026);
    int cases = 0;
    for (int round = 0; round < 100; ++round) {
        CAPTURE(round);
        BusinessHours hours{.statutory = random.below(2) == 0};
        for (int day = 1; day <= 7; ++day) {
            std::vector<std::string> periods;
            int minute = static_cast<int>(random.below(600));
            while (minute < 1'300 && random.below(4) != 0) {
                const int end = minute + 1 + static_cast<int>(random.below(400));
                if (end > 1'440) break;
                periods.push_back(period_text({minute * 60, end * 60}));
                minute = end + static_cast<int>(random.below(200));
            }
            hours.week.push_back({{day}, periods});
        }
        REQUIRE(check_hours(hours));
        const auto year = year_2026();
        const BusinessCalendar calendar(hours, std::span(&year, 1), k_china);
        // Every minute of three weeks around 春节, counted one by one.
        const TimeMs begin = at("2026-02-07 00:00");
        constexpr int k_minutes = 21 * 1'440;
        std::vector<int> open_before(k_minutes + 1, 0);
        for (int i = 0; i < k_minutes; ++i) {
            const Date date = Date::of_time(begin + i * k_minute, k_china);
            const int of_day = i % 1'440;
            const bool open = std::ranges::any_of(calendar.day(date).periods, [&](const auto& one) {
                return of_day * 60 >= one.opens && of_day * 60 < one.closes;
            });
            open_before[static_cast<std::size_t>(i) + 1] = open_before[static_cast<std::size_t>(i)] + open;
        }
        for (int i = 0; i < 1'000; ++i, ++cases) {
            const auto from = random.below(k_minutes), until = from + random.below(k_minutes - from + 1);
            const int open = open_before[until] - open_before[from];
            const TimeMs start = begin + static_cast<TimeMs>(from) * k_minute;
            REQUIRE(calendar.open_time(start, begin + static_cast<TimeMs>(until) * k_minute) ==
                    open * k_minute);
            if (open == 0) continue;
            // The last minute that completes it.
            const auto reached = std::ranges::lower_bound(open_before, open_before[from] + open);
            REQUIRE(calendar.add_open_time(start, open * k_minute) ==
                    begin + (reached - open_before.begin()) * k_minute);
        }
    }
    CHECK(cases == 100'000);
}

TEST_CASE("hours and holidays that make no sense are refused") {
    const auto hours_ok = [](std::vector<std::string> periods) {
        return check_hours({.week = {{{1, 2}, std::move(periods)}}}).ok();
    };
    CHECK(hours_ok({"09:00-12:30", "13:30-24:00"}));
    CHECK(hours_ok({"18:00-02:00"}));
    CHECK(hours_ok({}));
    for (const auto& wrong : std::vector<std::vector<std::string>>{
             {"9:00-12:00"}, {"09:00"}, {"09:00-09:00"}, {"09:00-25:00"}, {"09:60-10:00"},
             {"13:00-14:00", "09:00-10:00"}, {"09:00-12:00", "11:00-13:00"}, {"09:00-03:00", "02:00-04:00"}}) {
        CHECK_FALSE(hours_ok(wrong));
    }
    CHECK_FALSE(check_hours({}));
    CHECK_FALSE(check_hours({.week = {{{1, 1}, {"09:00-10:00"}}}}));
    CHECK_FALSE(check_hours({.week = {{{8}, {"09:00-10:00"}}}}));
    CHECK_FALSE(check_hours({.time_zone = "Asia/Peking", .week = {{{1}, {}}}}));
    CHECK(check_hours(usual_store_hours()));
    CHECK(check_hours(usual_office_hours()));
    CHECK(check_holidays(year_2026()));
    auto year = year_2026();
    year.workdays.push_back(Date::of_text("2026-10-01"));
    CHECK_FALSE(check_holidays(year));
    year = year_2026();
    year.closed.push_back({Date::of_text("2027-01-01"), Date::of_text("2027-01-01"), "元旦"});
    CHECK_FALSE(check_holidays(year));
    year = year_2026();
    year.source.clear();
    CHECK_FALSE(check_holidays(year));
    CHECK(period_text(*parse_period("18:00-02:00")) == "18:00-02:00");
    CHECK(period_text(*parse_period("00:00-24:00")) == "00:00-24:00");
}

}  // namespace qiantai::domain
