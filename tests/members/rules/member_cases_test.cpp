// Cards, consents and conflict cases of a member.

#include <doctest/doctest.h>

#include "terminal/members/rules/member_conflicts.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::TestDesk;

struct OneMember {
    TestDesk desk;
    Session clerk = desk.session(StaffRole::clerk),
            manager = desk.session(StaffRole::store_manager);
    Uuid id = desk.add_member("王小明", "13812345678").id;
    MemberCards cards{desk.context};
    MemberConsents consents{desk.context};
    MemberConflicts conflicts{desk.context};

    Result<MemberCard> card(CardAction action) {
        return cards.set_card(clerk, {.member_id = id, .action = action});
    }
    std::string status() { return load_cards(desk.database(), id)->front().status.text(); }
    Uuid add_conflict(std::string_view column, std::string_view kept,
                      const std::optional<std::string>& lost) {
        const auto conflict = desk.next_id();
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO member_conflict (id, store_code, kind, subject_id, column_name, "
                "kept_value,"
                " lost_value, status, created_at) VALUES (?, 'S001', 'column', ?, ?, ?, ?, 'open', "
                "?)",
                conflict, id, column, kept, lost, desk.clock.now_ms());
        });
        return conflict;
    }
};

}  // namespace

TEST_CASE("a card is reported lost, found, replaced; the replacement keeps the expiry") {
    OneMember t;
    const auto first = load_cards(t.desk.database(), t.id)->front();
    CHECK(t.card(CardAction::report_lost)->status == CardStatus::lost);
    CHECK(code_of(t.card(CardAction::report_lost)) == "card_not_in_use");
    CHECK(t.card(CardAction::found)->status == CardStatus::active);
    CHECK(t.card(CardAction::report_lost).ok());
    t.desk.clock.advance(90ll * 24 * 3600 * 1000);
    const auto replacement = t.card(CardAction::replace);
    REQUIRE(replacement.ok());
    CHECK(replacement->number != first.number);
    CHECK(replacement->expires_on == first.expires_on);
    CHECK(replacement->issued_on > first.issued_on);
    CHECK(t.status() == "replaced");
    CHECK(load_cards(t.desk.database(), t.id)->back().expires_on == first.expires_on);
    CHECK(t.desk.last_action() == "members.set_card");
}

TEST_CASE("freezing is the manager's, and a frozen card can't be renewed or reported") {
    OneMember t;
    CHECK(code_of(t.card(CardAction::freeze)) == "not_permitted");
    CHECK(t.cards.set_card(t.manager, {.member_id = t.id, .action = CardAction::freeze})->status ==
          CardStatus::frozen);
    for (const auto action :
         {CardAction::renew, CardAction::report_lost, CardAction::replace, CardAction::found}) {
        CHECK(code_of(t.card(action)) == "card_not_in_use");
    }
    CHECK(
        t.cards.set_card(t.manager, {.member_id = t.id, .action = CardAction::unfreeze})->status ==
        CardStatus::active);
}

TEST_CASE(
    "renewal adds a term to the expiry, or to today if that is past, and wakes a lapsed member") {
    OneMember t;
    const auto expiry = load_cards(t.desk.database(), t.id)->front().expires_on;
    CHECK(t.card(CardAction::renew)->expires_on == Date::of_text(expiry).plus_months(12).text());
    t.desk.run("UPDATE member_card SET expires_on = '2020-01-01'");
    t.desk.run("UPDATE member SET status = 'lapsed'");
    CHECK(t.card(CardAction::renew)->expires_on ==
          business_date(t.desk.context)->plus_months(12).text());
    CHECK(t.desk.text("SELECT status FROM member") == "active");
}

TEST_CASE("with several cards the one meant must be named") {
    OneMember t;
    CHECK(t.cards.set_card(t.clerk, {.member_id = t.id, .new_number = "VIP-1"}).ok());
    CHECK(code_of(t.card(CardAction::report_lost)) == "card_not_found");
    const CardRequest named{
        .member_id = t.id, .action = CardAction::report_lost, .number = "vip-1"};
    CHECK(t.cards.set_card(t.clerk, named)->number == "VIP-1");
    CHECK(t.card(CardAction::report_lost).ok());  // only one is in use now
    const CardRequest strange{.member_id = t.id, .action = CardAction::found, .number = "VIP-2"};
    CHECK(code_of(t.cards.set_card(t.clerk, strange)) == "card_not_found");
}

TEST_CASE("card actions are read by the names that are written") {
    for (const auto action :
         {CardAction::issue, CardAction::replace, CardAction::report_lost, CardAction::found,
          CardAction::freeze, CardAction::unfreeze, CardAction::renew}) {
        CHECK(parse_code<CardAction>(qiantai::code_of(action)) == action);
    }
    CHECK_FALSE(parse_code<CardAction>("burn").has_value());
}

TEST_CASE("a card's actions are those its state and the role allow") {
    const auto offered = [](CardStatus status, StaffRole role) {
        MemberCard card;
        card.status = status;
        std::string names;
        for (const auto action : card_actions(card, role)) {
            names += std::string(qiantai::code_of(action)) + " ";
        }
        return names;
    };
    CHECK(offered(CardStatus::active, StaffRole::clerk) == "renew report_lost replace ");
    CHECK(offered(CardStatus::active, StaffRole::store_manager) ==
          "renew report_lost replace freeze ");
    CHECK(offered(CardStatus::lost, StaffRole::clerk) == "found replace ");
    CHECK(offered(CardStatus::lapsed, StaffRole::clerk) == "renew ");
    CHECK(offered(CardStatus::frozen, StaffRole::clerk) == "");
    CHECK(offered(CardStatus::frozen, StaffRole::store_manager) == "unfreeze ");
    CHECK(offered(CardStatus::replaced, StaffRole::store_manager) == "");
    CHECK(offered(CardStatus::active, StaffRole::auditor) == "");
    MemberCard unknown;
    unknown.status = Coded<CardStatus>::of_text("of_a_newer_program");
    CHECK(card_actions(unknown, StaffRole::store_manager).empty());
}

TEST_CASE("consent is given and withdrawn, each decision stays") {
    OneMember t;
    CHECK(code_of(t.consents.withdraw(t.clerk, t.id, {"marketing", "1", "phone"})) ==
          "consent_not_given");
    REQUIRE(t.consents.record(t.clerk, t.id, {"marketing", "2026-01", "counter"}).ok());
    CHECK(t.desk.last_action() == "members.record_consent");
    CHECK(code_of(t.consents.withdraw(t.clerk, t.id, {"callback", "1", "phone"})) ==
          "consent_not_given");
    REQUIRE(t.consents.withdraw(t.clerk, t.id, {"marketing", "2026-01", "phone"}).ok());
    CHECK(t.desk.last_action() == "members.withdraw_consent");
    CHECK(code_of(t.consents.withdraw(t.clerk, t.id, {"marketing", "2026-01", "phone"})) ==
          "consent_not_given");
    REQUIRE(t.consents.record(t.clerk, t.id, {"marketing", "2026-02", "online"}).ok());
    const auto all = load_consents(t.desk.database(), t.id).value();
    REQUIRE(all.size() == 3);
    CHECK(all[1].decision == ConsentDecision::withdrawn);
    CHECK(all[2].text_version == "2026-02");
    CHECK(code_of(t.consents.record(t.clerk, t.id, {"marketing", "x", "smoke"})) ==
          "value_not_allowed");
    CHECK(code_of(t.consents.record(t.desk.session(StaffRole::auditor), t.id,
                                    {"marketing", "x", "phone"})) == "not_permitted");
}

TEST_CASE("a conflict is decided by restoring, keeping or dismissing") {
    OneMember t;
    const auto restored = t.add_conflict("name", "\"王小明\"", "\"王晓明\"");
    t.desk.clock.advance(1);
    const auto emptied = t.add_conflict("notes", "\"x\"", std::nullopt);
    t.desk.clock.advance(1);
    const auto kept = t.add_conflict("gender", "\"female\"", "\"male\"");
    t.desk.clock.advance(1);
    const auto dismissed = t.add_conflict("gender", "\"female\"", "\"male\"");
    CHECK(code_of(t.conflicts.list(t.clerk, ConflictStatus::open)) == "not_permitted");
    const auto open = t.conflicts.list(t.manager, ConflictStatus::open);
    REQUIRE(open->size() == 4);
    CHECK(open->front().kept_value == "王小明");
    CHECK(open->front().lost_value == "王晓明");
    CHECK((*open)[1].lost_value.empty());

    t.desk.run("UPDATE member SET notes = 'x'");
    CHECK(t.conflicts.resolve(t.manager, restored, ConflictChoice::restore).ok());
    CHECK(t.desk.text("SELECT name FROM member") == "王晓明");
    CHECK(t.conflicts.resolve(t.manager, emptied, ConflictChoice::restore).ok());
    CHECK(t.desk.number("SELECT notes IS NULL FROM member") == 1);
    CHECK(t.conflicts.resolve(t.manager, kept, ConflictChoice::keep).ok());
    CHECK(t.desk.text("SELECT gender FROM member") == "unstated");
    CHECK(t.conflicts.resolve(t.manager, dismissed, ConflictChoice::dismiss).ok());
    CHECK(t.conflicts.list(t.manager, ConflictStatus::open)->empty());
    const auto decided = t.conflicts.list(t.manager, ConflictStatus::decided).value();
    REQUIRE(decided.size() == 4);
    CHECK(decided.front().decided_by == t.manager.staff_number);
    CHECK(decided.front().decided_at == t.desk.clock.now_ms());
    // The last decided one is what somebody wants to look at again.
    t.desk.clock.advance(1);
    const auto later = t.add_conflict("gender", "\"female\"", "\"male\"");
    REQUIRE(t.conflicts.resolve(t.manager, later, ConflictChoice::keep).ok());
    CHECK(t.conflicts.list(t.manager, ConflictStatus::decided, 1)->front().id == later);
    CHECK(code_of(t.conflicts.resolve(t.manager, kept, ConflictChoice::keep)) ==
          "conflict_not_found");
    // The trail names the column, never the value.
    CHECK(t.desk.number("SELECT count(*) FROM audit_event WHERE detail LIKE '%晓明%'") == 0);
}

TEST_CASE(
    "a conflict can't be used to rewrite what a record is bound to, or with a value that doesn't "
    "fit") {
    OneMember t;
    CHECK(
        code_of(t.conflicts.resolve(t.manager, t.add_conflict("store_code", "\"S001\"", "\"S002\""),
                                    ConflictChoice::restore)) == "conflict_not_settable");
    CHECK(code_of(t.conflicts.resolve(t.manager, t.add_conflict("gender", "\"male\"", "\"x\""),
                                      ConflictChoice::restore)) == "value_not_allowed");
    CHECK(code_of(t.conflicts.resolve(t.manager, t.add_conflict("name", "\"a\"", "{broken"),
                                      ConflictChoice::restore)) == "conflict_not_settable");
    CHECK(t.desk.text("SELECT store_code || gender FROM member") == "S001unstated");
}

TEST_CASE("two members with one number are merged or dismissed, not restored") {
    OneMember t;
    const auto id = t.desk.next_id();
    t.desk.from_headquarters([&] {
        t.desk.run(
            "INSERT INTO member_conflict (id, store_code, kind, subject_id, other_id, column_name, "
            "status,"
            " created_at) VALUES (?, 'S001', 'duplicate', ?, ?, 'phone', 'open', 1)",
            id, t.id, t.desk.next_id());
    });
    CHECK(code_of(t.conflicts.resolve(t.manager, id, ConflictChoice::keep)) ==
          "conflict_is_duplicate");
    CHECK(code_of(t.conflicts.resolve(t.manager, id, ConflictChoice::restore)) ==
          "conflict_is_duplicate");
    CHECK(t.conflicts.resolve(t.manager, id, ConflictChoice::dismiss).ok());
}

TEST_CASE("a decision is taken back, and the value that stood before stands again") {
    OneMember t;
    const auto id = t.add_conflict("name", "\"王小明\"", "\"王晓明\"");
    CHECK(code_of(t.conflicts.reopen(t.manager, id)) == "conflict_not_decided");
    CHECK(code_of(t.conflicts.reopen(t.manager, t.id)) == "conflict_not_found");
    REQUIRE(t.conflicts.resolve(t.manager, id, ConflictChoice::restore).ok());
    CHECK(code_of(t.conflicts.reopen(t.clerk, id)) == "not_permitted");
    REQUIRE(t.conflicts.reopen(t.manager, id).ok());
    CHECK(t.desk.text("SELECT name FROM member") == "王小明");
    CHECK(t.desk.last_action() == "members.reopen_conflict");
    const auto open = t.conflicts.list(t.manager, ConflictStatus::open).value();
    REQUIRE(open.size() == 1);
    CHECK(open.front().decided_by.empty());
    // What somebody wrote since is nobody's to take back.
    REQUIRE(t.conflicts.resolve(t.manager, id, ConflictChoice::restore).ok());
    t.desk.run("UPDATE member SET name = '王大明'");
    REQUIRE(t.conflicts.reopen(t.manager, id).ok());
    CHECK(t.desk.text("SELECT name FROM member") == "王大明");
    REQUIRE(t.conflicts.resolve(t.manager, id, ConflictChoice::dismiss).ok());
    CHECK(t.conflicts.reopen(t.manager, id).ok());
}

TEST_CASE("cases come page by page, in an order that decisions meanwhile do not disturb") {
    OneMember t;
    std::vector<Uuid> all;
    for (int i = 0; i < 5; ++i) {
        t.desk.clock.advance(1);
        all.push_back(t.add_conflict("notes", "\"a\"", "\"b\""));
    }
    CHECK(t.conflicts.count(t.manager, ConflictStatus::open).value() == 5);
    const auto first = t.conflicts.list(t.manager, ConflictStatus::open, 2).value();
    REQUIRE(first.size() == 2);
    REQUIRE(t.conflicts.resolve(t.manager, first.back().id, ConflictChoice::keep).ok());
    const auto rest =
        t.conflicts.list(t.manager, ConflictStatus::open, 10, first.back().id).value();
    REQUIRE(rest.size() == 3);
    CHECK(rest.front().id == all[2]);
    for (const auto& one : rest) {
        t.desk.clock.advance(1);
        REQUIRE(t.conflicts.resolve(t.manager, one.id, ConflictChoice::keep).ok());
    }
    CHECK(t.conflicts.count(t.manager, ConflictStatus::decided).value() == 4);
    const auto newest = t.conflicts.list(t.manager, ConflictStatus::decided, 1).value();
    CHECK(newest.front().id == all[4]);
    CHECK(t.conflicts.list(t.manager, ConflictStatus::decided, 10, newest.front().id)->size() == 3);
}

}  // namespace qiantai::domain
