#pragma once

// What goes wrong around a world of stock_world.hpp: a rough network, terminals that die in the
// middle, clocks that somebody sets wrong.

#include <map>

#include "tests/gifts/operations/stock_world.hpp"
#include "tests/support/faulty_link.hpp"

namespace qiantai::test {

class Storm {
  public:
    Storm(StockWorld& world, std::uint64_t seed)
        : random(seed),
          network(
              world.hub, random, [this](TimeMs by_ms) { pass_time(by_ms); }, [] {}),
          m_world(world) {}

    /// Of what was done before nothing was disturbed.
    void begin() { network.rates = FaultRates::rough(); }
    void pass_time(TimeMs by_ms) {
        m_world.hub.clock.advance(by_ms);
        for (auto* till : m_world.all()) till->terminal.clock.advance(by_ms);
    }
    int below(int limit) { return static_cast<int>(random.below(static_cast<unsigned>(limit))); }
    /// Once in so many times it dies before one of its next thirty statements.
    void maybe_die(StockTill& till, int once_in) {
        if (below(once_in) == 0) till.terminal.arm_crash(below(30) + 1);
    }
    static void revive(StockTill& till) {
        const bool died = till.terminal.crashed();
        till.terminal.disarm_crash();
        if (died) till.terminal.restart();
    }
    void sync_some() {
        auto& till = *m_world.all()[random.below(m_world.all().size())];
        if (below(4) == 0) till.terminal.arm_crash(below(80) + 1);
        FaultyLink link(network, till.terminal);
        till.terminal.sync(link);
        till.terminal.disarm_crash();
        till.terminal.restart();
    }
    /// Somebody sets a machine's clock wrong, or right again.
    void set_some_clock() {
        constexpr TimeMs k_wrong_by_ms[] = {-26 * 3'600'000, -600'000, 600'000, 7 * 3'600'000,
                                            25 * 3'600'000};
        auto& till = *m_world.all()[random.below(m_world.all().size())];
        set_right(till);
        if (below(2) == 0) return;
        const TimeMs by = k_wrong_by_ms[random.below(std::size(k_wrong_by_ms))];
        till.terminal.clock.jump(by);
        m_wrong_by[&till] = by;
    }
    /// Nothing goes wrong any more, and everybody has heard of everything.
    void end() {
        for (auto* till : m_world.all()) {
            revive(*till);
            set_right(*till);
        }
        network.rates = FaultRates::none();
        network.deliver_late();
        pass_time(3'600'000);
        m_world.sync();
    }

    SeededRandom random;
    Network network;

  private:
    void set_right(StockTill& till) {
        till.terminal.clock.jump(-std::exchange(m_wrong_by[&till], 0));
    }

    StockWorld& m_world;
    std::map<StockTill*, TimeMs> m_wrong_by;
};

}  // namespace qiantai::test
