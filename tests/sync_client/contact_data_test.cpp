// What a desk of headquarters has of contact data, on its own disk. See tests/support/invented.hpp.

#include "sync/client/contact_data.hpp"
#include "schema/sqlite/facts.hpp"
#include "sync/client/rejections.hpp"
#include "tests/support/invented.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

constexpr const char* k_phone = "13812345678";
constexpr TimeMs k_hour_ms = 3'600'000;

struct Desks {
    SimHub hub{make_invented_manifest()};
    SimTerminal till, desk, neighbour;
    Uuid parcel, note;

    Desks()
        : till(Chain::with_stores(hub), "S001", 1), desk(hub, "HQ", 2), neighbour(hub, "HQ", 3) {
        for (auto* terminal : {&till, &desk, &neighbour}) {
            terminal->upgrade(make_invented_manifest(), invented_migrations());
            terminal->enrol();
        }
        parcel = till.new_id();
        note = till.new_id();
        REQUIRE(till.insert("parcel", parcel,
                            {{"store_code", "S001"}, {"phone", k_phone}, {"content", "cups"}}));
        REQUIRE(till.insert("parcel_note", note,
                            {{"store_code", "S001"},
                             {"parcel_id", parcel.text()},
                             {"phone", k_phone},
                             {"words", "call"}}));
        sync_all();
    }
    void sync_all() {
        for (int round = 0; round < 2; ++round) {
            for (auto* terminal : {&till, &desk, &neighbour}) terminal->sync_well();
        }
        advance(1000);
    }
    void advance(TimeMs by_ms) {
        hub.clock.advance(by_ms);
        for (auto* terminal : {&till, &desk, &neighbour}) terminal->clock.advance(by_ms);
    }
    Uuid open(const Uuid& row) {
        const Uuid permit = desk.new_id();
        REQUIRE(desk.insert("permit", permit,
                            {{"store_code", "HQ"},
                             {"row_id", row.text()},
                             {"desk", "T01"},
                             {"until", hub.clock.now_ms() + k_hour_ms}}));
        sync_all();
        return permit;
    }
    static std::string phone(SimTerminal& terminal, std::string_view entity, const Uuid& id) {
        return text_of(terminal.load(entity, id), "phone");
    }
    static std::int64_t phones_in_outbox(SimTerminal& terminal) {
        return terminal.count("SELECT count(*) FROM outbox WHERE columns LIKE '%\"phone\"%'");
    }
    /// As the scheduler does while nobody answers.
    static void sync_offline(SimTerminal& terminal) {
        HookLink link(terminal.hub, [](const sync::HttpRequest&) -> HookLink::Answer {
            return make_error(sync::k_connection_cut);
        });
        CHECK(terminal.sync(link).error);
    }
};

TEST_CASE_FIXTURE(Desks,
                  "a desk has rows without contact data, and with it while they are opened") {
    CHECK(text_of(desk.load("parcel", parcel), "content") == "cups");
    CHECK(phone(desk, "parcel", parcel).empty());
    CHECK(phone(desk, "parcel_note", note).empty());
    const Uuid permit = open(parcel);
    CHECK(phone(desk, "parcel", parcel) == k_phone);
    // Also of a row that never changes and was here already.
    CHECK(phone(desk, "parcel_note", note) == k_phone);
    CHECK(phone(neighbour, "parcel", parcel).empty());
    REQUIRE(till.update("parcel", parcel, {{"phone", "13900000000"}}));
    sync_all();
    CHECK(phone(desk, "parcel", parcel) == "13900000000");

    REQUIRE(neighbour.update("permit", permit, {{"ended_at", hub.clock.now_ms()}}));
    sync_all();
    CHECK(phone(desk, "parcel", parcel).empty());
    CHECK(phone(desk, "parcel_note", note).empty());
    CHECK(text_of(desk.load("parcel", parcel), "content") == "cups");
    CHECK(phone(till, "parcel", parcel) == "13900000000");
}

TEST_CASE_FIXTURE(Desks,
                  "a desk drops what is over by itself, also offline and with its clock set back") {
    open(parcel);
    advance(k_hour_ms / 2);
    sync_offline(desk);
    CHECK(phone(desk, "parcel", parcel) == k_phone);
    SUBCASE("at its time") {
        advance(k_hour_ms);
    }
    SUBCASE("though its clock says it is yesterday, by what it heard from others") {
        advance(k_hour_ms);
        REQUIRE(till.update("parcel", parcel, {{"content", "plates"}}));
        sync_all();
        desk.clock.advance(-24 * k_hour_ms);
    }
    sync_offline(desk);
    CHECK(phone(desk, "parcel", parcel).empty());
    CHECK(phone(desk, "parcel_note", note).empty());
    CHECK(desk.count("SELECT count(*) FROM contact_kept") == 0);
    sync_all();
    CHECK(phone(desk, "parcel", parcel).empty());
    CHECK(phone(till, "parcel", parcel) == k_phone);
}

TEST_CASE_FIXTURE(Desks, "what a desk dropped because its clock ran ahead comes back") {
    open(parcel);
    desk.clock.advance(2 * k_hour_ms);
    sync_offline(desk);
    CHECK(phone(desk, "parcel", parcel).empty());
    sync_all();
    CHECK(phone(desk, "parcel", parcel) == k_phone);
    CHECK(phone(desk, "parcel_note", note) == k_phone);
}

TEST_CASE_FIXTURE(Desks, "what is typed at a desk leaves it once it was uploaded") {
    const Uuid complaint = desk.new_id(), said = desk.new_id();
    REQUIRE(desk.insert("complaint", complaint,
                        {{"store_code", "S001"}, {"phone", k_phone}, {"words", "cold"}}));
    REQUIRE(desk.update("complaint", complaint, {{"phone", "13900000000"}}));
    REQUIRE(desk.insert("parcel_note", said,
                        {{"store_code", "HQ"},
                         {"parcel_id", parcel.text()},
                         {"phone", k_phone},
                         {"words", "said"}}));
    sync_offline(desk);
    CHECK(phone(desk, "complaint", complaint) == "13900000000");
    CHECK(phones_in_outbox(desk) == 3);
    sync_all();
    CHECK(phone(desk, "complaint", complaint).empty());
    CHECK(phone(desk, "parcel_note", said).empty());
    CHECK(phones_in_outbox(desk) == 0);
    CHECK(text_of(desk.load("complaint", complaint), "words") == "cold");
    CHECK(phone(till, "complaint", complaint) == "13900000000");
    CHECK(phone(till, "parcel_note", said) == k_phone);
    CHECK(hub.load_row("complaint", complaint)->state.columns.at("phone") == "13900000000");

    // The rest of the row goes on being worked on, and nothing of it is lost at the hub.
    REQUIRE(desk.update("complaint", complaint, {{"words", "cold again"}}));
    sync_all();
    CHECK(hub.load_row("complaint", complaint)->state.columns.at("phone") == "13900000000");
    CHECK(phone(desk, "complaint", complaint).empty());
}

TEST_CASE_FIXTURE(Desks, "a desk that sends again what it scrubbed changes nothing") {
    const Uuid complaint = desk.new_id();
    REQUIRE(desk.insert("complaint", complaint,
                        {{"store_code", "S001"}, {"phone", k_phone}, {"words", "cold"}}));
    sync_all();
    REQUIRE(desk.update("complaint", complaint, {{"phone", "13900000000"}}));
    sync_all();
    desk.count("SELECT count(*) FROM fact");
    sqlite::save_fact(desk.database(), sqlite::fact::k_acked_seq, std::int64_t{0}).value();
    sync_all();
    CHECK(hub.load_row("complaint", complaint)->state.columns.at("phone") == "13900000000");
    CHECK(sync::list_rejections(desk.database(), sync::RejectionFilter::all, 10).value().empty());
}

TEST_CASE_FIXTURE(Desks, "a refused change keeps what was typed until it is settled") {
    const Uuid complaint = desk.new_id();
    REQUIRE(desk.in_transaction([&] {
        return desk.database()
            .prepare("INSERT INTO complaint (id, store_code, phone, words) VALUES (?, '?', ?, 'x')")
            .value()
            .bind(complaint, k_phone)
            .run();
    }));
    sync_all();
    const auto refused =
        sync::list_rejections(desk.database(), sync::RejectionFilter::open, 10).value();
    REQUIRE(refused.size() == 1);
    CHECK(phone(desk, "complaint", complaint) == k_phone);
    CHECK(phones_in_outbox(desk) == 1);
    REQUIRE(desk.update("complaint", complaint, {{"store_code", "S001"}}));
    sync::resend_row(desk.database(), desk.manifest(), desk.clock, refused[0].seq).value();
    sync_all();
    CHECK(phone(till, "complaint", complaint) == k_phone);
    CHECK(phone(desk, "complaint", complaint).empty());
    CHECK(phones_in_outbox(desk) == 0);
}

TEST_CASE_FIXTURE(Desks, "columns that a newer version calls contact data leave a desk's disk") {
    // As a desk of before: everything came, and was uploaded, with nothing said of contact data.
    auto entities =
        std::vector<Entity>(hub.manifest().entities().begin(), hub.manifest().entities().end());
    for (auto& entity : entities) {
        for (auto& column : entity.columns) column.contact = false;
    }
    const Manifest before(hub.manifest().schema_version(), entities);
    hub.upgrade(before);
    desk.upgrade(before, invented_migrations());
    desk.count("SELECT count(*) FROM feed_cursor");
    desk.database().execute("DELETE FROM feed_cursor").value();
    const Uuid complaint = desk.new_id();
    REQUIRE(desk.insert("complaint", complaint,
                        {{"store_code", "S001"}, {"phone", k_phone}, {"words", "cold"}}));
    sync_all();
    REQUIRE(phone(desk, "parcel", parcel) == k_phone);
    REQUIRE(phones_in_outbox(desk) == 1);

    hub.upgrade(make_invented_manifest());
    desk.upgrade(make_invented_manifest(), invented_migrations());
    sync_offline(desk);
    for (const auto& [entity, id] : {std::pair("parcel", parcel), std::pair("parcel_note", note),
                                     std::pair("complaint", complaint)}) {
        CHECK(phone(desk, entity, id).empty());
    }
    CHECK(phones_in_outbox(desk) == 0);
}

TEST_CASE_FIXTURE(Desks, "a store's terminal keeps its people's contact data") {
    till.database().execute("DELETE FROM feed_cursor").value();
    sync_all();
    sync::drop_contact_data(till.database(), till.manifest(), till.clock.now_ms()).value();
    CHECK(phone(till, "parcel", parcel) == k_phone);
    CHECK(phones_in_outbox(till) == 2);
}

}  // namespace
}  // namespace qiantai::test
