// kill -9 at every single call by which everyday work changes files. Afterwards the terminal opens
// by itself and is sound, what was confirmed before is there, what was cut off is there whole or not
// at all, and can be done again.

#include <doctest/doctest.h>

#include "tests/support/kill_point.hpp"
#include "tests/support/sim_terminal.hpp"
#include "tests/torture/case_deeds.hpp"
#include "tests/torture/gift_deeds.hpp"
#include "tests/torture/rounds.hpp"
#include "tests/torture/torture_till.hpp"

namespace qiantai::test {
namespace {

namespace fs = std::filesystem;

using Answers = std::vector<Result<sync::HttpResponse>>;

/// Keeps what the hub answers.
class RecordingLink final : public sync::Transport {
  public:
    RecordingLink(SimHub& hub, Answers& answers) : m_hub(hub), m_answers(answers) {}
    Result<sync::HttpResponse> perform(const sync::HttpRequest& request) override {
        m_answers.push_back(m_hub.handle(request));
        return m_answers.back();
    }
    void cancel() override {}

  private:
    SimHub& m_hub;
    Answers& m_answers;
};

/// Says it again, without a hub whose own file calls would count.
class ReplayingLink final : public sync::Transport {
  public:
    explicit ReplayingLink(const Answers& answers) : m_answers(answers) {}
    Result<sync::HttpResponse> perform(const sync::HttpRequest&) override {
        QIANTAI_ASSERT(m_next < m_answers.size());
        return m_answers[m_next++];
    }
    void cancel() override {}

  private:
    const Answers& m_answers;
    std::size_t m_next = 0;
};

/// A till with a confirmed member that headquarters has, one that it has not, and news that wait
/// for it there; put in place in the same state before every kill.
class KillScene {
  public:
    explicit KillScene(std::uint64_t seed) : m_seed(seed), m_other(m_hub, "S001", seed + 100) {
        TortureTill till(m_root, seed);
        till.enrol(m_hub);
        m_other.enrol();
        for (int i = 0; i < 20; ++i) {
            QIANTAI_ASSERT(m_other.register_member("邻桌", fmt::format("137{:08}", i)));
        }
        m_sent = till.new_id();
        m_unsent = till.new_id();
        registration(m_sent, 1).run(till).value();
        DirectLink link(m_hub);
        QIANTAI_ASSERT(till.sync(link).ok());
        m_other.sync_well();
        registration(m_unsent, 2).run(till).value();
        complaint(m_sent, 1).run(till).value();
        want_call(till, m_sent, 9);
        want_cases(till, m_sent, m_memory / "before.jpg");
        want_gifts(till);
        m_new = till.new_id();
        till.close();
        copy_home(m_root, m_kept);
    }

    std::vector<Deed> deeds() const {
        return {registration(m_new, 3),
                edit(m_sent, 4),
                deposit(m_unsent, 5),
                complaint(m_sent, 7),
                evidence(m_memory / "photo.jpg", 8),
                call(m_sent, 9),
                complaint_with_photo(m_sent),
                settlement(),
                transfer(),
                call_by_rule(),
                call_handed_over(),
                call_taken_back(),
                consent_by_phone(m_sent),
                giving(10),
                posting(),
                day_closing(11),
                sign_in(),
                import_chunk(m_memory / "members.csv", 6),
                session()};
    }

    /// How many kill points the deed has.
    int kill_everywhere(const Deed& deed) const {
        for (int call = 1;; ++call) {
            CAPTURE(call);
            put_state();
            const auto work = [&] {
                TortureTill till(m_root, m_seed + 1);
                till.open().value();
                deed.run(till).value();
            };
            if (!dies_at_file_call(call, work)) return call - 1;
            // Opening what it left is cut off too.
            (void)dies_at_file_call(1 + call % 7, [&] { (void)TortureTill(m_root).open(); });
            check(deed);
        }
    }

    void put_state() const {
        fs::remove_all(m_root);
        copy_home(m_kept, m_root);
    }

  private:
    /// A session with the hub's answers of a rehearsal.
    Deed session() const {
        Answers answers;
        put_state();
        {
            TortureTill till(m_root, m_seed + 1);
            till.open().value();
            auto hub_as_it_is = std::make_unique<RecordingLink>(m_hub, answers);
            QIANTAI_ASSERT(till.sync(*hub_as_it_is).ok());
        }
        return {.name = "session",
                .run = [answers](TortureTill& till) -> Status {
                    ReplayingLink link(answers);
                    const auto report = till.sync(link);
                    return report.error ? Status(*report.error) : Status();
                },
                .seen = "SELECT count(*) FROM member WHERE name = '邻桌'",
                .whole = 20};
    }

    /// With the true hub: where the cut-off session stopped, it does not ask the same questions.
    Status run_again(const Deed& deed, TortureTill& till) const {
        if (deed.name != "session") return deed.run(till);
        DirectLink link(m_hub);
        const auto report = till.sync(link);
        return report.error ? Status(*report.error) : Status();
    }

    void check(const Deed& deed) const {
        TortureTill till(m_root, m_seed + 2);
        const auto opened = till.open();
        REQUIRE_MESSAGE(opened.ok(), opened.error().message());
        CHECK(till.problems() == "");
        CHECK(till.count(registration(m_sent, 1).seen) == 2);
        CHECK(till.count(registration(m_unsent, 2).seen) == 2);
        const auto seen = till.count(deed.seen);
        CHECK((seen == 0 || seen == deed.whole));
        if (seen != 0) return;
        const auto again = run_again(deed, till);
        CHECK_MESSAGE(again.ok(), again.error().message());
        CHECK(till.count(deed.seen) == deed.whole);
    }

    std::uint64_t m_seed;
    TempFolder m_memory{FolderPlace::memory};
    fs::path m_root = m_memory / "till", m_kept = m_memory / "kept";
    mutable SimHub m_hub;
    SimTerminal m_other;
    Uuid m_sent, m_unsent, m_new;
};

}  // namespace

TEST_CASE("everyday work killed at any file call is whole or not there, and nothing else is lost") {
    Rounds rounds("kill points", 1);
    int points = 0;
    std::string kinds;
    while (rounds.next()) {
        CAPTURE(rounds.seed());
        const KillScene scene(rounds.seed());
        for (const auto& deed : scene.deeds()) {
            CAPTURE(deed.name);
            const int found = scene.kill_everywhere(deed);
            CHECK(found > 5);
            points += found;
            if (rounds.seed() == 1) kinds += fmt::format(", {} {}", deed.name, found);
        }
    }
    rounds.say(fmt::format("{} kill points{}", points, kinds));
}

}  // namespace qiantai::test
