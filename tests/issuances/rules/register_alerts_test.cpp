// What is conspicuous about a day: each alert one below its threshold and at it.

#include "terminal/issuances/rules/register_facts.hpp"

#include <doctest/doctest.h>

namespace qiantai::domain {
namespace {

const Uuid k_alert_first = Uuid::derive("first", Cell::of_store("S001"));
const Uuid k_alert_second = Uuid::derive("second", Cell::of_store("S001"));
const Uuid k_alert_tea = Uuid::derive("tea", Cell::of_store("HQ"));
const Uuid k_alert_mug = Uuid::derive("mug", Cell::of_store("HQ"));

}  // namespace

TEST_CASE("a clerk above one and a half times the store's mean is shown with the records") {
    // The mean of two is half the sum: 15 of 20 is exactly 1.5 times it.
    std::vector<AlertLine> lines = {{k_alert_first, k_alert_tea, "1001", 15}, {k_alert_second, k_alert_tea, "1002", 5}};
    CHECK(find_heavy_clerks(lines, 150).empty());
    lines.push_back({k_alert_first, k_alert_mug, "1001", 1});
    const auto alerts = find_heavy_clerks(lines, 150);
    REQUIRE(alerts.size() == 1);
    CHECK(alerts.front().kind == IssuanceAlertKind::clerk);
    CHECK(alerts.front().staff_number == "1001");
    CHECK(alerts.front().pieces == 16);
    CHECK(alerts.front().of == 21);
    CHECK(alerts.front().people == 2);
    CHECK(alerts.front().issuances == std::vector{k_alert_first});
    CHECK(find_heavy_clerks(std::span(lines).first(1), 150).empty());
    CHECK(find_heavy_clerks({}, 150).empty());
}

TEST_CASE("one gift above two fifths of a day's pieces is shown") {
    std::vector<AlertLine> lines = {{k_alert_first, k_alert_tea, "1001", 40}, {k_alert_second, k_alert_mug, "1002", 30},
                                    {k_alert_second, k_alert_first, "1002", 30}};
    CHECK(find_dominant_gifts(lines, 40).empty());
    lines.front().pieces = 41;
    const auto alerts = find_dominant_gifts(lines, 40);
    REQUIRE(alerts.size() == 1);
    CHECK(alerts.front().kind == IssuanceAlertKind::gift);
    CHECK(alerts.front().gift_id == k_alert_tea);
    CHECK(alerts.front().pieces == 41);
    CHECK(alerts.front().of == 101);
    CHECK(alerts.front().issuances == std::vector{k_alert_first});
    CHECK(find_dominant_gifts({}, 40).empty());
}

TEST_CASE("the same telephone twice within seven days is shown, after that it is not") {
    const Date today = Date::of_text("2026-11-21");
    const auto alerts_of = [&](std::string_view before) {
        const AlertVisit visits[] = {{k_alert_second, "13800001234", today},
                                     {k_alert_first, "13800001234", Date::of_text(before)}};
        return find_repeats(visits, today, 7);
    };
    REQUIRE(alerts_of("2026-11-14").size() == 1);
    CHECK(alerts_of("2026-11-14").front().kind == IssuanceAlertKind::repeated);
    CHECK(alerts_of("2026-11-14").front().issuances.size() == 2);
    CHECK(alerts_of("2026-11-21").size() == 1);
    CHECK(alerts_of("2026-11-13").empty());
    CHECK(alerts_of("2026-11-22").empty());
    // Nobody who left no number is anybody's double.
    const AlertVisit nameless[] = {{k_alert_first, "", today}, {k_alert_second, "", today}};
    CHECK(find_repeats(nameless, today, 7).empty());
    // Who came before, but not that day, is that other day's.
    const AlertVisit earlier[] = {{k_alert_first, "1", today.plus_days(-1)},
                                  {k_alert_second, "1", today.plus_days(-2)}};
    CHECK(find_repeats(earlier, today, 7).empty());
}

TEST_CASE("a cap is near its end from four fifths on") {
    CHECK_FALSE(is_cap_reached(79, 100, 80));
    CHECK(is_cap_reached(80, 100, 80));
    CHECK_FALSE(is_cap_reached(399, 500, 80));
    CHECK(is_cap_reached(400, 500, 80));
    CHECK_FALSE(is_cap_reached(0, 0, 80));
}

TEST_CASE("limits that nobody can mean stay the usual ones") {
    CHECK(parse_gift_limits(R"({"clerk_day":20})").clerk_day == 20);
    CHECK(parse_gift_limits(R"({"clerk_day":20})").manager_day == 30);
    CHECK(parse_gift_limits(R"({"clerk_day":-1})").clerk_day == 15);
    CHECK(parse_gift_limits(R"({"clerk_day":"20"})").clerk_day == 15);
    CHECK(parse_gift_limits("nonsense").per_order == 1);
}

}  // namespace qiantai::domain
