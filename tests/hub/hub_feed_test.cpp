// What each reader gets, once and in order.

#include "schema/base/encoding.hpp"
#include "sync/core/scope.hpp"
#include "sync/core/tuning.hpp"
#include "sync/core/wire.hpp"
#include "tests/hub/hub_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;

namespace {

struct Readers {
    Readers() {
        hub.add_store("S001");
        hub.add_store("S002");
    }

    static sync::FeedPage page(TestDevice& device, const std::string& cursors) {
        const auto response = device.get("/v1/feed?cursors=" + cursors);
        REQUIRE_MESSAGE(response.status == 200, response.body);
        CHECK(response.content_encoding == "zstd");
        auto decoded = sync::decode_feed(response.body);
        REQUIRE(decoded.ok());
        return std::move(*decoded);
    }
    static void push(TestDevice& device) { REQUIRE(device.push().answer.rejections.empty()); }

    TestHub hub;
};

}  // namespace

TEST_CASE_FIXTURE(Readers, "a row stands in a feed once, at its newest version") {
    TestDevice till(hub, "S001");
    const Uuid first = till.insert("member", member_columns("S001", "1"));
    const Uuid second = till.insert("member", member_columns("S001", "2"));
    push(till);
    const auto before = page(till, "store/S001:0").sections[0];
    till.update("member", first, {{"name", "新"}}, till.outbox[0].hlc);
    push(till);
    const auto after = page(till, "store/S001:" + std::to_string(before.to_version)).sections[0];
    REQUIRE(after.rows.size() == 1);
    CHECK(after.rows[0].state.id == first);
    CHECK(after.to_version == before.to_version + 1);
    CHECK_FALSE(after.more);
    const auto all = till.read("store/S001");
    CHECK(all.size() == before.rows.size());
    CHECK(all.back().state.id == first);
    CHECK(all.back().state.clocks.of("name") == till.last_hlc);
    CHECK(all[all.size() - 2].state.id == second);
    CHECK(page(till, "store/S001:" + std::to_string(after.to_version)).sections[0].rows.empty());
}

TEST_CASE_FIXTURE(Readers, "a change that changes nothing gets no new version") {
    TestDevice till(hub, "S001");
    const Uuid id = till.insert("member", member_columns("S001"));
    push(till);
    const auto version = page(till, "store/S001:0").sections[0].to_version;
    // Copied first: writing makes the outbox grow.
    const auto first = till.outbox[0];
    till.write(sync::Op::insert, "member", id, first.columns).hlc = first.hlc;
    push(till);
    CHECK(page(till, "store/S001:0").sections[0].to_version == version);
}

TEST_CASE_FIXTURE(Readers, "a long feed comes in pages that end at the limit and miss nothing") {
    TestDevice till(hub, "S001");
    const int count = sync::tuning::k_feed_page_rows + 500;
    for (int i = 0; i < count; ++i)
        till.insert("member", member_columns("S001", std::to_string(i)));
    for (std::int64_t seq = 1; seq <= count; seq += 2000) {
        REQUIRE(till.send(till.make_batch(seq, std::min<std::int64_t>(seq + 1999, count))).status ==
                200);
    }
    const auto first = page(till, "store/S001:0,chain:0");
    CHECK(first.sections[0].more);
    CHECK(first.sections[0].rows.size() == sync::tuning::k_feed_page_rows);
    // The limit is over all scopes: chain has to wait.
    CHECK(first.sections[1].more);
    CHECK(first.sections[1].rows.empty());
    CHECK(first.sections[1].to_version == 0);
    std::set<Uuid> seen;
    for (const auto& row : till.read("store/S001")) CHECK(seen.insert(row.state.id).second);
    for (const auto& change : till.outbox) CHECK(seen.contains(change.id));
}

TEST_CASE_FIXTURE(Readers, "pages end at their bytes too") {
    TestDevice till(hub, "S001");
    auto columns = member_columns("S001");
    columns["blob"] = std::string(200'000, 'x');
    for (int i = 0; i < 60; ++i) {
        columns["phone"] = std::to_string(i);
        till.insert("member", columns);
    }
    for (std::int64_t seq = 1; seq <= 60; seq += 20) {
        REQUIRE(till.send(till.make_batch(seq, seq + 19)).status == 200);
    }
    const auto first = page(till, "store/S001:0");
    CHECK(first.sections[0].more);
    CHECK(first.sections[0].rows.size() < 60);
    CHECK(till.read("store/S001").size() == 61);
}

TEST_CASE_FIXTURE(Readers,
                  "a row that moves to another store leaves the one and comes to the other") {
    TestDevice desk(hub, "HQ"), one(hub, "S001"), two(hub, "S002");
    const Uuid id = desk.insert("staff", staff_columns("S001", "1001"));
    push(desk);
    const auto cursor = page(one, "store/S001:0").sections[0].to_version;
    desk.update("staff", id, {{"store_code", "S002"}}, desk.outbox[0].hlc);
    push(desk);
    const auto news = page(one, "store/S001:" + std::to_string(cursor)).sections[0];
    REQUIRE(news.rows.size() == 1);
    CHECK(news.rows[0].gone);
    CHECK(news.rows[0].state.id == id);
    CHECK(news.rows[0].state.columns.empty());
    CHECK(two.find("store/S002", id)->state.columns.at("pin_hash") == "$argon2id$secret");
    CHECK(desk.find(sync::hq_scope("S002"), id));
    // Headquarters still sees it: there is nothing to be removed.
    CHECK_FALSE(desk.find(sync::hq_scope("S001"), id));
    one.update("staff", id, {{"pin_must_change", false}});
    CHECK(one.push().answer.rejections.at(0).code == "other_store");

    desk.update("staff", id, {{"store_code", "S001"}}, desk.outbox[1].hlc);
    push(desk);
    CHECK_FALSE(one.find("store/S001", id)->gone);
    CHECK(two.find("store/S002", id)->gone);
}

TEST_CASE_FIXTURE(Readers, "an audit event goes to headquarters only") {
    TestDevice till(hub, "S001"), desk(hub, "HQ");
    const Uuid id = till.insert("audit_event", {{"store_code", "S001"},
                                                {"terminal_code", "T01"},
                                                {"incarnation", till.incarnation.text()},
                                                {"chain_seq", 1},
                                                {"created_at", 1},
                                                {"business_date", "2026-11-21"},
                                                {"action", "sign_in"},
                                                {"hash", to_base64url(std::string(32, 'h'))}});
    push(till);
    CHECK(desk.find(sync::hq_scope("S001"), id));
    CHECK_FALSE(till.find("store/S001", id));
    CHECK(till.get("/v1/feed?cursors=" + sync::hq_scope("S001") + ":0").status == 403);
}

TEST_CASE_FIXTURE(Readers,
                  "a store reads its own scope and the chain's, headquarters all of its own") {
    TestDevice till(hub, "S001"), desk(hub, "HQ");
    for (const std::string scope :
         {"store/S002", "hq/00", "store/", "", "row", "store/S001/x", "chain "}) {
        CAPTURE(scope);
        CHECK(till.get("/v1/feed?cursors=" + scope + ":0").status >= 400);
    }
    std::string all;
    std::vector<std::string> scopes;
    const auto hello = desk.hello();
    for (const auto& scope : hello.at("scopes").as_array()) {
        scopes.emplace_back(scope.as_string());
        all += (all.empty() ? "" : ",") + scopes.back() + ":0";
    }
    CHECK(scopes == sync::readable_scopes({"HQ", desk.terminal_code}));
    CHECK(scopes.size() == 67);
    // A terminal of before reads no more sections than this at once, and asks for the rest again.
    const auto first = page(desk, all);
    REQUIRE(first.sections.size() == sync::tuning::k_feed_sections_max);
    CHECK(first.sections.back().scope == scopes[63]);
    CHECK(till.get("/v1/feed?cursors=desk/" + desk.terminal_code + ":0").status == 403);
    TestDevice neighbour(hub, "HQ");
    CHECK(neighbour.get("/v1/feed?cursors=desk/" + desk.terminal_code + ":0").status == 403);
    CHECK(desk.get("/v1/feed?cursors=store/S001:0").status == 403);
}

TEST_CASE_FIXTURE(Readers, "a cursor from a future the hub has lost is told so") {
    TestDevice till(hub, "S001");
    const auto version = page(till, "chain:0").sections[0].to_version;
    CHECK(till.get("/v1/feed?cursors=chain:" + std::to_string(version)).status == 200);
    const auto response = till.get("/v1/feed?cursors=chain:" + std::to_string(version + 1));
    CHECK(response.status == 409);
    CHECK(parse_object(response.body).at("code") == "cursor_ahead");
}

TEST_CASE_FIXTURE(Readers, "malformed cursors are refused") {
    TestDevice till(hub, "S001");
    for (const std::string cursors :
         {"chain", "chain:", ":1", "chain:-1", "chain:1x", "chain:0,chain:0", "chain:0,,",
          "chain:%", "chain:%zz", "chain:99999999999999999999", "", ","}) {
        CAPTURE(cursors);
        CHECK(till.get("/v1/feed?cursors=" + cursors).status == 400);
    }
    CHECK(page(till, "chain%3A0%2Cstore%2fS001%3a0").sections.size() == 2);
}
