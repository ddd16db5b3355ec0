// Callbacks on several terminals, over the real hub: what two of a store find for themselves is one,
// two who called the same person both stand, and headquarters sees a number only while its task
// opens it, on that desk alone.

#include <doctest/doctest.h>

#include <fstream>

#include "sync/client/contact_data.hpp"
#include "terminal/callbacks/rules/callback_rules.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"
#include "terminal/members/rules/member_erase.hpp"
#include "tests/support/sim_terminal.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::domain;

constexpr TimeMs k_hour_ms = 3'600'000;
constexpr std::string_view k_number = "13800138001";

struct CallTill {
    CallTill(SimHub& hub, std::string store, std::uint64_t seed)
        : terminal(hub, std::move(store), seed) {
        terminal.enrol();
        terminal.sync_well();
    }
    Session session() const {
        const bool hq = terminal.store_code() == "HQ";
        return {hq ? "9201" : "1001", "林晓岚", hq ? StaffRole::cs_agent : StaffRole::store_manager,
                terminal.store_code(), false};
    }
    /// With the service's own context, and some time later than the last time.
    template <typename Work>
    auto with(Work&& work) {
        terminal.clock.advance(1000);
        ServiceContext context{terminal.database(), terminal.clock, terminal.random,
                               terminal.manifest(), load_identity(terminal.database()).value()};
        Callbacks callbacks(context);
        auto result = work(callbacks);
        if (!result) FAIL(result.error().message());
        return *std::move(result);
    }
    CallbackRun run() {
        terminal.clock.advance(1000);
        ServiceContext context{terminal.database(), terminal.clock, terminal.random,
                               terminal.manifest(), load_identity(terminal.database()).value()};
        return CallbackRuleBook(context).run(session(), 100).value();
    }
    CallbackLine record(const Uuid& task, CallbackOutcome outcome,
                        std::optional<int> score = std::nullopt) {
        return with([&](Callbacks& callbacks) {
            return callbacks.record(
                session(), {.task_id = task, .outcome = outcome, .satisfaction = score});
        });
    }
    CallbackSheet sheet(const Uuid& task) {
        return with([&](Callbacks& callbacks) { return callbacks.sheet(session(), task); });
    }
    std::string status(const Uuid& task) {
        return std::string(code_of(sheet(task).line.state.status));
    }
    /// Anywhere in the database, as it is when it is decrypted.
    bool knows(std::string_view words) {
        const auto plain = terminal.count(
            "SELECT count(*) FROM member WHERE phone = '" + std::string(words) + "'");
        const auto queued = terminal.count("SELECT count(*) FROM outbox WHERE columns LIKE '%" +
                                           std::string(words) + "%'");
        return plain + queued > 0;
    }
    SimTerminal terminal;
};

struct CallWorld {
    CallWorld() {
        for (const char* store : {"S001", "S002"}) hub.add_store(store);
        desk.emplace(hub, "HQ", 9);
        add_staff("S001", "1001", "store_manager");
        add_staff("HQ", "9201", "cs_agent");
        desk->terminal.sync_well();
        neighbour.emplace(hub, "HQ", 8);
        home.emplace(hub, "S001", 1);
        twin.emplace(hub, "S001", 2);
        // 10:00 in China, the day after the member joined.
        const TimeMs now = home->terminal.clock.now_ms();
        const TimeMs at = utc_day_start(Date::of_text("2026-11-22")) + 2 * k_hour_ms;
        later(at - now);
        member = home->terminal.register_member("孙丽", k_number).value();
        sync();
    }
    void add_staff(const char* store, const char* number, const char* role) {
        REQUIRE(desk->terminal.insert("staff", desk->terminal.new_id(),
                                      {{"store_code", store},
                                       {"number", number},
                                       {"name", "林晓岚"},
                                       {"role", role},
                                       {"status", "active"},
                                       {"pin_must_change", false},
                                       {"created_at", desk->terminal.clock.now_ms()}}));
    }
    void later(TimeMs by_ms) {
        hub.clock.advance(by_ms);
        for (auto* till : all()) till->terminal.clock.advance(by_ms);
    }
    std::vector<CallTill*> all() { return {&*desk, &*neighbour, &*home, &*twin}; }
    void sync() {
        for (int i = 0; i < 2; ++i) {
            hub.clock.advance(5000);
            for (auto* till : all()) till->terminal.sync_well();
        }
    }
    Uuid make(CallTill& till, bool for_headquarters = false) {
        const auto line = till.with([&](Callbacks& callbacks) {
            const Date today = Date::of_time(till.terminal.clock.now_ms(), 480);
            return callbacks.make(till.session(), {.member_id = member,
                                                   .matter = "问问安装的事",
                                                   .due_from = today,
                                                   .due_until = today.plus_days(5),
                                                   .for_headquarters = for_headquarters});
        });
        return line.task.id;
    }
    SimHub hub;
    std::optional<CallTill> desk, neighbour, home, twin;
    Uuid member;
};

}  // namespace

TEST_CASE("two terminals of a store that find the same offline make one callback, and end it once") {
    CallWorld world;
    CHECK(world.home->run().made() == 1);
    CHECK(world.twin->run().made() == 1);
    world.sync();
    CHECK(world.hub.rows_of("callback_task").size() == 1);
    for (auto* till : world.all()) {
        CHECK(till->terminal.count("SELECT count(*) FROM callback_task") == 1);
    }
    world.later(40 * 24 * k_hour_ms);
    world.home->run();
    world.twin->run();
    world.sync();
    CHECK(world.home->terminal.count(
              "SELECT count(*) FROM callback_step WHERE step = 'ended'") == 1);
}

TEST_CASE("two who called the same person offline both stand, and all see the same") {
    CallWorld world;
    const Uuid task = world.make(*world.home);
    world.sync();
    world.home->record(task, CallbackOutcome::no_answer);
    world.twin->record(task, CallbackOutcome::reached, 4);
    world.sync();
    for (auto* till : world.all()) {
        CHECK(till->status(task) == "reached");
        CHECK(till->sheet(task).history.size() == 2);
        till->with([&](Callbacks& callbacks) { return callbacks.counts(till->session()); });
        CHECK(till->terminal.count("SELECT satisfaction FROM callback_state") == 4);
    }
}

TEST_CASE("headquarters makes the call it was given: the number comes for its time, to its desk") {
    CallWorld world;
    const Uuid task = world.make(*world.home, true);
    world.sync();
    for (auto* desk : {&*world.desk, &*world.neighbour}) {
        CHECK(desk->sheet(task).line.member_name == "孙丽");
        CHECK_FALSE(desk->knows(k_number));
    }
    const auto opened = world.desk->with([&](Callbacks& callbacks) {
        return callbacks.open_number(world.desk->session(), task);
    });
    CHECK(opened.number.access == NumberAccess::waiting);
    world.sync();
    CHECK(world.desk->sheet(task).number.access == NumberAccess::open);
    CHECK(world.desk->sheet(task).number.phone == k_number);
    CHECK_FALSE(world.neighbour->knows(k_number));
    CHECK(world.neighbour->sheet(task).number.access == NumberAccess::closed);
    CHECK(world.desk->terminal.count(
              "SELECT count(*) FROM audit_event WHERE action = 'callbacks.open_number'") == 1);
    SUBCASE("its time is over, also offline") {
        world.later(24 * k_hour_ms);
        CHECK(world.desk->sheet(task).number.access == NumberAccess::closed);
        REQUIRE(sync::drop_contact_data(world.desk->terminal.database(),
                                        world.desk->terminal.manifest(),
                                        world.desk->terminal.clock.now_ms())
                    .ok());
        CHECK_FALSE(world.desk->knows(k_number));
    }
    SUBCASE("it is closed by hand") {
        world.desk->with([&](Callbacks& callbacks) {
            return callbacks.close_number(world.desk->session(), task);
        });
        CHECK(world.desk->sheet(task).number.access == NumberAccess::closed);
        world.sync();
        CHECK_FALSE(world.desk->knows(k_number));
    }
    SUBCASE("the call ends it") {
        world.desk->record(task, CallbackOutcome::reached, 5);
        world.sync();
        CHECK_FALSE(world.desk->knows(k_number));
        CHECK(world.home->status(task) == "reached");
    }
    // The store has kept its own.
    CHECK(world.home->knows(k_number));
}

TEST_CASE("a desk that asked for no number has none, whatever is changed at the store") {
    CallWorld world;
    REQUIRE(world.home->terminal.update("member", world.member, {{"phone", "13900139002"}}));
    world.sync();
    for (auto* desk : {&*world.desk, &*world.neighbour}) {
        CHECK_FALSE(desk->knows(k_number));
        CHECK_FALSE(desk->knows("13900139002"));
        CHECK(desk->terminal.count("SELECT count(*) FROM member") == 1);
    }
    CHECK(world.twin->knows("13900139002"));
}

}  // namespace qiantai::test
