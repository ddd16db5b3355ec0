#include "tests/support/world.hpp"

#include "tests/support/invented.hpp"
#include "tests/support/row_store.hpp"

namespace qiantai::test {
namespace {

constexpr int k_rounds_max = 12;
constexpr int k_crash_statements_max = 120;

}  // namespace

World::World(std::uint64_t seed, WorldOptions options)
    : hub(options.invented > 0 ? make_invented_manifest() : make_qiantai_manifest()),
      m_options(options),
      m_random(seed),
      m_network(
          hub, m_random, [this](TimeMs by_ms) { pass_time(by_ms); }, [this] { meanwhile(); }) {
    hub.add_store("S001");
    hub.add_store("S002");
    std::uint64_t number = seed * 10;
    for (const char* store_code : {"S001", "S001", "S002", "HQ", "HQ"}) {
        if (terminals.size() == 4 && options.invented == 0) break;
        terminals.push_back(std::make_unique<SimTerminal>(hub, store_code, ++number));
        terminals.back()->asks_for_news = true;
        if (options.invented > 0)
            terminals.back()->upgrade(make_invented_manifest(), invented_migrations());
        terminals.back()->enrol();
    }
}

void World::pass_time(TimeMs by_ms) {
    hub.clock.advance(by_ms);
    for (auto& terminal : terminals) terminal->clock.advance(by_ms);
}

void World::chaos() {
    m_network.rates = m_options.rates;
    for (int i = 0; i < m_options.steps; ++i) step();
    tally.hub_crashes = m_network.hub_crashes();
}

void World::step() {
    pass_time(static_cast<TimeMs>(m_random.below(60'000)));
    SimTerminal& terminal = any_terminal();
    if (happens(m_options.clock_jump)) {
        constexpr TimeMs k_jumps_ms[] = {-86'400'000, -600'000, 600'000, 7'200'000};
        terminal.clock.advance(k_jumps_ms[m_random.below(std::size(k_jumps_ms))]);
    }
    if (m_options.hub_clock > 0 && happens(m_options.hub_clock)) jump_hub();
    if (happens(m_options.hub_restore)) {
        if (m_backed_up) {
            hub.restore();
            m_restored = true;
            ++tally.hub_restores;
        } else {
            hub.back_up();
        }
        m_backed_up = !m_backed_up;
    }
    if (happens(40))
        session(terminal);
    else if (happens(10))
        work_and_die(terminal);
    else
        work(terminal);
}

void World::jump_hub() {
    if (m_hub_off != 0) return set_hub_right();
    constexpr TimeMs k_hour_ms = 3'600'000;
    constexpr TimeMs k_jumps_ms[] = {k_hour_ms, 8 * k_hour_ms, 24 * k_hour_ms,
                                     4400 * 24 * k_hour_ms, -8 * k_hour_ms};
    m_hub_off = k_jumps_ms[m_random.below(std::size(k_jumps_ms))];
    hub.clock.jump(m_hub_off);
    if (happens(50)) hub.restart();
    ++tally.hub_jumps;
}

void World::set_hub_right() {
    hub.clock.jump(-std::exchange(m_hub_off, 0));
    if (happens(50)) hub.restart();
}

// While a request is on its way, another terminal has a session, or the clerk at this one goes on
// working.
void World::meanwhile() {
    SimTerminal& other = any_terminal();
    if (&other != m_in_session)
        session(other);
    else if (!other.crashed())
        work(other);
}

void World::session(SimTerminal& terminal) {
    SimTerminal* const outer = std::exchange(m_in_session, &terminal);
    if (happens(m_options.terminal_crash)) {
        terminal.arm_crash(1 + static_cast<int>(m_random.below(k_crash_statements_max)));
    }
    const bool full = happens(m_options.disk_full);
    const bool outer_full = std::exchange(m_disk_is_full, full);
    if (full) {
        const auto pages =
            terminal.count("PRAGMA page_count") + static_cast<std::int64_t>(m_random.below(4));
        terminal.count("PRAGMA max_page_count = " + std::to_string(pages));
    }
    FaultyLink link(m_network, terminal);
    const auto report = terminal.sync(link);
    ++tally.sessions;
    tally.failed_sessions += report.error ? 1 : 0;
    tally.full_disks +=
        report.error && report.error->code() == sqlite::k_database_full.code ? 1 : 0;
    tally.sent += report.sent;
    tally.written += report.written;
    tally.rejected += report.rejected;
    tally.restamped += report.restamped;
    tally.terminal_crashes += terminal.crashed() ? 1 : 0;
    if (full) terminal.count("PRAGMA max_page_count = 1000000000");
    if (terminal.crashed())
        terminal.restart();
    else
        terminal.disarm_crash();
    m_disk_is_full = outer_full;
    m_in_session = outer;
}

WorldTally& WorldTally::operator+=(const WorldTally& other) {
    sessions += other.sessions;
    failed_sessions += other.failed_sessions;
    terminal_crashes += other.terminal_crashes;
    hub_crashes += other.hub_crashes;
    full_disks += other.full_disks;
    hub_restores += other.hub_restores;
    hub_jumps += other.hub_jumps;
    confirmed += other.confirmed;
    sent += other.sent;
    written += other.written;
    rejected += other.rejected;
    restamped += other.restamped;
    return *this;
}

std::string WorldTally::text() const {
    return fmt::format(
        "{} sessions, {} failed, {} terminals died, the hub died {} times, {} disks were full, {} "
        "restores, the hub's clock was wrong {} times and had to be confirmed {} times; {} changes "
        "sent, {} rows written, {} refused, {} stamped anew",
        sessions, failed_sessions, terminal_crashes, hub_crashes, full_disks, hub_restores,
        hub_jumps, confirmed, sent, written, rejected, restamped);
}

std::string World::heal() {
    m_network.rates = FaultRates::none();
    m_network.deliver_late();
    // Until every short authorisation is over.
    if (m_options.invented > 0) pass_time(86'400'000);
    if (m_hub_off != 0) set_hub_right();
    // Most terminals' clocks may be wrong as well, and alike: then somebody has to look.
    for (auto& terminal : terminals) (void)terminal->sync();
    if (hub.health().find("clock_doubtful") != std::string::npos) {
        hub.confirm_clock();
        ++tally.confirmed;
    }
    for (int round = 0; round < k_rounds_max; ++round) {
        bool moved = false;
        for (auto& terminal : terminals) {
            FaultyLink link(m_network, *terminal);
            const auto report = terminal->sync(link);
            if (report.error && report.error->actor() != Actor::itself) {
                const auto device = hub.load_device(terminal->device_id());
                return terminal->store_code() + ": " + report.error->message() +
                       (device ? " " + device->status_reason : "");
            }
            moved = moved || report.moved_anything() || report.error;
        }
        if (!moved) return {};
    }
    return "it never comes to rest";
}

}  // namespace qiantai::test
