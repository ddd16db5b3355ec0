// A year's holidays put in with a finger.

#include "terminal/calendars/rules/calendars.hpp"
#include "terminal/calendars/screens/screen_holidays.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

struct HolidaysWindow : AppWindow {
    explicit HolidaysWindow(Who who = Who::admin, const std::string& store = "HQ",
                            Headless::Size size = k_sizes[0])
        : AppWindow(size, store) {
        sign_in(who);
        desk.clock.advance(1000);
    }
    HolidaysState& state() { return AppWindow::state<HolidaysState>(); }
    int this_year() { return domain::business_date(desk.context)->year(); }
};

}  // namespace

TEST_CASE("the warning on home leads to the year that is missing; marked, saved, it is gone") {
    HolidaysWindow window;
    const auto year = window.this_year();
    const auto day = [&](std::string_view rest) { return fmt::format("day {}-{}", year, rest); };
    window.touch(fmt::format("todo calendar {}", year));
    REQUIRE(window.nav().screen == k_holidays_screen);
    CHECK(window.state().year == year);
    CHECK(window.seen().shows("这一年还没有录入"));
    window.touch(day("01-01"));
    window.touch(day("01-02"));
    CHECK(window.state().closed.size() == 2);
    // Again: the mark is off.
    window.touch(day("01-02"));
    CHECK(window.state().closed.size() == 1);
    window.touch("10月");
    window.touch("国庆");
    for (const auto* rest : {"10-01", "10-02", "10-03"}) window.touch(day(rest));
    window.touch("调休上班");
    window.touch(day("10-10"));
    // As after a power cut.
    window.state() = {};
    window.touch("way home");
    window.touch(fmt::format("todo calendar {}", year));
    CHECK(window.state().closed.size() == 4);
    CHECK(window.state().touched);
    window.touch("save");
    CHECK(window.seen().shows("请写明依据的通知，例如文号和日期。"));
    window.touch("source");
    window.type("通知");
    window.touch("save");
    CHECK(window.state().known);
    CHECK_FALSE(window.state().touched);
    const auto saved = domain::Calendars(window.desk.context)
                           .holidays(window.desk.session(Who::admin), year)
                           .value();
    REQUIRE(saved.known);
    CHECK(saved.holidays.closed.size() == 2);
    CHECK(saved.holidays.closed.back().name == "国庆");
    CHECK(saved.holidays.closed.back().until == *Date::make(year, 10, 3));
    CHECK(saved.holidays.workdays == std::vector{*Date::make(year, 10, 10)});
    window.touch("way home");
    CHECK(window.seen().find(fmt::format("todo calendar {}", year)) == nullptr);
}

TEST_CASE("a day that is on the list already, or of another year, is refused with words") {
    HolidaysWindow window;
    const auto year = window.this_year();
    window.touch("entry holidays");
    window.touch(fmt::format("day {}-01-01", year));
    window.touch("春节");
    window.touch(fmt::format("day {}-01-01", year));
    CHECK(window.state().refusal->kind == &domain::k_holidays_doubled);
    window.touch("调休上班");
    window.touch(fmt::format("day {}-01-01", year));
    CHECK(window.state().refusal->kind == &domain::k_holidays_worked_too);
    window.touch("上年12月");
    window.touch(fmt::format("day {}-12-24", year - 1));
    CHECK(window.state().refusal->kind == &domain::k_holidays_other_year);
    CHECK(window.seen().shows(std::string(domain::k_holidays_other_year.words_zh)));
    window.touch(fmt::format("day {}-12-31", year - 1));
    CHECK_FALSE(window.state().refusal);
    CHECK(window.state().workdays.size() == 1);
    // A whole line of the list goes at once.
    window.touch(fmt::format("drop {}-12-31", year - 1));
    CHECK(window.state().workdays.empty());
}

TEST_CASE("a store reads the year and changes nothing") {
    HolidaysWindow window(Who::store_manager, "S001");
    const auto year = window.this_year();
    window.touch(fmt::format("todo calendar {}", year));
    REQUIRE(window.nav().screen == k_holidays_screen);
    CHECK(window.seen().shows("总部还没有录入这一年，暂按平常的周末算。"));
    CHECK(window.seen().find("save") == nullptr);
    CHECK(window.seen().find(fmt::format("day {}-01-01", year)) == nullptr);
}

TEST_CASE("the year fits every size in both languages") {
    for (const auto& size : k_sizes) {
        CAPTURE(size.width);
        CAPTURE(size.scale);
        HolidaysWindow window(Who::admin, "HQ", size);
        window.check_layout("home-admin");
        window.touch("entry holidays");
        window.touch(fmt::format("day {}-01-01", window.this_year()));
        window.check_layout("holidays");
    }
}

}  // namespace qiantai::app::test
