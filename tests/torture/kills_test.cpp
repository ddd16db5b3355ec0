// Real programs, real TLS, kill -9 at any moment: of counters at work, of their syncs, of the hub. At
// the end every confirmed line stands at its terminal and, by way of the hub, at a new one, once.

#include <doctest/doctest.h>
#include <signal.h>

#include <array>

#include "schema/base/random.hpp"
#include "schema/base/signature.hpp"
#include "tests/system/running_chain.hpp"
#include "tests/torture/rounds.hpp"

namespace qiantai::test {
namespace {

using boost::json::object;

constexpr int k_kill_steps = 12;
constexpr int k_lines = 30;
constexpr int k_goods = 9000;

/// What a counter was told to be stored.
struct ConfirmedLines {
    std::set<std::string> members;
    std::map<std::string, int> notes;                        ///< of a member, the newest
    std::set<std::pair<std::string, std::string>> cards;     ///< of a member
    std::map<std::string, std::pair<int, int>> withdrawals;  ///< of goods: sent, confirmed
    int lines = 0;
};

class KilledCounter {
  public:
    KilledCounter(RunningChain& chain, std::string terminal, int number, SeededRandom& random)
        : m_chain(chain), m_terminal(std::move(terminal)), m_number(number), m_random(random) {
        m_chain.enrol(m_terminal, store_code());
    }

    const std::string& terminal() const { return m_terminal; }
    std::string store_code() const { return m_terminal.substr(0, 4); }
    const ConfirmedLines& confirmed() const { return m_confirmed; }

    /// Hands over some lines of work and pulls the plug after some answers.
    void work_until_killed() {
        const auto stream = m_chain.start_stream(m_terminal);
        std::string text;
        const auto first = m_sent.size();
        for (int i = 0; i < k_lines; ++i) text += any_line() + "\n";
        REQUIRE(stream->write(text));
        std::string line;
        const auto answers = m_random.below(k_lines + 1);
        auto at = first;
        for (std::uint64_t i = 0; i < answers; ++i) {
            REQUIRE(stream->read_line(line));
            note(m_sent[at++], line);
        }
        stream->kill_hard();
        CHECK(stream->wait() == -SIGKILL);
        while (stream->read_line(line)) note(m_sent[at++], line);
    }

    /// Everything confirmed, as this terminal or another of the store has it.
    void check_at(const std::string& terminal) const {
        const auto stream = m_chain.start_stream(terminal);
        const auto ask = [&](const std::string& op, const object& in) {
            std::string line;
            const object question{{"op", op}, {"in", in}};
            REQUIRE(stream->write(boost::json::serialize(question) + "\n"));
            REQUIRE(stream->read_line(line));
            CHECK_MESSAGE(RunningChain::json(line).at("ok").as_bool(), line);
            return boost::json::value(RunningChain::json(line));
        };
        for (const auto& id : m_confirmed.members) {
            const auto found = ask("members.get", {{"member_id", id}});
            std::set<std::string> cards;
            for (const auto& card : found.at_pointer("/out/cards").as_array())
                cards.emplace(card.at("number").as_string());
            for (const auto& [member, number] : m_confirmed.cards)
                if (member == id) CHECK(cards.contains(number));
            const auto notes = m_confirmed.notes.find(id);
            if (notes == m_confirmed.notes.end()) continue;
            const std::string seen(found.at_pointer("/out/member/notes").as_string());
            CHECK(std::stoi(seen) >= notes->second);
        }
        for (const auto& [goods, taken] : m_confirmed.withdrawals) {
            const auto found = ask("stored_goods.get", {{"goods_id", goods}});
            const auto left = found.at_pointer("/out/line/state/remaining").to_number<int>();
            CHECK(left >= k_goods - taken.first);
            CHECK(left <= k_goods - taken.second);
        }
        stream->close_input();
        CHECK(stream->wait() == 0);
    }

  private:
    struct Sent {
        std::string op;
        std::string id;  ///< of the member or the goods it is about
        int number = 0;
    };

    std::string say(const Sent& sent, const object& in) {
        m_sent.push_back(sent);
        return boost::json::serialize(object{{"op", sent.op}, {"in", in}});
    }

    std::string any_line() {
        const int n = ++m_line_count;
        const auto kind = m_confirmed.members.empty() ? 0 : m_random.below(10);
        if (kind < 5) {
            return say({"members.register", {}},
                       {{"name", fmt::format("欧阳{}", n)},
                        {"phone", fmt::format("13{}{:08}", m_number, n)}});
        }
        const auto member =
            *std::next(m_confirmed.members.begin(),
                       static_cast<std::ptrdiff_t>(m_random.below(m_confirmed.members.size())));
        if (kind == 5)
            return say({"members.set_card", member}, {{"member_id", member}, {"action", "issue"}});
        if (kind == 6 || m_confirmed.withdrawals.empty()) {
            return say({"stored_goods.deposit", member},
                       {{"member_id", member}, {"item", "奶粉"}, {"quantity", k_goods}});
        }
        if (kind < 9) {
            return say({"members.update", member, n},
                       {{"member_id", member}, {"notes", std::to_string(n)}});
        }
        auto& [goods, taken] = *m_confirmed.withdrawals.begin();
        ++taken.first;
        return say({"stored_goods.withdraw", goods},
                   {{"goods_id", goods},
                    {"quantity", 1},
                    {"signed_text", "本次领取: 1 罐"},
                    {"signature", signature_text({{{1000, 3000}, {4000, 3200}}})}});
    }

    void note(const Sent& sent, const std::string& line) {
        const boost::json::value answer = boost::json::parse(line);
        REQUIRE_MESSAGE(answer.at("ok").as_bool(), line);
        ++m_confirmed.lines;
        const auto text = [&](const char* pointer) {
            return std::string(answer.at_pointer(pointer).as_string());
        };
        if (sent.op == "members.register") m_confirmed.members.insert(text("/out/member/id"));
        if (sent.op == "members.update") m_confirmed.notes[sent.id] = sent.number;
        if (sent.op == "members.set_card")
            m_confirmed.cards.emplace(sent.id, text("/out/card/number"));
        if (sent.op == "stored_goods.deposit") m_confirmed.withdrawals[text("/out/line/goods/id")];
        if (sent.op == "stored_goods.withdraw") ++m_confirmed.withdrawals[sent.id].second;
    }

    RunningChain& m_chain;
    std::string m_terminal;
    int m_number;
    SeededRandom& m_random;
    ConfirmedLines m_confirmed;
    std::vector<Sent> m_sent;
    int m_line_count = 0;
};

/// A chain with two counters, in which anything is killed.
class KilledChain {
  public:
    explicit KilledChain(std::uint64_t seed) : m_random(seed) {}

    void step() {
        const bool hub_is_there = m_random.below(4) != 0;
        if (!hub_is_there) kill_hub();
        auto& one = m_counters[m_random.below(2)];
        auto& other = &one == &m_counters[0] ? m_counters[1] : m_counters[0];
        const auto syncing = m_chain.start_ctl(one.terminal(), {"sync"});
        other.work_until_killed();
        if (m_random.below(2) == 0) {
            syncing->kill_hard();
            ++kills;
        }
        if (hub_is_there && m_random.below(2) == 0) {
            kill_hub();
            m_chain.start_hub();
        }
        if (!hub_is_there) m_chain.start_hub();
        syncing->wait();
        one.work_until_killed();
        kills += 2;
    }

    void check() {
        for (const auto& counter : m_counters) {
            const auto& terminal = counter.terminal();
            const auto store = counter.store_code();
            const auto done = m_chain.ctl(terminal, {"sync"});
            CHECK_MESSAGE(done.exit == 0, done.err);
            CHECK(m_chain.ctl(terminal, {"sync"}).out == "0 sent, 0 refused, 0 received.\n");
            const auto newcomer = store + "-T02";
            m_chain.enrol(newcomer, store);
            for (const auto* entity :
                 {"member", "member_card", "stored_goods", "stored_goods_event"}) {
                CAPTURE(entity);
                const auto kept = m_chain.terminal_rows(terminal, entity);
                CHECK(m_chain.hub_rows("store/" + store, entity) == kept);
                CHECK(m_chain.terminal_rows(newcomer, entity) == kept);
            }
            // A record that arrived twice would have opened a case.
            CHECK(m_chain.hub_rows("store/" + store, "member_conflict") == 0);
            counter.check_at(terminal);
            counter.check_at(newcomer);
            const auto checked = m_chain.ctl(terminal, {"check"});
            CHECK_MESSAGE(checked.exit == 0, checked.out);
            confirmed += counter.confirmed().lines;
        }
        const auto audit = m_chain.hub({"audit", "verify"});
        CHECK_MESSAGE(audit.exit == 0, audit.out);
    }

    int kills = 0, confirmed = 0;

  private:
    void kill_hub() {
        m_chain.kill_hub();
        ++kills;
    }

    SeededRandom m_random;
    RunningChain m_chain;
    std::array<KilledCounter, 2> m_counters{
        {{m_chain, "S001-T01", 8, m_random}, {m_chain, "S002-T01", 9, m_random}}};
};

}  // namespace

TEST_CASE("whatever is killed, every confirmed line is at its terminal and at headquarters once") {
    Rounds rounds("kills", 1);
    int kills = 0, confirmed = 0;
    while (rounds.next()) {
        CAPTURE(rounds.seed());
        KilledChain chain(rounds.seed());
        for (int i = 0; i < k_kill_steps; ++i) chain.step();
        chain.check();
        kills += chain.kills;
        confirmed += chain.confirmed;
    }
    rounds.say(fmt::format("{} kills, {} confirmed lines", kills, confirmed));
}

}  // namespace qiantai::test
