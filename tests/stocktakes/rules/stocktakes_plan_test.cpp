// What is planned to be counted, what is due, customers' goods, and the cache behind the lists.

#include "schema/base/signature.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"
#include "tests/stocktakes/rules/stocktake_desk.hpp"

namespace qiantai::domain {

using test::code_of;
using test::step_of;
using test::StocktakeDesk;

TEST_CASE("customers' goods are a section of their own, of no value, and are not posted") {
    StocktakeDesk desk;
    desk.tolerate_all();
    const auto member = desk.add_member("李小龙", "13812345678");
    StoredGoodsKeeper keeper(desk.context);
    const auto goods =
        desk.made(keeper.deposit(
                      desk.clerk,
                      {.member_id = member.id, .item = "爱他美 3 段", .quantity = 6, .unit = "罐"}))
            .line.goods;
    desk.clock.advance(1000);
    auto plan = desk.all_of_it();
    plan.with_goods = true;
    const auto id = desk.start(plan);
    CHECK(desk.problem_kinds(id) ==
          std::vector<std::string>{"zone_open", "zone_open", "not_counted"});
    desk.made(desk.try_count(desk.clerk, id, {.code = goods.number, .quantity = 4}));
    // One is fetched after the count.
    desk.made(
        keeper.withdraw(desk.clerk, {.goods_id = goods.id,
                                     .quantity = 1,
                                     .signed_text = "领取",
                                     .signature = signature_text({{{1000, 3000}, {4000, 3200}}})}));
    desk.finish_zones(id);
    // Whatever is missing of a customer's is counted again.
    CHECK(desk.problem_kinds(id) == std::vector<std::string>{"recount_missing"});
    desk.made(desk.try_count(desk.other, id, {.goods_id = goods.id, .quantity = 4, .exactly = true},
                             "A", StocktakeRound::recount));
    const auto page = desk.made(desk.stocktakes.open(desk.manager, id));
    CHECK(page.totals->differing == 1);
    CHECK(page.totals->shortage == Fen());
    CHECK(desk.lines(id).empty());
    const auto lines = desk.lines(id, true);
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().name == "爱他美 3 段");
    CHECK(lines.front().first_count == 4);
    CHECK(lines.front().book == 5);
    CHECK(lines.front().variance == -1);
    desk.made(desk.stocktakes.explain(
        desk.manager,
        {.stocktake_id = id, .lines = {{*lines.front().line_id, StocktakeReason::lost, ""}}}));
    desk.made(desk.stocktakes.sign(desk.clerk, id, false));
    desk.made(desk.stocktakes.sign(desk.other, id, true));
    desk.approve(id);
    CHECK(desk.number("SELECT count(*) FROM stock_movement") == 0);
    CHECK(desk.made(keeper.get(desk.clerk, goods.id)).line.state.remaining == 5);
}

TEST_CASE("plans that can't be are refused with words") {
    StocktakeDesk desk;
    const auto tried = [&](auto&& change) {
        auto plan = desk.all_of_it();
        change(plan);
        return code_of(desk.stocktakes.plan(desk.manager, plan));
    };
    CHECK(tried([](StocktakePlan& plan) { plan.zones.clear(); }) == "stocktake_malformed");
    CHECK(tried([](StocktakePlan& plan) { plan.zones[1].name = "A"; }) == "stocktake_malformed");
    CHECK(tried([](StocktakePlan& plan) { plan.zones[1].name = " B"; }) == "stocktake_malformed");
    CHECK(tried([](StocktakePlan& plan) { plan.planned_on = plan.planned_on.plus_days(-1); }) ==
          "stocktake_malformed");
    CHECK(tried([](StocktakePlan& plan) { plan.kind = StocktakeKind::category; }) ==
          "stocktake_malformed");
    CHECK(tried([](StocktakePlan& plan) { plan.scope.categories = {"没有"}; }) ==
          "stocktake_malformed");
    CHECK(tried([](StocktakePlan& plan) { plan.scope.gifts = {gift_id_of("LP999")}; }) ==
          "gift_not_found");
    CHECK(tried([](StocktakePlan& plan) { plan.store_code = "S002"; }) == "stocktake_malformed");
    CHECK(tried([](StocktakePlan& plan) { plan.kind = StocktakeKind::unannounced; }) ==
          "stocktake_not_yours");
    CHECK(tried([](StocktakePlan& plan) { plan.kind = StocktakeKind::hand_over; }) == "ok");
    CHECK(code_of(desk.stocktakes.plan(desk.clerk, desk.all_of_it())) == "not_permitted");
    const auto id = desk.start();
    auto zone = step_of(id, StocktakeStep::zone_opened);
    zone.zone = "B";
    CHECK(code_of(desk.stocktakes.step(desk.manager, zone)) == "stocktake_zone_known");
    zone.zone = "待检";
    zone.spot = StockSpot::hold;
    const auto page = desk.made(desk.stocktakes.step(desk.manager, zone));
    CHECK(page.state.zones.back().zone.spot == StockSpot::hold);
    CHECK(code_of(desk.stocktakes.step(desk.manager, step_of(id, StocktakeStep::posted))) ==
          "stocktake_not_now");
    CHECK(code_of(desk.stocktakes.step(desk.manager, step_of(id, StocktakeStep::cancelled))) ==
          "stocktake_words_missing");
    CHECK(code_of(desk.stocktakes.get(desk.manager, desk.next_id())) == "stocktake_not_found");
}

TEST_CASE("what to count today follows the value and the days since the last count") {
    const std::vector<Fen> values{Fen(60'000), Fen(20'000), Fen(20'000), Fen(1'000), Fen(0)};
    using enum StockClass;
    CHECK(stock_classes(values) == std::vector<StockClass>{a, a, a, c, c});
    StocktakeDesk desk;
    desk.tolerate_all();
    desk.put(desk.bag, 50);
    const auto due = [&] { return desk.made(desk.stocktakes.due(desk.clerk)); };
    REQUIRE(due().size() == 1);
    CHECK_FALSE(due().front().counted_on);
    const auto id = desk.start();
    desk.count(desk.clerk, id, desk.bag, 50);
    desk.finish_zones(id);
    desk.made(desk.stocktakes.open(desk.manager, id));
    desk.explain_and_sign(id);
    desk.approve(id);
    CHECK(due().empty());
    desk.clock.advance(29 * StocktakeDesk::k_day);
    CHECK(due().empty());
    desk.clock.advance(StocktakeDesk::k_day);
    REQUIRE(due().size() == 1);
    CHECK(due().front().stock_class == a);
    CHECK(due().front().days_over == 0);
}

TEST_CASE("the cache behind the lists of stocktakes is what the steps say, or the check says so") {
    StocktakeDesk desk;
    const auto id = desk.start();
    const auto wrong = [&] { return find_stocktake_problems(desk.database()).value().size(); };
    CHECK(wrong() == 0);
    SUBCASE("where one stands") {
        desk.run("UPDATE stocktake_state SET phase = 'posted' WHERE stocktake_id = ?", id);
    }
    SUBCASE("one that is missing") {
        desk.run("DELETE FROM stocktake_state WHERE stocktake_id = ?", id);
    }
    CHECK(wrong() == 1);
    REQUIRE(desk.stocktakes.rebuild(desk.manager).ok());
    CHECK(wrong() == 0);
    CHECK(desk.last_action() == "stocktakes.rebuild");
}

}  // namespace qiantai::domain
