// Every amount of free room on the disk, down to none: what was confirmed stays, an error says what
// is wrong, and with room again work goes on.

#include <doctest/doctest.h>

#include "schema/base/file.hpp"
#include "sync/core/hub_errors.hpp"
#include "tests/support/memory_disk.hpp"
#include "tests/support/sim_terminal.hpp"
#include "tests/torture/rounds.hpp"
#include "tests/torture/torture_till.hpp"

namespace qiantai::test {
namespace {

namespace fs = std::filesystem;

/// How many deeds came to which end.
struct Ends {
    int done = 0, refused = 0;

    void note(const Status& status, std::initializer_list<std::string_view> codes) {
        ++(status ? done : refused);
        if (status) return;
        CAPTURE(status.error().detail);
        CHECK_MESSAGE(std::ranges::find(codes, status.error().code()) != codes.end(),
                      std::string(status.error().code()));
    }
    std::string text() const { return fmt::format("{} done, {} refused", done, refused); }
};

/// An enrolled till with a member, in `root`, closed; what is done at it next.
class NarrowTill {
  public:
    NarrowTill(const fs::path& root, std::uint64_t seed) : till(root, seed) {
        till.enrol(hub);
        m_member = till.new_id();
        registration(m_member, 0).run(till).value();
        complaint(m_member, 0).run(till).value();
        till.close();
    }

    /// Opens and does every deed once; `attempt` runs each.
    void work(const std::function<Status(const std::function<Status()>&)>& attempt) {
        m_seen.clear();
        if (!attempt([&] { return till.open(); })) return;
        const auto note = [&](const Deed& deed) {
            if (attempt([&] { return deed.run(till); })) m_seen.push_back(deed);
        };
        note(sign_in());
        note(registration(till.new_id(), ++m_number));
        note(edit(m_member, ++m_number));
        note(deposit(m_member, ++m_number));
        note(complaint(m_member, ++m_number));
        note(evidence(m_memory / "photo.jpg", ++m_number));
        (void)attempt([&]() -> Status {
            DirectLink link(hub);
            const auto report = till.sync(link);
            return report.error ? Status(*report.error) : Status();
        });
    }

    /// With room again: what was confirmed is there, and everything works, without being opened anew
    /// if it was open.
    void check() {
        till.close();
        const auto opened = till.open();
        REQUIRE_MESSAGE(opened.ok(), opened.error().message());
        CHECK(till.problems() == "");
        for (const auto& deed : m_seen) {
            CAPTURE(deed.name);
            CHECK(till.count(deed.seen) == deed.whole);
        }
        check_works();
        till.close();
    }
    void check_works() {
        const auto done = registration(till.new_id(), ++m_number).run(till);
        CHECK_MESSAGE(done.ok(), done.error().message());
        DirectLink link(hub);
        const auto report = till.sync(link);
        CHECK_MESSAGE(report.ok(), report.error->message());
    }

    SimHub hub;
    TortureTill till;

  private:
    TempFolder m_memory{FolderPlace::memory};
    Uuid m_member;
    int m_number = 0;  ///< of the last deed
    std::vector<Deed> m_seen;
};

}  // namespace

TEST_CASE("a terminal without room on its disk loses nothing, says so, and goes on with room") {
    Rounds rounds("a terminal's full disk", 1);
    Ends ends;
    int amounts = 0;
    while (rounds.next()) {
        CAPTURE(rounds.seed());
        MemoryDisk disk;
        NarrowTill narrow(disk.path() / "till", rounds.seed());
        for (int free_kib = 0; free_kib <= 600; free_kib += free_kib < 200 ? 4 : 40) {
            CAPTURE(free_kib);
            disk.fill_all_but(free_kib);
            bool opened = false;
            narrow.work([&](const auto& deed) {
                auto done = deed();
                ends.note(done, {sqlite::k_database_full.code, k_file_error.code});
                opened = opened || done;
                return done;
            });
            disk.make_room();
            if (opened) narrow.check_works();
            narrow.check();
            ++amounts;
        }
    }
    CHECK(ends.refused > 0);
    CHECK(ends.done > 0);
    rounds.say(fmt::format("{} amounts of room, deeds: {}", amounts, ends.text()));
}

TEST_CASE("a hub without room on its disk loses nothing, says so, and goes on with room") {
    Rounds rounds("a hub's full disk", 1);
    Ends ends;
    int amounts = 0;
    while (rounds.next()) {
        CAPTURE(rounds.seed());
        MemoryDisk disk;
        ::setenv("TMPDIR", disk.path().c_str(), 1);
        {
            SimHub hub(make_qiantai_manifest(), {FolderPlace::disk, sqlite::Durability::full});
            hub.add_store("S001");
            SimTerminal till(hub, "S001", rounds.seed());
            till.enrol();
            std::vector<Uuid> acknowledged;
            for (int free_kib = 0; free_kib <= 400; free_kib += free_kib < 100 ? 4 : 20) {
                CAPTURE(free_kib);
                disk.fill_all_but(free_kib);
                if (free_kib % 3 == 0) hub.health();
                std::vector<Uuid> sent;
                for (int i = 0; i < 5; ++i) sent.push_back(till.register_member("王", "1").value());
                const auto report = till.sync();
                ends.note(report.error ? Status(*report.error) : Status(),
                          {sync::k_hub_storage_full.kind.code});
                if (till.status().waiting_count == 0)
                    acknowledged.insert(acknowledged.end(), sent.begin(), sent.end());
                disk.make_room();
                for (const auto& id : acknowledged) CHECK(hub.load_row("member", id));
                CHECK(till.sync().ok());
                acknowledged.insert(acknowledged.end(), sent.begin(), sent.end());
                ++amounts;
            }
            hub.restart();
            for (const auto& id : acknowledged) CHECK(hub.load_row("member", id));
        }
        ::unsetenv("TMPDIR");
    }
    CHECK(ends.refused > 0);
    CHECK(ends.done > 0);
    rounds.say(fmt::format("{} amounts of room, pushes: {}", amounts, ends.text()));
}

}  // namespace qiantai::test
