// Headquarters' clock, or a terminal's, was wrong for a while.

#include "schema/sqlite/facts.hpp"
#include "sync/core/tuning.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

constexpr TimeMs k_off_hour_ms = 3'600'000;
constexpr TimeMs k_off_day_ms = 24 * k_off_hour_ms;
constexpr TimeMs k_hub_offsets_ms[] = {k_off_hour_ms, 8 * k_off_hour_ms, k_off_day_ms,
                                       4400 * k_off_day_ms, -8 * k_off_hour_ms};

struct WrongHub : Chain {
    SimTerminal neighbour{hub, "S001", 4};
    WrongHub() {
        neighbour.enrol();
        for (auto* terminal : {&one, &other, &desk, &neighbour}) terminal->sync_well();
    }

    void set_hub(TimeMs by_ms, bool stopped_meanwhile) {
        hub.clock.jump(by_ms);
        if (stopped_meanwhile) hub.restart();
    }
    void edit(SimTerminal& terminal, const Uuid& member, std::string_view words) {
        terminal.clock.advance(1000);
        hub.clock.advance(1000);
        REQUIRE(terminal.update("member", member, {{"notes", words}}));
    }
    std::string notes_at_hub(const Uuid& member) {
        return text_of(hub.load_row("member", member)->state.columns, "notes");
    }
    bool is_doubtful() { return hub.health().find("clock_doubtful") != std::string::npos; }
    TimeMs newest_stamp(SimTerminal& terminal) {
        return terminal.count("SELECT max(hlc) >> 16 FROM outbox");
    }
};

TEST_CASE("after the hub's clock was wrong for a while everything is sent, the last edit wins") {
    for (const TimeMs off : k_hub_offsets_ms) {
        for (const bool stopped : {false, true}) {
            CAPTURE(off);
            CAPTURE(stopped);
            WrongHub chain;
            const Uuid member = chain.sent_member();
            chain.neighbour.sync_well();
            chain.set_hub(off, stopped);
            (void)chain.one.sync();
            chain.edit(chain.one, member, "wrong");
            (void)chain.one.sync();
            (void)chain.neighbour.sync();
            chain.set_hub(-off, stopped);

            // N = 2: the first session tells the hub that it is right again.
            chain.edit(chain.one, member, "after");
            (void)chain.one.sync();
            chain.one.sync_well();
            CHECK(chain.notes_at_hub(member) == "after");
            chain.neighbour.sync_well();
            CHECK(text_of(chain.neighbour.load("member", member), "notes") == "after");
            chain.edit(chain.neighbour, member, "other");
            chain.neighbour.sync_well();
            chain.one.sync_well();
            CHECK(text_of(chain.one.load("member", member), "notes") == "other");
            for (auto* terminal : {&chain.one, &chain.neighbour, &chain.other, &chain.desk}) {
                terminal->sync_well();
                CHECK(terminal->status().waiting_count == 0);
                CHECK(terminal->status().clock_fault == ClockFault::none);
            }
        }
    }
}

TEST_CASE("stamps that a wrong hub took are taken again when it is right, from new terminals too") {
    for (const TimeMs off : {k_off_hour_ms, 8 * k_off_hour_ms, k_off_day_ms}) {
        CAPTURE(off);
        WrongHub chain;
        const Uuid member = chain.sent_member();
        chain.neighbour.sync_well();
        // Stopped meanwhile and asked by one terminal only, it can't know.
        chain.set_hub(off, true);
        chain.one.clock.jump(off);
        chain.one.sync_well();
        chain.edit(chain.one, member, "wrong");
        chain.one.sync_well();
        SimTerminal fresh(chain.hub, "S001", 5);
        fresh.clock.jump(-off);
        fresh.enrol();
        (void)fresh.sync();
        chain.set_hub(-off, true);
        chain.one.clock.jump(-off);
        chain.edit(chain.one, member, "after");
        (void)chain.one.sync();
        chain.one.sync_well();
        CHECK(chain.notes_at_hub(member) == "after");
        fresh.sync_well();
        chain.edit(fresh, member, "fresh");
        fresh.sync_well();
        CHECK(chain.notes_at_hub(member) == "fresh");
        REQUIRE(chain.one.try_enrol(chain.hub.make_code("S001"), sync::IfEnrolled::replace).ok());
        chain.one.sync_well();
        chain.edit(chain.one, member, "replaced");
        chain.one.sync_well();
        CHECK(chain.notes_at_hub(member) == "replaced");
    }
}

TEST_CASE("a running hub whose clock jumps says so, takes and gives nothing, and goes on serving") {
    for (const TimeMs off : k_hub_offsets_ms) {
        CAPTURE(off);
        WrongHub chain;
        const Uuid member = chain.sent_member();
        const auto code = chain.hub.make_code("S001");
        chain.set_hub(off, false);
        CHECK(chain.is_doubtful());
        REQUIRE(chain.neighbour.register_member("李", "13800000002"));
        const auto report = chain.neighbour.sync();
        REQUIRE(error_code(report) == "hub_clock_doubtful");
        CHECK(report.error->actor() == Actor::administrator);
        CHECK(text_of(chain.neighbour.load("member", member), "name") == "王小明");
        CHECK(chain.neighbour.status().clock_fault == ClockFault::headquarters);
        SimTerminal fresh(chain.hub, "S001", 5);
        const auto enrolled = fresh.try_enrol(code, sync::IfEnrolled::fail);
        REQUIRE_FALSE(enrolled.ok());
        CHECK(enrolled.error().code() == "hub_clock_doubtful");
        // A restart doesn't make it right, setting it does.
        chain.hub.restart();
        CHECK(chain.is_doubtful());
        chain.set_hub(-off, false);
        chain.neighbour.sync_well();
        CHECK_FALSE(chain.is_doubtful());
        CHECK(fresh.try_enrol(code, sync::IfEnrolled::fail).ok());
    }
}

TEST_CASE("the administrator's word ends the doubt, whatever the terminals say") {
    WrongHub chain;
    chain.set_hub(8 * k_off_hour_ms, false);
    for (auto* terminal : {&chain.one, &chain.other, &chain.desk}) (void)terminal->sync();
    REQUIRE(chain.is_doubtful());
    chain.hub.confirm_clock();
    CHECK_FALSE(chain.is_doubtful());
    REQUIRE(chain.one.register_member("王", "13800000001"));
    chain.one.sync_well();
    chain.hub.restart();
    for (auto* terminal : {&chain.one, &chain.other, &chain.desk}) (void)terminal->sync();
    CHECK_FALSE(chain.is_doubtful());
}

TEST_CASE("most terminals outweigh a hub that was started with a wrong clock, one does not") {
    for (const TimeMs off : {k_off_hour_ms, 8 * k_off_hour_ms, -4 * k_off_hour_ms}) {
        CAPTURE(off);
        WrongHub chain;
        // The evidence of the last time that was right is tried elsewhere.
        chain.advance(k_off_day_ms);
        chain.neighbour.clock.advance(k_off_day_ms);
        chain.set_hub(off, true);
        (void)chain.one.sync();
        CHECK_FALSE(chain.is_doubtful());
        CHECK(chain.one.status().clock_fault == ClockFault::unclear);
        (void)chain.other.sync();
        CHECK(chain.is_doubtful());
        REQUIRE(chain.one.register_member("李", "13800000002"));
        CHECK(error_code(chain.one.sync()) == "hub_clock_doubtful");
    }
}

TEST_CASE("one machine alone does not push a terminal's clock ahead") {
    WrongHub chain;
    chain.advance(k_off_day_ms);
    chain.set_hub(8 * k_off_hour_ms, true);
    chain.one.sync_well();
    REQUIRE(chain.one.register_member("王", "13800000001"));
    CHECK(chain.newest_stamp(chain.one) <= chain.one.clock.now_ms());
}

TEST_CASE("a terminal whose clock is behind follows a hub with which others agree") {
    WrongHub chain;
    chain.advance(k_off_day_ms);
    chain.one.clock.jump(-8 * k_off_hour_ms);
    chain.other.sync_well();
    chain.desk.sync_well();
    chain.one.sync_well();
    CHECK(chain.one.status().clock_fault == ClockFault::ours);
    REQUIRE(chain.one.register_member("王", "13800000001"));
    CHECK(chain.newest_stamp(chain.one) >= chain.hub.clock.now_ms());
}

TEST_CASE(
    "between two sessions a clock that is set moves no record, and the next session measures anew") {
    for (const TimeMs by : {3 * k_off_day_ms, -3 * k_off_day_ms}) {
        CAPTURE(by);
        WrongHub chain;
        chain.one.sync_well();
        CHECK(chain.one.status().clock_fault == ClockFault::none);
        chain.one.clock.jump(by);
        CHECK(chain.one.status().clock_fault == ClockFault::ours);
        CHECK((chain.one.status().clock_offset_ms > 0) == (by < 0));
        REQUIRE(chain.one.register_member("王", "13800000001"));
        const TimeMs away = chain.newest_stamp(chain.one) - chain.hub.clock.now_ms();
        CHECK(std::max(away, -away) < k_off_hour_ms);
        // Somebody sets it right again: nothing is said any more.
        chain.one.clock.jump(-by);
        CHECK(chain.one.status().clock_fault == ClockFault::none);
        chain.one.sync_well();
        CHECK(chain.one.status().waiting_count == 0);
    }
}

TEST_CASE("a row of a far future moves nobody's clock, and who edits it has the last word") {
    WrongHub chain;
    const Uuid member = chain.sent_member();
    chain.neighbour.sync_well();
    // Both were wrong together, when nobody else was there; no steady clock went on from before.
    chain.set_hub(k_off_day_ms, true);
    chain.one.clock.jump(k_off_day_ms);
    chain.one.clock.restart();
    chain.edit(chain.one, member, "of tomorrow");
    chain.one.sync_well();
    chain.set_hub(-k_off_day_ms, true);
    (void)chain.neighbour.sync();
    chain.neighbour.sync_well();
    CHECK(text_of(chain.neighbour.load("member", member), "notes") == "of tomorrow");
    REQUIRE(chain.neighbour.register_member("李", "13800000002"));
    CHECK(chain.newest_stamp(chain.neighbour) <= chain.neighbour.clock.now_ms());
    chain.edit(chain.neighbour, member, "of today");
    chain.neighbour.sync_well();
    CHECK(chain.notes_at_hub(member) == "of today");
}

TEST_CASE("changes that stay ahead are the administrator's after three sessions; news go on") {
    WrongHub chain;
    const Uuid member = chain.sent_member();
    chain.neighbour.sync_well();
    // As after a hub that was wrong and whose database is lost.
    const auto far = sync::Hlc::at(chain.hub.clock.now_ms() + 4400 * k_off_day_ms);
    sqlite::save_fact(chain.one.database(), sqlite::fact::k_remote_hlc, far.raw()).value();
    chain.edit(chain.one, member, "ahead");
    chain.edit(chain.neighbour, member, "news");
    chain.neighbour.sync_well();
    CHECK(error_code(chain.one.sync()) == "clock_ahead");
    CHECK(chain.one.load("member", member));
    CHECK(error_code(chain.one.sync()) == "clock_ahead");
    for (int i = 0; i < 2; ++i) {
        REQUIRE(chain.neighbour.register_member("李", "1380000001" + std::to_string(i)));
        chain.neighbour.sync_well();
        const auto report = chain.one.sync();
        CHECK(error_code(report) == "clock_ahead_stays");
        CHECK(report.error->actor() == Actor::administrator);
        CHECK(report.written > 0);
    }
    REQUIRE(chain.hub.accept_refused_clocks());
    chain.one.sync_well();
    CHECK(chain.notes_at_hub(member) == "ahead");
    CHECK(chain.one.status().last_error == std::nullopt);
}

}  // namespace
}  // namespace qiantai::test
