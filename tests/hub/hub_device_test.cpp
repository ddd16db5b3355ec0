// Which database may speak for a device: restored ones are adopted, clones are blocked.

#include "sync/core/scope.hpp"
#include "sync/hub/rules/device_admin.hpp"
#include "tests/hub/hub_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;

namespace {

void write_members(TestDevice& device, int count) {
    for (int i = 0; i < count; ++i) {
        const auto number =
            std::to_string(device.outbox.size()) + device.incarnation.text().substr(30);
        device.insert("member", member_columns(device.store_code, number));
    }
}

void push_members(TestDevice& device, int count) {
    write_members(device, count);
    REQUIRE(device.push().status == 200);
}

struct DeviceWorld {
    DeviceWorld() { hub.add_store("S001"); }

    /// The same device on another machine: what was on the disk, and its own changes from then on.
    TestDevice clone_of(const TestDevice& device) { return device; }

    void unblock(const TestDevice& device) {
        auto writer = hub.store().begin_write();
        REQUIRE(hub::unblock_device(**writer, {hub.manifest, hub.clock, hub.random},
                                    *hub.load_device(device.id))
                    .ok());
        REQUIRE((*writer)->commit().ok());
    }

    /// A terminal of which the hub has that many changes.
    TestDevice pushed_till(int count) {
        TestDevice till(hub, "S001");
        push_members(till, count);
        return till;
    }

    TestHub hub;
};

/// As a terminal that was put back to an older backup: a new incarnation, and its own history from
/// there.
void restore_to(TestDevice& device, std::size_t seq) {
    device.restored_from = device.incarnation;
    device.incarnation = Uuid::make_v7(device.hub.clock, device.hub.random);
    device.outbox.resize(seq);
    device.acked_seq = static_cast<std::int64_t>(seq);
    device.hub.clock.advance(60'000);
}

}  // namespace

TEST_CASE_FIXTURE(DeviceWorld, "a device's first database is taken as its own") {
    TestDevice till(hub, "S001");
    CHECK(till.hello().at("incarnation").is_null());
    push_members(till, 1);
    CHECK(till.hello().at("incarnation").as_string() == till.incarnation.text());
}

TEST_CASE_FIXTURE(DeviceWorld,
                  "a device the hub knows nothing from must begin at its first change") {
    TestDevice till(hub, "S001");
    write_members(till, 3);
    const auto reply = till.send(till.make_batch(2, 3));
    CHECK(reply.code() == "sequence_gap");
    CHECK(reply.error.at("expected_seq") == 1);
}

TEST_CASE_FIXTURE(DeviceWorld,
                  "a terminal restored from a backup goes on under its new incarnation") {
    TestDevice till = pushed_till(5);
    restore_to(till, 3);
    write_members(till, 1);
    const auto reply = till.push();
    REQUIRE(reply.status == 200);
    CHECK(reply.answer.acked_seq == 4);
    CHECK(hub.rows_of("member").size() == 6);
    CHECK(hub.load_device(till.id)->incarnation == till.incarnation);
}

TEST_CASE_FIXTURE(DeviceWorld,
                  "the database that was replaced by a restored one is blocked when it calls") {
    TestDevice till = pushed_till(2);
    TestDevice old = clone_of(till);
    restore_to(till, 2);
    push_members(till, 1);
    write_members(old, 1);
    const auto reply = old.push();
    CHECK(reply.status == 403);
    CHECK(reply.code() == "device_blocked");
    CHECK(hub.load_device(till.id)->status == hub::DeviceStatus::blocked);
    // Until the administrator has decided, neither machine gets through.
    write_members(till, 1);
    CHECK(till.push().code() == "device_blocked");
    CHECK(till.get("/v1/hello").status == 403);
}

TEST_CASE_FIXTURE(DeviceWorld, "an unknown database with the device's identity is blocked") {
    TestDevice till = pushed_till(1);
    TestDevice stranger = clone_of(till);
    stranger.incarnation = Uuid::make_v7(hub.clock, hub.random);
    write_members(stranger, 1);
    CHECK(stranger.push().code() == "device_blocked");
    CHECK(hub.rows_of("member").size() == 1);
}

TEST_CASE_FIXTURE(
    DeviceWorld, "a copied database that wrote its own next change is found by the change before") {
    TestDevice till = pushed_till(2);
    TestDevice copy = clone_of(till);
    push_members(till, 2);
    hub.clock.advance(1000);
    write_members(copy, 3);
    CHECK(copy.send(copy.make_batch(5, 5)).code() == "device_blocked");
}

TEST_CASE_FIXTURE(DeviceWorld, "a copied database is found by its change at the hub's last seq") {
    TestDevice till = pushed_till(2);
    TestDevice copy = clone_of(till);
    push_members(till, 1);
    hub.clock.advance(1000);
    write_members(copy, 1);
    CHECK(copy.push().code() == "device_blocked");
    CHECK(hub.rows_of("member").size() == 3);
}

TEST_CASE_FIXTURE(DeviceWorld,
                  "a copied database that is behind is not told that its changes are safe") {
    TestDevice till = pushed_till(1);
    TestDevice copy = clone_of(till);
    push_members(till, 5);
    hub.clock.advance(1000);
    write_members(copy, 2);
    // Seqs 2 and 3 are long passed at the hub, but with other content.
    CHECK(copy.push().code() == "device_blocked");
}

TEST_CASE_FIXTURE(DeviceWorld,
                  "a terminal that no longer has the change before is not taken for a clone") {
    TestDevice till = pushed_till(2);
    write_members(till, 1);
    auto batch = till.make_batch(3, 3);
    batch.previous_hlc = sync::Hlc();
    CHECK(till.send(batch).status == 200);
}

TEST_CASE_FIXTURE(DeviceWorld, "an unblocked device goes on with whichever machine calls next") {
    TestDevice till = pushed_till(2);
    TestDevice copy = clone_of(till);
    push_members(copy, 3);
    hub.clock.advance(1000);
    write_members(till, 1);
    REQUIRE(till.push().code() == "device_blocked");
    unblock(till);
    const auto reply = till.push();
    REQUIRE(reply.status == 200);
    CHECK(reply.answer.acked_seq == 3);
    CHECK(hub.rows_of("member").size() == 6);
}

TEST_CASE_FIXTURE(
    DeviceWorld,
    "an unblocked device goes on with the right machine after a restored copy took its place") {
    TestDevice till = pushed_till(3);
    TestDevice copy = clone_of(till);
    restore_to(copy, 2);
    push_members(copy, 4);
    write_members(till, 2);
    REQUIRE(till.push().code() == "device_blocked");
    unblock(till);
    REQUIRE(till.push().status == 200);
    CHECK(hub.rows_of("member").size() == 3 + 4 + 2);
    push_members(till, 1);
    // The copy can't take the place again by saying what it was restored from.
    write_members(copy, 1);
    CHECK(copy.push().code() == "device_blocked");
}

TEST_CASE_FIXTURE(DeviceWorld,
                  "why a device is blocked is said to the machine that was found out") {
    TestDevice till = pushed_till(2);
    TestDevice copy = clone_of(till);
    push_members(till, 1);
    hub.clock.advance(1000);
    write_members(copy, 1);
    const auto found_out = copy.push();
    CHECK(found_out.error.at("detail").as_string() == "change 3 is another one than the hub has");
    write_members(till, 1);
    const auto right = till.push();
    CHECK(right.code() == "device_blocked");
    CHECK(right.error.at("detail").as_string() == "");
    for (const auto* way : {"device unblock", "enrol --replace"}) {
        CHECK(right.error.at("words_en").as_string().find(way) != std::string::npos);
        CHECK(right.error.at("words_zh").as_string().find(way) != std::string::npos);
    }
    CHECK(parse_object(till.get("/v1/hello").body).at("detail").as_string() == "");
}

TEST_CASE_FIXTURE(DeviceWorld,
                  "a terminal revoked by a headquarters desk is refused at its next call") {
    TestDevice desk(hub, "HQ"), till(hub, "S001");
    desk.update("terminal", till.id, {{"status", "revoked"}});
    REQUIRE(desk.push().answer.rejections.empty());
    write_members(till, 1);
    CHECK(till.push().code() == "device_revoked");
    CHECK(till.get("/v1/feed?cursors=chain:0").status == 403);
    desk.update("terminal", till.id, {{"status", "active"}});
    REQUIRE(desk.push().status == 200);
    CHECK(till.push().status == 200);
}

TEST_CASE_FIXTURE(DeviceWorld, "a store's terminal can't revoke another one") {
    TestDevice till(hub, "S001"), other(hub, "S001");
    till.update("terminal", other.id, {{"status", "revoked"}});
    REQUIRE(till.push().answer.rejections.size() == 1);
    CHECK(other.get("/v1/hello").status == 200);
}

TEST_CASE_FIXTURE(DeviceWorld, "revoking at the hub shows in the terminal's row") {
    TestDevice desk(hub, "HQ"), till(hub, "S001");
    auto writer = hub.store().begin_write();
    const auto device = hub::find_device(**writer, "S001/T01");
    REQUIRE(device.ok());
    REQUIRE(hub::revoke_device(**writer, hub.manifest, hub.clock.now_ms(), *device).ok());
    REQUIRE((*writer)->commit().ok());
    CHECK(till.get("/v1/hello").status == 403);
    const auto row = desk.find(sync::hq_scope("S001"), till.id);
    REQUIRE(row);
    CHECK(row->state.columns.at("status") == "revoked");
}

TEST_CASE_FIXTURE(DeviceWorld, "a forged secret or a foreign id opens nothing") {
    TestDevice till(hub, "S001"), other(hub, "S001");
    const auto status_with = [&](std::string authorization) {
        return hub.handle({"GET", "/v1/hello", std::move(authorization), "", "", "", ""}).status;
    };
    CHECK(status_with(till.authorization()) == 200);
    std::swap(till.secret, other.secret);
    CHECK(status_with(till.authorization()) == 401);
    till.secret = std::string(32, '\0');
    CHECK(status_with(till.authorization()) == 401);
    till.id = Uuid::make_v7(hub.clock, hub.random);
    CHECK(status_with(till.authorization()) == 401);
    for (const std::string wrong :
         {"", "Bearer", "Bearer ", "Bearer x.y", "Basic abc", "Bearer .", "Bearer ......"}) {
        CHECK(status_with(wrong) == 401);
    }
}

TEST_CASE_FIXTURE(DeviceWorld,
                  "when a device was last seen is known, without a write for every call") {
    TestDevice till(hub, "S001");
    const TimeMs enrolled = hub.clock.now_ms();
    hub.clock.advance(60'000);
    till.hello();
    CHECK(hub.load_device(till.id)->last_seen_at == enrolled);
    hub.clock.advance(10 * 60'000);
    till.hello();
    CHECK(hub.load_device(till.id)->last_seen_at == hub.clock.now_ms());
}
