// Contact data and headquarters' desks: in no scope that all desks read, in one desk's own scope
// while an authorisation is open. See tests/support/invented.hpp.

#include "sync/core/scope.hpp"
#include "tests/hub/hub_fixture.hpp"
#include "tests/support/invented.hpp"

namespace qiantai::test {
namespace {

namespace json = boost::json;

constexpr const char* k_phone = "13812345678";
constexpr TimeMs k_hour_ms = 3'600'000;

struct Contacts {
    TestHub hub{make_invented_manifest()};
    TestDevice till, desk, neighbour;
    Uuid parcel, note;

    Contacts() : till(with_store(hub), "S001"), desk(hub, "HQ"), neighbour(hub, "HQ") {
        parcel = till.insert("parcel",
                             {{"store_code", "S001"}, {"phone", k_phone}, {"content", "cups"}});
        note = till.insert("parcel_note", {{"store_code", "S001"},
                                           {"parcel_id", parcel.text()},
                                           {"phone", k_phone},
                                           {"words", "call"}});
        REQUIRE(till.push().answer.rejections.empty());
    }
    static TestHub& with_store(TestHub& hub) {
        hub.add_store("S001");
        hub.add_store("S002");
        return hub;
    }
    Uuid open(const Uuid& row, const TestDevice& to, TimeMs for_ms = k_hour_ms) {
        const Uuid permit = desk.insert("permit", {{"store_code", "HQ"},
                                                   {"row_id", row.text()},
                                                   {"desk", to.terminal_code},
                                                   {"until", hub.clock.now_ms() + for_ms}});
        REQUIRE(desk.push().answer.rejections.empty());
        return permit;
    }
    /// Every value of the column `phone`, and whether anything says when it was written, that the
    /// device is sent in any of its scopes.
    std::set<std::string> phones(TestDevice& device) {
        std::set<std::string> found;
        for (const auto& scope : sync::readable_scopes({device.store_code, device.terminal_code})) {
            for (const auto& row : device.read(scope)) {
                const auto& columns = row.state.columns;
                if (columns.contains("phone") && !row.gone)
                    found.emplace(columns.at("phone").as_string());
                if (row.state.entity != "member" && row.state.clocks.later.contains("phone") &&
                    !columns.contains("phone"))
                    found.emplace("when");
            }
        }
        return found;
    }
    bool is_open_to(TestDevice& device, const Uuid& row) {
        const auto found = device.find(sync::desk_scope(device.terminal_code), row);
        return found && !found->gone && found->state.columns.contains("phone");
    }
};

TEST_CASE_FIXTURE(Contacts, "contact data goes to its store and to no desk") {
    CHECK(phones(till) == std::set<std::string>{k_phone});
    CHECK(phones(desk).empty());
    // Not by a later clock either, nor because headquarters itself is the store.
    till.update("parcel", parcel, {{"phone", "13900000000"}, {"receiver", "HQ"}});
    REQUIRE(till.push().answer.rejections.empty());
    const Uuid own = neighbour.insert(
        "complaint", {{"store_code", "HQ"}, {"phone", k_phone}, {"words", "cold"}});
    REQUIRE(neighbour.push().answer.rejections.empty());
    CHECK(phones(desk).empty());
    CHECK(desk.find("store/HQ", own)->state.columns.at("words") == "cold");
    CHECK(desk.find(sync::hq_scope("S001"), parcel)->state.columns.at("content") == "cups");
}

TEST_CASE_FIXTURE(Contacts, "an authorisation opens a row and what belongs to it to one desk") {
    open(parcel, desk);
    CHECK(is_open_to(desk, parcel));
    CHECK(is_open_to(desk, note));
    CHECK(phones(neighbour).empty());
    // Every change of it comes too.
    till.update("parcel", parcel, {{"phone", "13900000000"}});
    const Uuid later = till.insert("parcel_note", {{"store_code", "S001"},
                                                   {"parcel_id", parcel.text()},
                                                   {"phone", "13911111111"},
                                                   {"words", "again"}});
    REQUIRE(till.push().answer.rejections.empty());
    CHECK(phones(desk) == std::set<std::string>{k_phone, "13900000000", "13911111111"});
    CHECK(is_open_to(desk, later));
    CHECK(phones(neighbour).empty());
}

TEST_CASE_FIXTURE(Contacts, "it ends when its time is over, at the next call of any kind") {
    open(parcel, desk);
    const auto scope = sync::desk_scope(desk.terminal_code);
    hub.clock.advance(k_hour_ms - 1000);
    CHECK(is_open_to(desk, parcel));
    hub.clock.advance(1000);
    SUBCASE("a greeting") {
        desk.hello();
    }
    SUBCASE("a feed") {}
    REQUIRE(desk.find(scope, parcel));
    CHECK(desk.find(scope, parcel)->gone);
    CHECK(desk.find(scope, note)->gone);
    // The row itself stays with headquarters.
    CHECK_FALSE(desk.find(sync::hq_scope("S001"), parcel)->gone);
    till.update("parcel", parcel, {{"phone", "13900000000"}});
    REQUIRE(till.push().answer.rejections.empty());
    CHECK(phones(desk).empty());
    CHECK(hub.store().begin_read().value()->load_stays(std::span(&parcel, 1))->empty());
}

TEST_CASE_FIXTURE(Contacts, "it is ended early, prolonged, and given to another desk by its row") {
    const Uuid permit = open(parcel, desk);
    desk.update("permit", permit, {{"until", hub.clock.now_ms() + 3 * k_hour_ms}});
    REQUIRE(desk.push().answer.rejections.empty());
    hub.clock.advance(2 * k_hour_ms);
    CHECK(is_open_to(desk, parcel));

    desk.update("permit", permit, {{"desk", neighbour.terminal_code}});
    REQUIRE(desk.push().answer.rejections.empty());
    CHECK_FALSE(is_open_to(desk, parcel));
    CHECK(is_open_to(neighbour, parcel));

    desk.update("permit", permit, {{"ended_at", hub.clock.now_ms()}});
    REQUIRE(desk.push().answer.rejections.empty());
    CHECK_FALSE(is_open_to(neighbour, parcel));
    CHECK(phones(neighbour).empty());
}

TEST_CASE_FIXTURE(Contacts, "one of two authorisations ends and the other goes on") {
    const Uuid first = open(parcel, desk), second = open(note, desk);
    desk.update("permit", first, {{"ended_at", hub.clock.now_ms()}});
    REQUIRE(desk.push().answer.rejections.empty());
    CHECK_FALSE(is_open_to(desk, parcel));
    CHECK(is_open_to(desk, note));
    desk.update("permit", second, {{"ended_at", hub.clock.now_ms()}});
    REQUIRE(desk.push().answer.rejections.empty());
    CHECK(phones(desk).empty());
}

TEST_CASE_FIXTURE(Contacts, "no store opens anything, and what names nothing opens nothing") {
    till.insert("permit", {{"store_code", "S001"},
                           {"row_id", parcel.text()},
                           {"desk", desk.terminal_code},
                           {"until", hub.clock.now_ms() + k_hour_ms}});
    CHECK(till.push().answer.rejections.at(0).code == "not_writer");
    open(parcel, till);  // the store's terminal has the same code as a desk; it is none
    open(Uuid::make_v7(hub.clock, hub.random), desk);
    open(parcel, desk, -1);
    CHECK(phones(neighbour).empty());
    CHECK(till.get("/v1/feed?cursors=desk/" + till.terminal_code + ":0").status == 403);
}

TEST_CASE_FIXTURE(Contacts, "an opened row that changes its store stays open") {
    open(parcel, desk);
    till.update("parcel", parcel, {{"store_code", "S002"}});
    REQUIRE(till.push().answer.rejections.empty());
    CHECK(is_open_to(desk, parcel));
    CHECK(is_open_to(desk, note));
    CHECK(desk.find(sync::hq_scope("S002"), parcel));
}

TEST_CASE_FIXTURE(Contacts, "an uploaded change that lost its contact columns is the same change") {
    const Uuid complaint =
        desk.insert("complaint", {{"store_code", "S001"}, {"phone", k_phone}, {"words", "cold"}});
    const Uuid said = desk.insert("parcel_note", {{"store_code", "S001"},
                                                  {"parcel_id", parcel.text()},
                                                  {"phone", k_phone},
                                                  {"words", "said"}});
    desk.update("complaint", complaint, {{"phone", "13900000000"}});
    REQUIRE(desk.push().answer.rejections.empty());
    for (auto& change : desk.outbox) change.columns.erase("phone");
    SUBCASE("after an answer that was lost") {
        const auto again = desk.send(desk.make_batch(1, 3));
        CHECK(again.status == 200);
        CHECK(again.answer.rejections.empty());
    }
    SUBCASE("from a restored database") {
        desk.restored_from = desk.incarnation;
        desk.incarnation = Uuid::make_v7(hub.clock, hub.random);
        const auto again = desk.send(desk.make_batch(1, 3));
        CHECK(again.status == 200);
        CHECK(again.answer.rejections.empty());
    }
    CHECK(hub.load_row("complaint", complaint)->state.columns.at("phone") == "13900000000");
    CHECK(hub.load_row("parcel_note", said)->state.columns.at("phone") == k_phone);
    CHECK(hub.load_device(desk.id)->status == hub::DeviceStatus::active);
}

}  // namespace
}  // namespace qiantai::test
