// A hub whose own disk is full or can't be written. SQLite's alone: what PostgreSQL's disk does is told
// by its errors.

#include "tests/hub/hub_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;

namespace {

struct Disk {
    Disk() { hub.add_store("S001"); }
    TestHub hub;
};

}  // namespace

TEST_CASE_FIXTURE(Disk, "a hub with a full disk names who has to act, and goes on serving") {
    TestDevice till(hub, "S001");
    const Uuid before = till.insert("member", member_columns("S001"));
    REQUIRE(till.push().status == 200);
    hub.reopen([](sqlite::Database& database) {
        REQUIRE(database.execute("PRAGMA max_page_count = 1").ok());
    });
    for (int i = 0; i < 200; ++i) till.insert("member", member_columns("S001", std::to_string(i)));
    const auto reply = till.push();
    CHECK(reply.status == 507);
    CHECK(reply.code() == "hub_storage_full");
    CHECK(reply.error.at("actor") == "administrator");
    CHECK(till.hello().at("last_seq") == 1);
    CHECK(till.find("store/S001", before));
    hub.reopen();
    CHECK(till.push().status == 200);
}

TEST_CASE_FIXTURE(Disk, "a health check finds out that the database can't be written") {
    const auto status = [&] { return hub.handle({"GET", "/healthz", "", "", "", "", ""}).status; };
    CHECK(status() == 200);
    hub.reopen([](sqlite::Database& database) {
        REQUIRE(database.execute("PRAGMA query_only = 1").ok());
    });
    CHECK(status() == 500);
    CHECK(status() == 500);
    hub.reopen();
    CHECK(status() == 200);
}
