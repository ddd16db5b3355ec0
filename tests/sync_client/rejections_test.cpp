// Refused changes: listed, corrected and sent again, or given up.

#include "sync/client/rejections.hpp"

#include "tests/support/row_store.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

std::vector<RejectedChange> open_list(SimTerminal& terminal) {
    return sync::list_rejections(terminal.database(), sync::RejectionFilter::open, 100).value();
}

// A value headquarters refuses, written past the services' own checks.
void set_gender(SimTerminal& terminal, const Uuid& member, std::string_view gender) {
    REQUIRE(terminal.in_transaction([&]() -> Status {
        return terminal.database()
            .cached("UPDATE member SET gender = ?2 WHERE id = ?1")
            .bind(member, gender)
            .run();
    }));
}

struct RefusedInsert : Chain {
    Uuid member = one.new_id();
    std::int64_t seq = 0;

    RefusedInsert() {
        REQUIRE(one.in_transaction([&]() -> Status {
            QIANTAI_TRY_STATUS(
                store::RowStore(one.database(), one.manifest())
                    .insert("member", member,
                            member_row("S001", "王小明", "13800000001", one.clock.now_ms())));
            return one.database()
                .cached("UPDATE member SET gender = 'unknown' WHERE id = ?")
                .bind(member)
                .run();
        }));
        // The insert itself is good; make it the refused one by refusing its value.
        REQUIRE(one.database()
                    .execute("UPDATE outbox SET columns = json_set(columns, '$.gender', 'unknown')")
                    .ok());
        one.sync_well();
        const auto list = open_list(one);
        REQUIRE(!list.empty());
        seq = list.front().seq;
        CHECK_FALSE(hub.load_row("member", member));
    }
};

TEST_CASE(
    "a refused registration that was corrected is sent again as a whole and closes its followers") {
    RefusedInsert chain;
    REQUIRE(open_list(chain.one).size() == 2);
    CHECK(open_list(chain.one)[0].code == "value_not_allowed");
    CHECK(open_list(chain.one)[0].field == "gender");
    CHECK(open_list(chain.one)[1].code == "row_missing");
    chain.advance(1000);
    set_gender(chain.one, chain.member, "male");
    CHECK(sync::resend_row(chain.one.database(), chain.one.manifest(), chain.one.clock, chain.seq)
              .value() == 2);
    const auto report = chain.one.sync_well();
    CHECK(report.sent == 2);
    CHECK(open_list(chain.one).empty());
    CHECK(text_of(chain.hub.load_row("member", chain.member)->state.columns, "gender") == "male");
    CHECK(chain.hub.rows_of("member").size() == 1);
    CHECK_FALSE(chain.one.sync_well().moved_anything());
    CHECK(sync::load_row_proof(chain.one.database(), *chain.one.manifest().find("member"),
                               chain.member)
              .value() == sync::Proof::confirmed);
}

TEST_CASE("a refused record sent again uncorrected comes back on the list") {
    RefusedInsert chain;
    REQUIRE(sync::resend_row(chain.one.database(), chain.one.manifest(), chain.one.clock, chain.seq)
                .ok());
    CHECK(open_list(chain.one).empty());
    chain.one.sync_well();
    CHECK(open_list(chain.one).size() == 1);
    CHECK(open_list(chain.one).front().seq > chain.seq);
}

TEST_CASE("a refused registration that is given up disappears here, with its reason kept") {
    RefusedInsert chain;
    CHECK(sync::discard_rejection(chain.one.database(), chain.one.manifest(), chain.seq, "测试")
              .value() == 2);
    CHECK_FALSE(chain.one.load("member", chain.member));
    CHECK(open_list(chain.one).empty());
    const auto all =
        sync::list_rejections(chain.one.database(), sync::RejectionFilter::all, 100).value();
    REQUIRE(all.size() == 2);
    CHECK(all[0].status == "discarded");
    CHECK(all[0].remark == "测试");
    CHECK_FALSE(chain.one.sync_well().moved_anything());
}

TEST_CASE("a refused edit that is given up gets headquarters' value back") {
    Chain chain;
    const Uuid member = chain.sent_member();
    set_gender(chain.one, member, "unknown");
    chain.advance(1000);
    chain.one.sync_well();
    const auto list = open_list(chain.one);
    REQUIRE(list.size() == 1);
    CHECK(list[0].op == "update");
    CHECK(list[0].columns == std::vector<std::string>{"gender"});
    REQUIRE(
        sync::discard_rejection(chain.one.database(), chain.one.manifest(), list[0].seq, "").ok());
    chain.one.sync_well();
    CHECK(text_of(chain.one.load("member", member), "gender") == "female");
    CHECK(text_of(chain.one.load("member", member), "name") == "王小明");
}

TEST_CASE("a refused edit of an empty column that is given up is empty again") {
    Chain chain;
    const Uuid member = chain.sent_member();
    REQUIRE(chain.one.in_transaction([&]() -> Status {
        return chain.one.database()
            .cached("UPDATE member SET home_clerk = ?2 WHERE id = ?1")
            .bind(member, std::string(40, 'x'))
            .run();
    }));
    chain.one.sync_well();
    const auto list = open_list(chain.one);
    REQUIRE(list.size() == 1);
    REQUIRE(
        sync::discard_rejection(chain.one.database(), chain.one.manifest(), list[0].seq, "").ok());
    chain.one.sync_well();
    CHECK_FALSE(chain.one.load("member", member)->contains("home_clerk"));
    CHECK_FALSE(chain.one.sync_well().moved_anything());
}

TEST_CASE("a refused edit sent again carries only the refused columns") {
    Chain chain;
    const Uuid member = chain.sent_member();
    SimTerminal second(chain.hub, "S001", 9);
    second.enrol();
    second.sync_well();
    set_gender(chain.one, member, "unknown");
    chain.one.sync_well();
    const auto seq = open_list(chain.one).front().seq;
    chain.advance(1000);
    REQUIRE(second.update("member", member, {{"name", "meanwhile"}}));
    second.sync_well();
    // Put right in the row without a change of its own, so that only sending again can carry it.
    REQUIRE(chain.one.in_transaction([&]() -> Status {
        QIANTAI_TRY_STATUS(chain.one.database().execute("SELECT set_capture(0)"));
        return chain.one.database().execute("UPDATE member SET gender = 'male'");
    }));
    REQUIRE(
        sync::resend_row(chain.one.database(), chain.one.manifest(), chain.one.clock, seq).ok());
    chain.one.sync_well();
    const auto row = chain.hub.load_row("member", member)->state.columns;
    CHECK(text_of(row, "gender") == "male");
    CHECK(text_of(row, "name") == "meanwhile");
}

TEST_CASE("a later accepted edit of the same column closes the refused one by itself") {
    Chain chain;
    const Uuid member = chain.sent_member();
    set_gender(chain.one, member, "unknown");
    chain.one.sync_well();
    REQUIRE(open_list(chain.one).size() == 1);
    chain.advance(1000);
    REQUIRE(chain.one.update("member", member, {{"name", "other column"}}));
    chain.one.sync_well();
    CHECK(open_list(chain.one).size() == 1);
    set_gender(chain.one, member, "male");
    chain.one.sync_well();
    CHECK(open_list(chain.one).empty());
}

// The hub was set back to before it opened a case of its own, and its person is erased since.
TEST_CASE(
    "an erasure of what headquarters lacks is nobody's to deal with, and sent when it comes") {
    Chain chain;
    const Uuid member = chain.sent_member();
    const Uuid conflict = chain.one.new_id();
    const auto columns = [&] {
        return boost::json::object{{"store_code", "S001"},
                                   {"kind", "duplicate"},
                                   {"status", "open"},
                                   {"column_name", "phone"},
                                   {"subject_id", member.text()},
                                   {"lost_value", "13800000001"},
                                   {"created_at", chain.one.clock.now_ms()}};
    };
    // As it came from the hub: not in the outbox.
    REQUIRE(chain.one.in_transaction([&]() -> Status {
        QIANTAI_TRY_STATUS(chain.one.database().cached("SELECT set_capture(0)").run());
        QIANTAI_TRY_STATUS(store::RowStore(chain.one.database(), chain.one.manifest())
                               .insert("member_conflict", conflict, columns()));
        return chain.one.database().cached("SELECT set_capture(1)").run();
    }));
    REQUIRE(chain.one.erase_person(member));
    const auto report = chain.one.sync_well();
    CHECK(report.rejected == 0);
    CHECK(open_list(chain.one).empty());
    CHECK(chain.one.status().refused_count == 0);
    CHECK(chain.one.count("SELECT count(*) FROM rejection WHERE status = 'kept'") == 1);
    CHECK(chain.one.sync_well().moved_anything() == false);
    // It is there after all.
    chain.advance(1000);
    chain.hub.add_row("member_conflict", conflict, columns());
    chain.one.sync_well();
    CHECK(chain.one.count("SELECT count(*) FROM rejection WHERE status = 'kept'") == 0);
    CHECK_FALSE(
        chain.hub.load_row("member_conflict", conflict)->state.columns.contains("lost_value"));
}

// The hub was restored to before it had the person; whose store sends it again comes by before this
// terminal hears what became of its erasure.
TEST_CASE("an erasure finds its row also when the row came by before the hub's answer") {
    Chain chain;
    SimTerminal second(chain.hub, "S001", 5);
    second.enrol();
    chain.hub.back_up();
    const Uuid member = second.register_member("王小明", "13800000001").value();
    second.sync_well();
    chain.one.sync_well();
    chain.hub.restore();
    REQUIRE(chain.one.erase_person(member));
    HookLink losing(chain.hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
        if (!request.target.starts_with("/v1/changes")) return {};
        CHECK(chain.hub.handle(request).status == 200);
        return Result<sync::HttpResponse>(make_error(sync::k_connection_cut));
    });
    CHECK(error_code(chain.one.sync(losing)) == sync::k_connection_cut.code);
    second.sync_well();
    HookLink refusing(chain.hub, [](const sync::HttpRequest& request) -> HookLink::Answer {
        if (!request.target.starts_with("/v1/changes")) return {};
        return sync::HttpResponse{.status = 503,
                                  .content_type = "application/json",
                                  .body = R"({"code":"hub_clock_doubtful"})"};
    });
    CHECK(error_code(chain.one.sync(refusing)) == sync::k_hub_clock_doubtful.kind.code);
    REQUIRE(chain.hub.load_row("member", member)->state.columns.contains("name"));
    chain.one.sync_well();
    CHECK_FALSE(chain.hub.load_row("member", member)->state.columns.contains("name"));
    CHECK(chain.one.count("SELECT count(*) FROM rejection WHERE status = 'kept'") == 0);
}

TEST_CASE("what was dealt with can't be dealt with again") {
    RefusedInsert chain;
    REQUIRE(
        sync::discard_rejection(chain.one.database(), chain.one.manifest(), chain.seq, "").ok());
    const auto again =
        sync::resend_row(chain.one.database(), chain.one.manifest(), chain.one.clock, chain.seq);
    REQUIRE_FALSE(again);
    CHECK(again.error().code() == "rejection_not_open");
}

}  // namespace
}  // namespace qiantai::test
