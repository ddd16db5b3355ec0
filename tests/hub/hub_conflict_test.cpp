// Concurrent edits, the same phone twice, and erasing a person.

#include "sync/core/scope.hpp"
#include "sync/core/tuning.hpp"
#include "tests/hub/hub_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;

namespace {

struct TwoTills {
    TwoTills() {
        hub.add_store("S001");
        hub.add_store("S002");
    }

    /// A member that both tills know; its clock is what they have seen.
    Uuid shared_member(TestDevice& till, std::string_view phone = "13800000001") {
        const Uuid id = till.insert("member", member_columns(till.store_code, phone));
        REQUIRE(till.push().answer.rejections.empty());
        return id;
    }

    static void push(TestDevice& till) {
        const auto reply = till.push();
        REQUIRE(reply.status == 200);
        REQUIRE(reply.answer.rejections.empty());
    }

    const boost::json::object& columns_of(const hub::StoredRow& row) { return row.state.columns; }

    TestHub hub;
};

}  // namespace

TEST_CASE_FIXTURE(
    TwoTills, "two offline edits of one column leave the later value and one record of the other") {
    TestDevice one(hub, "S001"), two(hub, "S001");
    const Uuid id = shared_member(one);
    const auto seen = one.last_hlc;
    one.update("member", id, {{"name", "一号"}}, seen);
    two.update("member", id, {{"name", "二号"}}, seen);
    push(two);
    const auto batch = one.make_batch(2, 2);
    push(one);
    CHECK(hub.load_row("member", id)->state.columns.at("name") == "二号");
    auto records = hub.rows_of("member_conflict");
    REQUIRE(records.size() == 1);
    const auto& record = records[0].state.columns;
    CHECK(record.at("kind") == "column");
    CHECK(record.at("column_name") == "name");
    CHECK(record.at("kept_value") == "二号");
    CHECK(record.at("lost_value") == "一号");
    CHECK(record.at("subject_id").as_string() == id.text());
    CHECK(record.at("status") == "open");
    CHECK(record.at("created_at") == two.last_hlc.time_ms());
    CHECK(records[0].state.clocks.base == two.last_hlc);
    CHECK(one.find("store/S001", records[0].state.id));
    REQUIRE(one.send(batch).status == 200);
    CHECK(hub.rows_of("member_conflict").size() == 1);
}

TEST_CASE_FIXTURE(TwoTills,
                  "an edit that saw the present value, or says the same, is no conflict") {
    TestDevice one(hub, "S001"), two(hub, "S001");
    const Uuid id = shared_member(one);
    const auto seen = one.last_hlc;
    one.update("member", id, {{"name", "一号"}}, seen);
    push(one);
    two.update("member", id, {{"name", "二号"}}, one.last_hlc);
    push(two);
    two.update("member", id, {{"notes", "同"}}, seen);
    push(two);
    one.update("member", id, {{"notes", "同"}}, seen);
    push(one);
    one.update("member", id, {{"gender", "unstated"}}, seen);
    push(one);
    CHECK(hub.rows_of("member_conflict").empty());
}

TEST_CASE_FIXTURE(TwoTills, "an entity of one owner keeps no conflict records") {
    TestDevice desk(hub, "HQ"), other_desk(hub, "HQ");
    const Uuid id = desk.insert("staff", staff_columns("S001", "1001"));
    push(desk);
    desk.update("staff", id, {{"name", "甲"}});
    other_desk.update("staff", id, {{"name", "乙"}});
    push(desk);
    push(other_desk);
    CHECK(hub.load_row("staff", id)->state.columns.at("name") == "乙");
    CHECK(hub.rows_of("member_conflict").empty());
}

TEST_CASE_FIXTURE(TwoTills,
                  "the same phone at two stores: both members stand, and each store gets a case") {
    TestDevice one(hub, "S001"), two(hub, "S002"), desk(hub, "HQ");
    const Uuid first = one.insert("member", member_columns("S001", "139"));
    const Uuid second = two.insert("member", member_columns("S002", "139"));
    push(one);
    const auto batch = two.make_batch(1, 1);
    push(two);
    CHECK(hub.load_row("member", first));
    CHECK(hub.load_row("member", second));
    REQUIRE(hub.rows_of("member_conflict").size() == 2);
    for (const auto& row : hub.rows_of("member_conflict")) {
        const auto& columns = row.state.columns;
        const bool at_first = columns.at("store_code") == "S001";
        CHECK(columns.at("kind") == "duplicate");
        CHECK(columns.at("column_name") == "phone");
        CHECK(columns.at("subject_id").as_string() == (at_first ? first : second).text());
        CHECK(columns.at("other_id").as_string() == (at_first ? second : first).text());
        CHECK((at_first ? one : two).find(row.scope, row.state.id));
        CHECK(desk.find(sync::hq_scope(at_first ? "S001" : "S002"), row.state.id));
    }
    REQUIRE(two.send(batch).status == 200);
    CHECK(hub.rows_of("member_conflict").size() == 2);
}

TEST_CASE_FIXTURE(TwoTills, "the same phone twice in one store, even in one push, is one case") {
    TestDevice till(hub, "S001");
    till.insert("member", member_columns("S001", "139"));
    till.insert("member", member_columns("S001", "139"));
    push(till);
    CHECK(hub.rows_of("member_conflict").size() == 1);
}

TEST_CASE_FIXTURE(
    TwoTills,
    "a phone corrected to one that another member has opens a case; one given up does not") {
    TestDevice till(hub, "S001");
    const Uuid first = shared_member(till, "139");
    const Uuid second = shared_member(till, "138");
    till.update("member", first, {{"phone", "137"}}, till.outbox[0].hlc);
    push(till);
    const Uuid third = shared_member(till, "139");
    CHECK(hub.rows_of("member_conflict").empty());
    till.update("member", second, {{"phone", "139"}}, till.outbox[1].hlc);
    push(till);
    REQUIRE(hub.rows_of("member_conflict").size() == 1);
    CHECK(hub.rows_of("member_conflict")[0].state.columns.at("other_id").as_string() ==
          third.text());
}

TEST_CASE_FIXTURE(TwoTills, "a case somebody dealt with is not opened again") {
    TestDevice till(hub, "S001");
    const Uuid first = shared_member(till, "139");
    shared_member(till, "139");
    const auto record = hub.rows_of("member_conflict").at(0).state;
    till.update("member_conflict", record.id, {{"status", "dismissed"}}, record.clocks.base);
    push(till);
    till.update("member", first, {{"phone", "138"}}, till.outbox[0].hlc);
    till.update("member", first, {{"phone", "139"}}, till.last_hlc);
    push(till);
    REQUIRE(hub.rows_of("member_conflict").size() == 1);
    CHECK(hub.rows_of("member_conflict")[0].state.columns.at("status") == "dismissed");
}

TEST_CASE_FIXTURE(TwoTills, "one number typed for everybody does not make a case for every pair") {
    TestDevice till(hub, "S001");
    for (int i = 0; i < 40; ++i) till.insert("member", member_columns("S001", "10000000000"));
    for (std::int64_t seq = 1; seq <= 40; ++seq)
        REQUIRE(till.send(till.make_batch(seq, seq)).status == 200);
    CHECK(hub.rows_of("member_conflict").size() <= 40u * sync::tuning::k_duplicate_holders_max);
}

TEST_CASE_FIXTURE(TwoTills,
                  "erasing a member empties the person everywhere at the hub, and for ever") {
    TestDevice one(hub, "S001"), two(hub, "S001");
    const Uuid id = shared_member(one);
    const auto seen = one.last_hlc;
    one.update("member", id, {{"name", "甲"}}, seen);
    two.update("member", id, {{"name", "乙"}}, seen);
    push(one);
    push(two);
    auto wrong = member_columns("S001");
    wrong["gender"] = "robot";
    one.write(sync::Op::insert, "member", id, wrong);
    REQUIRE(one.push().answer.rejections.size() == 1);
    REQUIRE(hub.rows_of("member_conflict").size() == 1);

    one.erase("member", id);
    push(one);
    const auto erased = hub.load_row("member", id)->state;
    CHECK_FALSE(erased.columns.contains("name"));
    CHECK_FALSE(erased.columns.contains("phone"));
    CHECK(erased.columns.at("tier_code") == "basic");
    const auto record = hub.rows_of("member_conflict").at(0).state;
    CHECK_FALSE(record.columns.contains("kept_value"));
    CHECK_FALSE(record.columns.contains("lost_value"));
    auto reader = hub.store().begin_read();
    const auto kept = (*reader)->load_rejections(one.id, one.incarnation, 1, 100);
    REQUIRE(kept->size() == 1);
    CHECK(kept->at(0).change.find("138") == std::string::npos);

    // A till that was offline meanwhile.
    two.update("member", id, {{"name", "复活"}, {"phone", "139"}}, seen);
    push(two);
    CHECK_FALSE(hub.load_row("member", id)->state.columns.contains("name"));
    CHECK_FALSE(hub.load_row("member", id)->state.columns.contains("phone"));
    CHECK(hub.rows_of("member_conflict").size() == 1);
    shared_member(two, "13800000001");
    CHECK(hub.rows_of("member_conflict").size() == 1);
}

TEST_CASE_FIXTURE(
    TwoTills, "of refused changes nothing personal is kept once the person is erased, or with it") {
    TestDevice till(hub, "S001");
    const Uuid id = shared_member(till);
    till.update("member", id, {{"phone", "137"}, {"gender", "robot"}}, till.last_hlc);
    till.erase("member", id);
    REQUIRE(till.push().answer.rejections.size() == 1);
    till.update("member", id, {{"phone", "136"}, {"gender", "robot"}}, till.last_hlc);
    REQUIRE(till.push().answer.rejections.size() == 1);
    auto reader = hub.store().begin_read();
    const auto kept = (*reader)->load_rejections(till.id, till.incarnation, 1, 100);
    REQUIRE(kept->size() == 2);
    for (const auto& rejection : *kept) CHECK(rejection.change.find("phone") == std::string::npos);
}

TEST_CASE_FIXTURE(TwoTills, "a conflict and the erasure in one push leave nothing of the person") {
    TestDevice one(hub, "S001"), two(hub, "S001");
    const Uuid id = shared_member(one);
    const auto seen = one.last_hlc;
    one.update("member", id, {{"name", "甲"}}, seen);
    push(one);
    two.update("member", id, {{"name", "乙"}}, seen);
    two.erase("member", id);
    push(two);
    for (const auto& row : hub.rows_of("member_conflict")) {
        CHECK_FALSE(row.state.columns.contains("lost_value"));
    }
    CHECK(hub.rows_of("member_conflict").empty());
}
