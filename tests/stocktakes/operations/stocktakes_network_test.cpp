// Stocktakes over several tills, the warehouse and headquarters: with a good network, and when
// everything goes wrong. After the approval the book is what was counted, at all places alike.

#include "tests/gifts/operations/storm.hpp"
#include "tests/stocktakes/operations/stocktake_world.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::domain;

struct CountingStorm : StocktakeWorld {
    explicit CountingStorm(std::uint64_t seed) : storm(*this, seed) {
        REQUIRE(depot->adjust(gift, 300));
        REQUIRE(one->adjust(gift, 40));
        sync();
        storm.begin();
        before = [this](StockTill& till) { storm.maybe_die(till, 8); };
    }
    int below(int limit) { return storm.below(limit); }
    /// One that counts: of the store, or of the warehouse.
    StockTill& counting_till() {
        StockTill* tills[] = {&*one, &*twin, &*depot};
        return *tills[below(3)];
    }
    void plan_some() {
        auto& till = counting_till();
        const auto page = plan(till, below(2) == 0);
        // What a till says after its death never was.
        if (page && !till.terminal.crashed()) ids.push_back(page->stocktake.id);
        revive(till);
    }
    void count_some(const Uuid& id) {
        auto& till = counting_till();
        const auto people = counters_of(till);
        const auto& by = people[storm.random.below(people.size())];
        const auto round = below(6) == 0 ? StocktakeRound::recount : StocktakeRound::first;
        const auto counted =
            count(till, by, id, below(9), below(3) == 0, below(2) == 0 ? "A" : "B", round);
        revive(till);
        if (!counted || below(5) != 0) return;
        (void)with(till, [&](Stocktakes& stocktakes) {
            return stocktakes.undo(person(till, by), id, counted->front().count.id);
        });
        revive(till);
    }
    void move_some() {
        auto& till = counting_till();
        (void)till.adjust(gift, below(2) == 0 ? below(5) + 1 : -1 - below(3));
        revive(till);
    }
    void decide_some(const Uuid& id) {
        decide_there(id);
        revive(*desk);
        if (below(8) != 0) return;
        auto& till = counting_till();
        (void)step(till, id, below(2) == 0 ? StocktakeStep::cancelled : StocktakeStep::sent_back,
                   "重来");
        (void)step(till, id, StocktakeStep::resumed);
        revive(till);
    }
    void run_some() {
        auto& till = counting_till();
        (void)with(till, [&](Stocktakes& stocktakes) { return stocktakes.run(leader(till)); });
        revive(till);
    }
    void act() {
        if (ids.empty() || below(25) == 0) return plan_some();
        const Uuid id = ids[storm.random.below(ids.size())];
        switch (below(10)) {
            case 0:
            case 1:
                return count_some(id);
            case 2:
                return move_some();
            case 3:
            case 4: {
                auto& till = counting_till();
                get_on(till, id);
                return revive(till);
            }
            case 5:
                return decide_some(id);
            case 6:
                return run_some();
            case 7:
                return storm.set_some_clock();
            default:
                return storm.sync_some();
        }
    }
    StockTill& till_of(const Uuid& id) { return look(*depot, id) ? *depot : *one; }
    /// Everybody does what is left, and hears of it.
    void calm() {
        before = nullptr;
        storm.end();
        for (int i = 0; i < 14; ++i) {
            for (const Uuid& id : ids) {
                (void)step(till_of(id), id, StocktakeStep::resumed);
                get_on(till_of(id), id);
            }
            sync();
            for (const Uuid& id : ids) decide_there(id);
            sync();
            run_everywhere();
        }
    }

    Storm storm;
    std::vector<Uuid> ids{};
};

}  // namespace

TEST_CASE("two tills count one shared zone offline, headquarters approves, the next till posts") {
    StocktakeWorld world;
    auto& one = *world.one;
    auto& twin = *world.twin;
    REQUIRE(one.adjust(world.gift, 20));
    world.sync();
    const auto id = world.must(world.plan(one)).stocktake.id;
    world.must(world.step(one, id, StocktakeStep::papers_entered));
    world.must(world.step(one, id, StocktakeStep::frozen));
    world.sync();
    world.must(world.count(one, "1001", id, 11, false, "B"));
    world.must(world.count(twin, "1091", id, 7, false, "B"));
    world.sync();
    for (int i = 0; i < 3; ++i) world.get_on(one, id);
    CHECK(world.lines(one, id).front().counted == 18);
    world.sync();
    world.decide_there(id);
    world.sync();
    CHECK(world.look(twin, id)->state.phase == StocktakePhase::approved);
    CHECK(one.shelf("S001") == 20);
    // Both tills post it before they hear of each other.
    for (auto* till : {&one, &twin}) {
        world.must(world.with(
            *till, [&](Stocktakes& stocktakes) { return stocktakes.run(world.leader(*till)); }));
    }
    world.sync();
    world.run_everywhere();
    for (auto* till : {&one, &twin, &*world.desk}) CHECK(till->shelf("S001") == 18);
    world.check_posted(one, id);
    world.check_posted(twin, id);
    world.check_rest();
}

TEST_CASE("goods and counts of a till that was off come after the posting, and nothing is lost") {
    StocktakeWorld world;
    auto& one = *world.one;
    auto& twin = *world.twin;
    REQUIRE(one.adjust(world.gift, 20));
    const auto id = world.must(world.plan(one)).stocktake.id;
    world.must(world.step(one, id, StocktakeStep::papers_entered));
    world.must(world.step(one, id, StocktakeStep::frozen));
    world.sync();
    // Nobody hears of these for a day.
    REQUIRE(twin.adjust(world.gift, -4));
    world.must(world.count(twin, "1091", id, 5, false, "B"));
    one.terminal.clock.advance(60'000);
    world.must(world.count(one, "1001", id, 11, false, "B"));
    for (int i = 0; i < 3; ++i) world.get_on(one, id);
    one.terminal.sync_well();
    world.desk->terminal.sync_well();
    world.decide_there(id);
    world.desk->terminal.sync_well();
    one.terminal.sync_well();
    world.must(
        world.with(one, [&](Stocktakes& stocktakes) { return stocktakes.run(world.leader(one)); }));
    CHECK(one.shelf("S001") == 11);
    world.sync();
    world.run_everywhere();
    CHECK(one.shelf("S001") == 11);
    CHECK(world.look(*world.desk, id)->late == 1);
    world.decide_there(id);
    world.sync();
    world.run_everywhere();
    for (auto* till : {&one, &twin, &*world.desk}) CHECK(till->shelf("S001") == 16);
    world.check_posted(one, id);
    world.check_rest();
}

TEST_CASE("headquarters counts a store unannounced, and sees which stores handed nothing in") {
    StocktakeWorld world;
    auto& one = *world.one;
    auto& desk = *world.desk;
    REQUIRE(one.adjust(world.gift, 20));
    world.sync();
    const auto agent = desk.session(StaffRole::cs_agent);
    auto context = desk.context();
    const auto today = business_date(context).value();
    const auto planned = world.must(world.with(desk, [&](Stocktakes& stocktakes) {
        return stocktakes.plan(agent, {.store_code = "S001",
                                       .kind = StocktakeKind::unannounced,
                                       .planned_on = today,
                                       .zones = {{.name = "A"}}});
    }));
    const auto id = planned.stocktake.id;
    CHECK(desk.terminal.count("SELECT count(*) FROM stocktake WHERE store_code = 'S001'") == 1);
    CHECK_FALSE(world.step(desk, id, StocktakeStep::papers_entered));
    world.sync();
    CHECK(world.look(*world.twin, id)->state.phase == StocktakePhase::planned);
    CHECK_FALSE(world.look(*world.away, id));
    world.must(world.step(one, id, StocktakeStep::papers_entered));
    world.must(world.step(one, id, StocktakeStep::frozen));
    world.must(world.count(one, "1001", id, 19, true));
    for (int i = 0; i < 3; ++i) world.get_on(one, id);
    world.sync();
    world.decide_there(id);
    world.sync();
    world.run_everywhere();
    world.check_posted(one, id);
    const auto overview = world.must(world.with(
        desk, [&](Stocktakes& stocktakes) { return stocktakes.overview(agent, today, today); }));
    REQUIRE(overview.stores.size() == 3);
    CHECK(overview.stores[0].store_code == "S001");
    CHECK(overview.stores[0].totals.shortage_pieces == 1);
    CHECK(overview.stores[0].totals.net == Fen(-990));
    CHECK(overview.stores[0].main_reason == StocktakeReason::lost);
    CHECK(overview.stores[1].number.empty());
    REQUIRE(overview.gifts.size() == 1);
    CHECK(overview.gifts.front().book == 20);
    CHECK(overview.gifts.front().counted == 19);
    world.check_rest();
}

TEST_CASE(
    "over a bad network, with dying tills and wrong clocks, the book is what was counted, everywhere") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        CAPTURE(seed);
        CountingStorm world(seed);
        for (int i = 0; i < 220; ++i) world.act();
        world.calm();
        REQUIRE(world.ids.size() > 2);
        for (const Uuid& id : world.ids) world.check_posted(world.till_of(id), id);
        for (const char* store : {"S001", "W001"}) {
            auto& till = store == std::string("S001") ? *world.one : *world.depot;
            CHECK(till.shelf(store) == world.desk->shelf(store));
        }
        CHECK(world.one->shelf("S001") == world.twin->shelf("S001"));
        world.check_rest();
    }
}

}  // namespace qiantai::test
