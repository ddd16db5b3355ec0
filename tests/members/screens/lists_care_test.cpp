#include "tests/members/screens/lists_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

struct CareWindow : ListsWindow {
    using ListsWindow::ListsWindow;

    Uuid add_birthday(const std::string& name, const std::string& phone, const std::string& date) {
        const auto member = desk.add_member(name, phone);
        desk.run("UPDATE member SET birthday = ?, birthday_calendar = 'solar' WHERE id = ?",
                 "1986-" + date.substr(5), member.id);
        return member.id;
    }
    /// Born on the day of the Chinese calendar that today is.
    Uuid add_lunar_birthday(const std::string& name, const std::string& phone) {
        const auto id = add_birthday(name, phone, today());
        const auto lunar = domain::lunar_day_of_solar(Date::of_text(today())).value();
        desk.run("UPDATE member SET birthday = ?, birthday_calendar = 'lunar' WHERE id = ?",
                 fmt::format("0000-{:02}-{:02}", lunar.month, lunar.day), id);
        return id;
    }
    void open_care(Who role) {
        open(role);
        touch("tab 1");
    }
};

}  // namespace

TEST_CASE_FIXTURE(CareWindow, "birthdays stand under their day, lunar ones with their own date") {
    add_birthday("王小明", "13800138001", today());
    add_lunar_birthday("欧阳晶", "13800138002");
    open_care(Who::clerk);
    REQUIRE(lists().care.rows.size() == 2);
    CHECK(seen().shows("今天"));
    const auto lunar = domain::lunar_day_of_solar(Date::of_text(today())).value();
    CHECK(seen().shows("农历 " + lunar_month_name(lunar.month, false) + lunar_day_name(lunar.day)));
    CHECK(seen().shows("待祝福 2"));
}

TEST_CASE_FIXTURE(CareWindow, "the week ends on Sunday and the month on its last day") {
    const auto day = Date::of_text(today());
    const auto sunday = day.week_start().plus_days(6);
    add_birthday("周日", "13800138001", sunday.text());
    add_birthday("周一", "13800138002", sunday.plus_days(1).text());
    const auto month = day.month_start().plus_months(1);
    add_birthday("月底", "13800138003", month.plus_days(-1).text());
    add_birthday("下月", "13800138004", month.text());
    open_care(Who::clerk);
    CHECK(seen().shows("周日"));
    CHECK(std::ranges::none_of(lists().care.rows,
                               [](const auto& row) { return row.member.name == "周一"; }));
    touch("本月及待补");
    const auto& rows = lists().care.rows;
    CHECK(rows.back().member.name == "月底");
}

TEST_CASE_FIXTURE(CareWindow, "days that have passed are asked for, and are no work that waits") {
    const auto date = Date::of_text(today());
    add_birthday("昨天人", "13800138001", date.plus_days(-1).text());
    add_birthday("上周人", "13800138003", date.plus_days(-5).text());
    add_birthday("今天人", "13800138002", today());
    open_care(Who::clerk);
    CHECK(seen().shows("今天人"));
    // A greeting that was missed can still be said, for some days.
    CHECK(seen().shows("生日已过 1 天"));
    CHECK_FALSE(seen().shows("上周人"));
    CHECK(seen().shows("生日 2"));
    touch("本月及待补");
    touch("past");
    CHECK(seen().shows("上周人"));
    CHECK_FALSE(seen().shows("今天人"));
    touch("今天及待补");
    CHECK(seen().shows("今天人"));
    CHECK(seen().find("past") == nullptr);
}

TEST_CASE_FIXTURE(CareWindow, "a greeting is kept for this year's birthday and shown as done") {
    const auto id = add_birthday("欧阳晶", "13800138002", today());
    open_care(Who::clerk);
    touch("birthday " + id.text());
    CHECK(seen().find("renew") == nullptr);
    touch("reached");
    touch("save contact");
    CHECK(desk.text("SELECT kind || occasion_on FROM member_contact") == "care" + today());
    CHECK(seen().shows("今年已祝福"));
    CHECK(seen().shows("全部已祝福"));
}

TEST_CASE_FIXTURE(CareWindow, "the Chinese day stands with those who keep their birthday by it") {
    add_birthday("王佳", "13800138002", today());
    open_care(Who::store_manager);
    CHECK(seen().shows("王佳"));
    CHECK_FALSE(seen().shows("农历"));
    const auto day = Date::of_text(today());
    CHECK_FALSE(seen().shows(fmt::format("{}月{}日", day.month(), day.day())));
}

TEST_CASE_FIXTURE(CareWindow, "nobody today leads on to the week and the month") {
    open_care(Who::store_manager);
    touch("今天及待补");
    CHECK(seen().shows("今天没有会员过生日"));
    touch("show more");
    CHECK(seen().shows("本周没有会员要过生日"));
    touch("show more");
    CHECK(seen().shows("本月没有会员要过生日"));
    CHECK(seen().find("show more") == nullptr);
}

TEST_CASE("the care list fits every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        CareWindow till(size);
        const auto lunar = till.add_lunar_birthday("买买提·艾力江·阿卜杜热合曼", "13800138001");
        till.add_birthday("Anna-Katharina von Hohenfels", "13800138002", till.today());
        till.open_care(Who::store_manager);
        till.check_layout();
        till.touch("birthday " + lunar.text());
        till.check_layout();
        till.touch("no_answer");
        till.touch("save contact");
        till.check_layout();
        till.desk.run("UPDATE member SET birthday = NULL");
        for (const auto* period : {"option 0", "option 1", "option 2"}) {
            till.touch(period);
            till.check_layout();
        }
        till.touch("past");
        till.check_layout();
        till.touch("past");
        till.touch("only own");
        till.check_layout();
    }
}
