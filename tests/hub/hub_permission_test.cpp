// Who may write what: the hub never takes a terminal's word for it.

#include "schema/manifest/values.hpp"
#include "sync/core/scope.hpp"
#include "tests/hub/hub_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;

namespace {

struct Chain {
    Chain() {
        hub.add_store("S001");
        hub.add_store("S002");
    }

    /// Pushes, and gives the refusal's code of the last change; empty if it was taken.
    static std::string outcome(TestDevice& device) {
        const auto reply = device.push();
        REQUIRE(reply.status == 200);
        const auto seq = static_cast<std::int64_t>(device.outbox.size());
        for (const auto& rejection : reply.answer.rejections) {
            if (rejection.seq == seq) return rejection.code;
        }
        return "";
    }
    static std::string insert(TestDevice& device, std::string_view entity,
                              boost::json::object columns) {
        device.insert(entity, std::move(columns));
        return outcome(device);
    }
    static std::string update(TestDevice& device, std::string_view entity, const Uuid& id,
                              boost::json::object columns) {
        device.update(entity, id, std::move(columns));
        return outcome(device);
    }

    TestHub hub;
};

boost::json::object tier_columns() {
    return {{"code", "gold"},     {"name", "金卡"},     {"rank", 2},
            {"valid_months", 12}, {"status", "active"}, {"created_at", 1}};
}

}  // namespace

TEST_CASE_FIXTURE(Chain, "a store can't write rows of another store") {
    TestDevice till(hub, "S001"), other(hub, "S002");
    CHECK(insert(till, "member", member_columns("S002")) == "other_store");
    const Uuid id = other.insert("member", member_columns("S002"));
    REQUIRE(outcome(other).empty());
    CHECK(update(till, "member", id, {{"name", "偷改"}}) == "other_store");
    till.erase("member", id);
    CHECK(outcome(till) == "other_store");
    till.write(sync::Op::insert, "member", id, member_columns("S001"));
    CHECK(outcome(till) == "other_store");
    CHECK(hub.load_row("member", id)->state.columns.at("name") == "欧阳娜娜");
    CHECK(hub::store_code_of(hub.load_row("member", id)->state) == "S002");
}

TEST_CASE_FIXTURE(Chain,
                  "a value that nobody could store is refused alone, also in what this hub "
                  "does not know") {
    TestDevice till(hub, "S001");
    boost::json::value deep(1);
    for (int level = 0; level <= k_json_levels_max; ++level) deep = boost::json::array{deep};
    const boost::json::value wrong[] = {boost::json::string("a\0b", 3), deep};
    for (const auto& value : wrong) {
        auto with_new_column = member_columns("S001");
        with_new_column["nickname"] = value;
        CHECK(insert(till, "member", with_new_column) == "value_wrong_type");
        CHECK(insert(till, "invented", {{"text", value}}) == "value_wrong_type");
        const Uuid kept = till.insert("invented", {{"text", "a"}});
        CHECK(outcome(till).empty());
        CHECK(update(till, "invented", kept, {{"text", value}}) == "value_wrong_type");
        CHECK(hub.load_row("invented", kept)->state.columns.at("text") == "a");
    }
    auto with_new_column = member_columns("S001");
    with_new_column["nickname"] = "娜娜";
    CHECK(insert(till, "member", with_new_column).empty());
}

TEST_CASE_FIXTURE(Chain, "a store can't give its rows away to another store") {
    TestDevice till(hub, "S001");
    const Uuid id = till.insert("member", member_columns("S001"));
    CHECK(outcome(till).empty());
    CHECK(update(till, "member", id, {{"store_code", "S002"}}) == "other_store");
}

TEST_CASE_FIXTURE(Chain, "a store can't write what is headquarters'") {
    TestDevice till(hub, "S001");
    CHECK(insert(till, "tier", tier_columns()) == "not_writer");
    CHECK(insert(till, "staff", staff_columns("S001", "1001")) == "not_writer");
    CHECK(insert(till, "store", {{"code", "S003"}}) == "not_writer");
}

TEST_CASE_FIXTURE(Chain,
                  "a store may change the columns of a headquarters' row that are given to it") {
    TestDevice desk(hub, "HQ"), till(hub, "S001");
    const Uuid id = desk.insert("staff", staff_columns("S001", "1001"));
    REQUIRE(outcome(desk).empty());
    CHECK(update(till, "staff", id, {{"pin_hash", "$argon2id$new"}, {"pin_must_change", false}})
              .empty());
    CHECK(update(till, "staff", id, {{"role", "admin"}}) == "not_writer");
    CHECK(update(till, "staff", id, {{"pin_hash", "x"}, {"role", "admin"}}) == "not_writer");
    CHECK(hub.load_row("staff", id)->state.columns.at("role") == "clerk");
    CHECK(hub.load_row("staff", id)->state.columns.at("pin_hash") == "$argon2id$new");
}

TEST_CASE_FIXTURE(
    Chain, "headquarters writes for any store what is its own to write, and no store's members") {
    TestDevice desk(hub, "HQ"), till(hub, "S001");
    CHECK(insert(desk, "tier", tier_columns()).empty());
    CHECK(insert(desk, "staff", staff_columns("S002", "2001")).empty());
    CHECK(insert(desk, "member", member_columns("S001")) == "not_writer");
    CHECK(insert(desk, "member", member_columns("HQ")).empty());
    const Uuid id = till.insert("member", member_columns("S001"));
    REQUIRE(outcome(till).empty());
    CHECK(update(desk, "member", id, {{"name", "总部改名"}}) == "not_writer");
    desk.erase("member", id);
    CHECK(outcome(desk) == "not_writer");
}

TEST_CASE_FIXTURE(Chain, "a PIN hash goes to the staff's own store and nowhere else") {
    TestDevice desk(hub, "HQ"), till(hub, "S001"), other(hub, "S002");
    const Uuid id = desk.insert("staff", staff_columns("S001", "1001"));
    const Uuid own = desk.insert("staff", staff_columns("HQ", "9001"));
    REQUIRE(outcome(desk).empty());
    REQUIRE(update(till, "staff", id, {{"pin_hash", "$argon2id$new"}}).empty());
    CHECK(till.find("store/S001", id)->state.columns.at("pin_hash") == "$argon2id$new");
    const auto at_desk = desk.find(sync::hq_scope("S001"), id);
    REQUIRE(at_desk);
    CHECK(at_desk->state.columns.at("number") == "1001");
    CHECK_FALSE(at_desk->state.columns.contains("pin_hash"));
    CHECK_FALSE(at_desk->state.clocks.later.contains("pin_hash"));
    CHECK(desk.find("store/HQ", own)->state.columns.contains("pin_hash"));
    CHECK(other.get("/v1/feed?cursors=store/S001:0").status == 403);
    CHECK_FALSE(other.find("chain", id));
    const auto hello = desk.hello();
    for (const auto& scope : hello.at("scopes").as_array()) {
        for (const auto& row : desk.read(std::string(scope.as_string()))) {
            if (row.state.id == id) CHECK_FALSE(row.state.columns.contains("pin_hash"));
        }
    }
}

TEST_CASE_FIXTURE(Chain, "values are checked against the manifest") {
    TestDevice till(hub, "S001");
    const auto with = [&](std::string_view column, boost::json::value value) {
        auto columns = member_columns("S001");
        columns[column] = std::move(value);
        return insert(till, "member", std::move(columns));
    };
    CHECK(with("gender", "robot") == "value_not_allowed");
    CHECK(with("created_at", "yesterday") == "value_wrong_type");
    CHECK(with("joined_on", "2026-02-30") == "value_wrong_type");
    CHECK(with("merged_into", "no id") == "value_wrong_type");
    CHECK(with("name", boost::json::string(300, 'x')) == "value_too_long");
    CHECK(with("status", nullptr) == "value_missing");
    const Uuid id = till.insert("member", member_columns("S001"));
    CHECK(outcome(till).empty());
    CHECK(update(till, "member", id, {{"status", nullptr}}) == "value_missing");
    CHECK(update(till, "member", id, {{"home_clerk", nullptr}}).empty());
}

TEST_CASE_FIXTURE(Chain, "names that would break the store or the feed are refused") {
    TestDevice till(hub, "S001"), desk(hub, "HQ");
    for (const std::string_view name : {"id", "row_hlc", "column_clocks"}) {
        CAPTURE(name);
        auto columns = member_columns("S001");
        columns[name] = 1;
        CHECK(insert(till, "member", std::move(columns)) == "value_not_allowed");
    }
    CHECK(insert(desk, "staff", staff_columns("S,1:2", "1")) == "value_not_allowed");
    CHECK(insert(desk, "staff", staff_columns("", "1")) == "value_not_allowed");
    for (const std::string_view name : {"!", "Name", "a b", "a,b", "", "1a", "a\"b"}) {
        CAPTURE(name);
        TestDevice wrong(hub, "S001");
        wrong.insert("member", {{name, 1}});
        CHECK(wrong.push().code() == "bad_request");
    }
}

TEST_CASE_FIXTURE(Chain, "an older terminal need not fill columns that came after it") {
    auto columns = member_columns("S001");
    std::vector<Entity> entities(hub.manifest.entities().begin(), hub.manifest.entities().end());
    for (auto& entity : entities) {
        if (entity.name == "member") {
            entity.columns.push_back({.name = "novelty",
                                      .type = ColumnType::text,
                                      .presence = Presence::required,
                                      .since = 2});
        }
    }
    TestHub newer(Manifest(2, entities));
    newer.add_store("S001");
    TestDevice old_till(newer, "S001");
    CHECK(insert(old_till, "member", columns).empty());
    auto batch = old_till.make_batch(1, 1);
    TestDevice new_till(newer, "S001");
    new_till.insert("member", columns);
    batch = new_till.make_batch(1, 1);
    batch.schema_version = 2;
    const auto reply = new_till.send(batch);
    REQUIRE(reply.answer.rejections.size() == 1);
    CHECK(reply.answer.rejections[0].field == "novelty");
}
