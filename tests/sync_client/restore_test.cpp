// Databases and hubs that go back in time, machines that claim one identity, clocks that were
// wrong.

#include "schema/sqlite/facts.hpp"
#include "sync/client/outbox_retention.hpp"
#include "sync/client/push_state.hpp"
#include "sync/client/rejections.hpp"
#include "sync/core/tuning.hpp"
#include "tests/support/invented.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

constexpr TimeMs k_day_ms = 24ll * 3600 * 1000;

TEST_CASE("a hub restored from last night's backup gets everything again that came after it") {
    Chain chain;
    chain.sent_member();
    chain.hub.back_up();
    const auto lost = chain.one.register_member("昨夜之后", "13800000002");
    chain.one.sync_well();
    chain.hub.restore();
    CHECK_FALSE(chain.hub.load_row("member", *lost));
    const auto report = chain.one.sync_well();
    CHECK(report.sent == 3);
    CHECK(chain.hub.load_row("member", *lost));
    CHECK(chain.hub.rows_of("member").size() == 2);
    chain.one.sync_well();
    CHECK_FALSE(chain.one.sync_well().moved_anything());
}

TEST_CASE("what a store wrote in a row that has gone on since counts again at a restored hub") {
    bool knows_that_it_left = false;
    SUBCASE("the store still has the row") {}
    SUBCASE("the store no longer has the row") {
        knows_that_it_left = true;
    }
    SimHub hub(make_invented_manifest());
    for (const char* code : {"S001", "S002", "S003"}) hub.add_store(code);
    SimTerminal one(hub, "S001", 1), two(hub, "S002", 2);
    const auto run = [&](SimTerminal& terminal) {
        for (auto* clock : {&hub.clock, &one.clock, &two.clock}) clock->advance(1000);
        terminal.sync_well();
    };
    for (auto* terminal : {&one, &two}) {
        terminal->upgrade(make_invented_manifest(), invented_migrations());
        terminal->enrol();
    }
    hub.back_up();
    const Uuid parcel = one.new_id();
    REQUIRE(one.insert("parcel", parcel,
                       {{"store_code", "S001"}, {"receiver", "S002"}, {"content", "cups"}}));
    run(one);
    run(two);
    REQUIRE(two.update("parcel", parcel, {{"content", "plates"}}));
    run(two);
    run(one);
    REQUIRE(one.update("parcel", parcel, {{"receiver", "S003"}}));
    run(one);
    if (knows_that_it_left) run(two);
    hub.restore();
    run(two);
    REQUIRE_FALSE(hub.load_row("parcel", parcel));
    run(one);
    run(two);
    REQUIRE(hub.load_row("parcel", parcel));
    CHECK(hub.load_row("parcel", parcel)->state.columns.at("content") == "plates");
    CHECK(one.load("parcel", parcel)->at("content") == "plates");
    CHECK_FALSE(two.load("parcel", parcel));
    const auto refused = sync::list_rejections(two.database(), sync::RejectionFilter::open, 10);
    CHECK(refused.value().empty());
}

TEST_CASE(
    "a hub set back further than the terminal keeps its changes is a matter for the "
    "administrator") {
    Chain chain;
    chain.hub.back_up();
    for (int day = 0; day < 40; ++day) {
        chain.sent_member();
        chain.advance(k_day_ms);
    }
    chain.hub.restore();
    const auto report = chain.one.sync();
    CHECK(error_code(report) == "history_missing");
    CHECK(report.error->actor() == Actor::administrator);
    CHECK(chain.one.count("SELECT count(*) FROM member") == 40);
}

TEST_CASE(
    "acknowledged changes are kept 30 days from their acknowledgement, the last one for ever") {
    Chain chain;
    REQUIRE(chain.one.register_member("王", "13800000001"));
    // A month without network: old when they are acknowledged, and yet to be kept.
    chain.advance(31 * k_day_ms);
    chain.one.sync_well();
    CHECK(chain.one.count("SELECT count(*) FROM outbox") == 3);
    chain.advance(29 * k_day_ms);
    chain.one.sync_well();
    CHECK(chain.one.count("SELECT count(*) FROM outbox") == 3);
    chain.advance(2 * k_day_ms);
    chain.one.sync_well();
    CHECK(chain.one.count("SELECT count(*) FROM outbox") == 1);
    CHECK(chain.one.count("SELECT seq FROM outbox") == 3);
    REQUIRE(chain.one.register_member("李", "13800000002"));
    CHECK(chain.one.sync_well().sent == 3);
}

TEST_CASE("a till's clock that jumps a year ahead does not empty the outbox") {
    Chain chain;
    chain.sent_member();
    chain.one.clock.advance(365 * k_day_ms);
    chain.one.sync_well();
    CHECK(chain.one.count("SELECT count(*) FROM outbox") == 3);
}

TEST_CASE("a change with an open rejection is kept beyond the retention") {
    Chain chain;
    REQUIRE(chain.one.insert("member", chain.one.new_id(),
                             member_row("S002", "外店", "13800000009", chain.one.clock.now_ms())));
    chain.sent_member();
    for (int day = 0; day < 33; ++day) {
        chain.one.sync_well();
        chain.advance(k_day_ms);
    }
    CHECK(chain.one.count("SELECT count(*) FROM outbox WHERE seq = 1") == 1);
    CHECK(chain.one.count("SELECT count(*) FROM outbox WHERE seq = 2") == 0);
}

TEST_CASE(
    "a terminal restored from a backup goes on as a new incarnation and gets back what it lost") {
    Chain chain;
    chain.sent_member();
    const auto copy = chain.one.copy();
    const auto lost_here = chain.one.register_member("备份之后", "13800000002");
    chain.one.sync_well();
    const auto unsent = chain.one.register_member("没有上传", "13800000003");
    chain.one.back_to_copy(copy, SimTerminal::CopyKind::restored);
    CHECK_FALSE(chain.one.load("member", *lost_here));
    chain.one.sync_well();
    CHECK(chain.one.load("member", *lost_here));
    CHECK_FALSE(chain.one.load("member", *unsent));
    const auto after = chain.one.register_member("恢复之后", "13800000004");
    chain.one.sync_well();
    CHECK(chain.hub.load_row("member", *after));
    CHECK(chain.hub.rows_of("member").size() == 3);
}

/// Restores, and dies once the hub has taken the restored database over, before it hears of it.
void restore_and_die(SimTerminal& terminal, const std::filesystem::path& copy) {
    terminal.back_to_copy(copy, SimTerminal::CopyKind::restored);
    REQUIRE(terminal.register_member("恢复之后", "13800000004"));
    HookLink link(terminal.hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
        if (request.target != "/v1/changes") return std::nullopt;
        REQUIRE(terminal.hub.handle(request).status == 200);
        return make_error(sync::k_connection_cut);
    });
    REQUIRE_FALSE(terminal.sync(link).ok());
}

TEST_CASE(
    "a restored terminal that dies before it hears that the hub took it over can be restored "
    "again") {
    Chain chain;
    chain.sent_member();
    const auto copy = chain.one.copy();
    restore_and_die(chain.one, copy);
    restore_and_die(chain.one, copy);
    chain.one.back_to_copy(copy, SimTerminal::CopyKind::restored);
    REQUIRE(chain.one.register_member("第三次", "13800000005"));
    chain.one.sync_well();
    chain.one.sync_well();
    CHECK(chain.hub.rows_of("member").size() == 4);
    CHECK(chain.one.count("SELECT count(*) FROM member") == 4);
}

TEST_CASE("of two machines restored from one backup only the first is taken over") {
    Chain chain;
    chain.sent_member();
    const auto copy = chain.one.copy();
    restore_and_die(chain.one, copy);
    SimTerminal clone(chain.hub, "S001", 9);
    clone.back_to_copy(copy, SimTerminal::CopyKind::restored);
    REQUIRE(clone.register_member("克隆", "13800000005"));
    CHECK(error_code(clone.sync()) == "device_blocked");
}

TEST_CASE("a copy made between two restores is blocked once the second is taken over") {
    Chain chain;
    chain.sent_member();
    const auto copy = chain.one.copy();
    restore_and_die(chain.one, copy);
    const auto between = chain.one.copy();
    chain.one.back_to_copy(copy, SimTerminal::CopyKind::restored);
    REQUIRE(chain.one.register_member("第二次", "13800000005"));
    chain.one.sync_well();
    SimTerminal clone(chain.hub, "S001", 9);
    clone.back_to_copy(between, SimTerminal::CopyKind::plain);
    REQUIRE(clone.register_member("克隆", "13800000006"));
    CHECK(error_code(clone.sync()) == "device_blocked");
}

TEST_CASE("the machine left behind after a restore elsewhere is blocked") {
    Chain chain;
    chain.sent_member();
    const auto copy = chain.one.copy();
    SimTerminal moved(chain.hub, "S001", 9);
    moved.back_to_copy(copy, SimTerminal::CopyKind::restored);
    REQUIRE(moved.register_member("新机", "13800000002"));
    moved.sync_well();
    REQUIRE(chain.one.register_member("旧机", "13800000003"));
    const auto report = chain.one.sync();
    CHECK(error_code(report) == "device_blocked");
    CHECK(report.error->actor() == Actor::administrator);
    CHECK(error_code(moved.sync()) == "device_blocked");
}

TEST_CASE("of two machines with copies of one database the second one to write is noticed") {
    Chain chain;
    chain.sent_member();
    const auto copy = chain.one.copy();
    SimTerminal clone(chain.hub, "S001", 9);
    clone.back_to_copy(copy, SimTerminal::CopyKind::plain);
    REQUIRE(chain.one.register_member("原机", "13800000002"));
    chain.one.sync_well();
    REQUIRE(clone.register_member("克隆", "13800000003"));
    CHECK(error_code(clone.sync()) == "device_blocked");
    CHECK(chain.hub.load_device(chain.one.device_id())->status == hub::DeviceStatus::blocked);
}

TEST_CASE("an old copy of the database put back by hand is told so before anything is sent") {
    Chain chain;
    chain.sent_member();
    const auto copy = chain.one.copy();
    chain.sent_member();
    chain.one.back_to_copy(copy, SimTerminal::CopyKind::plain);
    const auto report = chain.one.sync();
    CHECK(error_code(report) == "database_old_copy");
    CHECK(report.error->actor() == Actor::administrator);
    CHECK(chain.hub.load_device(chain.one.device_id())->status == hub::DeviceStatus::active);
}

TEST_CASE(
    "changes written with a clock far ahead are stamped anew, rows and outbox alike, in order") {
    Chain chain;
    const Uuid member = chain.sent_member();
    chain.one.clock.advance(2 * 3'600'000);
    REQUIRE(chain.one.update("member", member, {{"name", "first"}}));
    REQUIRE(chain.one.update("member", member, {{"name", "second"}, {"notes", "n"}}));
    const auto added = chain.one.register_member("李", "13800000002");
    chain.other.clock.advance(1);
    const auto report = chain.one.sync_well();
    CHECK(report.restamped == 5);
    CHECK(report.sent == 5);
    const auto limit =
        sync::Hlc::at(chain.hub.clock.now_ms() + sync::tuning::k_clock_offset_max_ms);
    CHECK(sync::Hlc(chain.one.count("SELECT max(hlc) FROM outbox")) < limit);
    CHECK(chain.one.count("SELECT row_hlc FROM member ORDER BY id DESC LIMIT 1") < limit.raw());
    CHECK(chain.one.count(
              "SELECT count(*) FROM outbox a JOIN outbox b ON a.seq < b.seq AND a.hlc >= b.hlc") ==
          0);
    CHECK(text_of(chain.hub.load_row("member", member)->state.columns, "name") == "second");
    // Rows and hub have the same clocks: nothing comes back that would have to be written.
    CHECK_FALSE(chain.one.sync_well().moved_anything());
    CHECK(chain.hub.load_row("member", *added));
    CHECK(chain.one.status().clock_fault != ClockFault::none);
    // From now on the offset is known: no more stamping anew.
    REQUIRE(chain.one.register_member("张", "13800000003"));
    CHECK(chain.one.sync_well().restamped == 0);
}

TEST_CASE(
    "an edit stamped anew is still newer than what the terminal had seen when it was written") {
    Chain chain;
    SimTerminal second(chain.hub, "S001", 9);
    second.enrol();
    const Uuid member = chain.sent_member();
    second.sync_well();
    second.clock.advance(4 * 60'000);
    REQUIRE(second.update("member", member, {{"name", "seen"}}));
    second.sync_well();
    chain.one.sync_well();
    chain.one.clock.advance(2 * 3'600'000);
    REQUIRE(chain.one.update("member", member, {{"name", "mine"}}));
    CHECK(chain.one.sync_well().restamped == 1);
    second.sync_well();
    CHECK(text_of(second.load("member", member), "name") == "mine");
    CHECK(chain.hub.rows_of("member_conflict").empty());
}

}  // namespace
}  // namespace qiantai::test
