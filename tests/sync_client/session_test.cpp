// What one session does, end to end: a real terminal's database, the real hub, no sockets.

#include "sync/client/rejections.hpp"
#include "terminal/members/rules/member_search.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

TEST_CASE("a member registered offline reaches the hub once, with card and consent") {
    Chain chain;
    const auto member = chain.one.register_member("王小明", "13800000001");
    REQUIRE(member);
    CHECK(chain.one.status().waiting_count == 3);
    const auto report = chain.one.sync_well();
    CHECK(report.sent == 3);
    CHECK(report.rejected == 0);
    CHECK(chain.hub.rows_of("member").size() == 1);
    CHECK(text_of(chain.hub.load_row("member", *member)->state.columns, "name") == "王小明");
    CHECK(chain.hub.rows_of("member_card").size() == 1);
    CHECK(chain.hub.rows_of("consent").size() == 1);
    CHECK(chain.one.status().waiting_count == 0);
    CHECK(chain.one.status().last_complete_at == chain.one.clock.now_ms());
}

TEST_CASE("a second session moves nothing") {
    Chain chain;
    REQUIRE(chain.one.register_member("王小明", "13800000001"));
    chain.one.sync_well();
    const auto again = chain.one.sync_well();
    CHECK_FALSE(again.moved_anything());
    CHECK(again.received == 0);
}

TEST_CASE("rows come to the terminals of their store and not to those of others") {
    Chain chain;
    SimTerminal second(chain.hub, "S001", 3);
    second.enrol();
    const auto member = chain.one.register_member("王小明", "13800000001");
    chain.one.sync_well();
    second.sync_well();
    chain.other.sync_well();
    CHECK(second.load("member", *member) == chain.one.load("member", *member));
    CHECK_FALSE(chain.other.load("member", *member));
    CHECK(second.count("SELECT count(*) FROM outbox") == 0);
}

TEST_CASE("an edit reaches a second terminal of the store and its search index") {
    Chain chain;
    SimTerminal second(chain.hub, "S001", 3);
    second.enrol();
    const auto member = chain.one.register_member("王小明", "13800000001");
    chain.one.sync_well();
    second.sync_well();
    REQUIRE(chain.one.update("member", *member, {{"name", "王大明"}, {"notes", "常客"}}));
    chain.one.sync_well();
    second.sync_well();
    CHECK(text_of(second.load("member", *member), "name") == "王大明");
    CHECK(domain::search_members(second.database(), "王大明").value().size() == 1);
    CHECK(domain::search_members(second.database(), "王小明").value().empty());
}

TEST_CASE("an unsent local edit wins over an older remote one and loses against a newer one") {
    Chain chain;
    SimTerminal second(chain.hub, "S001", 3);
    second.enrol();
    const auto member = chain.one.register_member("王小明", "13800000001");
    chain.one.sync_well();
    second.sync_well();
    chain.one.clock.advance(1000);
    second.clock.advance(2000);
    REQUIRE(chain.one.update("member", *member, {{"name", "first"}, {"notes", "from one"}}));
    REQUIRE(second.update("member", *member, {{"name", "second"}}));
    chain.one.sync_well();
    second.sync_well();
    CHECK(text_of(second.load("member", *member), "name") == "second");
    CHECK(text_of(second.load("member", *member), "notes") == "from one");
    chain.one.sync_well();
    CHECK(chain.one.load("member", *member) == second.load("member", *member));
    CHECK(chain.hub.rows_of("member_conflict").size() == 1);
}

TEST_CASE("a refused change is listed, blocks nothing, and what follows goes on") {
    Chain chain;
    const Uuid refused = chain.one.new_id();
    REQUIRE(chain.one.insert(
        "member", refused, member_row("S002", "foreign", "13800000001", chain.one.clock.now_ms())));
    REQUIRE(chain.one.register_member("王小明", "13800000002"));
    const auto report = chain.one.sync_well();
    CHECK(report.rejected == 1);
    CHECK(chain.hub.rows_of("member").size() == 1);
    const auto list =
        sync::list_rejections(chain.one.database(), sync::RejectionFilter::open, 10).value();
    REQUIRE(list.size() == 1);
    CHECK(list[0].id == refused);
    CHECK(list[0].code == "other_store");
    CHECK_FALSE(list[0].words_zh.empty());
    CHECK(chain.one.status().refused_count == 1);
}

TEST_CASE("a terminal that is not enrolled says so and touches no network") {
    SimHub hub;
    SimTerminal terminal(hub, "S001", 1);
    const auto report = terminal.sync();
    REQUIRE(report.error);
    CHECK(report.error->code() == "terminal_not_enrolled");
    CHECK_FALSE(terminal.status().enrolled);
}

}  // namespace
}  // namespace qiantai::test
