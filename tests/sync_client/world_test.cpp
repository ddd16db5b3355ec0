// Terminals of two stores, headquarters and the hub over a network on which everything goes wrong,
// from printed seeds: in the end everybody has the same, every confirmed record is at the hub
// exactly once, and a further sync changes nothing. QIANTAI_SEEDS=n tries n seeds, QIANTAI_SEED=s
// only that one.

#include <doctest/doctest.h>

#include <cstdlib>

#include "tests/support/world.hpp"

namespace qiantai::test {
namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

WorldTally try_seeds(std::uint64_t first, std::uint64_t count, const WorldOptions& options) {
    count = number_from("QIANTAI_SEEDS", count);
    if (const auto only = number_from("QIANTAI_SEED", 0); only != 0) {
        first = only;
        count = 1;
    }
    WorldTally tally;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        CAPTURE(seed);
        World world(seed, options);
        world.chaos();
        const auto unhealed = world.heal();
        CHECK_MESSAGE(unhealed.empty(), unhealed);
        for (const auto& wrong : world.check()) CHECK_MESSAGE(false, wrong);
        tally += world.tally;
    }
    MESSAGE(tally.text());
    return tally;
}

TEST_CASE("stores converge over a rough network with crashes on both sides") {
    const auto tally = try_seeds(1, 100, {});
    CHECK(tally.terminal_crashes > 0);
    CHECK(tally.hub_crashes > 0);
    CHECK(tally.rejected > 0);
}

TEST_CASE("stores converge when clocks jump and disks fill up") {
    WorldOptions options;
    options.clock_jump = 25;
    options.disk_full = 30;
    const auto tally = try_seeds(1001, 60, options);
    CHECK(tally.full_disks > 0);
    CHECK(tally.restamped > 0);
}

TEST_CASE("stores converge and lose no edit when the hub's clock was wrong for a while") {
    WorldOptions options;
    options.hub_clock = 12;
    const auto tally = try_seeds(5001, 60, options);
    CHECK(tally.hub_jumps > 0);
    CHECK(tally.hub_crashes > 0);
}

TEST_CASE("stores converge when the hub's clock was wrong, terminals' too, and it was restored") {
    WorldOptions options;
    options.hub_clock = 12;
    options.clock_jump = 12;
    options.hub_restore = 8;
    const auto tally = try_seeds(6001, 40, options);
    CHECK(tally.hub_jumps > 0);
    CHECK(tally.hub_restores > 0);
}

TEST_CASE(
    "rows seen, written and given away between stores and desks converge with cuts and kills") {
    WorldOptions options;
    options.invented = 80;
    options.steps = 60;
    const auto tally = try_seeds(3001, 60, options);
    CHECK(tally.terminal_crashes > 0);
    CHECK(tally.hub_crashes > 0);
    CHECK(tally.rejected > 0);
}

TEST_CASE("they converge when clocks jump and disks fill up") {
    WorldOptions options;
    options.invented = 80;
    options.clock_jump = 25;
    options.disk_full = 30;
    const auto tally = try_seeds(4001, 40, options);
    CHECK(tally.full_disks > 0);
    CHECK(tally.restamped > 0);
}

TEST_CASE("they converge when the hub is restored from old backups") {
    WorldOptions options;
    options.invented = 80;
    options.hub_restore = 12;
    const auto tally = try_seeds(5001, 40, options);
    CHECK(tally.hub_restores > 0);
}

TEST_CASE("stores converge when the hub is restored from old backups") {
    WorldOptions options;
    options.hub_restore = 12;
    const auto tally = try_seeds(2001, 60, options);
    CHECK(tally.hub_restores > 0);
}

}  // namespace
}  // namespace qiantai::test
