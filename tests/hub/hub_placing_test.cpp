// Where rows go and who may write them, in words of the manifest alone: entities that nothing in
// sync knows (tests/support/invented.hpp).

#include "sync/core/scope.hpp"
#include "tests/hub/hub_fixture.hpp"
#include "tests/support/invented.hpp"

namespace qiantai::test {
namespace {

namespace json = boost::json;

struct Parcels {
    TestHub hub{make_invented_manifest()};
    Parcels() {
        for (const char* code : {"S001", "S002", "S003"}) hub.add_store(code);
    }

    Uuid new_parcel(TestDevice& by, const char* receiver = nullptr) {
        json::object columns{
            {"store_code", by.store_code}, {"phone", "13812345678"}, {"content", "cups"}};
        if (receiver) columns["receiver"] = receiver;
        return by.insert("parcel", std::move(columns));
    }
    Uuid new_note(TestDevice& by, const Uuid& parcel) {
        return by.insert(
            "parcel_note",
            {{"store_code", by.store_code}, {"parcel_id", parcel.text()}, {"words", "broken"}});
    }
    Uuid new_photo(TestDevice& by, const Uuid& note) {
        return by.insert(
            "parcel_photo",
            {{"store_code", by.store_code}, {"note_id", note.text()}, {"label", "front"}});
    }
};

/// Everything must be taken.
void send(TestDevice& device) {
    const auto reply = device.push();
    REQUIRE(reply.status == 200);
    for (const auto& refused : reply.answer.rejections) {
        FAIL_CHECK(refused.seq << " " << refused.code << " " << refused.field);
    }
}

std::string refusal_of(TestDevice& device) {
    const auto reply = device.push();
    REQUIRE(reply.status == 200);
    REQUIRE(reply.answer.rejections.size() == 1);
    return reply.answer.rejections.front().code;
}

/// "there", "gone" or "never" in the scope of the device's store.
std::string seen_by(TestDevice& device, const Uuid& id) {
    const auto row = device.find(sync::store_scope(device.store_code), id);
    return !row ? "never" : row->gone ? "gone" : "there";
}

bool is_on_desks(TestDevice& desk, const Uuid& id) {
    bool found = false;
    for (const auto& scope : sync::readable_scopes({"HQ", desk.terminal_code})) {
        const auto row = desk.find(scope, id);
        found = found || (row && !row->gone);
    }
    return found;
}

TEST_CASE_FIXTURE(Parcels, "a row is seen by the store its column names, as long as it does") {
    TestDevice one(hub, "S001"), two(hub, "S002"), three(hub, "S003"), desk(hub, "HQ");
    const Uuid parcel = new_parcel(one, "S002");
    send(one);
    CHECK(seen_by(one, parcel) == "there");
    CHECK(seen_by(two, parcel) == "there");
    CHECK(seen_by(three, parcel) == "never");
    CHECK(is_on_desks(desk, parcel));
    // The whole row, contact data too: it is not headquarters.
    CHECK(two.find("store/S002", parcel)->state.columns.contains("phone"));

    one.update("parcel", parcel, {{"receiver", "S003"}});
    send(one);
    CHECK(seen_by(one, parcel) == "there");
    CHECK(seen_by(two, parcel) == "gone");
    CHECK(seen_by(three, parcel) == "there");

    one.update("parcel", parcel, {{"receiver", nullptr}});
    send(one);
    CHECK(seen_by(three, parcel) == "gone");
    CHECK(seen_by(one, parcel) == "there");
}

TEST_CASE_FIXTURE(Parcels, "a row that is only seen by another store is not written by it") {
    TestDevice one(hub, "S001"), two(hub, "S002");
    const Uuid visit =
        one.insert("visit", {{"store_code", "S001"}, {"home_store", "S002"}, {"amount_fen", 900}});
    send(one);
    CHECK(seen_by(two, visit) == "there");
    two.insert("visit", {{"store_code", "S001"}, {"home_store", "S002"}, {"amount_fen", 1}});
    CHECK(refusal_of(two) == "other_store");
}

TEST_CASE_FIXTURE(Parcels, "the store in the column writes the row, but not to whom it belongs") {
    TestDevice one(hub, "S001"), two(hub, "S002"), three(hub, "S003");
    const Uuid parcel = new_parcel(one, "S002");
    send(one);
    two.update("parcel", parcel, {{"content", "plates"}});
    send(two);
    CHECK(hub.load_row("parcel", parcel)->state.columns.at("content") == "plates");
    CHECK(seen_by(one, parcel) == "there");

    three.update("parcel", parcel, {{"content", "mine"}});
    CHECK(refusal_of(three) == "other_store");
    two.update("parcel", parcel, {{"store_code", "S002"}});
    CHECK(refusal_of(two) == "other_store");
    CHECK(hub.load_row("parcel", parcel)->state.columns.at("content") == "plates");

    // Handing on is its right while it has it, and ends it.
    two.update("parcel", parcel, {{"receiver", "S003"}});
    send(two);
    CHECK(seen_by(two, parcel) == "gone");
    two.update("parcel", parcel, {{"content", "late"}});
    CHECK(refusal_of(two) == "other_store");
    three.update("parcel", parcel, {{"content", "forks"}});
    send(three);
}

TEST_CASE_FIXTURE(Parcels, "no store gives itself the right to write") {
    TestDevice one(hub, "S001"), two(hub, "S002");
    const Uuid parcel = new_parcel(one);
    send(one);
    two.update("parcel", parcel, {{"receiver", "S002"}});
    CHECK(refusal_of(two) == "other_store");
    two.update("parcel", parcel, {{"receiver", "S002"}, {"content", "mine"}});
    CHECK(refusal_of(two) == "other_store");
    // Nor by a row that it says is the other's, nor by writing the row anew.
    two.insert("parcel", {{"store_code", "S001"}, {"receiver", "S002"}, {"content", "mine"}});
    CHECK(refusal_of(two) == "other_store");
    two.write(sync::Op::insert, "parcel", parcel,
              {{"store_code", "S002"}, {"receiver", "S002"}, {"content", "mine"}});
    CHECK(refusal_of(two) == "other_store");
    CHECK_FALSE(hub.load_row("parcel", parcel)->state.columns.contains("receiver"));
    CHECK(seen_by(two, parcel) == "never");
}

TEST_CASE_FIXTURE(Parcels, "what is no store's code names no store") {
    TestDevice one(hub, "S001");
    for (const char* code : {"", "S1/x", "chain ", "..", "S002,hq"}) {
        CAPTURE(code);
        one.insert("parcel", {{"store_code", "S001"}, {"receiver", code}, {"content", "cups"}});
        CHECK(refusal_of(one) == "value_not_allowed");
    }
}

TEST_CASE_FIXTURE(Parcels, "a store gives its row away where the manifest lets it") {
    TestDevice one(hub, "S001"), two(hub, "S002"), desk(hub, "HQ");
    const Uuid parcel = new_parcel(one);
    const Uuid slip = one.insert("slip", {{"store_code", "S001"}, {"content", "1 cup"}});
    send(one);
    one.update("slip", slip, {{"store_code", "S002"}});
    CHECK(refusal_of(one) == "other_store");
    one.update("parcel", parcel, {{"store_code", "S002"}});
    send(one);
    CHECK(seen_by(one, parcel) == "gone");
    CHECK(seen_by(two, parcel) == "there");
    CHECK(is_on_desks(desk, parcel));
    one.update("parcel", parcel, {{"content", "late"}});
    CHECK(refusal_of(one) == "other_store");
    two.update("parcel", parcel, {{"content", "new"}});
    send(two);
}

TEST_CASE_FIXTURE(Parcels, "all that belongs to a row goes with it, in the same push") {
    TestDevice one(hub, "S001"), two(hub, "S002"), desk(hub, "HQ");
    const Uuid parcel = new_parcel(one), note = new_note(one, parcel), photo = new_photo(one, note);
    send(one);
    CHECK(seen_by(one, photo) == "there");
    CHECK(seen_by(two, photo) == "never");

    one.update("parcel", parcel, {{"store_code", "S002"}});
    send(one);
    for (const auto& id : {parcel, note, photo}) {
        CHECK(seen_by(one, id) == "gone");
        CHECK(seen_by(two, id) == "there");
        CHECK(is_on_desks(desk, id));
        // Exactly one of headquarters' scopes has it, and says so.
        CHECK(desk.find(sync::hq_scope("S002"), id));
        CHECK_FALSE(desk.find(sync::hq_scope("S001"), id));
    }
    // The row says who wrote it; the new store may go on with it.
    CHECK(hub.load_row("parcel_photo", photo)->state.columns.at("store_code") == "S001");
    two.update("parcel_photo", photo, {{"label", "back"}});
    send(two);
    CHECK(seen_by(one, photo) == "gone");
    CHECK(two.find("store/S002", photo)->state.columns.at("label") == "back");
}

TEST_CASE_FIXTURE(Parcels, "what belongs to a row is seen and written by the store it names too") {
    TestDevice one(hub, "S001"), two(hub, "S002"), three(hub, "S003");
    const Uuid parcel = new_parcel(one), note = new_note(one, parcel), photo = new_photo(one, note);
    send(one);
    one.update("parcel", parcel, {{"receiver", "S002"}});
    send(one);
    CHECK(seen_by(two, note) == "there");
    CHECK(seen_by(two, photo) == "there");
    CHECK(seen_by(one, photo) == "there");
    two.update("parcel_photo", photo, {{"label", "side"}});
    const Uuid reply = new_note(two, parcel);
    send(two);
    CHECK(seen_by(one, reply) == "there");
    three.update("parcel_photo", photo, {{"label", "mine"}});
    CHECK(refusal_of(three) == "other_store");

    one.update("parcel", parcel, {{"receiver", "S003"}});
    send(one);
    for (const auto& id : {note, photo, reply}) {
        CHECK(seen_by(two, id) == "gone");
        CHECK(seen_by(three, id) == "there");
        CHECK(seen_by(one, id) == "there");
    }
}

TEST_CASE_FIXTURE(Parcels, "what the old store wrote before it knew comes late and goes along") {
    TestDevice one(hub, "S001"), offline(hub, "S001"), two(hub, "S002");
    const Uuid parcel = new_parcel(one), note = new_note(one, parcel);
    send(one);
    const Uuid late_note = new_note(offline, parcel), late_photo = new_photo(offline, note);
    one.update("parcel", parcel, {{"store_code", "S002"}});
    send(one);
    send(offline);
    for (const auto& id : {late_note, late_photo}) {
        CHECK(seen_by(two, id) == "there");
        // Its writer has it and must be told that it is not its store's any more.
        CHECK(seen_by(offline, id) == "gone");
    }
    offline.update("parcel_photo", late_photo, {{"label", "later still"}});
    send(offline);
    CHECK(two.find("store/S002", late_photo)->state.columns.at("label") == "later still");
}

TEST_CASE_FIXTURE(Parcels,
                  "what a store wrote while it might comes late and counts, later no more") {
    hub.add_store("S004");
    TestDevice one(hub, "S001"), two(hub, "S002"), three(hub, "S003"), four(hub, "S004");
    const Uuid parcel = new_parcel(one, "S002");
    send(one);
    two.update("parcel", parcel, {{"content", "plates"}});
    four.update("parcel", parcel, {{"content", "mine"}});
    one.update("parcel", parcel, {{"receiver", "S003"}});
    send(one);
    send(two);
    CHECK(seen_by(two, parcel) == "gone");
    CHECK(three.find("store/S003", parcel)->state.columns.at("content") == "plates");
    // Who never had it had no such time.
    CHECK(refusal_of(four) == "other_store");
    two.update("parcel", parcel, {{"content", "late"}});
    CHECK(refusal_of(two) == "other_store");

    // The same of a row that was given away altogether.
    three.update("parcel", parcel, {{"content", "forks"}});
    one.update("parcel", parcel, {{"content", "knives"}});
    one.update("parcel", parcel, {{"store_code", "S004"}, {"receiver", nullptr}});
    send(one);
    send(three);
    CHECK(four.find("store/S004", parcel)->state.columns.at("content") == "knives");
}

TEST_CASE_FIXTURE(Parcels, "what comes before the row it belongs to follows once that is there") {
    TestDevice one(hub, "S001"), two(hub, "S002");
    const Uuid parcel = Uuid::make_v7(hub.clock, hub.random);
    const Uuid note = new_note(one, parcel), photo = new_photo(one, note);
    send(one);
    CHECK(seen_by(one, photo) == "there");
    two.write(sync::Op::insert, "parcel", parcel, {{"store_code", "S002"}, {"content", "cups"}});
    send(two);
    CHECK(seen_by(two, photo) == "there");
    CHECK(seen_by(one, photo) == "gone");
    CHECK(seen_by(two, note) == "there");
}

TEST_CASE_FIXTURE(Parcels, "a row of store and hub comes to no desk, whoever writes it") {
    TestDevice one(hub, "S001"), two(hub, "S002"), desk(hub, "HQ");
    const Uuid slip = one.insert("slip", {{"store_code", "S001"}, {"content", "1 cup"}});
    send(one);
    const Uuid from_desk = desk.insert("slip", {{"store_code", "S001"}, {"content", "2 cups"}});
    send(desk);
    for (const auto& id : {slip, from_desk}) {
        CHECK(seen_by(one, id) == "there");
        CHECK(seen_by(two, id) == "never");
        CHECK_FALSE(is_on_desks(desk, id));
        const auto row = hub.load_row("slip", id);
        for (const auto& place : row->places) {
            CHECK_FALSE(place.scope.starts_with("hq/"));
        }
    }
    // The desk that wrote it is told to let go of it.
    CHECK(seen_by(desk, from_desk) == "gone");
    // Headquarters' own rows are its own.
    const Uuid own = desk.insert("slip", {{"store_code", "HQ"}, {"content", "3 cups"}});
    send(desk);
    CHECK(is_on_desks(desk, own));
    desk.update("slip", own, {{"store_code", "S001"}});
    send(desk);
    CHECK_FALSE(is_on_desks(desk, own));
    CHECK(seen_by(desk, own) == "gone");
    desk.update("slip", own, {{"store_code", "HQ"}});
    send(desk);
    CHECK(is_on_desks(desk, own));
    CHECK(seen_by(desk, own) == "there");
    CHECK(seen_by(one, own) == "gone");
}

TEST_CASE_FIXTURE(Parcels,
                  "a terminal restored from before sends again what is no longer its own") {
    TestDevice one(hub, "S001");
    const Uuid parcel = new_parcel(one);
    one.update("parcel", parcel, {{"content", "plates"}});
    one.update("parcel", parcel, {{"store_code", "S002"}});
    send(one);
    // As a restored database does: another incarnation, the same changes.
    one.restored_from = one.incarnation;
    one.incarnation = Uuid::make_v7(hub.clock, hub.random);
    const auto again = one.send(one.make_batch(1, 3));
    REQUIRE(again.status == 200);
    CHECK(again.answer.rejections.empty());
    CHECK(hub.load_row("parcel", parcel)->state.columns.at("store_code") == "S002");
    // Something new is refused all the same.
    one.acked_seq = 3;
    one.update("parcel", parcel, {{"content", "new"}});
    CHECK(refusal_of(one) == "other_store");
}

TEST_CASE_FIXTURE(Parcels,
                  "stores that a change named in vain are told, as if the hub had forgotten them") {
    // As after the hub was set back to a backup: what is sent again may pass by stores that saw the
    // row before.
    TestDevice one(hub, "S001"), two(hub, "S002"), three(hub, "S003"), desk(hub, "HQ");
    const Uuid parcel = new_parcel(one), note = new_note(one, parcel), photo = new_photo(one, note);
    send(one);
    SUBCASE("on the way to another") {
        one.update("parcel", parcel, {{"receiver", "S002"}});
        one.update("parcel", parcel, {{"receiver", "S003"}});
        send(one);
        CHECK(seen_by(three, photo) == "there");
    }
    SUBCASE("and back again") {
        one.update("parcel", parcel, {{"receiver", "S002"}});
        one.update("parcel", parcel, {{"receiver", nullptr}});
        send(one);
        CHECK(seen_by(three, photo) == "never");
    }
    SUBCASE("by a change that is older than what stands") {
        desk.update("parcel", parcel, {{"receiver", "S002"}});
        one.update("parcel", parcel, {{"receiver", "S003"}});
        send(one);
        send(desk);
        CHECK(seen_by(three, photo) == "there");
    }
    for (const auto& id : {parcel, note, photo}) {
        CHECK(seen_by(one, id) == "there");
        CHECK(seen_by(two, id) == "gone");
        CHECK(is_on_desks(desk, id));
    }
}

TEST_CASE_FIXTURE(Parcels, "an id that names a thing of one store lies in that store's cell") {
    TestDevice one(hub, "S001"), desk(hub, "HQ");
    CHECK(one.id.cell() == Cell::of_store("S001"));
    CHECK(desk.id.cell() == Cell::of_store("HQ"));
    for (const auto& row : hub.rows_of("staff")) CHECK(row.state.id.cell() == Cell::of_store("HQ"));
}

}  // namespace
}  // namespace qiantai::test
