// Calendars by command: every answer fits its schema.

#include <doctest/doctest.h>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {

TEST_CASE("by command one sees days, counts a deadline, and what headquarters has not said") {
    test::TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    const auto days = counter.ok(
        "calendars.days", R"({"unit":"store","from":"2026-11-21","until":"2026-11-22"})");
    CHECK(days.at("days").as_array().size() == 2);
    CHECK(test::text_at(days, "/days/0/periods/0") == "09:00-21:00");
    const auto due =
        counter.ok("calendars.due", R"({"unit":"store","at":1795242660000,"days":1,"minutes":30})");
    CHECK(due.at("due_at").to_number<std::int64_t>() == 1'795'330'860'000);
    CHECK(due.at("open_now").as_bool());
    CHECK_FALSE(counter.ok("calendars.status").at("office_hours_set").as_bool());
    CHECK(counter.code("calendars.days", R"({"unit":"store","store_code":"S999",)"
                                         R"("from":"2026-11-21","until":"2026-11-22"})") ==
          "calendar_store_unknown");
    CHECK(counter.code("calendars.days", R"({"unit":"office","from":"2026-11-22",)"
                                         R"("until":"2026-11-21"})") == "calendar_range_malformed");
}

}  // namespace qiantai::ctl
