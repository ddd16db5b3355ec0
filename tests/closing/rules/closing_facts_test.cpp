// What a closing carries over, and what of it is left, without a database.

#include <doctest/doctest.h>

#include "terminal/closing/rules/closing_facts.hpp"

namespace qiantai::domain {
namespace {

DayItem left_item(DayItemKind kind, bool must, const std::vector<std::string>& keys) {
    DayItem item{.kind = kind, .must = must};
    for (const auto& key : keys) add_subject(item, key, key);
    return item;
}

std::string carry_code(const std::vector<DayItem>& items, const DayCloseEntry& entry) {
    const auto carried = carry_items(items, entry);
    return carried ? "ok" : std::string(carried.error().code());
}

}  // namespace

TEST_CASE("the page says first what must be done, then what can wait, then what is done") {
    std::vector<DayItem> items{left_item(DayItemKind::unsent_records, false, {"1"}),
                               left_item(DayItemKind::tickets_overdue, true, {}),
                               left_item(DayItemKind::stocktakes_open, true, {"a"}),
                               left_item(DayItemKind::tickets_open, false, {"b"}),
                               left_item(DayItemKind::register_unchecked, true, {"c"})};
    sort_day_items(items);
    std::vector<std::string> kinds;
    for (const auto& item : items) kinds.push_back(item.kind.text());
    CHECK(kinds == std::vector<std::string>{"register_unchecked", "stocktakes_open", "tickets_open",
                                            "unsent_records", "tickets_overdue"});
    CHECK(left_that_must(items) == 2);
    CHECK(left_that_can_wait(items) == 2);
}

TEST_CASE(
    "what must be done needs a reason, its own or that of the rest; what can wait needs none") {
    const std::vector<DayItem> items{left_item(DayItemKind::stocktakes_open, true, {"a"}),
                                     left_item(DayItemKind::register_unchecked, true, {"b"}),
                                     left_item(DayItemKind::tickets_open, false, {"c"})};
    const auto missing = carry_items(items, {});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == &k_day_close_reasons_missing);
    CHECK(missing.error().detail == "stocktakes_open register_unchecked");
    CHECK(carry_code(items, {.reasons = {{DayItemKind::stocktakes_open, CarryReason::customer,
                                          ""}}}) == "day_close_reasons_missing");
    const auto carried =
        carry_items(items, {.reasons = {{DayItemKind::stocktakes_open, CarryReason::other, "停电"}},
                            .rest = CarryReason::colleague});
    REQUIRE(carried);
    REQUIRE(carried->size() == 3);
    CHECK(carried->at(0).words == "停电");
    CHECK(carried->at(1).reason == CarryReason::colleague);
    CHECK(carried->at(1).words.empty());
    CHECK(carry_code(items, {.rest = CarryReason::other}) == "day_close_words_missing");
    CHECK(carry_code(items, {.rest = CarryReason::other, .words = "停电"}) == "ok");
    CHECK(carry_code({items.back()}, {}) == "ok");
    CHECK(carry_code(items, {.rest = Coded<CarryReason>::of_text("of_a_newer_program")}) ==
          "day_close_reasons_missing");
}

TEST_CASE("of what was carried over that stays which is still left, one by one") {
    const CarriedItem carried{.kind = DayItemKind::stocktakes_open,
                              .must = true,
                              .count = 2,
                              .subjects = {{"a", "甲"}, {"b", "乙"}}};
    CHECK_FALSE(still_carried(carried, {}));
    const std::vector<DayItem> done{left_item(DayItemKind::stocktakes_open, true, {})};
    CHECK_FALSE(still_carried(carried, done));
    // Another one of today is not yesterday's.
    const std::vector<DayItem> another{left_item(DayItemKind::stocktakes_open, true, {"z"})};
    CHECK_FALSE(still_carried(carried, another));
    const std::vector<DayItem> one{left_item(DayItemKind::stocktakes_open, true, {"b", "z"})};
    const auto still = still_carried(carried, one);
    REQUIRE(still);
    CHECK(still->count == 1);
    CHECK(still->subjects.front().name == "乙");
}

TEST_CASE("where more is left than is named, what is carried over stays until nothing is left") {
    CarriedItem carried{.kind = DayItemKind::unsent_records, .count = 300};
    DayItem now{.kind = DayItemKind::unsent_records, .count = 7};
    auto still = still_carried(carried, {&now, 1});
    REQUIRE(still);
    CHECK(still->count == 7);
    now.count = 0;
    CHECK_FALSE(still_carried(carried, {&now, 1}));
}

TEST_CASE("a column that only a broken program can have written carries nothing") {
    DayClose close{.items = "[1,2]", .tills = "{\"tills\":7}"};
    CHECK(carried_of(close).empty());
    CHECK(tills_of(close).empty());
    close.items = R"({"items":[{"kind":"invented","must":true,"count":3}]})";
    REQUIRE(carried_of(close).size() == 1);
    CHECK(carried_of(close).front().kind.text() == "invented");
}

}  // namespace qiantai::domain
