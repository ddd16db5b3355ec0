// A store's stocktake from the plan to the posting, and what arrives afterwards.

#include "terminal/stocktakes/rules/stocktakes.hpp"

#include "tests/stocktakes/rules/stocktake_desk.hpp"

namespace qiantai::domain {

using test::code_of;
using test::step_of;
using test::StocktakeDesk;

TEST_CASE("count, then movements, then posting: the difference of the count is what is posted") {
    StocktakeDesk desk;
    desk.tolerate_all();
    desk.put(desk.bag, 7);
    const auto id = desk.start();
    desk.count(desk.clerk, id, desk.bag, 5);
    desk.issue(desk.bag, 3);
    desk.finish_zones(id);
    desk.made(desk.stocktakes.open(desk.manager, id));
    const auto lines = desk.lines(id);
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().book == 7);
    CHECK(lines.front().variance == -2);
    desk.explain_and_sign(id);
    desk.approve(id);
    CHECK(desk.posted(id) == -2);
    CHECK(desk.left(desk.bag) == 2);
    desk.check_counted_is_book(id);
    CHECK(desk.made(desk.stocktakes.get(desk.manager, id)).state.phase == StocktakePhase::posted);
    CHECK(desk.last_action() == "stocktakes.post");
}

TEST_CASE("whoever counts sees no book before the variances are open, and all lines afterwards") {
    StocktakeDesk desk;
    desk.tolerate_all();
    desk.put(desk.bag, 7);
    const auto id = desk.start();
    const auto entered = desk.count(desk.clerk, id, desk.bag, 7);
    CHECK(entered.total == 7);
    CHECK(entered.name == "帆布袋");
    auto lines = desk.lines(id);
    REQUIRE(lines.size() == 1);
    CHECK_FALSE(lines.front().book);
    CHECK_FALSE(lines.front().variance);
    CHECK_FALSE(desk.made(desk.stocktakes.get(desk.manager, id)).totals);
    CHECK(desk.step(id, StocktakeStep::cancelled, "停电").state.phase == StocktakePhase::cancelled);
    CHECK(code_of(desk.try_count(desk.clerk, id, {.gift_id = desk.bag})) == "stocktake_not_now");
    desk.step(id, StocktakeStep::resumed);
    desk.finish_zones(id);
    const auto page = desk.made(desk.stocktakes.open(desk.manager, id));
    REQUIRE(page.totals);
    CHECK(page.totals->differing == 0);
    // A line that agrees stays as proof.
    lines = desk.lines(id);
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().book == 7);
    CHECK(
        desk.made(desk.stocktakes.lines(desk.manager, {.stocktake_id = id, .only_differing = true}))
            .empty());
    auto plan = desk.all_of_it();
    plan.seen = true;
    const auto seen = desk.start(plan);
    CHECK(desk.lines(seen).front().book == 7);
}

TEST_CASE("all that is open is said at once, and nothing goes on before it is done") {
    StocktakeDesk desk;
    desk.put(desk.bag, 7);
    desk.put(desk.tea, 4, "B1", Date::of_text("2027-05-01"));
    const auto id = desk.start();
    desk.count(desk.clerk, id, desk.bag, 5);
    desk.made(desk.try_count(desk.other, id, {.gift_id = desk.bag, .quantity = 6}));
    desk.made(desk.try_count(desk.clerk, id, {.code = "6901234567892"}));
    using Kinds = std::vector<std::string>;
    CHECK(desk.problem_kinds(id) == Kinds{"zone_open", "zone_open", "zone_results",
                                          "barcode_unsettled", "not_counted", "recount_missing"});
    desk.finish_zones(id);
    CHECK(code_of(desk.stocktakes.open(desk.manager, id)) == "stocktake_unfinished");
    auto choice = step_of(id, StocktakeStep::chosen);
    choice.zone = "A";
    choice.counter = "1001";
    desk.made(desk.stocktakes.step(desk.manager, choice));
    desk.made(desk.stocktakes.settle_barcode(
        desk.manager, {.stocktake_id = id, .barcode = "6901234567892", .gift_id = desk.bag}));
    CHECK(code_of(desk.stocktakes.settle_barcode(
              desk.manager, {.stocktake_id = id, .barcode = "6909999999999"})) ==
          "stocktake_barcode_unknown");
    CHECK(desk.problem_kinds(id) == Kinds{"not_counted", "recount_missing"});
    const auto none = desk.made(desk.stocktakes.count_rest_as_none(desk.clerk, id, "A"));
    REQUIRE(none.size() == 1);
    CHECK(none.front().code == "LP002");
    // Nobody counts again what he counted, and a recount stands instead of the count.
    const auto again = StocktakeRound::recount;
    CHECK(code_of(desk.try_count(desk.clerk, id, {.gift_id = desk.bag}, "A", again)) ==
          "stocktake_recount_by_same");
    CHECK(desk.problem_kinds(id) == Kinds{"recount_missing", "recount_missing"});
    desk.count(desk.manager, id, desk.bag, 6, "A", again);
    desk.made(desk.try_count(desk.other, id,
                             {.gift_id = desk.tea, .batch = "B1", .quantity = 4, .exactly = true},
                             "A", again));
    CHECK(desk.problems(id).empty());
    const auto page = desk.made(desk.stocktakes.open(desk.manager, id));
    CHECK(page.totals->lines == 2);
    CHECK(page.totals->shortage_pieces == 1);
    CHECK(page.state.recounters == std::vector<std::string>{"1002", "1091"});
    const auto lines = desk.lines(id);
    CHECK(lines.front().first_count == 6);
    CHECK(lines.front().counted == 6);
    CHECK(lines.back().first_count == 0);
    CHECK(lines.back().counted == 4);
    CHECK(desk.problem_kinds(id) ==
          Kinds{"reason_missing", "counter_unsigned", "checker_unsigned"});
    CHECK(code_of(desk.stocktakes.approve(desk.second_manager, id)) == "stocktake_unfinished");
}

TEST_CASE("entries that can't be are refused with words, and none of a burst is written then") {
    StocktakeDesk desk;
    desk.put(desk.tea, 4, "B1", Date::of_text("2027-05-01"));
    auto plan = desk.all_of_it();
    plan.kind = StocktakeKind::cycle;
    plan.scope.gifts = {desk.tea};
    const auto id = desk.start(plan);
    const auto tried = [&](StocktakeEntry entry, const std::string& zone = "A") {
        return code_of(desk.try_count(desk.clerk, id, std::move(entry), zone));
    };
    CHECK(tried({.gift_id = desk.bag}) == "stocktake_out_of_scope");
    CHECK(tried({.gift_id = desk.tea}) == "stock_batch_missing");
    CHECK(tried({.gift_id = desk.tea, .batch = "B9"}) == "stock_expiry_missing");
    CHECK(tried({.gift_id = desk.tea, .batch = "B1"}, "Z") == "stocktake_zone_unknown");
    CHECK(tried({}) == "stocktake_entry_malformed");
    CHECK(tried({.code = "LP002", .gift_id = desk.tea}) == "stocktake_entry_malformed");
    CHECK(tried({.gift_id = desk.tea, .batch = "B1", .quantity = 0}) ==
          "stocktake_entry_malformed");
    CHECK(tried({.gift_id = desk.tea, .batch = "B1", .quantity = -1}) ==
          "stocktake_entry_malformed");
    CHECK(tried({.code = "？"}) == "stocktake_entry_malformed");
    const StocktakeCounting burst{.stocktake_id = id,
                                  .zone = "A",
                                  .entries = {{.code = "LP002", .batch = "B1"}, {.code = "LP001"}}};
    CHECK(code_of(desk.stocktakes.count(desk.clerk, burst)) == "stocktake_out_of_scope");
    CHECK(desk.number("SELECT count(*) FROM stocktake_count") == 0);
    // The only lot of that batch says until when it is good.
    CHECK(tried({.code = "LP002", .batch = "B1"}) == "ok");
    CHECK(desk.text("SELECT expires_on FROM stocktake_count") == "2027-05-01");
}

TEST_CASE("an entry is taken back by whoever made it, once, and stays beside that") {
    StocktakeDesk desk;
    const auto id = desk.start();
    const auto first = desk.count(desk.clerk, id, desk.bag, 12);
    desk.count(desk.clerk, id, desk.bag, 3);
    CHECK(code_of(desk.stocktakes.undo(desk.other, id, first.count.id)) ==
          "stocktake_entry_not_yours");
    const auto undone = desk.made(desk.stocktakes.undo(desk.clerk, id, first.count.id));
    CHECK(undone.undone);
    CHECK(undone.total == 3);
    CHECK(code_of(desk.stocktakes.undo(desk.clerk, id, first.count.id)) ==
          "stocktake_entry_not_yours");
    const auto log = desk.made(desk.stocktakes.entries(
        desk.manager, {.stocktake_id = id, .zone = "A", .mine = false, .limit = 10}));
    REQUIRE(log.size() == 2);
    CHECK_FALSE(log.front().undone);
    CHECK(log.back().undone);
    CHECK(desk.made(desk.stocktakes.entries(desk.manager,
                                            {.stocktake_id = id, .mine = true, .limit = 10}))
              .empty());
    CHECK(desk.number("SELECT count(*) FROM stocktake_count") == 3);
}

TEST_CASE("whoever took a first count back counts again like anybody else") {
    StocktakeDesk desk;
    desk.put(desk.bag, 7);
    const auto id = desk.start();
    const auto mistaken = desk.count(desk.other, id, desk.bag, 3);
    desk.made(desk.stocktakes.undo(desk.other, id, mistaken.count.id));
    desk.count(desk.clerk, id, desk.bag, 5);
    desk.finish_zones(id);
    CHECK(desk.problem_kinds(id) == std::vector<std::string>{"recount_missing"});
    desk.count(desk.other, id, desk.bag, 7, "A", StocktakeRound::recount);
    CHECK(desk.problems(id).empty());
}

TEST_CASE("what moves while a thing is counted has it counted again, if it does not agree") {
    StocktakeDesk desk;
    desk.tolerate_all();
    desk.put(desk.bag, 7);
    const auto id = desk.start();
    desk.count(desk.clerk, id, desk.bag, 4);
    desk.issue(desk.bag, 1);
    desk.count(desk.clerk, id, desk.bag, 3, "B");
    desk.finish_zones(id);
    CHECK(desk.problem_kinds(id) == std::vector<std::string>{"recount_missing"});
    desk.count(desk.other, id, desk.bag, 6, "A", StocktakeRound::recount);
    CHECK(desk.problems(id).empty());
    desk.made(desk.stocktakes.open(desk.manager, id));
    CHECK(desk.lines(id).front().variance == 0);
}

TEST_CASE("where nobody else is there the first count stands, and headquarters approves it") {
    StocktakeDesk desk;
    desk.set_rules(R"({"store_per_myriad":10000})");
    desk.put(desk.bag, 7);
    const auto id = desk.start();
    desk.count(desk.clerk, id, desk.bag, 5);
    desk.finish_zones(id);
    CHECK(desk.problem_kinds(id) == std::vector<std::string>{"recount_missing"});
    auto choice = step_of(id, StocktakeStep::chosen);
    choice.gift_id = desk.bag;
    choice.counter = "1002";
    CHECK(code_of(desk.stocktakes.step(desk.manager, choice)) == "stocktake_entry_malformed");
    choice.counter = "1001";
    CHECK(code_of(desk.stocktakes.step(desk.manager, choice)) == "stocktake_words_missing");
    choice.words = "今天只有一人当班";
    desk.made(desk.stocktakes.step(desk.manager, choice));
    CHECK(desk.problems(id).empty());
    desk.made(desk.stocktakes.open(desk.manager, id));
    desk.explain_and_sign(id);
    CHECK(code_of(desk.stocktakes.approve(desk.second_manager, id)) == "stocktake_above_tolerance");
}

TEST_CASE("a movement made before its count and known after the posting is evened out by name") {
    StocktakeDesk desk;
    desk.tolerate_all();
    desk.put(desk.bag, 7);
    const auto id = desk.start();
    const TimeMs before = desk.clock.now_ms();
    desk.clock.advance(1000);
    desk.count(desk.clerk, id, desk.bag, 5);
    desk.finish_zones(id);
    desk.made(desk.stocktakes.open(desk.manager, id));
    desk.explain_and_sign(id);
    desk.approve(id);
    REQUIRE(desk.left(desk.bag) == 5);
    CHECK(desk.made(desk.stocktakes.run(desk.clerk)).adjusted == 0);
    // Another till had issued two of them before the count: they were not missing.
    const auto late = desk.arrive(desk.bag, StockKind::issue, -2, before);
    CHECK(desk.made(desk.stocktakes.run(desk.clerk)).adjusted == 1);
    CHECK(desk.left(desk.bag) == 5);
    CHECK(desk.posted(id) == 0);
    CHECK(desk.text("SELECT reason FROM stock_movement WHERE document_id = ? AND quantity = 2",
                    id) == late.id.text());
    CHECK(desk.text("SELECT paper FROM stock_movement WHERE document_id = ? AND quantity = 2",
                    id) == desk.made(desk.stocktakes.get(desk.manager, id)).stocktake.number);
    desk.check_counted_is_book(id);
    CHECK(desk.made(desk.stocktakes.run(desk.clerk)).adjusted == 0);
    // What happened after the count is no business of it.
    desk.arrive(desk.bag, StockKind::issue, -1, desk.clock.now_ms());
    CHECK(desk.made(desk.stocktakes.run(desk.clerk)).adjusted == 0);
    CHECK(desk.left(desk.bag) == 4);
}

TEST_CASE("counts that arrive after the posting are shown, and corrected by another person") {
    StocktakeDesk desk;
    desk.tolerate_all();
    desk.put(desk.bag, 7);
    const auto id = desk.start();
    const TimeMs counted_at = desk.clock.now_ms();
    desk.clock.advance(1000);
    desk.count(desk.clerk, id, desk.bag, 5);
    desk.finish_zones(id);
    desk.made(desk.stocktakes.open(desk.manager, id));
    desk.explain_and_sign(id);
    desk.approve(id);
    CHECK(code_of(desk.stocktakes.correct(desk.second_manager, id, "补盘")) ==
          "stocktake_nothing_late");
    // The other clerk's till had been off: two more lay in the zone that was opened as shared.
    const StocktakeCount late{.id = desk.next_id(),
                              .store_code = "S001",
                              .stocktake_id = id,
                              .zone = "B",
                              .gift_id = desk.bag,
                              .quantity = 2,
                              .created_by = "1091",
                              .created_at = counted_at};
    desk.from_headquarters([&] { desk.must(sqlite::insert(desk.database(), late)); });
    CHECK(desk.made(desk.stocktakes.get(desk.manager, id)).late == 1);
    CHECK(desk.made(desk.stocktakes.run(desk.clerk)).adjusted == 0);
    const auto shown =
        desk.made(desk.stocktakes.lines(desk.manager, {.stocktake_id = id, .late = true}));
    REQUIRE(shown.size() == 1);
    CHECK(shown.front().counted == 7);
    CHECK(code_of(desk.stocktakes.correct(desk.second_manager, id, "")) ==
          "stocktake_words_missing");
    const auto page = desk.made(desk.stocktakes.correct(desk.second_manager, id, "终端离线"));
    CHECK(page.late == 0);
    CHECK(desk.left(desk.bag) == 7);
    CHECK(desk.posted(id) == 0);
    desk.check_counted_is_book(id);
}

TEST_CASE("the store manager approves within the tolerance of all, headquarters above it") {
    StocktakeDesk desk;
    desk.set_rules(R"({"line_pieces_above":99999,"line_pieces_below":99999})");
    desk.put(desk.bag, 500);
    const auto id = desk.start();
    SUBCASE("two of five hundred") {
        desk.count(desk.clerk, id, desk.bag, 498);
    }
    SUBCASE("three of five hundred") {
        desk.count(desk.clerk, id, desk.bag, 497);
    }
    const bool within = desk.lines(id).front().counted == 498;
    desk.finish_zones(id);
    const auto page = desk.made(desk.stocktakes.open(desk.manager, id));
    CHECK(page.totals->within_tolerance == within);
    desk.explain_and_sign(id);
    CHECK(code_of(desk.stocktakes.approve(desk.clerk, id)) == "not_permitted");
    const auto approved = desk.stocktakes.approve(desk.second_manager, id);
    CHECK(code_of(approved) == (within ? "ok" : "stocktake_above_tolerance"));
    if (within) return;
    // Headquarters' yes arrives, and the next till posts it.
    desk.clock.advance(1000);
    const StocktakeEvent yes{.id = desk.next_id(),
                             .store_code = "HQ",
                             .stocktake_id = id,
                             .step = StocktakeStep::approved,
                             .about_id = page.state.opening_id,
                             .business_date = Date::of_text("2026-11-20"),
                             .created_by = "9004",
                             .created_at = desk.clock.now_ms()};
    desk.from_headquarters([&] { desk.must(sqlite::insert(desk.database(), yes)); });
    CHECK(desk.made(desk.stocktakes.list(desk.clerk, {.only_open = true})).front().phase ==
          StocktakePhase::approved);
    CHECK(desk.made(desk.stocktakes.run(desk.clerk)).posted == 1);
    CHECK(desk.posted(id) == -3);
    desk.check_counted_is_book(id);
}

TEST_CASE("a count that is posted later changes what a count after it found") {
    StocktakeDesk desk;
    desk.tolerate_all();
    desk.put(desk.bag, 10);
    const auto first = desk.start();
    desk.count(desk.clerk, first, desk.bag, 8);
    const auto second = desk.start();
    desk.count(desk.clerk, second, desk.bag, 7);
    for (const auto& id : {second, first}) {
        desk.finish_zones(id);
        desk.made(desk.stocktakes.open(desk.manager, id));
        desk.explain_and_sign(id);
        desk.approve(id);
    }
    // Of the three that the second missed, two had gone before the first.
    CHECK(desk.posted(second) == -3);
    CHECK(desk.made(desk.stocktakes.run(desk.clerk)).adjusted == 1);
    CHECK(desk.posted(first) == -2);
    CHECK(desk.posted(second) == -1);
    CHECK(desk.left(desk.bag) == 7);
    for (const auto& id : {first, second}) desk.check_counted_is_book(id);
}

}  // namespace qiantai::domain
