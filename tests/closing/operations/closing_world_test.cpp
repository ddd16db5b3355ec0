// Closing days at two tills of a store that do not always know of each other, and headquarters,
// which has to tell whether it has everything.

#include <set>

#include "terminal/closing/rules/closing.hpp"
#include "terminal/closing/rules/day_closes.hpp"
#include "tests/issuances/operations/issuance_world.hpp"

namespace qiantai::test {
namespace {

struct ClosingWorld : IssuanceWorld {
    ClosingWorld() : IssuanceWorld(100'000) {}

    /// Without a campaign, whose cap a till holds only a part of.
    domain::IssuanceEntry gift_to_somebody() const {
        auto entry = entry_of(1);
        entry.wishes.front().campaign_id.reset();
        entry.reason = IssuanceReason::loyal;
        return entry;
    }
    domain::DayClosePage close(StockTill& till, const std::string& words = "闭店时间到") {
        return must(
            with(till, [&](domain::ServiceContext& context, const domain::Session& session) {
                return domain::Closing(context).close(session,
                                                      {.rest = CarryReason::other, .words = words});
            }));
    }
    void mark(StockTill& till) {
        (void)must(with(till, [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Closing(context).run(session);
        }));
    }
    /// What tills do once a minute, after they heard the news, and the news of it.
    void mark_everywhere() {
        sync();
        for (auto* till : shops()) mark(*till);
        sync();
    }
    domain::StoreDay at_headquarters(Date day, const std::string& store = "S001") {
        auto context = desk->context();
        const auto days =
            must(domain::Closing(context).list(desk->session(StaffRole::auditor), day, day));
        for (const auto& shown : days) {
            if (shown.store_code == store) return shown;
        }
        FAIL("no such store");
        return {};
    }
    std::vector<Uuid> closes_at(StockTill& till, Date day) {
        const auto closes = domain::load_day_closes(till.terminal.database(), "S001", day).value();
        std::vector<Uuid> ids;
        for (const auto& close : closes) ids.push_back(close.id);
        return ids;
    }
};

}  // namespace

TEST_CASE("headquarters knows that it has all of a day once every till has said so") {
    ClosingWorld world;
    const auto today = world.today();
    CHECK_FALSE(world.at_headquarters(today).closed);
    world.must(world.issue(*world.twin, world.gift_to_somebody()));
    world.close(*world.one);
    world.one->terminal.sync_well();
    world.desk->terminal.sync_well();
    auto day = world.at_headquarters(today);
    CHECK(day.closed);
    CHECK_FALSE(day.complete);
    CHECK(day.tills.size() == 2);
    // The other till hears of it and marks its own.
    world.mark_everywhere();
    day = world.at_headquarters(today);
    CHECK(day.complete);
    CHECK(day.additions == 0);
    for (const auto& till : day.tills) CHECK(till.missing == 0);
    CHECK_FALSE(world.at_headquarters(today, "S002").closed);
    world.check_rest();
}

TEST_CASE("two tills that close the same day offline both stand, the later one as an addition") {
    ClosingWorld world;
    const auto today = world.today();
    world.close(*world.one, "一号机");
    const auto second = world.close(*world.twin, "二号机");
    CHECK(second.closes.size() == 1);
    world.sync();
    const auto ids = world.closes_at(*world.one, today);
    CHECK(ids.size() == 2);
    CHECK(world.closes_at(*world.twin, today) == ids);
    CHECK(world.closes_at(*world.desk, today) == ids);
    const auto day = world.at_headquarters(today);
    CHECK(day.additions == 1);
    CHECK(day.complete);
    world.check_rest();
}

TEST_CASE("what another till writes after the closing becomes a visible part of the day") {
    ClosingWorld world;
    const auto today = world.today();
    world.close(*world.one);
    world.mark_everywhere();
    CHECK(world.at_headquarters(today).complete);
    world.must(world.issue(*world.twin, world.gift_to_somebody()));
    world.mark_everywhere();
    const auto day = world.at_headquarters(today);
    CHECK(day.complete);
    int late = 0;
    for (const auto& till : day.tills) late += till.late;
    CHECK(late > 0);
    world.close(*world.one, "二号机闭店后又发放一件");
    world.sync();
    CHECK(world.at_headquarters(today).additions == 1);
    CHECK(world.at_headquarters(today).issuances == 1);
    world.check_rest();
}

TEST_CASE("whatever tills do in which order, each day can be closed and is told completely") {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        CAPTURE(seed);
        ClosingWorld world;
        SeededRandom random(seed);
        std::set<Date> closed;
        for (int step = 0; step < 40; ++step) {
            auto& till = random.below(2) == 0 ? *world.one : *world.twin;
            switch (random.below(7)) {
                case 0:
                case 1:
                    world.must(world.issue(till, world.gift_to_somebody()));
                    break;
                case 2:
                    closed.insert(world.close(till).day);
                    break;
                case 3:
                    world.mark(till);
                    break;
                case 4:
                    till.terminal.sync_well();
                    break;
                case 5:
                    world.hub.clock.advance(6 * 3'600'000);
                    for (auto* each : world.all()) each->terminal.clock.advance(6 * 3'600'000);
                    break;
                default:
                    world.desk->terminal.sync_well();
                    break;
            }
        }
        closed.insert(world.close(*world.one).day);
        world.mark_everywhere();
        world.mark_everywhere();
        for (const Date day : closed) {
            CAPTURE(day.text());
            CHECK(world.at_headquarters(day).complete);
            const auto ids = world.closes_at(*world.one, day);
            CHECK_FALSE(ids.empty());
            CHECK(world.closes_at(*world.twin, day) == ids);
            CHECK(world.closes_at(*world.desk, day) == ids);
        }
        world.check_rest();
    }
}

}  // namespace qiantai::test
