// Everything at once over a rough network, wrong clocks above all: the hub's is set wrong and right
// again, terminals' jump, hubs are restored from backups, disks are full, programs die.

#include <doctest/doctest.h>

#include "tests/support/world.hpp"
#include "tests/torture/rounds.hpp"

namespace qiantai::test {

TEST_CASE("stores converge whatever all clocks show, with everything else that goes wrong") {
    Rounds rounds("wrong clocks", 50);
    WorldTally tally;
    int jumps = 0;
    while (rounds.next()) {
        // Seeds that no other test of worlds has.
        const auto seed = 70'000 + rounds.seed();
        CAPTURE(rounds.seed());
        WorldOptions options;
        options.steps = 60;
        options.hub_clock = 15;
        options.clock_jump = 20;
        options.hub_restore = 6;
        options.disk_full = 10;
        options.invented = rounds.seed() % 2 == 0 ? 50 : 0;
        World world(seed, options);
        world.chaos();
        const auto unhealed = world.heal();
        CHECK_MESSAGE(unhealed.empty(), unhealed);
        for (const auto& wrong : world.check()) CHECK_MESSAGE(false, wrong);
        tally += world.tally;
        jumps += world.tally.hub_jumps;
    }
    CHECK(jumps > 0);
    CHECK(tally.confirmed > 0);  // the hub has seen for itself that its clock is wrong
    rounds.say(tally.text());
}

}  // namespace qiantai::test
