// What the work lists ask for now: what is overdue stays, people are counted, mistakes are taken
// back.

#include <doctest/doctest.h>

#include "terminal/members/rules/member_undo.hpp"
#include "tests/members/rules/lists_fixture.hpp"

namespace qiantai::domain {

using test::code_of;
using test::Lists;

TEST_CASE("what has expired stays on the list until somebody was in touch") {
    Lists t;
    const auto yesterday = t.add("王小明", -1);
    t.add("李雷", 9);
    const ExpiringFilter filter{.within_days = 30, .expired_days = 0, .overdue_days = 60};
    CHECK(t.names(filter) == "王小明李雷");
    auto counts = t.lists.count_expiring(t.manager, filter).value();
    CHECK(counts.total == 2);
    CHECK(counts.not_contacted == 2);
    CHECK(counts.overdue == 1);
    CHECK(counts.due_today == 0);
    t.expire(yesterday, -61);
    CHECK(t.names(filter) == "李雷");
    t.expire(yesterday, -60);
    CHECK(t.names(filter) == "王小明李雷");
    REQUIRE(t.contact(yesterday, ContactOutcome::reached).ok());
    CHECK(t.names(filter) == "李雷");
    counts = t.lists.count_expiring(t.manager, filter).value();
    CHECK(counts.total == 1);
    CHECK(counts.overdue == 0);
}

TEST_CASE("a member with two cards that expire is counted as one") {
    Lists t;
    const auto id = t.add("王小明", 5);
    REQUIRE(t.cards.set_card(t.clerk, {.member_id = id, .action = CardAction::issue}).ok());
    t.expire(id, 5);
    const ExpiringFilter filter{.within_days = 30, .expired_days = 0};
    CHECK(t.lists.expiring(t.manager, filter)->cards.size() == 2);
    CHECK(t.lists.count_expiring(t.manager, filter)->total == 1);
    CHECK(t.lists.count_expiring(t.manager, filter)->not_contacted == 1);
}

TEST_CASE("a birthday that nobody greeted waits three days for a late greeting") {
    Lists t;
    const auto id = t.add("王小明", 300);
    const auto set = [&](int days_ago) {
        t.set_birthday(id, "1990" + t.today.plus_days(-days_ago).text().substr(4), "solar");
    };
    const CareFilter filter{.from = t.today, .until = t.today, .missed_days = 3};
    set(3);
    REQUIRE(t.lists.care(t.manager, filter)->entries.size() == 1);
    CHECK(t.lists.count_care(t.manager, filter)->missed == 1);
    CHECK(t.lists.work_of(t.manager, id)->birthday.has_value());
    REQUIRE(t.contacts
                .record(t.clerk, {.member_id = id,
                                  .kind = ContactKind::care,
                                  .outcome = ContactOutcome::reached,
                                  .occasion_on = t.today.plus_days(-3).text()})
                .ok());
    CHECK(t.lists.care(t.manager, filter)->entries.empty());
    CHECK(t.lists.count_care(t.manager, filter)->total == 0);
    CHECK_FALSE(t.lists.work_of(t.manager, id)->birthday.has_value());
    set(4);
    CHECK(t.lists.care(t.manager, filter)->entries.empty());
}

TEST_CASE("with one member the lists ask for what they hold of them") {
    Lists t;
    const auto id = t.add("王小明", 31);
    CHECK_FALSE(t.lists.work_of(t.clerk, id)->card.has_value());
    t.expire(id, 30);
    CHECK(t.lists.work_of(t.clerk, id)->card->days_left == 30);
    t.expire(id, -60);
    CHECK(t.lists.work_of(t.clerk, id)->card->days_left == -60);
    t.expire(id, -61);
    CHECK_FALSE(t.lists.work_of(t.clerk, id)->card.has_value());
    CHECK(code_of(t.lists.work_of(t.desk.session(StaffRole::auditor), id)) == "not_permitted");
}

TEST_CASE("a renewal is taken back on the same day by whoever made it, and a second one too") {
    Lists t;
    const auto id = t.add("王小明", 5);
    const auto card = load_cards(t.desk.database(), id)->front();
    MemberUndo undo(t.desk.context);
    const auto renew = [&] {
        t.desk.clock.advance(1);
        REQUIRE(t.cards.set_card(t.clerk, {.member_id = id, .action = CardAction::renew}).ok());
        t.desk.clock.advance(1);
    };
    CHECK(code_of(undo.undo_renewal(t.clerk, card.id)) == "undo_too_late");
    renew();
    CHECK(code_of(undo.undo_renewal(t.manager, card.id)) == "undo_too_late");
    CHECK(undo.undo_renewal(t.clerk, card.id)->expires_on == card.expires_on);
    CHECK(code_of(undo.undo_renewal(t.clerk, card.id)) == "undo_too_late");
    renew();
    renew();
    CHECK(undo.undo_renewal(t.clerk, card.id)->expires_on ==
          renewed_until(load_tier(t.desk.database(), {}).value(), card.expires_on, t.today));
    // A card that had lapsed lapses again.
    t.desk.clock.advance(1);
    REQUIRE(t.cards
                .set_card(t.clerk, {.member_id = id,
                                    .action = CardAction::lapse,
                                    .lapse_reason = LapseReason::price})
                .ok());
    renew();
    CHECK(undo.undo_renewal(t.clerk, card.id)->status == CardStatus::lapsed);
    CHECK(t.desk.text("SELECT status FROM member WHERE id = ?", id) == "lapsed");
    renew();
    t.desk.clock.advance(24 * 3'600'000);
    CHECK(code_of(undo.undo_renewal(t.clerk, card.id)) == "undo_too_late");
}

TEST_CASE("a contact that was taken back counts for nothing") {
    Lists t;
    const auto id = t.add("王小明", 5);
    MemberUndo undo(t.desk.context);
    const auto contact = t.contact(id, ContactOutcome::do_not_call).value();
    const ExpiringFilter filter{.contacted = ContactedFilter::not_yet};
    CHECK(t.names(filter).empty());
    CHECK(code_of(undo.undo_contact(t.manager, contact.id)) == "undo_too_late");
    REQUIRE(undo.undo_contact(t.clerk, contact.id).ok());
    CHECK(code_of(undo.undo_contact(t.clerk, contact.id)) == "undo_too_late");
    CHECK(t.names(filter) == "王小明");
    CHECK(t.lists.count_expiring(t.manager, filter)->not_contacted == 1);
    const auto row = t.lists.expiring(t.manager, filter)->cards.front();
    CHECK_FALSE(row.last_contact.has_value());
    CHECK_FALSE(row.do_not_call);
}

}  // namespace qiantai::domain
