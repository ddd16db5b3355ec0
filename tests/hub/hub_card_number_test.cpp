// Two cards with one number: copied machines give the same ones, and printed cards come from
// anywhere.

#include "tests/hub/hub_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;

namespace {

struct Cards {
    Cards() {
        hub.add_store("S001");
        hub.add_store("S002");
    }
    static boost::json::object card(const TestDevice& device, const Uuid& member,
                                    std::string_view number, std::string_view status = "active") {
        return {{"store_code", device.store_code},
                {"member_id", member.text()},
                {"number", number},
                {"status", status},
                {"issued_on", "2026-11-22"},
                {"created_by", "1001"},
                {"created_at", 1}};
    }
    static Uuid member(TestDevice& device, std::string_view phone) {
        return device.insert("member", member_columns(device.store_code, phone));
    }
    /// Codes of what the next push refuses.
    static std::string refused(TestDevice& device) {
        const auto reply = device.push();
        REQUIRE(reply.status == 200);
        std::string codes;
        for (const auto& rejection : reply.answer.rejections) codes += rejection.code + " ";
        return codes;
    }
    std::string status_of(const Uuid& card) {
        const auto row = hub.load_row("member_card", card);
        return row ? std::string(row->state.columns.at("status").as_string()) : "absent";
    }

    TestHub hub;
};

}  // namespace

TEST_CASE_FIXTURE(Cards, "a second card in use with another member's number is refused, alone") {
    TestDevice till(hub, "S001"), other(hub, "S001");
    const Uuid first = till.insert("member_card", card(till, member(till, "138"), "C-1"));
    CHECK(refused(till) == "");
    const Uuid person = member(other, "139");
    const Uuid second = other.insert("member_card", card(other, person, "C-1"));
    other.insert("member_card", card(other, member(other, "137"), "C-2"));
    const auto reply = other.push();
    REQUIRE(reply.answer.rejections.size() == 1);
    const auto& rejection = reply.answer.rejections[0];
    CHECK(rejection.code == "card_number_taken");
    CHECK(rejection.actor == "clerk");
    CHECK(rejection.field == "number");
    CHECK(rejection.words_en.find("new card") != std::string::npos);
    CHECK(rejection.words_zh.find("C-1") != std::string::npos);
    CHECK(status_of(first) == "active");
    CHECK(status_of(second) == "absent");
    CHECK(hub.rows_of("member").size() == 3);
    CHECK(hub.rows_of("member_card").size() == 2);

    SUBCASE("replacing the card and sending it again brings both cards to headquarters") {
        // As a terminal does: the old card's end, the new card, then the refused row as it is now.
        other.update("member_card", second, {{"status", "replaced"}});
        const Uuid next = other.insert("member_card", card(other, person, "C-3"));
        CHECK(refused(other) == "row_missing ");
        CHECK(status_of(next) == "active");
        other.write(sync::Op::insert, "member_card", second,
                    card(other, person, "C-1", "replaced"));
        CHECK(refused(other) == "");
        CHECK(status_of(second) == "replaced");
        CHECK(status_of(first) == "active");
        // And it can't come back into use beside the other one.
        other.update("member_card", second, {{"status", "active"}});
        CHECK(refused(other) == "card_number_taken ");
    }
    SUBCASE("sending it again as it was is refused again") {
        other.write(sync::Op::insert, "member_card", second, card(other, person, "C-1"));
        CHECK(refused(other) == "card_number_taken ");
    }
    SUBCASE("the number is free once the first card was replaced") {
        till.update("member_card", first, {{"status", "replaced"}});
        CHECK(refused(till) == "");
        other.write(sync::Op::insert, "member_card", second, card(other, person, "C-1"));
        CHECK(refused(other) == "");
        CHECK(status_of(second) == "active");
    }
}

TEST_CASE_FIXTURE(Cards, "of two cards with one number in one push the second is refused") {
    TestDevice till(hub, "S001");
    till.insert("member_card", card(till, member(till, "138"), "C-1"));
    till.insert("member_card", card(till, member(till, "139"), "C-1", "lost"));
    CHECK(refused(till) == "card_number_taken ");
}

TEST_CASE_FIXTURE(Cards, "a number is one for the whole chain, and one member may have it twice") {
    TestDevice till(hub, "S001"), other(hub, "S002");
    const Uuid person = member(till, "138");
    const Uuid first = till.insert("member_card", card(till, person, "C-1"));
    till.insert("member_card", card(till, person, "C-1"));
    CHECK(refused(till) == "");
    other.insert("member_card", card(other, member(other, "139"), "C-1"));
    CHECK(refused(other) == "card_number_taken ");
    // What doesn't touch number or status isn't asked about.
    till.update("member_card", first, {{"expires_on", "2027-11-22"}});
    CHECK(refused(till) == "");
}

TEST_CASE_FIXTURE(Cards, "a card that headquarters has already is taken again from a resend") {
    TestDevice till(hub, "S001");
    till.insert("member_card", card(till, member(till, "138"), "C-1"));
    CHECK(refused(till) == "");
    TestDevice anew(hub, "S001");
    anew.incarnation = till.incarnation;
    anew.outbox = till.outbox;
    CHECK(refused(anew) == "");
    CHECK(hub.rows_of("member_card").size() == 1);
}
