// What a clerk is told.

#include "sync/client/waiting_entries.hpp"

#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

TEST_CASE("a network that fails and comes back shows as offline since when, and online again") {
    Chain chain;
    chain.sent_member();
    CHECK(chain.one.status().online);
    HookLink dead(chain.hub, [](const sync::HttpRequest&) -> HookLink::Answer {
        return Result<sync::HttpResponse>(make_error(sync::k_no_network, "no route"));
    });
    const TimeMs since = chain.one.clock.now_ms();
    CHECK(error_code(chain.one.sync(dead)) == "no_network");
    chain.advance(5000);
    CHECK(error_code(chain.one.sync(dead)) == "no_network");
    auto status = chain.one.status();
    CHECK_FALSE(status.online);
    CHECK(status.offline_since == since);
    REQUIRE(status.last_error);
    CHECK(status.last_error->actor == "itself");
    CHECK_FALSE(status.last_error->words_zh.empty());
    chain.one.sync_well();
    status = chain.one.status();
    CHECK(status.online);
    CHECK_FALSE(status.offline_since);
    CHECK_FALSE(status.last_error);
}

TEST_CASE("waiting changes are counted by kind, with the time of the oldest") {
    Chain chain;
    chain.sent_member();
    const TimeMs since = chain.one.clock.now_ms();
    REQUIRE(chain.one.register_member("李", "13800000002"));
    chain.advance(7000);
    REQUIRE(chain.one.register_member("张", "13800000003"));
    const auto status = chain.one.status();
    CHECK(status.waiting_count == 6);
    CHECK(status.waiting_since == since);
    const auto by_entity = sync::load_waiting_by_entity(chain.one.database()).value();
    CHECK(by_entity.at("member").count == 2);
    CHECK(by_entity.at("member").since == since);
    CHECK(by_entity.at("consent").count == 2);
    // Two registrations, whatever each of them wrote.
    const auto entries = sync::load_waiting_entries(chain.one.database()).value();
    CHECK(entries.count == 2);
    CHECK(entries.by_entity.size() == 1);
    CHECK(entries.by_entity.at("member").count == 2);
    CHECK(entries.by_entity.at("member").since == since);
    CHECK_FALSE(entries.more);
    chain.one.sync_well();
    CHECK(sync::load_waiting_entries(chain.one.database())->count == 0);
}

TEST_CASE("a clock that is off by more than five minutes is reported, by less is not") {
    Chain chain;
    chain.one.clock.advance(-4 * 60'000);
    chain.one.sync_well();
    CHECK(chain.one.status().clock_fault == ClockFault::none);
    CHECK(chain.one.status().clock_offset_ms == 4 * 60'000);
    chain.one.clock.advance(-2 * 60'000);
    chain.one.sync_well();
    CHECK(chain.one.status().clock_fault != ClockFault::none);
}

TEST_CASE("a clock that can't be right is reported without headquarters, and records go on") {
    constexpr TimeMs day_ms = 24ll * 3600 * 1000;
    Chain chain;
    chain.one.sync_well();
    // There is no steady clock to go by any more.
    chain.one.clock.restart();
    REQUIRE(chain.one.register_member("王", "13800000001"));
    chain.one.clock.jump(-day_ms + 60'000);
    CHECK(chain.one.status().clock_fault == ClockFault::none);
    chain.one.clock.jump(-3000 * day_ms);
    REQUIRE(chain.one.register_member("李", "13800000002"));
    CHECK(chain.one.status().clock_fault != ClockFault::none);
    CHECK(chain.one.status().clock_offset_ms > 3000 * day_ms);
    chain.one.clock.jump(3001 * day_ms + 399 * day_ms);
    CHECK(chain.one.status().clock_fault == ClockFault::none);
    chain.one.clock.jump(3 * day_ms);
    CHECK(chain.one.status().clock_fault != ClockFault::none);
    CHECK(chain.one.status().clock_offset_ms < -400 * day_ms);
    REQUIRE(chain.one.register_member("张", "13800000003"));
}

TEST_CASE("a record of a wrong future stops speaking of the clock once headquarters has it") {
    Chain chain;
    chain.one.sync_well();
    const TimeMs right = chain.one.clock.now_ms();
    chain.one.clock.advance(100ll * 24 * 3600 * 1000);
    REQUIRE(chain.one.register_member("王", "13800000001"));
    chain.one.clock.set(right);
    CHECK(chain.one.status().clock_fault != ClockFault::none);
    chain.one.sync_well();
    CHECK(chain.one.status().clock_fault == ClockFault::none);
}

TEST_CASE("a record of a far future says nothing of the clock, and none of headquarters' time") {
    Chain chain;
    chain.one.sync_well();
    const TimeMs right = chain.one.clock.now_ms();
    chain.one.clock.set(2'147'483'647'000);
    REQUIRE(chain.one.register_member("王", "13800000001"));
    chain.one.clock.set(right);
    CHECK(chain.one.status().clock_fault == ClockFault::none);
    chain.one.clock.set(0);
    CHECK(chain.one.status().clock_fault == ClockFault::ours);
    CHECK(chain.one.status().clock_offset_ms == right);
}

TEST_CASE("proof of a row: waiting, refused, confirmed, absent") {
    Chain chain;
    const Entity& member_entity = *chain.one.manifest().find("member");
    const auto proof = [&](const Uuid& id) {
        return sync::load_row_proof(chain.one.database(), member_entity, id).value();
    };
    const auto member = chain.one.register_member("王", "13800000001");
    const Uuid foreign = chain.one.new_id();
    REQUIRE(chain.one.insert("member", foreign,
                             member_row("S002", "外", "13800000002", chain.one.clock.now_ms())));
    CHECK(proof(*member) == sync::Proof::waiting);
    chain.one.sync_well();
    CHECK(proof(*member) == sync::Proof::confirmed);
    CHECK(proof(foreign) == sync::Proof::refused);
    CHECK(proof(chain.one.new_id()) == sync::Proof::absent);
    REQUIRE(chain.one.update("member", *member, {{"name", "新"}}));
    CHECK(proof(*member) == sync::Proof::waiting);
}

TEST_CASE("proof of a day counts what was written in it") {
    Chain chain;
    chain.sent_member();
    const TimeMs morning = chain.one.clock.now_ms();
    REQUIRE(chain.one.register_member("李", "13800000002"));
    REQUIRE(chain.one.insert("member", chain.one.new_id(),
                             member_row("S002", "外", "13800000003", chain.one.clock.now_ms())));
    chain.one.sync_well();
    chain.advance(1000);
    const TimeMs evening = chain.one.clock.now_ms();
    REQUIRE(chain.one.register_member("张", "13800000004"));
    const auto day = sync::load_period_proof(chain.one.database(), morning, evening).value();
    CHECK(day.written == 4);
    CHECK(day.confirmed == 3);
    CHECK(day.refused == 1);
    CHECK(day.waiting == 0);
    CHECK_FALSE(day.is_complete());
    CHECK(sync::load_period_proof(chain.one.database(), evening, evening + 1).value().waiting == 3);
}

TEST_CASE("the outbox is listed without values") {
    Chain chain;
    chain.sent_member();
    const auto member = chain.one.register_member("李", "13800000002");
    const auto waiting =
        sync::list_outbox(chain.one.database(), sync::OutboxFilter::waiting, 0, 100).value();
    REQUIRE(waiting.size() == 3);
    CHECK(waiting[0].seq == 4);
    CHECK(waiting[0].entity == "member");
    CHECK(waiting[0].id == *member);
    CHECK(waiting[0].proof == sync::Proof::waiting);
    CHECK(std::ranges::find(waiting[0].columns, "phone") != waiting[0].columns.end());
    CHECK(waiting[0].txn == waiting[2].txn);
    const auto all = sync::list_outbox(chain.one.database(), sync::OutboxFilter::all, 1, 2).value();
    REQUIRE(all.size() == 2);
    CHECK(all[0].seq == 2);
    CHECK(all[0].proof == sync::Proof::confirmed);
}

}  // namespace
}  // namespace qiantai::test
