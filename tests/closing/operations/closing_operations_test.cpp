// Closing a day by command: every answer fits its schema, and bad input says what is wrong.

#include <doctest/doctest.h>

#include <fmt/format.h>

#include <filesystem>

#include "tests/ctl/ctl_fixture.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

struct ClosingCounter : TestCounter {
    ClosingCounter() {
        const TimeMs at = utc_day_start(Date::of_text("2026-11-20")) + 13 * 3'600'000;
        desk.clock.advance(at - desk.clock.now_ms());
        desk.add_staff("1092", StaffRole::store_manager);
        sign_in(StaffRole::store_manager);
        ok("stocktakes.plan", R"({"kind":"all","planned_on":"2026-11-20","zones":[{"name":"A"}]})");
    }
    std::int64_t number_at(const boost::json::object& from, const char* pointer) {
        return boost::json::value(from).at_pointer(pointer).as_int64();
    }
};

}  // namespace

TEST_CASE("by command a day is looked at, closed with its reasons, and closed once more") {
    ClosingCounter counter;
    const auto page = counter.ok("closing.show");
    CHECK(text_at(page, "/day") == "2026-11-20");
    CHECK(text_at(page, "/items/0/kind") == "stocktakes_open");
    // The day's stocktake is looked at by its id.
    CHECK(text_at(counter.ok("stocktakes.get",
                             R"({"stocktake_id":")" + text_at(page, "/stocktake_id") + R"("})"),
                  "/stocktake/kind") == "all");
    CHECK(counter.code("closing.close") == "day_close_reasons_missing");
    CHECK(counter.code("closing.close",
                       R"({"reasons":[{"kind":"stocktakes_open","reason":"tired"}]})") ==
          "input_invalid");
    const auto closed = counter.ok(
        "closing.close", R"({"reasons":[{"kind":"stocktakes_open","reason":"no_time"}]})");
    CHECK(text_at(closed, "/closes/0/items/0/reason") == "no_time");
    CHECK(counter.code("closing.close", R"({"rest":"no_time"})") == "day_close_words_missing");
    counter.desk.clock.advance(1000);
    counter.ok("closing.close", R"({"rest":"other","words":"补记一笔"})");
    const auto closes = counter.ok("closing.closes", R"({"day":"2026-11-20"})");
    CHECK(closes.at("closes").as_array().size() == 2);
    CHECK(counter.number_at(counter.ok("closing.run"), "/marks") == 0);
    const auto days = counter.ok("closing.list", R"({"from":"2026-11-20","until":"2026-11-20"})");
    CHECK(counter.number_at(days, "/days/0/additions") == 1);
    CHECK(counter.code("closing.list", R"({"from":"2026-11-20","until":"2026-11-01"})") ==
          "day_closes_period");
    CHECK(counter.code("closing.missing_stores", R"({"day":"2026-11-20"})") == "not_permitted");
    counter.sign_in(StaffRole::auditor);
    CHECK(counter.ok("closing.missing_stores", R"({"day":"2026-11-20"})").contains("stores"));
    counter.sign_in(StaffRole::clerk);
    CHECK(counter.code("closing.close") == "not_permitted");
}

TEST_CASE("by command a store is handed over") {
    ClosingCounter counter;
    const auto start = counter.ok("closing.begin_hand_over");
    CHECK(text_at(start, "/items/0/kind") == "stocktakes_open");
    const auto entry = [](const std::string& to) {
        return fmt::format(
            R"({{"things":[{{"name":"大门钥匙","count":3}}],"words":"总部同意后补盘",)"
            R"("to_staff":"{}","pin":"2580"}})",
            to);
    };
    CHECK(counter.code("closing.hand_over", entry("1002")) == "same_person");
    const auto done = counter.ok("closing.hand_over", entry("1092"));
    CHECK(text_at(done, "/hand_over/to_staff") == "1092");
    CHECK(text_at(done, "/things/0/name") == "大门钥匙");
}

TEST_CASE("by command the table over all stores is printed and saved") {
    ClosingCounter counter;
    const qiantai::test::TempFolder folder;
    const std::string period = R"("from":"2026-11-01","until":"2026-11-30")";
    CHECK(counter.code("stocktakes.print_overview", "{" + period + "}") == "printer_missing");
    const auto path = (folder / "overview.pdf").string();
    counter.ok("stocktakes.save_overview_pdf", fmt::format(R"({{{},"path":"{}"}})", period, path));
    CHECK(std::filesystem::file_size(path) > 1000);
}

}  // namespace qiantai::ctl
