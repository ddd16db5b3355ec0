#include "schema/manifest/values.hpp"
#include "sync/core/json_text.hpp"
#include "sync/core/scope.hpp"
#include "sync/core/tuning.hpp"
#include "tests/hub/hub_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;

namespace {

struct OneStore {
    OneStore() { hub.add_store("S001"); }
    TestHub hub;
};

}  // namespace

TEST_CASE_FIXTURE(OneStore,
                  "a pushed row comes back from its store's scope and from headquarters'") {
    TestDevice desk(hub, "HQ"), till(hub, "S001");
    const Uuid id = till.insert("member", member_columns("S001"));
    const auto reply = till.push();
    REQUIRE(reply.status == 200);
    CHECK(reply.answer.acked_seq == 1);
    CHECK(reply.answer.hub_time_ms == hub.clock.now_ms());
    CHECK(reply.answer.rejections.empty());
    const auto at_store = till.find("store/S001", id);
    REQUIRE(at_store);
    CHECK(at_store->state.columns.at("phone") == "13800000001");
    CHECK(desk.find(sync::hq_scope("S001"), id));
    CHECK_FALSE(till.find("chain", id));
}

TEST_CASE_FIXTURE(OneStore, "the same push sent again changes nothing and gets the same answer") {
    TestDevice till(hub, "S001");
    till.insert("member", member_columns("S001"));
    auto wrong = member_columns("S001", "13800000002");
    wrong["gender"] = "robot";
    till.insert("member", wrong);
    const auto batch = till.make_batch(1, 2);
    const auto first = till.send(batch);
    REQUIRE(first.status == 200);
    const auto feed_before = till.read("store/S001").size();
    hub.clock.advance(1000);
    const auto again = till.send(batch);
    REQUIRE(again.status == 200);
    CHECK(again.answer.acked_seq == 2);
    // The first answer may have been lost, so the refusal is told again.
    REQUIRE(again.answer.rejections.size() == 1);
    CHECK(again.answer.rejections[0].words_zh == first.answer.rejections[0].words_zh);
    CHECK(till.read("store/S001").size() == feed_before);
    CHECK(till.hello().at("last_seq") == 2);
}

TEST_CASE_FIXTURE(OneStore, "a push that overlaps what the hub has adds only the rest") {
    TestDevice till(hub, "S001");
    till.insert("member", member_columns("S001", "1"));
    REQUIRE(till.push().status == 200);
    till.insert("member", member_columns("S001", "2"));
    const auto reply = till.send(till.make_batch(1, 2));
    REQUIRE(reply.status == 200);
    CHECK(reply.answer.acked_seq == 2);
    CHECK(hub.rows_of("member").size() == 2);
}

TEST_CASE_FIXTURE(OneStore,
                  "a gap is answered with the seq the hub expects, and nothing is taken") {
    TestDevice till(hub, "S001");
    for (int i = 0; i < 3; ++i) till.insert("member", member_columns("S001", std::to_string(i)));
    const auto reply = till.send(till.make_batch(3, 3));
    CHECK(reply.status == 409);
    CHECK(reply.code() == "sequence_gap");
    CHECK(reply.error.at("expected_seq") == 1);
    CHECK(hub.rows_of("member").empty());
    CHECK(till.push().status == 200);
}

TEST_CASE_FIXTURE(OneStore,
                  "a refused change is reported with words and blocks nothing behind it") {
    TestDevice till(hub, "S001");
    auto wrong = member_columns("S001", "1");
    wrong.erase("tier_code");
    const Uuid refused = till.insert("member", wrong);
    const Uuid taken = till.insert("member", member_columns("S001", "2"));
    till.update("member", refused, {{"name", "改名"}});
    const auto reply = till.push();
    REQUIRE(reply.status == 200);
    CHECK(reply.answer.acked_seq == 3);
    REQUIRE(reply.answer.rejections.size() == 2);
    CHECK(reply.answer.rejections[0].seq == 1);
    CHECK(reply.answer.rejections[0].code == "value_missing");
    CHECK(reply.answer.rejections[0].actor == "clerk");
    CHECK(reply.answer.rejections[0].field == "tier_code");
    CHECK_FALSE(reply.answer.rejections[0].words_zh.empty());
    CHECK(reply.answer.rejections[1].code == "row_missing");
    CHECK(hub.load_row("member", taken));
    CHECK_FALSE(hub.load_row("member", refused));
}

TEST_CASE_FIXTURE(OneStore,
                  "a clock too far ahead takes nothing and says what is to be stamped anew") {
    TestDevice till(hub, "S001");
    till.insert("member", member_columns("S001", "1"));
    REQUIRE(till.push().status == 200);
    till.last_hlc = sync::Hlc::at(hub.clock.now_ms() + sync::tuning::k_clock_offset_max_ms + 2);
    till.insert("member", member_columns("S001", "2"));
    const auto reply = till.send(till.make_batch(1, 2));
    CHECK(reply.status == 409);
    CHECK(reply.code() == "clock_ahead");
    CHECK(reply.error.at("hub_time") == hub.clock.now_ms());
    CHECK(reply.error.at("clock_bound") ==
          sync::Hlc::at(hub.clock.now_ms() + sync::tuning::k_clock_offset_max_ms + 1).raw());
    CHECK(reply.error.at("expected_seq") == 2);
    CHECK(hub.rows_of("member").size() == 1);
    till.outbox[1].hlc = sync::Hlc::at(hub.clock.now_ms() + sync::tuning::k_clock_offset_max_ms);
    CHECK(till.push().status == 200);
}

// It lay on the wire while the terminal stamped its changes anew and sent them again.
TEST_CASE_FIXTURE(OneStore, "a late push of stamps that were never taken is no second machine") {
    TestDevice till(hub, "S001");
    till.insert("member", member_columns("S001", "1"));
    REQUIRE(till.push().status == 200);
    const auto right = till.last_hlc;
    till.last_hlc = sync::Hlc::at(hub.clock.now_ms() + 7'200'000);
    till.insert("member", member_columns("S001", "2"));
    till.insert("member", member_columns("S001", "3"));
    const auto late = till.make_batch(2, 2), behind_it = till.make_batch(3, 3);
    till.outbox[1].hlc = right.next(hub.clock.now_ms());
    till.outbox[2].hlc = till.outbox[1].hlc.next(hub.clock.now_ms());
    REQUIRE(till.send(till.make_batch(2, 2)).status == 200);
    CHECK(till.send(late).code() == "clock_ahead");
    CHECK(till.send(behind_it).code() == "clock_ahead");
    CHECK(till.send(till.make_batch(3, 3)).status == 200);
}

TEST_CASE_FIXTURE(OneStore, "columns and entities the hub does not know are kept and delivered") {
    TestDevice till(hub, "S001"), desk(hub, "HQ");
    auto columns = member_columns("S001");
    columns["shoe_size"] = 38;
    const Uuid member = till.insert("member", columns);
    const Uuid novelty = till.insert("novelty", {{"text", "?"}, {"nested", {{"a", 1}}}});
    till.update("member", member, {{"shoe_size", 39}, {"hat", "tall"}}, till.outbox[0].hlc);
    const auto reply = till.push();
    REQUIRE(reply.status == 200);
    CHECK(reply.answer.rejections.empty());
    const auto row = till.find("store/S001", member);
    REQUIRE(row);
    CHECK(row->state.columns.at("shoe_size") == 39);
    CHECK(row->state.columns.at("hat") == "tall");
    const auto unknown = till.find("store/S001", novelty);
    REQUIRE(unknown);
    CHECK(unknown->state.columns.at("nested").at("a") == 1);
}

TEST_CASE_FIXTURE(OneStore, "a row of an unknown entity is the affair of the store that wrote it") {
    hub.add_store("S002");
    TestDevice till(hub, "S001"), other(hub, "S002");
    const Uuid novelty = till.insert("novelty", {{"text", "?"}});
    REQUIRE(till.push().status == 200);
    other.update("novelty", novelty, {{"text", "mine"}});
    const auto reply = other.push();
    REQUIRE(reply.answer.rejections.size() == 1);
    CHECK(reply.answer.rejections[0].code == "other_store");
}

TEST_CASE_FIXTURE(OneStore, "an append-only row never changes, but may be sent again") {
    TestDevice till(hub, "S001");
    const boost::json::object columns{
        {"store_code", "S001"},   {"member_id", Uuid::make_v7(hub.clock, hub.random).text()},
        {"purpose", "marketing"}, {"decision", "given"},
        {"text_version", "1"},    {"channel", "counter"},
        {"created_by", "1001"},   {"created_at", 1}};
    const Uuid id = till.insert("consent", columns);
    till.write(sync::Op::insert, "consent", id, columns);
    auto turned = columns;
    turned["decision"] = "withdrawn";
    till.write(sync::Op::insert, "consent", id, turned);
    till.update("consent", id, {{"decision", "withdrawn"}});
    const auto reply = till.push();
    REQUIRE(reply.answer.rejections.size() == 2);
    CHECK(reply.answer.rejections[0].seq == 3);
    CHECK(reply.answer.rejections[0].code == "unchangeable");
    CHECK(reply.answer.rejections[1].seq == 4);
    CHECK(hub.load_row("consent", id)->state.columns.at("decision") == "given");
}

TEST_CASE_FIXTURE(OneStore, "no row is taken that a terminal could not read from its feed") {
    TestDevice till(hub, "S001"), other(hub, "S001");
    auto columns = member_columns("S001");
    columns["unknown_one"] = std::string(200'000, 'x');
    const Uuid member = till.insert("member", columns);
    till.update("member", member, {{"unknown_two", std::string(200'000, 'y')}});
    const auto reply = till.push();
    REQUIRE(reply.status == 200);
    REQUIRE(reply.answer.rejections.size() == 1);
    CHECK(reply.answer.rejections[0].seq == 2);
    CHECK(reply.answer.rejections[0].code == "row_unreadable");
    CHECK(reply.answer.rejections[0].actor == "administrator");
    CHECK(other.find("store/S001", member));
    CHECK(other.read("store/S001").size() > 0);
}

TEST_CASE_FIXTURE(OneStore, "there is one bound for numbers, and nothing beyond it is taken") {
    TestDevice till(hub, "S001"), other(hub, "S001");
    int taken = 0;
    for (const double number : {1e300, -1e300, 1.000001e300, 1e305, -1e305, 1e308, 1.7e308}) {
        till.insert("novelty", {{"number", number}, {"nested", {{"numbers", {1, number}}}}});
        taken += std::abs(number) <= k_json_number_max ? 1 : 0;
    }
    // A push writes what is beyond as null, so it is the hub that says what it takes.
    const auto reply = till.push();
    REQUIRE(reply.status == 200);
    CHECK(taken == 2);
    const auto rows = other.read("store/S001");
    for (const auto& row : rows) CHECK_FALSE(sync::has_wild_number(row.state.columns));
    Column column{.name = "value", .type = ColumnType::json};
    CHECK(check_value(column, 1e300).ok());
    CHECK_FALSE(check_value(column, 1e305).ok());
    CHECK_FALSE(check_value(column, {{"a", {1e308}}}).ok());
}

TEST_CASE_FIXTURE(OneStore, "ids of nothing but zeros or ones name no row") {
    TestDevice till(hub, "S001");
    std::array<std::uint8_t, 16> ones;
    ones.fill(0xFF);
    for (const Uuid& blank : {Uuid(), Uuid::from_bytes(ones)}) {
        till.write(sync::Op::insert, "member", blank, member_columns("S001"));
        till.write(sync::Op::insert, "novelty", blank, {{"text", "x"}});
        till.insert("consent", {{"store_code", "S001"},
                                {"member_id", blank.text()},
                                {"purpose", "membership"},
                                {"decision", "given"},
                                {"text_version", "1"},
                                {"channel", "counter"},
                                {"created_by", "1001"},
                                {"created_at", 1}});
    }
    const auto reply = till.push();
    REQUIRE(reply.status == 200);
    REQUIRE(reply.answer.rejections.size() == 6);
    for (const auto& rejection : reply.answer.rejections)
        CHECK(rejection.code == "value_not_allowed");
}
