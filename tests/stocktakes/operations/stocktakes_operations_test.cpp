// Stocktakes by command: every answer fits its schema, and bad input says what is wrong.

#include <doctest/doctest.h>

#include <fmt/format.h>

#include <filesystem>

#include "tests/ctl/ctl_fixture.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

struct CountingCounter : TestCounter {
    CountingCounter() {
        const TimeMs at = utc_day_start(Date::of_text("2026-11-20")) + 2 * 3'600'000;
        desk.clock.advance(at - desk.clock.now_ms());
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO gift (id, code, name, unit, cost, batch_kept, expiry_kept, status,"
                " created_by, created_at)"
                " VALUES (?, 'LP001', '帆布袋', '个', 1990, 0, 0, 'active', '9001', 1)",
                gift);
        });
        desk.add_staff("1091", StaffRole::clerk);
        desk.add_staff("1092", StaffRole::store_manager);
        sign_in(StaffRole::store_manager);
        ok("stock.adjust",
           fmt::format(R"({{"gift_id":"{}","quantity":1000,"reason":"期初"}})", gift.text()));
        desk.clock.advance(1000);
        id = text_at(ok("stocktakes.plan",
                        R"({"kind":"all","planned_on":"2026-11-20","zones":[{"name":"A"}]})"),
                     "/stocktake/id");
    }
    void sign_in_as(StaffRole role, const std::string& number) {
        auto session = desk.session(role);
        session.staff_number = number;
        operation_desk().session = session;
    }
    std::string of(const std::string& rest = "") const {
        return fmt::format(R"({{"stocktake_id":"{}"{}}})", id, rest);
    }
    boost::json::object step(const std::string& name) {
        desk.clock.advance(1000);
        return ok("stocktakes.step", of(fmt::format(R"(,"step":"{}")", name)));
    }
    boost::json::object count(const std::string& entry) {
        desk.clock.advance(1000);
        return ok("stocktakes.count", of(fmt::format(R"(,"zone":"A","entries":[{}])", entry)));
    }
    Uuid gift = Uuid::derive("gift\x1fLP001", Cell::of_store("HQ"));
    std::string id;
};

}  // namespace

TEST_CASE("by command a store is counted, explained, signed, approved and posted") {
    CountingCounter counter;
    CHECK(counter.code("stocktakes.step", counter.of(R"(,"step":"frozen")")) ==
          "stocktake_not_now");
    counter.step("papers_entered");
    CHECK(text_at(counter.step("frozen"), "/state/phase") == "counting");
    CHECK(counter.ok("stocktakes.due").at("gifts").as_array().size() == 1);
    counter.sign_in(StaffRole::clerk);
    CHECK(counter.code("stocktakes.step", counter.of(R"(,"step":"frozen")")) == "not_permitted");
    const auto entries = counter.count(R"({"code":"LP001","quantity":990})");
    const auto first = text_at(entries, "/entries/0/count/id");
    CHECK(boost::json::value(entries).at_pointer("/entries/0/total").as_int64() == 990);
    const auto undone =
        counter.ok("stocktakes.undo", counter.of(fmt::format(R"(,"entry_id":"{}")", first)));
    CHECK(undone.at("total").as_int64() == 0);
    counter.count(R"({"code":"LP001","quantity":998,"exactly":true},{"code":"6901234567892"})");
    CHECK(counter.ok("stocktakes.entries", counter.of(R"(,"limit":10)"))
              .at("entries")
              .as_array()
              .size() == 3);
    CHECK(counter.ok("stocktakes.count_rest_as_none", counter.of(R"(,"zone":"A")"))
              .at("entries")
              .as_array()
              .empty());
    CHECK(counter.code("stocktakes.finish_zone", counter.of(R"(,"zone":"B")")) ==
          "stocktake_zone_unknown");
    counter.ok("stocktakes.finish_zone", counter.of(R"(,"zone":"A")"));
    counter.sign_in(StaffRole::store_manager);
    CHECK(counter.code("stocktakes.open", counter.of()) == "stocktake_unfinished");
    CHECK(text_at(counter.ok("stocktakes.problems", counter.of()), "/problems/0/kind") ==
          "barcode_unsettled");
    counter.ok("stocktakes.settle_barcode", counter.of(R"(,"barcode":"6901234567892")"));
    CHECK(text_at(counter.ok("stocktakes.problems", counter.of()), "/problems/0/kind") ==
          "recount_missing");
    counter.sign_in_as(StaffRole::clerk, "1091");
    counter.ok("stocktakes.count",
               counter.of(R"(,"zone":"A","round":"recount",)"
                          R"("entries":[{"code":"LP001","quantity":998,"exactly":true}])"));
    counter.sign_in(StaffRole::store_manager);
    counter.desk.clock.advance(1000);
    CHECK(text_at(counter.ok("stocktakes.open", counter.of()), "/state/phase") == "variances");
    const auto lines = counter.ok("stocktakes.lines", counter.of(R"(,"only_differing":true)"));
    CHECK(boost::json::value(lines).at_pointer("/lines/0/variance").as_int64() == -2);
    const auto explain = [&](const std::string& reason) {
        return counter.of(fmt::format(R"(,"lines":[{{"line_id":"{}","reason":"{}"}}])",
                                      text_at(lines, "/lines/0/line_id"), reason));
    };
    CHECK(counter.code("stocktakes.explain", explain("other")) == "stocktake_words_missing");
    counter.ok("stocktakes.explain", explain("lost"));
    CHECK(counter.code("stocktakes.sign", counter.of(R"(,"as_checker":false)")) == "same_person");
    counter.sign_in(StaffRole::clerk);
    counter.ok("stocktakes.sign", counter.of(R"(,"as_checker":false)"));
    counter.sign_in_as(StaffRole::clerk, "1091");
    counter.ok("stocktakes.sign", counter.of(R"(,"as_checker":true)"));
    counter.sign_in_as(StaffRole::store_manager, "1092");
    counter.desk.clock.advance(1000);
    CHECK(text_at(counter.ok("stocktakes.approve", counter.of()), "/state/phase") == "posted");
    CHECK(text_at(counter.ok("stocktakes.get", counter.of()), "/state/approved_by/staff_number") ==
          "1092");
    CHECK(counter.ok("stocktakes.run").at("posted").as_int64() == 0);
    CHECK(counter.code("stocktakes.correct", counter.of(R"(,"words":"补盘")")) ==
          "stocktake_nothing_late");
    CHECK(counter.ok("stocktakes.list", R"({"limit":10})").at("stocktakes").as_array().size() == 1);
    const auto overview =
        counter.ok("stocktakes.overview", R"({"from":"2026-11-01","until":"2026-11-30"})");
    CHECK(text_at(overview, "/stores/0/main_reason") == "lost");
    CHECK(boost::json::value(overview).at_pointer("/stores/0/totals/shortage").as_int64() == 3980);
    CHECK(boost::json::value(overview).at_pointer("/gifts/0/counted").as_int64() == 998);
    CHECK(counter.code("stocktakes.print", counter.of(R"(,"copies":1)")) == "printer_missing");
    const qiantai::test::TempFolder folder;
    const auto path = (folder / "盘点表.pdf").string();
    counter.ok("stocktakes.save_pdf", counter.of(fmt::format(R"(,"copies":2,"path":"{}")", path)));
    CHECK(std::filesystem::file_size(path) > 1000);
    counter.ok("stocktakes.rebuild");
}

}  // namespace qiantai::ctl
