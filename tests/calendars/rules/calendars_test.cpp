#include "terminal/calendars/rules/calendars.hpp"

#include "terminal/admin/rules/admin_policies.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

constexpr std::string_view k_shop_hours =
    R"({"week":[{"days":[1,2,3,4,5,6,7],"periods":["09:00-12:30","13:30-21:00"]}]})";
constexpr std::string_view k_holidays_2026 =
    R"({"year":2026,"source":"国务院办公厅 2025-11-04","closed":[{"from":"2026-10-01",)"
    R"("until":"2026-10-07","name":"国庆"}],"workdays":["2026-10-10"]})";

struct CalendarDesk : test::TestDesk {
    Calendars calendars{context};
    Session clerk = session(StaffRole::clerk);

    void set_policy(std::string_view code, std::string_view value) {
        from_headquarters([&] {
            run("INSERT INTO policy (id, code, value, effective_from, created_at) VALUES (?, ?, ?, 1, 1)",
                next_id(), code, value);
        });
    }
    std::string day(CalendarUnit unit, std::string_view date) {
        const auto on = Date::of_text(date);
        const auto days = calendars.days(clerk, {.unit = unit, .from = on, .until = on}).value();
        return fmt::format("{} {} {}", qiantai::code_of(days.at(0).kind),
                           fmt::join(days.at(0).periods, " "), days.at(0).name);
    }
};

}  // namespace

TEST_CASE("a store's own hours go before every store's, and those before the usual ones") {
    CalendarDesk desk;
    CHECK(desk.day(CalendarUnit::store, "2026-11-21") == "usual 09:00-21:00 ");
    CHECK_FALSE(desk.calendars.status(desk.clerk)->store_hours_set);
    desk.set_policy("hours.store",
                    R"({"week":[{"days":[1,2,3,4,5,6,7],"periods":["10:00-22:00"]}]})");
    CHECK(desk.day(CalendarUnit::store, "2026-11-21") == "usual 10:00-22:00 ");
    desk.set_policy("hours.store.S001", k_shop_hours);
    CHECK(desk.day(CalendarUnit::store, "2026-11-21") == "usual 09:00-12:30 13:30-21:00 ");
    CHECK(desk.calendars.status(desk.clerk)->store_hours_set);
    const auto due =
        desk.calendars.due(desk.clerk, {.at = 1'795'242'660'000, .minutes = 24 * 60}).value();
    CHECK(due.due_at == 1'795'422'660'000);
}

TEST_CASE(
    "offices keep public holidays, shops don't, and the duty roster is the office's unless said") {
    CalendarDesk desk;
    desk.set_policy("holidays.2026", k_holidays_2026);
    CHECK(desk.day(CalendarUnit::office, "2026-10-01") == "holiday  国庆");
    CHECK(desk.day(CalendarUnit::office, "2026-10-10") == "workday 09:00-12:00 13:30-18:00 ");
    CHECK(desk.day(CalendarUnit::store, "2026-10-01") == "usual 09:00-21:00 ");
    CHECK(desk.day(CalendarUnit::duty, "2026-10-01") == "holiday  国庆");
    desk.set_policy("hours.duty", R"({"round_the_clock":true})");
    CHECK(desk.day(CalendarUnit::duty, "2026-10-01") == "usual 00:00-24:00 ");
}

TEST_CASE("a year that nobody announced is missed, the next one from December on") {
    CalendarDesk desk;
    const auto set_date = [&](std::string_view date) {
        desk.clock.set(Date().days_until(Date::of_text(date)) * TimeMs{86'400'000});
    };
    desk.set_policy("holidays.2026", k_holidays_2026);
    set_date("2026-11-30");
    CHECK(desk.calendars.status(desk.clerk)->missing_years.empty());
    set_date("2026-12-01");
    CHECK(desk.calendars.status(desk.clerk)->missing_years == std::vector{2027});
    CHECK(desk.calendars.status(desk.clerk)->years == std::vector{2026});
}

TEST_CASE(
    "a policy of hours that can't be used is refused when it is saved, and left out when it came") {
    CHECK(check_calendar_policy("hours.store.S001", k_shop_hours));
    CHECK(check_calendar_policy("holidays.2026", k_holidays_2026));
    CHECK_FALSE(check_calendar_policy("holidays.2027", k_holidays_2026));
    CHECK_FALSE(
        check_calendar_policy("hours.office", R"({"week":[{"days":[1],"periods":["9-12"]}]})"));
    CHECK_FALSE(check_calendar_policy("hours.office", R"({"week":"daily"})"));
    CHECK(is_calendar_policy("hours.duty"));
    CHECK_FALSE(is_calendar_policy("tiers.rule"));
    test::TestDesk hq("HQ");
    const Policy wrong{.code = "hours.office", .value_json = R"({"week":[]})"};
    CHECK(test::code_of(AdminPolicies(hq.context).save(hq.session(StaffRole::admin), wrong)) ==
          "hours_malformed");
    CalendarDesk desk;
    desk.set_policy("hours.store", R"({"week":[{"days":[9],"periods":["10:00-22:00"]}]})");
    CHECK(desk.day(CalendarUnit::store, "2026-11-21") == "usual 09:00-21:00 ");
}

TEST_CASE("a year is put in whole, counts at once, and says by day what is wrong with it") {
    test::TestDesk hq("HQ");
    Calendars calendars(hq.context);
    const auto admin = hq.session(StaffRole::admin);
    const auto day = [](std::string_view text) { return Date::of_text(text); };
    StatutoryYear year{.year = 2027,
                       .source = "国务院办公厅 2026-11-04",
                       .closed = {{day("2026-12-31"), day("2027-01-02"), "元旦"},
                                  {day("2027-10-01"), day("2027-10-07"), "国庆"}},
                       .workdays = {day("2027-10-09")}};
    CHECK_FALSE(calendars.holidays(admin, 2027)->known);
    REQUIRE(calendars.save_holidays(admin, year));
    CHECK(calendars.holidays(admin, 2027)->known);
    CHECK(calendars.status(admin)->years == std::vector{2027});
    const auto office = load_calendar(hq.context, CalendarUnit::office).value();
    CHECK(office.day(day("2027-10-04")).kind == CalendarDay::Kind::holiday);
    CHECK(office.day(day("2027-10-09")).kind == CalendarDay::Kind::workday);
    const auto refused = [&](const StatutoryYear& wrong) {
        const auto saved = calendars.save_holidays(admin, wrong);
        REQUIRE_FALSE(saved.ok());
        return std::pair(test::code_of(saved), saved.error().detail);
    };
    auto wrong = year;
    wrong.closed.push_back({day("2027-10-07"), day("2027-10-08"), "中秋"});
    CHECK(refused(wrong) == std::pair<std::string, std::string>("holidays_doubled", "2027-10-07"));
    wrong = year;
    wrong.workdays.push_back(day("2027-10-09"));
    CHECK(refused(wrong) == std::pair<std::string, std::string>("holidays_doubled", "2027-10-09"));
    wrong = year;
    wrong.workdays.push_back(day("2027-10-05"));
    CHECK(refused(wrong) ==
          std::pair<std::string, std::string>("holidays_worked_too", "2027-10-05"));
    wrong = year;
    wrong.closed.push_back({day("2028-01-01"), day("2028-01-01"), "元旦"});
    CHECK(refused(wrong) ==
          std::pair<std::string, std::string>("holidays_other_year", "2028-01-01"));
    wrong = year;
    wrong.source = "  ";
    CHECK(refused(wrong).first == "holidays_source_missing");
    // A later word holds in place of the first one.
    hq.clock.advance(1000);
    year.workdays.clear();
    REQUIRE(calendars.save_holidays(admin, year));
    CHECK(calendars.holidays(admin, 2027)->holidays.workdays.empty());
    CHECK(test::code_of(calendars.save_holidays(hq.session(StaffRole::cs_agent), year)) ==
          "not_permitted");
}

TEST_CASE("questions about nobody's calendar or too long a time are refused") {
    CalendarDesk desk;
    const Date day = Date::of_text("2026-11-21");
    CHECK(test::code_of(
              desk.calendars.days(desk.clerk, {.store_code = "S999", .from = day, .until = day})) ==
          "calendar_store_unknown");
    CHECK(
        test::code_of(desk.calendars.days(desk.clerk, {.from = day, .until = day.plus_days(-1)})) ==
        "calendar_range_malformed");
    desk.set_policy("hours.store", R"({"week":[{"days":[1],"periods":[]}]})");
    CHECK(test::code_of(desk.calendars.due(desk.clerk, {.minutes = 1})) == "calendar_never_open");
}

}  // namespace qiantai::domain
