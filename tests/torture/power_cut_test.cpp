// The power fails: disks are rebuilt as a cut may leave them (tests/support/power_cut.hpp) from what
// a terminal and a hub wrote at work. Each opens, is sound, and has everything that was confirmed
// before the cut.

#include <doctest/doctest.h>

#include "terminal/store/backup.hpp"
#include "terminal/store/key_rotation.hpp"
#include "tests/support/power_cut.hpp"
#include "tests/support/sim_terminal.hpp"
#include "tests/torture/rounds.hpp"
#include "tests/torture/torture_till.hpp"

namespace qiantai::test {
namespace {

namespace fs = std::filesystem;

constexpr int k_deeds = 60;
constexpr int k_disks = 40;

struct ConfirmedDeed {
    std::size_t moment = 0;
    Deed deed;
};

/// A day at a counter, recorded.
class Day {
  public:
    Day(const fs::path& memory, std::uint64_t seed)
        : m_memory(memory), m_random(seed), m_till(memory / "till", seed) {
        m_till.enrol(m_hub);
        m_till.close();
    }

    void live() {
        PowerCut& cut = m_cut.emplace(m_memory / "till");
        m_till.open().value();
        for (int n = 0; n < k_deeds; ++n) {
            m_till.clock.advance(1000);
            if (m_random.below(6) == 0) {
                keep_house();
                continue;
            }
            auto deed = any_deed(n);
            deed.run(m_till).value();
            m_confirmed.push_back({cut.moment(), std::move(deed)});
        }
        m_till.close();
        m_end = cut.moment();
    }

    void check_disk(int n) {
        const auto moment = m_random.below(m_end + 1);
        CAPTURE(moment);
        const auto folder = m_memory / ("disk" + std::to_string(n));
        m_cut->rebuild(moment, folder, m_random);
        TortureTill till(folder);
        till.clock.set(m_till.clock.now_ms());
        const auto opened = till.open();
        REQUIRE_MESSAGE(opened.ok(), opened.error().message());
        CHECK(till.problems() == "");
        for (const auto& [confirmed_at, deed] : m_confirmed) {
            CAPTURE(deed.name);
            CAPTURE(confirmed_at);
            const auto seen = till.count(deed.seen);
            CHECK((seen == deed.whole || (confirmed_at > moment && seen == 0)));
        }
        for (const auto& backup : store::list_backups(till.home()).value())
            CHECK(store::verify_backup(till.home(), backup.path));
        CHECK(registration(till.new_id(), k_deeds).run(till).ok());
        till.close();
        fs::remove_all(folder);
    }

    std::size_t confirmed_count() const { return m_confirmed.size(); }

  private:
    Deed any_deed(int n) {
        const auto kind = m_members.empty() ? 0 : m_random.below(8);
        if (kind <= 3) {
            m_members.push_back(m_till.new_id());
            return registration(m_members.back(), n);
        }
        const auto& member = m_members[m_random.below(m_members.size())];
        if (kind == 4) return sign_in();
        if (kind == 5) return deposit(member, n);
        if (kind == 6) return import_chunk(m_memory / ("members" + std::to_string(n)), n);
        // Each member is edited once at most, so that every edit stays to be seen.
        m_members.push_back(m_till.new_id());
        registration(m_members.back(), n).run(m_till).value();
        auto deed = edit(m_members.back(), n);
        m_members.pop_back();
        return deed;
    }

    void keep_house() {
        switch (m_random.below(4)) {
            case 0:
                store::create_backup(m_till.terminal(), 2).value();
                break;
            case 1:
                m_till.close();
                if (m_random.below(2) == 0) store::rotate_key(m_till.home(), m_random).value();
                m_till.open().value();
                break;
            default: {
                DirectLink link(m_hub);
                CHECK(m_till.sync(link).ok());
            }
        }
    }

    fs::path m_memory;
    SeededRandom m_random;
    SimHub m_hub;
    TortureTill m_till;
    std::optional<PowerCut> m_cut;
    std::size_t m_end = 0;
    std::vector<Uuid> m_members;
    std::vector<ConfirmedDeed> m_confirmed;
};

/// Which members the hub on this disk has, if it is sound.
std::set<Uuid> members_on(const fs::path& folder) {
    const auto store =
        hub::SqliteHubStore::open(SimHub::store_options(folder, sqlite::Durability::full));
    REQUIRE_MESSAGE(store.ok(), store.error().message());
    const auto sound = (*store)->check_integrity();
    CHECK_MESSAGE(sound.ok(), sound.error().message());
    std::set<Uuid> members;
    const auto reader = (*store)->begin_read().value();
    reader
        ->visit_rows("member",
                     [&](const hub::StoredRow& row) -> Status {
                         members.insert(row.state.id);
                         return {};
                     })
        .value();
    return members;
}

}  // namespace

TEST_CASE("a terminal whose power is cut opens, is sound and has all that was confirmed") {
    Rounds rounds("power cuts of a terminal", 4);
    std::size_t disks = 0, confirmed = 0;
    while (rounds.next()) {
        CAPTURE(rounds.seed());
        const TempFolder memory(FolderPlace::memory);
        Day day(memory.path(), rounds.seed());
        day.live();
        for (int n = 0; n < k_disks; ++n) day.check_disk(n);
        disks += k_disks;
        confirmed += day.confirmed_count();
    }
    rounds.say(fmt::format("{} disks, {} confirmed deeds", disks, confirmed));
}

TEST_CASE("a hub whose power is cut opens, is sound and has all that it acknowledged") {
    Rounds rounds("power cuts of a hub", 3);
    std::size_t disks = 0, confirmed = 0;
    while (rounds.next()) {
        CAPTURE(rounds.seed());
        SeededRandom random(rounds.seed());
        SimHub hub(make_qiantai_manifest(), {FolderPlace::memory, sqlite::Durability::full});
        hub.add_store("S001");
        SimTerminal till(hub, "S001", rounds.seed());
        till.enrol();
        hub.restart();
        std::vector<std::pair<std::size_t, Uuid>> acknowledged;
        PowerCut cut(hub.folder());
        for (int n = 0; n < k_deeds; ++n) {
            const auto member = till.register_member("会员", fmt::format("138{:08}", n)).value();
            if (random.below(10) == 0) hub.restart();
            till.sync_well();
            acknowledged.emplace_back(cut.moment(), member);
        }
        const auto end = cut.moment();
        const TempFolder memory(FolderPlace::memory);
        for (int n = 0; n < k_disks; ++n) {
            const auto moment = random.below(end + 1);
            CAPTURE(moment);
            const auto folder = memory / std::to_string(n);
            cut.rebuild(moment, folder, random);
            const auto members = members_on(folder);
            for (const auto& [at, member] : acknowledged)
                CHECK((at > moment || members.contains(member)));
            fs::remove_all(folder);
        }
        disks += k_disks;
        confirmed += acknowledged.size();
    }
    rounds.say(fmt::format("{} disks, {} acknowledged members", disks, confirmed));
}

}  // namespace qiantai::test
