// Memory gives out at any piece that is asked for, once or for good: whoever asked says so, what was
// confirmed stays, and with memory again the same connection and the same hub go on.

#include <doctest/doctest.h>

#include "schema/base/thrown.hpp"
#include "sync/core/hub_errors.hpp"
#include "terminal/base/pin.hpp"
#include "tests/support/sim_terminal.hpp"
#include "tests/torture/rounds.hpp"
#include "tests/torture/scarce_memory.hpp"
#include "tests/torture/torture_till.hpp"

namespace qiantai::test {
namespace {

using Then = ScarceMemory::Then;

/// As it is said by whom memory was short, or by the hub, which tries again.
bool is_of_memory(const Error& error) {
    const std::string_view codes[] = {k_too_little_memory.code, domain::k_pin_not_computed.code,
                                      sync::k_hub_failed.kind.code};
    return std::ranges::find(codes, error.code()) != std::end(codes);
}

/// SQLite3 Multiple Ciphers itself crashes where memory gives out while a connection is opened: the
/// hub has one open.
void keep_reader(SimHub& hub) {
    (void)hub.load_row("member", Uuid());
}

/// Points at which memory gives out, nearer to each other at the beginning.
class Pieces {
  public:
    explicit Pieces(Random& random) : m_random(random) {}
    int next() {
        m_piece +=
            1 + static_cast<int>(m_random.below(static_cast<std::uint64_t>(m_piece / 12 + 2)));
        return m_piece;
    }

  private:
    Random& m_random;
    int m_piece = 0;
};

/// A till of which one deed after another is tried with little memory.
class ForgetfulTill {
  public:
    explicit ForgetfulTill(std::uint64_t seed) : m_random(seed), m_till(m_memory / "till", seed) {
        m_till.enrol(m_hub);
        m_member = m_till.new_id();
        registration(m_member, 0).run(m_till).value();
    }

    /// The deed of that kind, each time another one, until it needs no more memory than there is.
    void exhaust(const std::function<Deed(int)>& make, Then then) {
        Pieces pieces(m_random);
        for (bool short_of = true; short_of;) {
            const auto deed = make(++m_number);
            CAPTURE(deed.name);
            const int piece = pieces.next();
            CAPTURE(piece);
            // Statements are compiled anew.
            m_till.close();
            m_till.open().value();
            keep_reader(m_hub);
            Status done;
            {
                const ScarceMemory scarce(piece, then);
                done = catch_thrown([&] { return deed.run(m_till); },
                                    [&] { m_till.database().reset_cached(); });
                short_of = scarce.gave_out();
            }
            if (!done) {
                CAPTURE(done.error().detail);
                CAPTURE(done.error().kind->code);
                CHECK(is_of_memory(done.error()));
            }
            refused += done ? 0 : 1;
            ++tried;
            CHECK_FALSE(m_till.database().in_transaction());
            const auto seen = m_till.count(deed.seen);
            CHECK((seen == deed.whole || (!done && seen == 0)));
            if (tried % 10 == 0) check_works();
        }
        check_works();
    }

    /// What is confirmed now is on the disk, and sound.
    void check_works() {
        const auto after = registration(m_till.new_id(), ++m_number);
        const auto done = after.run(m_till);
        REQUIRE_MESSAGE(done.ok(), done.error().message());
        DirectLink link(m_hub);
        CHECK(m_till.sync(link).ok());
        TortureTill other(m_memory / "till");
        other.clock.set(m_till.clock.now_ms());
        other.open().value();
        CHECK(other.count(after.seen) == after.whole);
        CHECK(other.problems() == "");
    }

    void exhaust_all(Then then) {
        exhaust([](int) { return sign_in(); }, then);
        exhaust([&](int n) { return registration(m_till.new_id(), n); }, then);
        exhaust([&](int n) { return edit(m_member, n); }, then);
        exhaust([&](int n) { return deposit(m_member, n); }, then);
        exhaust([&](int n) { return complaint(m_member, n); }, then);
        exhaust([&](int) { return session(); }, then);
    }

    int tried = 0, refused = 0;

  private:
    Deed session() {
        registration(m_till.new_id(), ++m_number).run(m_till).value();
        return {.name = "session",
                .run = [this](TortureTill& till) -> Status {
                    DirectLink link(m_hub);
                    const auto report = till.sync(link);
                    return report.error ? Status(*report.error) : Status();
                },
                .seen = "SELECT 1"};
    }

    SeededRandom m_random;
    TempFolder m_memory{FolderPlace::memory};
    SimHub m_hub;
    TortureTill m_till;
    Uuid m_member;
    int m_number = 0;
};

}  // namespace

TEST_CASE("a terminal whose memory gives out anywhere loses nothing, says so and goes on") {
    Rounds rounds("a terminal's memory", 1);
    int tried = 0, refused = 0;
    while (rounds.next()) {
        CAPTURE(rounds.seed());
        ForgetfulTill till(rounds.seed());
        for (const auto then : {Then::one_gap, Then::all_gone}) till.exhaust_all(then);
        tried += till.tried;
        refused += till.refused;
    }
    rounds.say(fmt::format("memory gave out {} times, {} deeds were refused", tried, refused));
}

TEST_CASE("a hub whose memory gives out anywhere loses nothing, says so and goes on") {
    Rounds rounds("a hub's memory", 1);
    int tried = 0, refused = 0;
    while (rounds.next()) {
        CAPTURE(rounds.seed());
        SeededRandom random(rounds.seed());
        SimHub hub;
        hub.add_store("S001");
        SimTerminal till(hub, "S001", rounds.seed());
        till.enrol();
        std::vector<Uuid> sent;
        for (const auto then : {Then::one_gap, Then::all_gone}) {
            Pieces pieces(random);
            for (bool short_of = true; short_of;) {
                const int piece = pieces.next();
                CAPTURE(piece);
                const auto phone = fmt::format("138{:08}", sent.size());
                sent.push_back(till.register_member("王", phone).value());
                short_of = false;
                HookLink link(hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
                    keep_reader(hub);
                    const ScarceMemory scarce(piece, then);
                    auto response = hub.handle(request);
                    short_of = short_of || scarce.gave_out();
                    return Result<sync::HttpResponse>(std::move(response));
                });
                const auto report = till.sync(link);
                if (report.error) CHECK(is_of_memory(*report.error));
                refused += report.error ? 1 : 0;
                ++tried;
                if (till.status().waiting_count == 0)
                    for (const auto& id : sent) CHECK(hub.load_row("member", id));
                CHECK(till.sync().ok());
                CHECK(hub.load_row("member", sent.back()));
            }
        }
        hub.restart();
        for (const auto& id : sent) CHECK(hub.load_row("member", id));
    }
    rounds.say(fmt::format("memory gave out {} times, {} sessions were refused", tried, refused));
}

}  // namespace qiantai::test
