// A hub that lies, at every terminal of a chain: none crashes or forgets a change that headquarters
// has not got or a confirmed record, and with the true hub back everybody has the same.

#include <doctest/doctest.h>

#include "sync/client/rejections.hpp"
#include "tests/sync_client/chain_fixture.hpp"
#include "tests/torture/lying_link.hpp"
#include "tests/torture/rounds.hpp"

namespace qiantai::test {
namespace {

constexpr int k_steps = 40;

class LiedTo {
  public:
    LiedTo(std::uint64_t seed, Lies kind) : m_random(seed), m_kind(kind) {
        m_second.enrol();
        for (auto* terminal : m_terminals) terminal->sync_well();
    }

    void step() {
        m_chain.advance(1000);
        m_second.clock.advance(1000);
        auto& terminal = *m_terminals[m_random.below(std::size(m_terminals))];
        if (m_random.below(3) == 0) return work(terminal);
        LyingLink link(m_chain.hub, m_random, m_answers, m_kind);
        (void)terminal.sync(link);
        ++sessions;
        lies += link.told;
        // Whatever was said: every change is still there to be sent, or sent again.
        CHECK(terminal.count("SELECT count(*) FROM outbox") ==
              terminal.count("SELECT coalesce(max(seq), 0) FROM outbox"));
        if (m_kind == Lies::clumsy) check_kept();
    }

    void check() {
        if (m_kind == Lies::clever) {
            m_chain.hub.back_up();
            m_chain.hub.restore();
        }
        for (int round = 0; round < 6; ++round) {
            m_chain.advance(1000);
            m_second.clock.advance(1000);
            for (auto* terminal : m_terminals) (void)terminal->sync();
        }
        for (auto* terminal : m_terminals) {
            CAPTURE(terminal->store_code());
            const auto report = terminal->sync();
            CHECK_MESSAGE(report.ok(), report.error->message());
            CHECK_FALSE(report.moved_anything());
            CHECK(terminal->status().waiting_count == 0);
        }
        check_kept();
        for (const auto& [id, terminal] : m_registered) {
            const auto at_hub = m_chain.hub.load_row("member", id);
            REQUIRE(at_hub);
            for (auto* reader : m_terminals) {
                if (reader->store_code() != terminal->store_code()) continue;
                const auto here = reader->load("member", id);
                REQUIRE(here);
                CHECK(*here == at_hub->state.columns);
            }
        }
    }

    int sessions = 0, lies = 0;

  private:
    void work(SimTerminal& terminal) {
        if (terminal.store_code() == "HQ") return;
        const auto number = std::to_string(m_registered.size());
        if (m_registered.empty() || m_random.below(3) != 0) {
            const auto id = terminal.register_member("会员" + number, "138000" + number);
            m_registered.emplace(id.value(), &terminal);
            return;
        }
        const auto& [id, owner] = *std::next(
            m_registered.begin(), static_cast<std::ptrdiff_t>(m_random.below(m_registered.size())));
        (void)owner->update("member", id, {{"notes", "备注" + number}});
    }

    /// What a terminal confirmed lies there, wherever else it has arrived.
    void check_kept() {
        for (const auto& [id, terminal] : m_registered) CHECK(terminal->load("member", id));
    }

    SeededRandom m_random;
    Lies m_kind;
    Chain m_chain;
    SimTerminal m_second{m_chain.hub, "S001", 9};
    SimTerminal* m_terminals[4] = {&m_chain.one, &m_second, &m_chain.other, &m_chain.desk};
    LyingLink::Answers m_answers{{"/v1/hello", {}}, {"/v1/changes", {}}, {"/v1/feed", {}}};
    std::map<Uuid, SimTerminal*> m_registered;
};

void believe(const char* name, Lies kind, int usual) {
    Rounds rounds(name, usual);
    int sessions = 0, lies = 0;
    while (rounds.next()) {
        CAPTURE(rounds.seed());
        LiedTo chain(rounds.seed(), kind);
        for (int i = 0; i < k_steps; ++i) chain.step();
        chain.check();
        sessions += chain.sessions;
        lies += chain.lies;
    }
    CHECK(lies > 0);
    rounds.say(fmt::format("{} lies in {} sessions", lies, sessions));
}

}  // namespace

TEST_CASE("a hub that lies clumsily costs no record, and all is well once it tells the truth") {
    believe("a lying hub", Lies::clumsy, 30);
}

TEST_CASE("a hub that lies well costs no record once the true one has taken its place") {
    believe("a cleverly lying hub", Lies::clever, 20);
}

}  // namespace qiantai::test
