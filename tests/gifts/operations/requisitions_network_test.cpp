// Requisitions when everything goes wrong: two tills that count the same parcel differently, a bad
// network, terminals that die in the middle, wrong clocks. No piece is lost and none is there twice.

#include "tests/gifts/operations/requisition_world.hpp"
#include "tests/gifts/operations/storm.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::domain;

constexpr int k_storm_pieces = 300;

struct StormWorld : RequisitionWorld {
    explicit StormWorld(std::uint64_t seed) : storm(*this, seed) {
        REQUIRE(depot->adjust(gift, k_storm_pieces));
        sync();
        storm.begin();
        before = [this](StockTill& till) { storm.maybe_die(till, 5); };
    }
    int below(int limit) { return storm.below(limit); }
    StockTill& shop() {
        StockTill* shops[] = {&*one, &*twin, &*away};
        return *shops[below(3)];
    }
    void revive(StockTill& till) { Storm::revive(till); }
    /// As it looks at that till; nothing if the till knows nothing of it.
    std::optional<RequisitionPage> look(StockTill& till, const Uuid& id) {
        auto context = till.context();
        const auto role =
            till.terminal.store_code() == "HQ" ? StaffRole::auditor : till.corrector();
        auto page = Requisitions(context).get(till.session(role), id);
        if (!page) return std::nullopt;
        return *std::move(page);
    }
    void ask_some() {
        auto& till = shop();
        const int pieces = below(9) + 1;
        const Date wanted = business_date_of(till).plus_days(3);
        const auto page = with(till, StaffRole::store_manager,
                               [&](Requisitions& requisitions, const Session& session) {
                                   return requisitions.ask(
                                       session, {.partner = "W001",
                                                 .wanted_on = wanted,
                                                 .lines = {{.gift_id = gift, .pieces = pieces}}});
                               });
        // What a till says after its death never was.
        if (page && !till.terminal.crashed()) ids.push_back(page->requisition.id);
        revive(till);
    }
    void decide_some(const Uuid& id) {
        (void)decide(*desk, StaffRole::cs_agent, id, RequisitionStep::checked);
        revive(*desk);
        (void)decide(*desk, StaffRole::cs_manager, id, RequisitionStep::approved);
        revive(*desk);
        if (below(6) != 0) return;
        auto& till = shop();
        (void)decide(till, StaffRole::store_manager, id, RequisitionStep::cancelled);
        revive(till);
    }
    void send_some(const Uuid& id) {
        (void)dispatch(*depot, id, below(6) + 1);
        revive(*depot);
    }
    void receive_some(const Uuid& id) {
        auto& till = shop();
        const auto page = look(till, id);
        if (!page) return;
        for (const auto& parcel : page->state.parcels) {
            if (parcel.receipt_id) continue;
            RequisitionLine line{.gift_id = gift, .pieces = below(7), .damaged = below(2)};
            if (below(3) == 0) line.batch = "B" + std::to_string(below(2));
            (void)with(till, StaffRole::store_manager,
                       [&](Requisitions& requisitions, const Session& session) {
                           return requisitions.receive(session, {.requisition_id = id,
                                                                 .dispatch_id = parcel.id,
                                                                 .lines = {line},
                                                                 .words = "清点结果"});
                       });
            revive(till);
        }
    }
    void settle_some(const Uuid& id) {
        const auto page = look(*desk, id);
        if (!page) return;
        for (const auto& parcel : page->state.parcels) {
            if (!parcel.receipt_id) continue;
            const auto outcome =
                below(2) == 0 ? DifferenceOutcome::lost : DifferenceOutcome::sender_has_it;
            (void)settle(id, *parcel.receipt_id, outcome);
            revive(*desk);
            (void)book_back(*depot, id, *parcel.receipt_id);
            revive(*depot);
        }
    }
    void step() {
        if (ids.empty() || below(8) == 0) return ask_some();
        const Uuid id = ids[storm.random.below(ids.size())];
        switch (below(7)) {
            case 0:
                return decide_some(id);
            case 1:
                return send_some(id);
            case 2:
                return receive_some(id);
            case 3:
                return settle_some(id);
            case 4:
                return storm.set_some_clock();
            default:
                return storm.sync_some();
        }
    }
    void calm() {
        before = nullptr;
        storm.end();
        for (int i = 0; i < 3; ++i) run_everywhere();
    }
    /// Pieces that were said to be gone, less those that came without having been sent.
    int unaccounted() {
        int pieces = 0;
        for (const Uuid& id : ids) {
            const auto page = look(*desk, id);
            if (!page) continue;
            for (const auto& parcel : page->state.parcels) {
                if (!parcel.receipt_id) continue;
                for (const auto& line : parcel.lines) pieces += line.pieces;
                for (const auto& line : parcel.received) pieces -= line.pieces + line.damaged;
            }
            for (const auto& event : page->events) {
                if (!(event.step == RequisitionStep::booked_back)) continue;
                for (const auto& line : lines_of(event.lines)) pieces -= line.pieces - line.unsent;
            }
        }
        return pieces;
    }

    Storm storm;
    std::vector<Uuid> ids{};
};

std::int64_t in_all_spots(StockTill& till, const std::string& store) {
    return till.terminal.count(
        "SELECT ifnull(sum(quantity), 0) FROM stock_balance WHERE store_code = '" + store + "'");
}

}  // namespace

TEST_CASE("two tills that count one parcel under different batches put it onto the shelf once") {
    RequisitionWorld world;
    REQUIRE(world.depot->adjust(world.gift, 50));
    const auto id = world.ask(*world.one, StaffRole::store_manager, 20);
    world.approve(id, 20);
    const auto parcel = world.must(world.dispatch(*world.depot, id, 20)).state.parcels.front().id;
    world.sync();
    for (auto* till : {&*world.one, &*world.twin}) {
        const std::string batch = till == &*world.one ? "A1" : "A7";
        REQUIRE(world.with(
            *till, StaffRole::store_manager,
            [&](Requisitions& requisitions, const Session& session) {
                return requisitions.receive(
                    session, {.requisition_id = id,
                              .dispatch_id = parcel,
                              .lines = {{.gift_id = world.gift, .pieces = 20, .batch = batch}},
                              .words = "按实物批号"});
            }));
    }
    world.sync();
    world.run_everywhere();
    world.run_everywhere();
    for (auto* till : {&*world.one, &*world.twin, &*world.desk}) CHECK(till->shelf("S001") == 20);
    CHECK(world.desk->terminal.count("SELECT count(*) FROM stock_balance WHERE store_code = 'S001'"
                                     " AND quantity <> 0") == 1);
    world.check_rest();
}

TEST_CASE(
    "over a bad network, with dying tills and wrong clocks, no piece is lost and none is there twice") {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        CAPTURE(seed);
        StormWorld world(seed);
        for (int i = 0; i < 160; ++i) world.step();
        world.calm();
        REQUIRE(world.ids.size() > 3);
        std::int64_t lying = 0;
        for (const char* store : {"W001", "S001", "S002"})
            lying += in_all_spots(*world.desk, store);
        CHECK(lying + world.under_way(*world.desk) + world.unaccounted() == k_storm_pieces);
        CHECK(in_all_spots(*world.one, "S001") == in_all_spots(*world.desk, "S001"));
        CHECK(in_all_spots(*world.twin, "S001") == in_all_spots(*world.desk, "S001"));
        CHECK(in_all_spots(*world.away, "S002") == in_all_spots(*world.desk, "S002"));
        CHECK(in_all_spots(*world.depot, "W001") == in_all_spots(*world.desk, "W001"));
        CHECK(world.under_way(*world.depot) == world.under_way(*world.desk));
        for (const Uuid& id : world.ids) {
            const auto there = world.look(*world.desk, id), here = world.look(*world.depot, id);
            REQUIRE(there);
            REQUIRE(here);
            CHECK(there->state.phase == here->state.phase);
            CHECK(there->state.without_effect == here->state.without_effect);
        }
        world.check_rest();
    }
}

TEST_CASE(
    "what came in place of something else leaves the sender's shelf, and that comes back to it") {
    RequisitionWorld world;
    REQUIRE(world.depot->adjust(world.gift, 50));
    const auto other =
        world
            .must([&] {
                auto context = world.desk->context();
                return Gifts(context).save(
                    world.desk->session(StaffRole::admin),
                    {.code = "LP002", .name = "花茶", .unit = "盒", .cost = Fen(500)});
            }())
            .gift.id;
    world.sync();
    REQUIRE(world.depot->adjust(other, 30));
    const auto id = world.ask(*world.one, StaffRole::store_manager, 20);
    world.approve(id, 20);
    const auto parcel = world.must(world.dispatch(*world.depot, id, 20)).state.parcels.front().id;
    world.sync();
    const auto received = world.must(world.with(
        *world.one, StaffRole::store_manager,
        [&](Requisitions& requisitions, const Session& session) {
            return requisitions.receive(
                session,
                {.requisition_id = id,
                 .dispatch_id = parcel,
                 .lines = {{.gift_id = world.gift, .pieces = 14, .batch = " A1", .damaged = 1},
                           {.gift_id = other, .pieces = 5}},
                 .words = "五个装成了花茶，坏一个，批号以实物为准"});
        }));
    const auto receipt = *received.state.parcels.front().receipt_id;
    world.sync();
    CHECK_FALSE(world.book_back(*world.depot, id, receipt));
    world.must(world.settle(id, receipt, DifferenceOutcome::sender_has_it));
    world.sync();
    CHECK(world.page(*world.one, id).state.phase == RequisitionPhase::differing);
    CHECK(world.must(world.book_back(*world.depot, id, receipt)).state.phase ==
          RequisitionPhase::done);
    world.sync();
    world.run_everywhere();
    const auto lying = [&](const std::string& store, const Uuid& gift) {
        auto statement = world.desk->terminal.database()
                             .prepare(
                                 "SELECT ifnull(sum(quantity), 0) FROM stock_balance"
                                 " WHERE store_code = ? AND gift_id = ?")
                             .value();
        return sqlite::only(statement.bind(store, gift), sqlite::integer_column).value();
    };
    // Of twenty bags fourteen and a spoilt one are there, of another batch than was said.
    CHECK(lying("S001", world.gift) == 15);
    CHECK(lying("W001", world.gift) == 35);
    CHECK(lying("S001", other) == 5);
    CHECK(lying("W001", other) == 25);
    world.check_rest();
}

TEST_CASE("a parcel of which the sender heard nothing of its refusal is received all the same") {
    RequisitionWorld world;
    REQUIRE(world.depot->adjust(world.gift, 50));
    const auto id = world.ask(*world.one, StaffRole::clerk, 20);
    world.sync();
    REQUIRE(world.decide(*world.twin, StaffRole::store_manager, id,
                         RequisitionStep::manager_returned, {}, "写错了"));
    REQUIRE(
        world.decide(*world.one, StaffRole::store_manager, id, RequisitionStep::manager_approved));
    world.one->terminal.sync_well();
    world.desk->terminal.sync_well();
    REQUIRE(world.decide(*world.desk, StaffRole::cs_agent, id, RequisitionStep::checked));
    REQUIRE(world.decide(*world.desk, StaffRole::cs_manager, id, RequisitionStep::approved));
    world.desk->terminal.sync_well();
    world.depot->terminal.sync_well();
    const auto parcel = world.must(world.dispatch(*world.depot, id, 20)).state.parcels.front().id;
    world.sync();
    const auto received =
        world.must(world.receive(*world.one, StaffRole::clerk, id, parcel, 19, 0, "少一个"));
    CHECK(received.state.phase == RequisitionPhase::differing);
    world.sync();
    world.must(
        world.settle(id, *received.state.parcels.front().receipt_id, DifferenceOutcome::lost));
    world.sync();
    CHECK(world.one->shelf("S001") == 19);
    CHECK(world.under_way(*world.desk) == 0);
    world.check_rest();
}

TEST_CASE("no gift is approved twice over, nor one silently left out, nor by whoever checked it") {
    RequisitionWorld world;
    const auto id = world.ask(*world.one, StaffRole::store_manager, 20);
    world.sync();
    REQUIRE(world.decide(*world.desk, StaffRole::cs_manager, id, RequisitionStep::checked));
    CHECK(world.decide(*world.desk, StaffRole::cs_manager, id, RequisitionStep::approved)
              .error()
              .code() == "same_person");
    CHECK(world.page(*world.desk, id).state.phase == RequisitionPhase::checked);
    const auto second = world.ask(*world.one, StaffRole::store_manager, 10);
    world.sync();
    REQUIRE(world.decide(*world.desk, StaffRole::cs_agent, second, RequisitionStep::checked));
    const auto approve = [&](std::vector<RequisitionLine> lines) {
        const auto decided = world.decide(*world.desk, StaffRole::cs_manager, second,
                                          RequisitionStep::approved, std::move(lines));
        return decided ? "ok" : std::string(decided.error().code());
    };
    CHECK(approve({{.gift_id = world.gift, .pieces = 10, .batch = "A"},
                   {.gift_id = world.gift, .pieces = 10, .batch = "B"}}) ==
          "requisition_malformed");
    CHECK(approve({{.gift_id = world.gift, .pieces = 11}}) == "requisition_malformed");
    CHECK(approve({{.gift_id = world.gift, .pieces = 9}}) == "requisition_words_missing");
    CHECK(approve({}) == "ok");
}

TEST_CASE("headquarters signs where one person is alone, for parcels and for a supplier's goods") {
    RequisitionWorld world;
    {
        auto context = world.depot->context();
        Stock stock(context);
        const auto keeper = world.depot->session(StaffRole::warehouse_keeper);
        const auto made =
            world.must(stock.receive(keeper, {.supplier = "上海礼品有限公司",
                                              .spot = StockSpot::shelf,
                                              .lines = {{.gift_id = world.gift, .quantity = 40}}}));
        const Uuid document = *made.front().document_id;
        CHECK(stock.countersign(keeper, document).error().code() == "same_person");
        REQUIRE(world.must(stock.unsigned_receipts(keeper)).size() == 1);
        world.sync();
        auto there = world.desk->context();
        Stock at_headquarters(there);
        const auto agent = world.desk->session(StaffRole::cs_agent);
        const auto waiting = world.must(at_headquarters.unsigned_receipts(agent));
        REQUIRE(waiting.size() == 1);
        CHECK(waiting.front().pieces == 40);
        CHECK(at_headquarters.countersign(agent, document).ok());
        CHECK(at_headquarters.countersign(agent, document).error().code() ==
              "receipt_signed_already");
        world.sync();
        CHECK(world.must(stock.unsigned_receipts(keeper)).empty());
    }
    const auto id = world.ask(*world.one, StaffRole::store_manager, 10);
    world.approve(id, 10);
    const auto parcel = world.must(world.dispatch(*world.depot, id, 10)).state.parcels.front().id;
    world.sync();
    const auto receipt =
        *world.must(world.receive(*world.one, StaffRole::store_manager, id, parcel, 10))
             .state.parcels.front()
             .receipt_id;
    world.sync();
    const auto countersigned = world.must(world.with(
        *world.desk, StaffRole::cs_agent, [&](Requisitions& requisitions, const Session& session) {
            return requisitions.countersign(session, id, receipt);
        }));
    CHECK(countersigned.state.parcels.front().countersigned_by ==
          StockTill::number_of(StaffRole::cs_agent));
    world.sync();
    CHECK(world.page(*world.one, id).state.parcels.front().countersigned_by ==
          StockTill::number_of(StaffRole::cs_agent));
    world.check_rest();
}

TEST_CASE("what waits too long is late at whoever owes it, and not an hour before") {
    RequisitionWorld world;
    REQUIRE(world.depot->adjust(world.gift, 50));
    const auto id = world.ask(*world.one, StaffRole::clerk, 20);
    world.sync();
    const auto late = [&](StockTill& till) {
        const auto role =
            till.terminal.store_code() == "HQ" ? StaffRole::auditor : till.corrector();
        return world.must(
            world.with(till, role, [&](Requisitions& requisitions, const Session& session) {
                return requisitions.late(session);
            }));
    };
    const auto pass_days = [&](int days) {
        for (auto* till : world.all()) till->terminal.clock.advance(days * 86'400'000ll);
        world.hub.clock.advance(days * 86'400'000ll);
    };
    CHECK(late(*world.one).empty());
    pass_days(3);
    REQUIRE(late(*world.one).size() == 1);
    CHECK(late(*world.one).front().waits_for == "S001");
    CHECK(late(*world.one).front().requisition.id == id);
    CHECK(late(*world.desk).size() == 1);
    CHECK(late(*world.away).empty());
    REQUIRE(
        world.decide(*world.one, StaffRole::store_manager, id, RequisitionStep::manager_approved));
    CHECK(late(*world.one).empty());
    world.approve(id, 20);
    CHECK(late(*world.depot).empty());
    pass_days(12);
    REQUIRE(late(*world.depot).size() == 1);
    CHECK(late(*world.depot).front().waits_for == "W001");
    world.must(world.dispatch(*world.depot, id, 20));
    CHECK(late(*world.depot).empty());
    CHECK(parse_requisition_times(R"({"manager_days":4})").manager_days == 4);
    CHECK(parse_requisition_times(R"({"manager_days":4})").settle_days == 2);
    CHECK(parse_requisition_times(R"({"manager_days":-1})").manager_days == 1);
}

TEST_CASE("the pick list gives no piece to two requisitions, the urgent one first") {
    RequisitionWorld world;
    {
        auto context = world.depot->context();
        const auto today = business_date(context).value();
        REQUIRE(Stock(context).receive(world.depot->session(StaffRole::warehouse_keeper),
                                       {.spot = StockSpot::shelf,
                                        .lines = {{.gift_id = world.gift,
                                                   .quantity = 5,
                                                   .batch = "L1",
                                                   .expires_on = today.plus_days(90)},
                                                  {.gift_id = world.gift,
                                                   .quantity = 6,
                                                   .batch = "L0",
                                                   .expires_on = today.plus_days(30)}}}));
    }
    const auto first = world.ask(*world.one, StaffRole::store_manager, 8);
    const auto second = world.ask(*world.away, StaffRole::store_manager, 7, "W001",
                                  RequisitionKind::requisition, true);
    world.approve(first, 8);
    world.approve(second, 7);
    const auto lists =
        world.must(world.with(*world.depot, StaffRole::warehouse_keeper,
                              [&](Requisitions& requisitions, const Session& session) {
                                  return requisitions.pick_list(session);
                              }));
    REQUIRE(lists.size() == 2);
    CHECK(lists.front().requisition_id == second);
    CHECK(lists.front().to_store == "S002");
    const auto& lots = lists.front().lines.front().lots;
    REQUIRE(lots.size() == 2);
    CHECK(lots.front().batch == "L0");
    CHECK(lots.front().quantity == 6);
    CHECK(lots.back().quantity == 1);
    CHECK(lists.front().lines.front().missing == 0);
    CHECK(lists.back().lines.front().lots.front().quantity == 4);
    CHECK(lists.back().lines.front().missing == 4);
    CHECK(world
              .with(*world.one, StaffRole::store_manager,
                    [&](Requisitions& requisitions, const Session& session) {
                        return requisitions.pick_list(session);
                    })
              ->empty());
}

}  // namespace qiantai::test
