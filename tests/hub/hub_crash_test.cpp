// A hub that dies, or whose statement fails, between any two statements: afterwards a request was
// taken whole or not at all, and the same request sent again has the same end.

#include <sqlite3.h>

#include <set>

#include "schema/base/encoding.hpp"
#include "sync/core/audit_chain.hpp"
#include "sync/core/wire.hpp"
#include "tests/hub/hub_fixture.hpp"
#include "tests/support/crash_point.hpp"

using namespace qiantai;
using namespace qiantai::test;
namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

/// A hub over a folder, for one request or two.
struct Instance {
    explicit Instance(const fs::path& folder, const TestHub& model,
                      std::function<void(sqlite::Database&)> on_open = {})
        : clock(model.clock), manifest(make_qiantai_manifest()) {
        hub::SqliteStoreOptions options{folder / "hub.db", TestHub::database_options(),
                                        std::move(on_open)};
        auto opened = hub::SqliteHubStore::open(std::move(options));
        REQUIRE(opened.ok());
        store = std::move(*opened);
        service = std::make_unique<hub::HubService>(
            hub::HubParts{*store, manifest, clock, random, TestHub::make_identity()});
    }
    FakeClock clock;
    SeededRandom random{21};
    Manifest manifest;
    std::unique_ptr<hub::SqliteHubStore> store;
    std::unique_ptr<hub::HubService> service;
};

/// Everything in the database as text.
std::string dump(const fs::path& folder) {
    auto options = TestHub::database_options();
    options.mode = sqlite::OpenMode::read_write;
    auto database = sqlite::Database::open(folder / "hub.db", options);
    REQUIRE(database.ok());
    std::vector<std::string> tables;
    {
        auto names =
            database->prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1");
        while (names->step().value()) tables.emplace_back(names->text(0));
    }
    std::string out;
    for (const auto& table : tables) {
        auto rows = database->prepare("SELECT * FROM " + table);
        REQUIRE(rows.ok());
        std::multiset<std::string> lines;
        while (rows->step().value()) {
            std::string line = table;
            for (int i = 0; i < rows->column_count(); ++i)
                line += "|" + to_hex(as_bytes(rows->blob(i)));
            lines.insert(line + "\n");
        }
        for (const auto& line : lines) out += line;
    }
    return out;
}

/// A hub with some history, and the request that is to be cut.
struct Scene {
    Scene() {
        hub.add_store("S001");
        hub.add_store("S002");
    }
    void set(sync::HttpRequest with) {
        request = std::move(with);
        hub.close();
        before = dump(hub.folder());
        copy_home(hub.folder(), root / "whole");
        {
            Instance whole(root / "whole", hub);
            const auto response = whole.service->handle(request);
            REQUIRE_MESSAGE(response.status == 200, response.body);
        }
        after = dump(root / "whole");
        REQUIRE(before != after);
    }
    /// Runs the request in a copy of the hub.
    fs::path fresh_copy(int n) {
        const fs::path folder = root / ("copy" + std::to_string(n));
        copy_home(hub.folder(), folder);
        return folder;
    }
    void check_settled(const fs::path& folder, bool repeatable) {
        const auto now = dump(folder);
        CHECK((now == before || now == after));
        if (!repeatable && now == after) return;
        {
            Instance again(folder, hub);
            CHECK(again.service->handle(request).status == 200);
        }
        CHECK(dump(folder) == after);
    }

    TempFolder root;
    TestHub hub;
    sync::HttpRequest request;
    std::string before;
    std::string after;
};

sync::HttpRequest push_request(const TestDevice& device) {
    return {"POST",
            "/v1/changes",
            device.authorization(),
            "application/x-ndjson",
            "zstd",
            sync::encode_push(device.make_batch(device.acked_seq + 1,
                                                static_cast<std::int64_t>(device.outbox.size()))),
            "10.0.0.1"};
}

/// A push with everything in it: new rows, a conflict, a duplicate, a refusal, an erasure, an audit
/// event.
void write_everything(TestHub& hub, TestDevice& till, TestDevice& other) {
    const Uuid edited = till.insert("member", member_columns("S001", "1"));
    const Uuid erased = till.insert("member", member_columns("S001", "2"));
    REQUIRE(till.push().status == 200);
    const auto seen = till.last_hlc;
    other.update("member", edited, {{"name", "甲"}}, seen);
    other.update("member", erased, {{"name", "甲"}}, seen);
    other.insert("member", member_columns("S001", "3"));
    REQUIRE(other.push().status == 200);
    till.update("member", edited, {{"name", "乙"}}, till.outbox[0].hlc);
    till.insert("member", member_columns("S001", "3"));
    till.insert("tier", {{"code", "forbidden"}});
    till.erase("member", erased);
    json::object event{
        {"store_code", "S001"}, {"terminal_code", "T01"}, {"incarnation", till.incarnation.text()},
        {"chain_seq", 1},       {"created_at", 1},        {"business_date", "2026-11-21"},
        {"action", "erase"}};
    const Uuid id = Uuid::make_v7(hub.clock, hub.random);
    event["hash"] =
        to_base64url(sync::audit_hash(sync::audit_chain_start(till.incarnation), id, event));
    till.write(sync::Op::insert, "audit_event", id, event);
}

/// Kills before the n-th statement, for every n; says how many statements there were.
int kill_everywhere(Scene& scene, bool repeatable) {
    for (int n = 1;; ++n) {
        const auto folder = scene.fresh_copy(n);
        const auto dead = scene.root / ("dead" + std::to_string(n));
        CrashPoint crash;
        {
            Instance instance(folder, scene.hub,
                              [&](sqlite::Database& database) { crash.attach(database); });
            crash.arm(n, folder, dead);
            CHECK(instance.service->handle(scene.request).status == 200);
            crash.disarm();
        }
        if (!crash.crashed()) return n - 1;
        CAPTURE(n);
        scene.check_settled(dead, repeatable);
        fs::remove_all(folder);
        fs::remove_all(dead);
    }
}

/// Makes the n-th statement fail.
struct Interrupter {
    int left = 0;
    static int on_statement(unsigned, void* self, void* statement, void*) {
        auto& counter = *static_cast<Interrupter*>(self);
        if (counter.left > 0 && --counter.left == 0) {
            sqlite3_interrupt(sqlite3_db_handle(static_cast<sqlite3_stmt*>(statement)));
        }
        return 0;
    }
};

}  // namespace

TEST_CASE_FIXTURE(
    Scene, "a hub killed between any two statements of a push has taken all of it or nothing") {
    TestDevice till(hub, "S001"), other(hub, "S001");
    write_everything(hub, till, other);
    set(push_request(till));
    CHECK(kill_everywhere(*this, true) > 40);
}

TEST_CASE_FIXTURE(Scene, "a hub killed while a row moves between stores has it at one of them") {
    TestDevice desk(hub, "HQ");
    const Uuid id = desk.insert("staff", staff_columns("S001", "1001"));
    REQUIRE(desk.push().status == 200);
    desk.update("staff", id, {{"store_code", "S002"}}, desk.outbox[0].hlc);
    set(push_request(desk));
    CHECK(kill_everywhere(*this, true) > 10);
}

TEST_CASE_FIXTURE(
    Scene, "a hub killed during an enrolment has used the code and made the device, or neither") {
    const json::object body{{"code", hub.make_code("S001")},
                            {"bundle_public_key", to_base64url(std::string(32, 'x'))}};
    set({"POST", "/v1/enrol", "", "application/json", "", json::serialize(body), "10.0.0.1"});
    CHECK(kill_everywhere(*this, false) > 10);
}

TEST_CASE_FIXTURE(
    Scene,
    "a statement that fails anywhere in a push takes nothing, and is told to be tried again") {
    TestDevice till(hub, "S001"), other(hub, "S001");
    write_everything(hub, till, other);
    set(push_request(till));
    int failures = 0;
    for (int n = 1;; ++n) {
        CAPTURE(n);
        const auto folder = fresh_copy(n);
        Interrupter interrupter;
        int status = 0;
        {
            Instance instance(folder, hub, [&](sqlite::Database& database) {
                sqlite3_trace_v2(database.handle(), SQLITE_TRACE_STMT, &Interrupter::on_statement,
                                 &interrupter);
            });
            interrupter.left = n;
            status = instance.service->handle(request).status;
        }
        const bool over = interrupter.left > 0;
        CHECK((status == 200 || status == 500 || status == 503));
        CHECK(dump(folder) == (status == 200 ? after : before));
        failures += status != 200;
        check_settled(folder, true);
        fs::remove_all(folder);
        if (over) break;
    }
    CHECK(failures > 30);
}
