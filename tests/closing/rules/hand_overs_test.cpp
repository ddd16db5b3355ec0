// A store goes to another manager: the count for it, what is left, keys, both signatures.

#include "tests/closing/rules/closing_desk.hpp"

namespace qiantai::domain {
namespace {

using test::ClosingDesk;

std::string hand_over_code(ClosingDesk& desk, const HandOverEntry& entry,
                           std::string_view to = "2002", std::string_view pin = test::k_pin) {
    return test::code_of(desk.hand_overs.hand_over(desk.manager, entry, to, pin));
}

}  // namespace

TEST_CASE("a store is handed over with its count, what is left, keys, and the taker's PIN") {
    ClosingDesk desk;
    desk.issue(desk.entry_of(1));
    const auto count = desk.plan_count(StocktakeKind::hand_over);
    for (const auto step : {StocktakeStep::papers_entered, StocktakeStep::frozen}) {
        desk.made(desk.stocktakes.step(desk.manager, {.stocktake_id = count, .step = step}));
    }
    CHECK_FALSE(desk.made(desk.hand_overs.start(desk.manager)).stocktake_id);
    // All of it is there: what expires first was given away.
    desk.made(desk.stocktakes.count(
        desk.clerk, {.stocktake_id = count,
                     .zone = "A",
                     .entries = {{.gift_id = desk.bag, .quantity = 100, .exactly = true},
                                 {.gift_id = desk.tea,
                                  .batch = "B1",
                                  .expires_on = Date::of_text("2027-03-31"),
                                  .quantity = 10,
                                  .exactly = true},
                                 {.gift_id = desk.tea,
                                  .batch = "B2",
                                  .expires_on = Date::of_text("2026-12-31"),
                                  .quantity = 4,
                                  .exactly = true}}}));
    desk.made(desk.stocktakes.finish_zone(desk.clerk, count, "A"));
    desk.made(desk.stocktakes.open(desk.manager, count));
    const auto start = desk.made(desk.hand_overs.start(desk.manager));
    CHECK(start.stocktake_id == count);
    CHECK(start.things.empty());
    const HandOverEntry entry{.things = {{"大门钥匙", 3}, {"保险柜钥匙", 1}}};
    CHECK(hand_over_code(desk, entry, "1002") == "same_person");
    CHECK(hand_over_code(desk, entry, "1001") == "hand_over_taker_unfit");
    CHECK(hand_over_code(desk, entry, "2002", "9999") == "sign_in_refused");
    const auto done =
        desk.made(desk.hand_overs.hand_over(desk.manager, entry, "2002", test::k_pin));
    CHECK(done.hand_over.from_staff == "1002");
    CHECK(done.hand_over.to_staff == "2002");
    CHECK(done.hand_over.stocktake_id == count);
    CHECK_FALSE(done.stocktake_number.empty());
    CHECK(std::ranges::find(done.items, Coded(DayItemKind::register_unchecked), &DayItem::kind) !=
          done.items.end());
    CHECK(desk.last_action() == "closing.hand_over");
    // The count belongs to this one; the next begins with the same things.
    const auto next = desk.made(desk.hand_overs.start(desk.second_manager()));
    CHECK_FALSE(next.stocktake_id);
    REQUIRE(next.things.size() == 2);
    CHECK(next.things.front().name == "大门钥匙");
    REQUIRE(next.before.size() == 1);
    CHECK(next.before.front().stocktake_number == done.stocktake_number);
}

TEST_CASE("without a count it needs words, and things with names") {
    ClosingDesk desk;
    const HandOverEntry entry{.things = {{"大门钥匙", 3}}};
    CHECK(hand_over_code(desk, entry) == "hand_over_words_missing");
    CHECK(hand_over_code(desk, {.things = {}, .words = "总部同意"}) == "hand_over_malformed");
    CHECK(hand_over_code(desk, {.things = {{" ", 1}}, .words = "总部同意"}) ==
          "hand_over_malformed");
    CHECK(hand_over_code(desk, {.stocktake_id = desk.next_id(),
                                .things = {{"大门钥匙", 3}},
                                .words = "总部同意"}) == "hand_over_malformed");
    CHECK(hand_over_code(desk, {.things = {{"大门钥匙", 3}}, .words = "总部同意后补盘"}) == "ok");
    CHECK(test::code_of(desk.hand_overs.start(desk.clerk)) == "not_permitted");
}

}  // namespace qiantai::domain
