#include "terminal/base/audit.hpp"

#include <doctest/doctest.h>

#include "sync/core/audit_branches.hpp"
#include "sync/core/audit_chain.hpp"
#include "terminal/base/audit_row.hpp"
#include "tests/base/domain_fixture.hpp"
#include "tests/base/query_plans.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::plans_of;
using test::TestDesk;

/// Writes events 1 to `count`.
void write_events(TestDesk& desk, int count) {
    const auto session = desk.session(StaffRole::clerk);
    for (int i = 1; i <= count; ++i) {
        desk.clock.advance(1000);
        TestDesk::must(write_audit(desk.context, &session,
                                   {.action = "test.event",
                                    .subject_entity = "member",
                                    .subject_id = "m" + std::to_string(i),
                                    .detail = {{"n", std::to_string(i)}, {"note", "备注"}}}));
    }
}

/// Changes the trail as somebody with the key and SQL could: no trigger looks, the outbox too if
/// asked.
void tamper(TestDesk& desk, const std::string& sql) {
    desk.from_headquarters([&] { desk.run(sql); });
}

std::string verdict(TestDesk& desk) {
    const auto result = verify_audit_chains(desk.database());
    REQUIRE(result.ok());
    if (result->defects.empty()) return "whole";
    const auto& first = result->defects.front();
    return std::string(defect_name(first.kind)) + " at " + std::to_string(first.chain_seq);
}

}  // namespace

TEST_CASE("what happened to one member is read by index, however long the trail") {
    TestDesk desk;
    const auto member = desk.add_member("王小明", "13812345678");
    write_events(desk, 3);
    const auto manager = desk.session(StaffRole::store_manager);
    constexpr std::string_view k_index = "USING INDEX audit_event_by_subject (subject_id=?";
    const auto history = plans_of(desk, "audit_event", [&] {
        CHECK(Members(desk.context).history(manager, member.id)->size() == 1);
    });
    CHECK_MESSAGE(history.find(k_index) != std::string::npos, history);
    CHECK_MESSAGE(history.find("SCAN") == std::string::npos, history);
    const auto list = plans_of(desk, "audit_event", [&] {
        CHECK(Audit(desk.context).list(manager, {.subject_id = "m2"})->size() == 1);
    });
    CHECK_MESSAGE(list.find(k_index) != std::string::npos, list);
    const auto all = plans_of(desk, "audit_event",
                              [&] { CHECK(Audit(desk.context).list(manager, {})->size() >= 4); });
    CHECK_MESSAGE(all.find("audit_event_by_time") != std::string::npos, all);
}

TEST_CASE("an untouched trail verifies, and the check is audited") {
    TestDesk desk;
    write_events(desk, 20);
    CHECK(verdict(desk) == "whole");
    const auto result = Audit(desk.context).verify(desk.session(StaffRole::auditor));
    REQUIRE(result.ok());
    CHECK(result->event_count == 20);
    CHECK(result->chain_count == 1);
    CHECK(result->defects.empty());
    CHECK(desk.last_action() == "audit.verify");
    CHECK(verdict(desk) == "whole");
}

TEST_CASE("an empty trail is whole") {
    TestDesk desk;
    CHECK(verdict(desk) == "whole");
}

TEST_CASE("a changed event is found, whatever column it is") {
    for (const auto* change :
         {"staff_number = '1002'", "staff_role = NULL", "action = 'test.other'",
          "subject_id = 'm8'", "subject_entity = NULL",
          "detail = '{\"n\":\"8\",\"note\":\"备注\"}'", "detail = 'no json'",
          "created_at = created_at + 1", "business_date = '2020-01-01'", "store_code = 'S002'",
          "terminal_code = '02'", "hash = zeroblob(32)", "id = randomblob(16)"}) {
        CAPTURE(change);
        TestDesk desk;
        write_events(desk, 10);
        tamper(desk, std::string("UPDATE audit_event SET ") + change + " WHERE chain_seq = 7");
        CHECK(verdict(desk) == "changed at 7");
    }
}

TEST_CASE("a missing event is found at the beginning, in the middle and at the end") {
    for (const int seq : {1, 5, 10}) {
        CAPTURE(seq);
        TestDesk desk;
        write_events(desk, 10);
        tamper(desk, "DELETE FROM audit_event WHERE chain_seq = " + std::to_string(seq));
        CHECK(verdict(desk) ==
              (seq == 10 ? "cut_off at 10" : "missing at " + std::to_string(seq + 1)));
    }
}

TEST_CASE("a whole trail that was removed is found") {
    TestDesk desk;
    write_events(desk, 3);
    tamper(desk, "DELETE FROM audit_event");
    CHECK(verdict(desk) == "cut_off at 1");
}

TEST_CASE("a closed-up hole, swapped and copied events are found") {
    SUBCASE("hole closed up") {
        TestDesk desk;
        write_events(desk, 10);
        tamper(desk, "DELETE FROM audit_event WHERE chain_seq = 5");
        tamper(desk, "UPDATE audit_event SET chain_seq = chain_seq - 1 WHERE chain_seq > 5");
        CHECK(verdict(desk) == "changed at 5");
    }
    SUBCASE("two swapped") {
        TestDesk desk;
        write_events(desk, 10);
        tamper(desk, "UPDATE audit_event SET chain_seq = 9 - chain_seq WHERE chain_seq IN (4, 5)");
        CHECK(verdict(desk) == "changed at 4");
    }
    SUBCASE("one copied") {
        TestDesk desk;
        write_events(desk, 10);
        tamper(desk,
               "INSERT INTO audit_event SELECT randomblob(16), store_code, terminal_code, "
               "incarnation, chain_seq,"
               " created_at, business_date, staff_number, staff_role, action, subject_entity, "
               "subject_id, detail,"
               " hash, row_hlc FROM audit_event WHERE chain_seq = 6");
        const auto found = verdict(desk);
        CHECK((found == "duplicate at 6" || found == "changed at 6"));
    }
}

TEST_CASE("a trail whose hashes were all computed anew is found against the outbox") {
    TestDesk desk;
    write_events(desk, 6);
    std::string previous = sync::audit_chain_start(desk.context.identity.incarnation);
    std::vector<AuditRow> rows;
    {
        auto all = desk.database().prepare(
            "SELECT id, store_code, terminal_code, incarnation, chain_seq, created_at,"
            " business_date, staff_number, staff_role, action, subject_entity,"
            " subject_id, detail, hash FROM audit_event ORDER BY chain_seq");
        while (all->step().value()) rows.push_back(read_audit_row(*all));
    }
    desk.from_headquarters([&] {
        for (auto& row : rows) {
            if (row.event.chain_seq == 3) row.event.staff_number = "1002";
            row.hash = sync::audit_hash(previous, row.event.id, hashed_columns(row.event));
            previous = row.hash;
            auto update = desk.database().prepare(
                "UPDATE audit_event SET staff_number = ?, hash = ? WHERE id = ?");
            update->bind_one(1, row.event.staff_number);
            update->bind_blob(2, row.hash);
            update->bind_one(3, row.event.id);
            TestDesk::must(update->run());
        }
    });
    CHECK(verdict(desk) == "rewritten at 3");
}

TEST_CASE("every chain is judged for itself and goes on after the first bad entry of another") {
    TestDesk desk;
    write_events(desk, 4);
    desk.context.identity.incarnation = Uuid::derive("another incarnation");
    write_events(desk, 4);
    CHECK(verdict(desk) == "whole");
    tamper(desk, "DELETE FROM audit_event WHERE chain_seq = 2");
    const auto result = verify_audit_chains(desk.database());
    REQUIRE(result.ok());
    CHECK(result->chain_count == 2);
    REQUIRE(result->defects.size() == 2);
    for (const auto& defect : result->defects) CHECK(defect.chain_seq == 3);
}

TEST_CASE(
    "at headquarters a chain that a copied terminal went on with is whole if it is explained") {
    TestDesk desk("HQ");
    const auto write = [&](std::string previous, int seq, std::string terminal,
                           std::string_view action, std::string_view database = "copied") {
        const Uuid incarnation = Uuid::derive(database);
        if (previous.empty()) previous = sync::audit_chain_start(incarnation);
        AuditEvent event;
        event.id = desk.next_id();
        event.store_code = "S001";
        event.terminal_code = terminal;
        event.incarnation = incarnation;
        event.chain_seq = seq;
        event.created_at = 1;
        event.business_date = "2026-11-22";
        event.action = action;
        const auto hash = sync::audit_hash(previous, event.id, hashed_columns(event));
        desk.from_headquarters([&] {
            auto insert = desk.database().prepare(
                "INSERT INTO audit_event (id, store_code, terminal_code, incarnation, chain_seq,"
                " created_at, business_date, action, hash) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)");
            insert->bind(event.id, event.store_code, terminal, event.incarnation, seq,
                         event.business_date, action);
            insert->bind_blob(8, hash);
            TestDesk::must(insert->run());
        });
        return hash;
    };
    const auto common = write("", 1, "T01", "sign_in");
    const auto right = write(common, 2, "T01", "sign_in");
    write(right, 3, "T01", "sign_in");
    const auto copied = write(common, 2, "T01", "reveal");
    CHECK(verdict(desk) == "duplicate at 2");
    SUBCASE("enrolled anew") {
        write(copied, 3, "T02", sync::k_audit_enrolled);
        CHECK(verdict(desk) == "whole");
        tamper(desk, "UPDATE audit_event SET action = 'test.other' WHERE action = 'reveal'");
        CHECK(verdict(desk) != "whole");
    }
    SUBCASE("another code without an enrolment") {
        write(copied, 3, "T02", "sign_in");
        CHECK(verdict(desk) == "duplicate at 2");
    }
    SUBCASE("unblocked") {
        write("", 1, "T01", sync::k_audit_unblocked, "hub");
        CHECK(verdict(desk) == "whole");
    }
}

TEST_CASE("events can't be changed or removed by ordinary means") {
    TestDesk desk;
    write_events(desk, 2);
    CHECK_FALSE(desk.database().execute("UPDATE audit_event SET staff_number = '1002'").ok());
    CHECK_FALSE(desk.database().execute("DELETE FROM audit_event").ok());
}

TEST_CASE("the trail is listed newest first, filtered, in pages, to those who may") {
    TestDesk desk;
    write_events(desk, 5);
    Audit audit(desk.context);
    const auto auditor = desk.session(StaffRole::auditor);
    CHECK(code_of(audit.list(desk.session(StaffRole::clerk), {})) == "not_permitted");
    const auto page = audit.list(auditor, {.action = "test.event", .limit = 2});
    REQUIRE(page->size() == 2);
    CHECK(page->front().subject_id == "m5");
    CHECK(page->front().detail_json == R"({"n":"5","note":"备注"})");
    const auto next =
        audit.list(auditor, {.action = "test.", .limit = 9, .after = page->back().id});
    REQUIRE(next->size() == 3);
    CHECK(next->front().subject_id == "m3");
    CHECK(audit.list(auditor, {.subject_id = "m4"})->size() == 1);
    CHECK(audit.list(auditor, {.staff_number = "1001", .action = "access."})->size() == 1);
    CHECK(audit.list(auditor, {.action = "te"})->empty());
    const TimeMs third = audit.list(auditor, {.subject_id = "m3"})->front().created_at;
    CHECK(audit.list(auditor, {.action = "test.", .from = third, .until = third + 2000})->size() ==
          2);
}

}  // namespace qiantai::domain
