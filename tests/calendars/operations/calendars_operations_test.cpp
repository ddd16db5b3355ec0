// Calendars by command: every answer fits its schema.

#include <doctest/doctest.h>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {

TEST_CASE("by command one sees days, counts a deadline, and what headquarters has not said") {
    test::TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    const auto days = counter.ok("calendars.days",
                                 R"({"unit":"store","from":"2026-11-21","until":"2026-11-22"})");
    CHECK(days.at("days").as_array().size() == 2);
    CHECK(test::text_at(days, "/days/0/periods/0") == "09:00-21:00");
    const auto due =
        counter.ok("calendars.due", R"({"unit":"store","at":1795242660000,"days":1,"minutes":30})");
    CHECK(due.at("due_at").to_number<std::int64_t>() == 1'795'330'860'000);
    CHECK(due.at("open_now").as_bool());
    CHECK_FALSE(counter.ok("calendars.status").at("office_hours_set").as_bool());
    CHECK(counter.code("calendars.days",
                       R"({"unit":"store","store_code":"S999",)"
                       R"("from":"2026-11-21","until":"2026-11-22"})") == "calendar_store_unknown");
    CHECK(counter.code("calendars.days", R"({"unit":"office","from":"2026-11-22",)"
                                         R"("until":"2026-11-21"})") == "calendar_range_malformed");
}

TEST_CASE("by command headquarters puts in a year, and what is wrong with it is said") {
    test::TestCounter desk("HQ");
    desk.sign_in(StaffRole::admin);
    CHECK_FALSE(desk.ok("calendars.holidays", R"({"year":2027})").at("known").as_bool());
    const auto year = [](std::string_view closed, std::string_view workdays) {
        return fmt::format(R"({{"year":2027,"source":"通知","closed":[{}],"workdays":[{}]}})",
                           closed, workdays);
    };
    const std::string_view new_year = R"({"from":"2027-01-01","until":"2027-01-03","name":"元旦"})";
    desk.ok("calendars.save_holidays", year(new_year, R"("2027-01-09")"));
    const auto known = desk.ok("calendars.holidays", R"({"year":2027})");
    CHECK(test::text_at(known, "/holidays/closed/0/name") == "元旦");
    CHECK(test::text_at(known, "/holidays/workdays/0") == "2027-01-09");
    CHECK(desk.code("calendars.save_holidays", year(new_year, R"("2027-01-09","2027-01-09")")) ==
          "holidays_doubled");
    CHECK(desk.code("calendars.save_holidays", year(new_year, R"("2028-01-09")")) ==
          "holidays_other_year");
}

}  // namespace qiantai::ctl
