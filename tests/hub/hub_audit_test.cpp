// Audit chains: what does not fit is noticed when it arrives, and found again in what is stored.

#include "schema/base/encoding.hpp"
#include "sync/core/audit_branches.hpp"
#include "sync/core/audit_chain.hpp"
#include "sync/hub/rules/audit_check.hpp"
#include "sync/hub/rules/audit_links.hpp"
#include "sync/hub/rules/device_admin.hpp"
#include "tests/hub/hub_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;
namespace json = boost::json;

namespace {

/// A terminal's database: what it sent and will send, and its audit chain.
struct Machine {
    explicit Machine(TestDevice as)
        : device(std::move(as)), hash(sync::audit_chain_start(device.incarnation)) {}

    /// The next event of the chain, as a terminal writes it.
    Uuid write(std::string_view action) {
        auto& hub = device.hub;
        json::object columns{{"store_code", "S001"},
                             {"terminal_code", device.terminal_code},
                             {"incarnation", device.incarnation.text()},
                             {"chain_seq", ++seq},
                             {"created_at", hub.clock.now_ms()},
                             {"business_date", "2026-11-21"},
                             {"action", action}};
        const Uuid id = Uuid::make_v7(hub.clock, hub.random);
        hash = sync::audit_hash(hash, id, columns);
        columns["hash"] = to_base64url(hash);
        device.write(sync::Op::insert, "audit_event", id, std::move(columns));
        ids.push_back(id);
        return id;
    }
    /// The same database under a new identity: all it keeps is sent again.
    Machine enrolled_anew() const {
        Machine anew(TestDevice(device.hub, "S001"));
        anew.device.incarnation = device.incarnation;
        anew.device.outbox = device.outbox;
        anew.device.last_hlc = device.last_hlc;
        anew.hash = hash;
        anew.seq = seq;
        anew.ids = ids;
        return anew;
    }

    TestDevice device;
    std::string hash;
    std::int64_t seq = 0;
    std::vector<Uuid> ids;
};

struct Trail {
    Uuid write(std::string_view action) { return machine.write(action); }
    void write_and_push(int count) {
        for (int i = 0; i < count; ++i) write("sign_in");
        REQUIRE(till.push().answer.rejections.empty());
    }
    hub::AuditChain chain() {
        auto reader = hub.store().begin_read();
        return (*reader)->load_all_chains()->at(0);
    }
    hub::AuditReport verify() {
        auto reader = hub.store().begin_read();
        auto report = hub::check_audit_trail(**reader, hub.manifest);
        REQUIRE(report.ok());
        return *report;
    }
    /// As somebody with the database's key might: changes a stored row past all rules.
    void tamper(const Uuid& id, const std::function<void(json::object&)>& change) {
        auto writer = hub.store().begin_write();
        const hub::RowKey key{"audit_event", id};
        auto rows = (*writer)->load_rows(std::span(&key, 1));
        hub::RowWrite write{rows->at(0), rows->at(0).places};
        change(write.row.state.columns);
        REQUIRE((*writer)->write_rows(std::span(&write, 1)).ok());
        REQUIRE((*writer)->commit().ok());
    }
    void remove(const Uuid& id) {
        hub.reopen([&](sqlite::Database& database) {
            database
                .cached("DELETE FROM feed WHERE row_number = (SELECT number FROM row WHERE id = ?)")
                .bind(id)
                .run()
                .value();
            database.cached("DELETE FROM row WHERE id = ?").bind(id).run().value();
        });
        hub.reopen();
    }

    struct Stores {
        explicit Stores(TestHub& hub) { hub.add_store("S001"); }
    };
    TestHub hub;
    Stores stores{hub};
    Machine machine{TestDevice(hub, "S001")};
    TestDevice& till = machine.device;
    std::string& hash = machine.hash;
    std::vector<Uuid>& ids = machine.ids;
};

/// A machine whose database was copied: both wrote on, the right one synchronised, the copy was
/// found out.
struct Cloned : Trail {
    Cloned() {
        write_and_push(3);
        copy.emplace(machine);
        write_and_push(2);
        hub.clock.advance(1000);
        for (const auto* action : {"sign_in", "reveal", "sign_out"}) copy->write(action);
        REQUIRE(copy->device.push().code() == "device_blocked");
    }
    void unblock() {
        auto writer = hub.store().begin_write();
        REQUIRE(hub::unblock_device(**writer, {hub.manifest, hub.clock, hub.random},
                                    *hub.load_device(till.id))
                    .ok());
        REQUIRE((*writer)->commit().ok());
    }
    std::int64_t breaks() {
        auto reader = hub.store().begin_read();
        std::int64_t sum = 0;
        for (const auto& chain : *(*reader)->load_all_chains()) sum += chain.breaks;
        return sum;
    }
    std::optional<Machine> copy;
};

}  // namespace

TEST_CASE_FIXTURE(Trail, "a sound chain over several pushes has no breaks") {
    write_and_push(3);
    write_and_push(2);
    CHECK(chain().chain_seq == 5);
    CHECK(chain().hash == hash);
    CHECK(chain().breaks == 0);
    const auto report = verify();
    CHECK(report.events == 5);
    CHECK(report.chains == 1);
    CHECK(report.findings.empty());
}

TEST_CASE_FIXTURE(
    Trail, "an event that does not follow is kept and counted, and the chain goes on from it") {
    write("sign_in");
    write("reveal");
    till.outbox.back().columns["action"] = "nothing";
    write("sign_out");
    REQUIRE(till.push().answer.rejections.empty());
    CHECK(chain().breaks == 1);
    CHECK(chain().first_break_seq == 2);
    CHECK(chain().chain_seq == 3);
    CHECK(hub.rows_of("audit_event").size() == 3);
    CHECK(hub.service()
              .metrics()
              .text({}, hub::WorkLanes(hub::lane_sizes(1)))
              .find("qiantai_hub_audit_breaks_total 1") != std::string::npos);
}

TEST_CASE_FIXTURE(Trail,
                  "a left-out event is a break; sending it later doesn't set the chain back") {
    write("one");
    write("two");
    const auto left_out = till.outbox.back();
    till.outbox.pop_back();
    write("three");
    REQUIRE(till.push().status == 200);
    CHECK(chain().breaks == 1);
    CHECK(chain().chain_seq == 3);
    till.write(sync::Op::insert, "audit_event", left_out.id, left_out.columns);
    REQUIRE(till.push().status == 200);
    CHECK(chain().breaks == 2);
    CHECK(chain().chain_seq == 3);
    write_and_push(1);
    CHECK(chain().breaks == 2);
}

TEST_CASE_FIXTURE(Trail, "an event sent twice is no break") {
    write("one");
    REQUIRE(till.push().status == 200);
    till.write(sync::Op::insert, "audit_event", ids[0], till.outbox[0].columns);
    REQUIRE(till.push().answer.rejections.empty());
    CHECK(chain().breaks == 0);
}

TEST_CASE_FIXTURE(Trail, "a hash that is no hash harms nobody") {
    for (const std::string& hash_text :
         {std::string(), std::string("AA"), to_base64url(std::string(40, 'x'))}) {
        write("odd");
        till.outbox.back().columns["hash"] = hash_text;
        REQUIRE(till.push().status == 200);
    }
    write_and_push(1);
    CHECK(chain().breaks >= 3);
}

TEST_CASE_FIXTURE(Trail, "one terminal can't break another one's chain") {
    write_and_push(1);
    TestDevice other(hub, "S001");
    auto forged = till.outbox[0].columns;
    forged["chain_seq"] = 2;
    other.insert("audit_event", forged);
    REQUIRE(other.push().status == 200);
    write_and_push(1);
    auto reader = hub.store().begin_read();
    const auto chains = (*reader)->load_chains(till.id, std::vector<Uuid>{till.incarnation});
    CHECK(chains->at(0).breaks == 0);
}

TEST_CASE_FIXTURE(Trail, "a changed entry is named") {
    write_and_push(5);
    tamper(ids[2], [](json::object& columns) { columns["action"] = "harmless"; });
    const auto report = verify();
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].fault == hub::AuditFault::changed);
    CHECK(report.findings[0].chain_seq == 3);
    CHECK(report.findings[0].id == ids[2]);
    CHECK(report.findings[0].terminal_code == "T01");
}

TEST_CASE_FIXTURE(Trail, "a missing entry is named, in the middle and at the end") {
    write_and_push(5);
    remove(ids[2]);
    auto report = verify();
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].fault == hub::AuditFault::missing);
    CHECK(report.findings[0].chain_seq == 3);
    remove(ids[4]);
    remove(ids[0]);
    report = verify();
    REQUIRE(report.findings.size() == 3);
    CHECK(report.findings[0].chain_seq == 1);
    CHECK(report.findings[2].chain_seq == 5);
}

TEST_CASE_FIXTURE(Trail, "reordered entries are named with the number they were written with") {
    write_and_push(6);
    tamper(ids[2], [](json::object& columns) { columns["chain_seq"] = 4; });
    tamper(ids[3], [](json::object& columns) { columns["chain_seq"] = 3; });
    const auto report = verify();
    REQUIRE(report.findings.size() == 2);
    CHECK(report.findings[0].fault == hub::AuditFault::reordered);
    CHECK(report.findings[0].chain_seq == 3);
    CHECK(report.findings[0].written_as == 4);
    CHECK(report.findings[1].written_as == 3);
}

TEST_CASE_FIXTURE(Trail, "an entry put in between is found") {
    write_and_push(3);
    auto forged = till.outbox[1].columns;
    forged["action"] = "invented";
    till.insert("audit_event", forged);
    REQUIRE(till.push().status == 200);
    const auto report = verify();
    REQUIRE_FALSE(report.findings.empty());
    CHECK(report.findings[0].chain_seq == 2);
}

TEST_CASE_FIXTURE(Cloned, "a copied machine that was enrolled anew leaves a chain that verifies") {
    unblock();
    write_and_push(2);
    Machine anew = copy->enrolled_anew();
    anew.write(sync::k_audit_enrolled);
    anew.write("sign_in");
    REQUIRE(anew.device.push().answer.rejections.empty());
    write_and_push(1);
    CHECK(breaks() == 0);
    const auto report = verify();
    CHECK(report.events == 3 + 5 + 5 + 1);  // with the hub's own about the unblocking
    CHECK(report.findings.empty());

    SUBCASE("a changed entry of either way is named") {
        tamper(ids[4], [](json::object& columns) { columns["action"] = "harmless"; });
        tamper(anew.ids[5], [](json::object& columns) { columns["action"] = "harmless"; });
        CHECK(verify().findings.size() == 2);
    }
    SUBCASE("an entry missing from either way is found") {
        remove(anew.ids[4]);
        CHECK_FALSE(verify().findings.empty());
        remove(anew.ids[5]);
        CHECK_FALSE(verify().findings.empty());
    }
    SUBCASE("the end of the shorter way is missed") {
        remove(anew.ids.back());
        REQUIRE(verify().findings.size() == 1);
        CHECK(verify().findings[0].fault == hub::AuditFault::changed);
    }
}

TEST_CASE_FIXTURE(Cloned, "a second way on that no enrolment explains is named") {
    Machine anew = copy->enrolled_anew();
    anew.write("sign_in");
    REQUIRE(anew.device.push().answer.rejections.empty());
    const auto report = verify();
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].fault == hub::AuditFault::repeated);
    CHECK(report.findings[0].chain_seq == 4);
    CHECK(report.findings[0].id == copy->ids[3]);
}

TEST_CASE_FIXTURE(Cloned, "a copy that was let in instead of the right machine is explained once") {
    unblock();
    REQUIRE(copy->device.push().status == 200);
    CHECK(verify().findings.empty());
    // No terminal may say that it was unblocked.
    Machine liar(TestDevice(hub, "S001"));
    liar.device.terminal_code = "T01";
    liar.write(sync::k_audit_unblocked);
    CHECK(liar.device.push().answer.rejections.size() == 1);
}

TEST_CASE_FIXTURE(Trail, "an end that was written anew with fitting hashes is found") {
    write_and_push(3);
    tamper(ids[2], [&](json::object& columns) {
        columns["action"] = "harmless";
        const auto before = hub.load_row("audit_event", ids[1]);
        columns["hash"] = to_base64url(
            sync::audit_hash(hub::chain_hash_of(before->state.columns), ids[2], columns));
    });
    const auto report = verify();
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].fault == hub::AuditFault::changed);
    CHECK(report.findings[0].chain_seq == 3);
}
