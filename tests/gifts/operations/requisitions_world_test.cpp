// Requisitions between stores, warehouse and headquarters, over the real hub: goods are on one
// shelf, on the other, or under way, and two tills that receive one parcel receive it once.

#include <doctest/doctest.h>

#include "terminal/gifts/rules/recalls.hpp"
#include "tests/gifts/operations/requisition_world.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::domain;
using WishStep = RequisitionStep;

}  // namespace

TEST_CASE("from a clerk's wish over three yeses and a parcel to the shelf, over the hub") {
    RequisitionWorld world;
    REQUIRE(world.depot->adjust(world.gift, 100));
    const auto id = world.ask(*world.one, StaffRole::clerk, 20);
    world.sync();
    CHECK_FALSE(world.decide(*world.desk, StaffRole::cs_agent, id, WishStep::checked));
    REQUIRE(world.decide(*world.twin, StaffRole::store_manager, id, WishStep::manager_approved));
    world.approve(id, 15);
    CHECK_FALSE(world.dispatch(*world.depot, id, 16));
    const auto sent = world.must(world.dispatch(*world.depot, id, 10));
    const auto parcel = sent.state.parcels.front().id;
    CHECK(world.depot->shelf("W001") == 90);
    world.sync();
    for (auto* till : {&*world.one, &*world.depot, &*world.desk}) {
        CHECK(world.under_way(*till) == 10);
    }
    CHECK(world.under_way(*world.away) == 0);
    CHECK(world.one->shelf("S001") == 0);
    REQUIRE(world.receive(*world.one, StaffRole::clerk, id, parcel, 10));
    CHECK(world.one->shelf("S001") == 10);
    world.sync();
    CHECK(world.under_way(*world.depot) == 0);
    CHECK(world.page(*world.depot, id).state.phase == RequisitionPhase::approved);
    REQUIRE(world.decide(*world.depot, StaffRole::warehouse_keeper, id, WishStep::closed_short, {},
                         "其余缺货"));
    world.sync();
    for (auto* till : {&*world.one, &*world.twin, &*world.depot, &*world.desk}) {
        CHECK(world.page(*till, id).state.phase == RequisitionPhase::done);
    }
    CHECK(world.desk->shelf("S001") + world.desk->shelf("W001") == 100);
    world.check_rest();
}

TEST_CASE("two tills that receive the same parcel offline receive it once") {
    RequisitionWorld world;
    REQUIRE(world.depot->adjust(world.gift, 50));
    const auto id = world.ask(*world.one, StaffRole::store_manager, 20);
    world.approve(id, 20);
    const auto parcel = world.must(world.dispatch(*world.depot, id, 20)).state.parcels.front().id;
    world.sync();
    REQUIRE(world.receive(*world.one, StaffRole::clerk, id, parcel, 20));
    REQUIRE(
        world.receive(*world.twin, StaffRole::store_manager, id, parcel, 18, 1, "少一个，坏一个"));
    world.sync();
    world.run_everywhere();
    const auto shown = world.page(*world.one, id);
    CHECK(shown.state.parcels.size() == 1);
    CHECK(shown.state.without_effect.empty());
    const auto arrived = shown.state.items.front().arrived;
    for (auto* till : {&*world.one, &*world.twin, &*world.desk}) {
        CHECK(till->shelf("S001") == arrived);
        CHECK(world.page(*till, id).state.phase == shown.state.phase);
    }
    world.check_rest();
}

TEST_CASE("what is missing is settled by headquarters, and is on the sender's shelf again") {
    RequisitionWorld world;
    REQUIRE(world.depot->adjust(world.gift, 50));
    const auto id = world.ask(*world.one, StaffRole::store_manager, 20);
    world.approve(id, 20);
    const auto parcel = world.must(world.dispatch(*world.depot, id, 20)).state.parcels.front().id;
    world.sync();
    CHECK(world.receive(*world.one, StaffRole::clerk, id, parcel, 17).error().code() ==
          "requisition_words_missing");
    const auto received = world.must(
        world.receive(*world.one, StaffRole::clerk, id, parcel, 17, 1, "少两个，坏一个"));
    const auto receipt = *received.state.parcels.front().receipt_id;
    const auto countersign = [&](StaffRole role) {
        return world.with(*world.one, role,
                          [&](Requisitions& requisitions, const Session& session) {
                              return requisitions.countersign(session, id, receipt);
                          });
    };
    CHECK(countersign(StaffRole::clerk).error().code() == "same_person");
    CHECK(countersign(StaffRole::store_manager).ok());
    world.sync();
    CHECK(world.page(*world.depot, id).state.phase == RequisitionPhase::differing);
    world.must(world.with(*world.desk, StaffRole::cs_manager,
                          [&](Requisitions& requisitions, const Session& session) {
                              return requisitions.settle(session, id, receipt,
                                                         DifferenceOutcome::sender_has_it,
                                                         "仓库少装两个");
                          }));
    world.sync();
    const auto back =
        world.must(world.with(*world.depot, StaffRole::warehouse_keeper,
                              [&](Requisitions& requisitions, const Session& session) {
                                  return requisitions.book_back(session, id, receipt);
                              }));
    CHECK(back.state.phase == RequisitionPhase::done);
    world.sync();
    CHECK(world.desk->shelf("W001") == 32);
    CHECK(world.desk->shelf("S001") == 17);
    CHECK(world.desk->terminal.count("SELECT sum(quantity) FROM stock_balance") == 50);
    world.check_rest();
}

TEST_CASE("a store that cancels offline while the parcel leaves gets the parcel all the same") {
    RequisitionWorld world;
    REQUIRE(world.depot->adjust(world.gift, 50));
    const auto id = world.ask(*world.one, StaffRole::store_manager, 20);
    world.approve(id, 20);
    REQUIRE(world.decide(*world.one, StaffRole::store_manager, id, WishStep::cancelled));
    const auto parcel = world.must(world.dispatch(*world.depot, id, 20)).state.parcels.front().id;
    world.sync();
    REQUIRE(world.receive(*world.one, StaffRole::clerk, id, parcel, 20));
    world.sync();
    CHECK(world.desk->shelf("S001") == 20);
    CHECK(world.under_way(*world.desk) == 0);
    world.check_rest();
}

TEST_CASE("goods go from store to store, and back to the warehouse, by the same course") {
    RequisitionWorld world;
    REQUIRE(world.away->adjust(world.gift, 9));
    const auto from_store =
        world.ask(*world.one, StaffRole::store_manager, 5, "S002", RequisitionKind::transfer);
    world.approve(from_store, 5);
    const auto sent = world.must(world.dispatch(*world.away, from_store, 5));
    world.sync();
    REQUIRE(
        world.receive(*world.one, StaffRole::clerk, from_store, sent.state.parcels.front().id, 5));
    const auto back =
        world.ask(*world.one, StaffRole::store_manager, 2, "W001", RequisitionKind::give_back);
    world.approve(back, 2);
    const auto returned = world.must(world.dispatch(*world.one, back, 2));
    world.sync();
    REQUIRE(world.receive(*world.depot, StaffRole::warehouse_keeper, back,
                          returned.state.parcels.front().id, 2));
    world.sync();
    CHECK(world.desk->shelf("S001") == 3);
    CHECK(world.desk->shelf("S002") == 4);
    CHECK(world.desk->shelf("W001") == 2);
    world.check_rest();
}

TEST_CASE("a recalled batch goes nowhere but back, from hold to hold") {
    RequisitionWorld world;
    const auto put = [&](StockTill& till, int pieces, const std::string& batch) {
        till.terminal.clock.advance(1000);
        auto context = till.context();
        world.must(Stock(context).adjust(
            till.session(till.corrector()),
            {.gift_id = world.gift, .batch = batch, .quantity = pieces, .reason = "期初"}));
    };
    put(*world.depot, 10, "B1");
    put(*world.depot, 8, "B2");
    put(*world.one, 5, "B1");
    {
        auto context = world.desk->context();
        world.must(
            Recalls(context).recall(world.desk->session(StaffRole::cs_manager),
                                    {.gift_id = world.gift, .batch = "B1", .reason = "检出异物"}));
    }
    const auto id = world.ask(*world.one, StaffRole::store_manager, 12);
    world.approve(id, 12);
    const auto picks = [&](StockTill& till) {
        return world.must(world.with(till, till.corrector(),
                                     [&](Requisitions& requisitions, const Session& session) {
                                         return requisitions.pick_list(session);
                                     }));
    };
    const auto to_send = picks(*world.depot).front().lines.front();
    REQUIRE(to_send.lots.size() == 1);
    CHECK(to_send.lots.front().batch == "B2");
    CHECK(to_send.missing == 4);
    const auto send = [&](StockTill& till, const Uuid& wish, const RequisitionLine& line) {
        return world.with(
            till, till.corrector(), [&](Requisitions& requisitions, const Session& session) {
                return requisitions.dispatch(session, {.requisition_id = wish, .lines = {line}});
            });
    };
    CHECK(send(*world.depot, id, {.gift_id = world.gift, .pieces = 4, .batch = "B1"})
              .error()
              .code() == "gift_recalled");
    // What waits for inspection goes to no store either.
    CHECK(send(*world.depot, id,
               {.gift_id = world.gift, .pieces = 4, .batch = "B2", .spot = StockSpot::hold})
              .error()
              .code() == "requisition_malformed");
    {
        auto context = world.one->context();
        world.must(
            Stock(context).move(world.one->session(StaffRole::clerk), {.gift_id = world.gift,
                                                                       .from = StockSpot::shelf,
                                                                       .to = StockSpot::hold,
                                                                       .batch = "B1",
                                                                       .quantity = 5}));
    }
    const auto back =
        world.ask(*world.one, StaffRole::store_manager, 5, "W001", RequisitionKind::give_back);
    world.approve(back, 5);
    const auto lots = picks(*world.one).front().lines.front().lots;
    REQUIRE(lots.size() == 1);
    CHECK(lots.front().spot == StockSpot::hold);
    const auto sent = world.must(
        send(*world.one, back,
             {.gift_id = world.gift, .pieces = 5, .batch = "B1", .spot = StockSpot::hold}));
    world.sync();
    REQUIRE(world.with(*world.depot, StaffRole::warehouse_keeper,
                       [&](Requisitions& requisitions, const Session& session) {
                           return requisitions.receive(
                               session,
                               {.requisition_id = back,
                                .dispatch_id = sent.state.parcels.front().id,
                                .lines = {{.gift_id = world.gift, .pieces = 5, .batch = "B1"}}});
                       }));
    world.sync();
    world.run_everywhere();
    const auto in_spot = [&](const std::string& store, const std::string& spot) {
        return world.desk->terminal.count(
            "SELECT ifnull(sum(quantity), 0) FROM stock_balance WHERE batch = 'B1' AND spot = '" +
            spot + "' AND store_code = '" + store + "'");
    };
    CHECK(in_spot("S001", "hold") == 0);
    CHECK(in_spot("W001", "hold") == 5);
    CHECK(in_spot("W001", "shelf") == 10);
    world.check_rest();
}

TEST_CASE("the pick list goes along the shelves, and what lies nowhere in particular comes last") {
    RequisitionWorld world;
    std::vector<Uuid> gifts{world.gift};
    for (const char* code : {"LP002", "LP003"}) {
        auto context = world.desk->context();
        gifts.push_back(world
                            .must(Gifts(context).save(
                                world.desk->session(StaffRole::admin),
                                {.code = code, .name = code, .unit = "个", .cost = Fen(500)}))
                            .gift.id);
    }
    world.sync();
    const auto today = world.business_date_of(*world.one);
    const auto id =
        world
            .must(world.with(*world.one, StaffRole::store_manager,
                             [&](Requisitions& requisitions, const Session& session) {
                                 return requisitions.ask(
                                     session, {.partner = "W001",
                                               .wanted_on = today.plus_days(5),
                                               .lines = {{.gift_id = gifts[0], .pieces = 1},
                                                         {.gift_id = gifts[1], .pieces = 1},
                                                         {.gift_id = gifts[2], .pieces = 1}}});
                             }))
            .requisition.id;
    world.sync();
    REQUIRE(world.decide(*world.desk, StaffRole::cs_agent, id, WishStep::checked));
    REQUIRE(world.decide(*world.desk, StaffRole::cs_manager, id, WishStep::approved));
    world.sync();
    {
        auto context = world.depot->context();
        Stock stock(context);
        const auto keeper = world.depot->session(StaffRole::warehouse_keeper);
        world.must(stock.set_bin(keeper, gifts[1], "B-02"));
        world.must(stock.set_bin(keeper, gifts[2], "A-07"));
    }
    const auto lines =
        world
            .must(world.with(*world.depot, StaffRole::warehouse_keeper,
                             [&](Requisitions& requisitions, const Session& session) {
                                 return requisitions.pick_list(session);
                             }))
            .front()
            .lines;
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].bin == "A-07");
    CHECK(lines[1].bin == "B-02");
    CHECK(lines[2].gift_id == gifts[0]);
}

}  // namespace qiantai::test
