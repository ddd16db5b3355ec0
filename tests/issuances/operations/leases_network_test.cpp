// A campaign's cap over tills that are offline, die, are restored, and over a bad network: what was
// given away never exceeds it.

#include "tests/gifts/operations/storm.hpp"
#include "tests/issuances/operations/issuance_world.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::domain;

struct LeaseStorm : IssuanceWorld {
    LeaseStorm(std::uint64_t seed, int cap) : IssuanceWorld(cap), storm(*this, seed) {
        storm.begin();
    }
    int below(int limit) { return storm.below(limit); }
    StockTill& shop() { return *shops()[static_cast<std::size_t>(below(3))]; }
    void revive(StockTill& till) { Storm::revive(till); }
    void maybe_die(StockTill& till) { storm.maybe_die(till, 6); }
    void give_some() {
        auto& till = shop();
        maybe_die(till);
        const int pieces = below(4) + 1;
        const auto page = issue(till, entry_of(pieces));
        // Whoever saw it on the screen has the gifts, whatever becomes of the till.
        if (page && !till.terminal.crashed()) {
            out[page->issuance.id] = pieces;
            ids.push_back(page->issuance.id);
        }
        revive(till);
    }
    void take_some_back() {
        if (ids.empty()) return;
        auto& till = shop();
        maybe_die(till);
        const auto kind =
            below(2) == 0 ? IssuanceReturnKind::reversed : IssuanceReturnKind::returned;
        const Uuid id = ids[storm.random.below(ids.size())];
        if (take_back(till, id, kind)) out.erase(id);
        revive(till);
    }
    void ask_some() {
        auto& till = shop();
        maybe_die(till);
        if (below(5) == 0) {
            (void)with(till, [&](ServiceContext& context, const Session& session) {
                return Leases(context).give_back(session, campaign);
            });
        } else if (below(3) == 0) {
            (void)with(till, [&](ServiceContext& context, const Session& session) {
                return Leases(context).ask(session, campaign, below(30) + 1);
            });
        } else {
            (void)run(till);
        }
        revive(till);
    }
    /// Goes back to a backup: what was given since is on no disk, but it was given.
    void lose_some() {
        auto& till = shop();
        if (copy && copied == &till) {
            till.terminal.back_to_copy(*copy, SimTerminal::CopyKind::restored);
            copy.reset();
        } else {
            copy = till.terminal.copy();
            copied = &till;
        }
    }
    void step() {
        switch (below(11)) {
            case 0:
            case 1:
            case 2:
            case 3:
                return give_some();
            case 4:
                return take_some_back();
            case 5:
            case 6:
                return ask_some();
            case 7:
                return storm.set_some_clock();
            default:
                return storm.sync_some();
        }
    }
    int handed_out() const {
        int pieces = 0;
        for (const auto& [id, count] : out) pieces += count;
        return pieces;
    }
    void calm() {
        storm.end();
        for (int i = 0; i < 3; ++i) run_everywhere();
    }

    Storm storm;
    std::vector<Uuid> ids{};
    std::map<Uuid, int> out{};  ///< pieces that people have in truth, on whatever disk that stands
    std::optional<std::filesystem::path> copy{};
    StockTill* copied = nullptr;
};

}  // namespace

TEST_CASE("a till gives away what it was granted while it is offline, and not one more") {
    IssuanceWorld world(100);
    CHECK(world.issue(*world.one, world.entry_of(1)).error().detail == "lease");
    world.run_everywhere();
    CHECK(world.left_at(*world.one) == 20);
    CHECK(world.left_at(*world.twin) == 20);
    CHECK(world.leased() == 60);
    for (int i = 0; i < 20; ++i) REQUIRE(world.issue(*world.one, world.entry_of(1)));
    CHECK(world.issue(*world.one, world.entry_of(1)).error().detail == "lease");
    // With the next sync it has enough again.
    world.sync();
    world.run_everywhere();
    CHECK(world.left_at(*world.one) == 20);
    CHECK(world.leased() == 80);
    CHECK(world.given(*world.desk) == 20);
    world.check_rest();
}

TEST_CASE("the last pieces go around, and none beyond the cap") {
    IssuanceWorld world(7);
    for (int i = 0; i < 8; ++i) {
        for (auto* till : world.shops()) till->terminal.clock.advance(31 * 60'000);
        world.hub.clock.advance(31 * 60'000);
        world.desk->terminal.clock.advance(31 * 60'000);
        world.depot->terminal.clock.advance(31 * 60'000);
        world.run_everywhere();
    }
    CHECK(world.leased() == 7);
    int left = 0;
    for (auto* till : world.shops()) {
        CHECK(world.left_at(*till) > 0);
        left += world.left_at(*till);
    }
    CHECK(left == 7);
    world.check_rest();
}

TEST_CASE("what a till gives back another one may have") {
    IssuanceWorld world(20);
    // Half of what is left at a time.
    for (int i = 0; i < 8; ++i) {
        world.must(world.with(*world.one, [&](ServiceContext& context, const Session& session) {
            return Leases(context).ask(session, world.campaign, 20);
        }));
        world.sync();
        if (i == 0) CHECK(world.left_at(*world.one) == 10);
    }
    CHECK(world.left_at(*world.one) == 20);
    REQUIRE(world.issue(*world.one, world.entry_of(5)));
    world.must(world.run(*world.away));
    world.sync();
    CHECK(world.left_at(*world.away) == 0);
    world.must(world.with(*world.one, [&](ServiceContext& context, const Session& session) {
        return Leases(context).give_back(session, world.campaign);
    }));
    CHECK(world.left_at(*world.one) == 0);
    CHECK(world.leased() == 20);
    world.sync();
    CHECK(world.leased() == 5);
    world.must(world.with(*world.away, [&](ServiceContext& context, const Session& session) {
        return Leases(context).ask(session, world.campaign, 20);
    }));
    world.sync();
    CHECK(world.left_at(*world.away) == 7);
    CHECK(world.leased() == 12);
    world.check_rest();
}

TEST_CASE("a till that was restored from a backup counts its lease as spent") {
    IssuanceWorld world(100);
    world.run_everywhere();
    CHECK(world.left_at(*world.one) == 20);
    CHECK(world.leased() == 60);
    const auto copy = world.one->terminal.copy();
    // Given after the backup, and lost with the disk.
    REQUIRE(world.issue(*world.one, world.entry_of(20)));
    world.one->terminal.back_to_copy(copy, SimTerminal::CopyKind::restored);
    CHECK(world.left_at(*world.one) == 0);
    CHECK(world.issue(*world.one, world.entry_of(1)).error().detail == "lease");
    world.must(world.run(*world.one));
    CHECK(world.left_at(*world.one) == 0);
    world.sync();
    // It has a lease of its own now; what the lost database was granted counts as given for ever.
    CHECK(world.left_at(*world.one) == 20);
    CHECK(world.leased() == 80);
    world.check_rest();
}

TEST_CASE("a hub that lost its newest days learns from the tills what they were granted") {
    IssuanceWorld world(100);
    world.hub.back_up();
    world.run_everywhere();
    world.run_everywhere();
    CHECK(world.leased() == 60);
    world.hub.restore();
    for (auto* till : world.all()) till->terminal.clock.advance(60'000);
    world.hub.clock.advance(60'000);
    world.sync();
    world.run_everywhere();
    CHECK(world.leased() == 60);
    for (auto* till : world.shops()) CHECK(world.left_at(*till) == 20);
}

TEST_CASE("headquarters' new cap counts for what is leased from then on") {
    IssuanceWorld world(10);
    for (int i = 0; i < 5; ++i) {
        for (auto* till : world.all()) till->terminal.clock.advance(31 * 60'000);
        world.hub.clock.advance(31 * 60'000);
        world.run_everywhere();
    }
    CHECK(world.leased() == 10);
    {
        auto context = world.desk->context();
        const auto campaigns =
            Campaigns(context).list(world.desk->session(StaffRole::cs_manager)).value();
        const auto kept = std::ranges::find(campaigns, world.campaign, &CampaignLine::id);
        world.must(Campaigns(context).save(world.desk->session(StaffRole::cs_manager),
                                           {.code = kept->code,
                                            .name = kept->name,
                                            .starts_on = kept->starts_on,
                                            .ends_on = kept->ends_on,
                                            .gifts = kept->gifts,
                                            .rule = kept->rule,
                                            .cap = 200}));
    }
    for (auto* till : world.all()) till->terminal.clock.advance(31 * 60'000);
    world.hub.clock.advance(31 * 60'000);
    world.sync();
    world.run_everywhere();
    CHECK(world.leased() == 60);
    world.check_rest();
}

TEST_CASE(
    "over a bad network, with dying and restored tills and wrong clocks, a cap is never exceeded") {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        CAPTURE(seed);
        constexpr int k_cap = 60;
        LeaseStorm storm(seed, k_cap);
        storm.run_everywhere();
        for (int i = 0; i < 200; ++i) {
            storm.step();
            if (seed > 2 && i % 25 == 0) storm.lose_some();
            CHECK(storm.leased() <= k_cap);
            CHECK(storm.handed_out() <= k_cap);
        }
        CHECK(storm.ids.size() > 5);
        storm.calm();
        CHECK(storm.leased() <= k_cap);
        CHECK(storm.given(*storm.desk) <= k_cap);
        CHECK(storm.given(*storm.desk) <= storm.leased());
        CHECK(storm.given(*storm.one, "S001") == storm.given(*storm.desk, "S001"));
        CHECK(storm.given(*storm.twin, "S001") == storm.given(*storm.desk, "S001"));
        CHECK(storm.given(*storm.away, "S002") == storm.given(*storm.desk, "S002"));
        for (const char* store : {"S001", "S002"}) {
            CHECK(
                storm.one->terminal.count(
                    "SELECT count(*) FROM stock_movement WHERE kind = 'issue' AND store_code = '" +
                    std::string(store) + "'") ==
                storm.one->terminal.count("SELECT count(*) FROM issuance_line WHERE store_code ="
                                          " '" +
                                          std::string(store) + "'"));
        }
        storm.check_rest();
    }
}

}  // namespace qiantai::test
