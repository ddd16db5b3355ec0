#pragma once

// A whole chain in one process: terminals of two stores, a headquarters desk and the hub, over a
// faulty network, all from one seed. Chaos first, then heal(), then check() says whether everybody
// has the same.

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/support/faulty_link.hpp"

namespace qiantai::test {

struct WorldOptions {
    int steps = 40;
    FaultRates rates = FaultRates::rough();
    int terminal_crash = 25;  ///< percent of sessions in which the terminal dies
    int disk_full = 5;        ///< percent of sessions with hardly any room on the terminal's disk
    int clock_jump = 3;       ///< percent of steps in which a terminal's clock jumps
    /// percent of steps in which the hub's clock jumps, or is set right again after it did; every
    /// other time it was stopped meanwhile
    int hub_clock = 0;
    int hub_restore =
        0;  ///< percent of steps in which the hub is restored from a backup made earlier
    /// percent of the work that is done on invented entities (invented.hpp), with a second desk at
    /// headquarters; 0: the world knows none
    int invented = 0;
};

/// What really happened; a chaos in which nothing goes wrong proves nothing.
struct WorldTally {
    int sessions = 0;
    int failed_sessions = 0;
    int terminal_crashes = 0;
    int hub_crashes = 0;
    int full_disks = 0;
    int hub_restores = 0;
    int hub_jumps = 0;
    int confirmed = 0;  ///< times that the administrator had to confirm the hub's clock
    std::int64_t sent = 0;
    std::int64_t written = 0;
    std::int64_t rejected = 0;
    std::int64_t restamped = 0;

    WorldTally& operator+=(const WorldTally& other);
    std::string text() const;
};

class World {
  public:
    World(std::uint64_t seed, WorldOptions options);

    void chaos();
    /// The network is good again: sessions until nothing moves any more. Says why not, if they
    /// don't come to rest.
    std::string heal();
    /// What is wrong in the healed world; empty if nothing is.
    std::vector<std::string> check();

    SimHub hub;
    std::vector<std::unique_ptr<SimTerminal>>
        terminals;  ///< S001, S001, S002, HQ; with invented entities another HQ

    WorldTally tally;

    // What was told the people to be stored.
    std::set<Uuid> registered;
    std::set<Uuid> erased;
    std::set<std::pair<std::string, Uuid>> invented;

  private:
    void step();
    void jump_hub();
    void set_hub_right();
    void meanwhile();
    void session(SimTerminal& terminal);
    void work(SimTerminal& terminal);
    void work_at_headquarters(SimTerminal& terminal);
    void register_members(SimTerminal& terminal);
    void edit_member(SimTerminal& terminal);
    void erase_member(SimTerminal& terminal);
    void write_for_another_store(SimTerminal& terminal);
    void work_and_die(SimTerminal& terminal);
    // world_invented.cpp
    void work_on_invented(SimTerminal& terminal);
    void insert_invented(SimTerminal& terminal, std::string_view entity,
                         boost::json::object columns);
    void change_parcel(SimTerminal& terminal);
    void add_to_parcel(SimTerminal& terminal);
    void work_at_desk(SimTerminal& terminal);
    void permit(SimTerminal& terminal);
    std::string any_store();
    std::optional<Uuid> any_row(SimTerminal& terminal, std::string_view entity);
    void pass_time(TimeMs by_ms);
    SimTerminal& any_terminal() { return *terminals[m_random.below(terminals.size())]; }
    std::optional<Uuid> any_member(SimTerminal& terminal);
    std::string any_phone();
    bool happens(int percent) { return static_cast<int>(m_random.below(100)) < percent; }

    void check_terminal(SimTerminal& terminal, std::vector<std::string>& wrong);
    void check_hub(std::vector<std::string>& wrong);
    void check_invented(std::vector<std::string>& wrong);
    void check_edits(std::vector<std::string>& wrong);
    void check_rest(std::vector<std::string>& wrong);

    WorldOptions m_options;
    SeededRandom m_random;
    Network m_network;
    SimTerminal* m_in_session = nullptr;
    bool m_disk_is_full = false;  ///< of the terminal in session
    TimeMs m_hub_off = 0;         ///< what the hub's clock is ahead of the right time
    bool m_backed_up = false;
    bool m_restored = false;
};

}  // namespace qiantai::test
