// Work lists: expiring cards with their contacts and decisions, birthdays.

#include <doctest/doctest.h>

#include "terminal/members/rules/member_erase.hpp"
#include "terminal/members/rules/member_merge.hpp"
#include "terminal/members/rules/member_undo.hpp"
#include "tests/members/rules/lists_fixture.hpp"

namespace qiantai::domain {

using test::code_of;
using test::Lists;

TEST_CASE("expiring cards come by date within both bounds, those out of use and elsewhere not") {
    Lists t;
    t.add("乙", 30);
    t.add("丙", 31);
    t.add("甲", -30);
    t.add("丁", -31);
    t.add("戊", 0);
    const auto frozen = t.add("己", 1);
    REQUIRE(t.cards.set_card(t.manager, {.member_id = frozen, .action = CardAction::freeze}).ok());
    const auto lost = t.add("庚", 2);
    REQUIRE(t.cards.set_card(t.clerk, {.member_id = lost, .action = CardAction::report_lost}).ok());
    const auto elsewhere = t.add("辛", 3);
    t.desk.run("UPDATE member_card SET store_code = 'S002' WHERE member_id = ?", elsewhere);
    CHECK(t.names() == "甲戊庚乙");
    CHECK(t.names({.within_days = 31, .expired_days = 0}) == "戊庚乙丙");
    const auto first = t.lists.expiring(t.manager, {})->cards.front();
    CHECK(first.days_left == -30);
    CHECK(first.tier_name == "standard");
    CHECK(code_of(t.lists.expiring(t.clerk, {.within_days = 367})) == "list_range_malformed");
    CHECK(code_of(t.lists.expiring(t.desk.session(StaffRole::auditor), {})) == "not_permitted");
}

TEST_CASE("a found member comes with what was found and when the person was last here") {
    Lists t;
    const auto id = t.add("王丽", 20);
    t.desk.run("UPDATE member SET joined_on = '2025-03-01' WHERE id = ?", id);
    Members members(t.desk.context);
    const auto found = [&](std::string_view typed) {
        return members.find(t.clerk, typed).value().at(0);
    };
    CHECK(found("wl").matched_by == MatchedBy::initials);
    CHECK(found("5000").matched_by == MatchedBy::last_four);
    const auto seen = [&] {
        const auto last = found("王丽").last_seen;
        return std::string(qiantai::code_of(last.what)) + " " + last.on.text();
    };
    CHECK(seen() == "registered 2025-03-01");
    // A call that nobody took is no sign of the person.
    REQUIRE(t.contact(id, ContactOutcome::no_answer).ok());
    CHECK(seen() == "registered 2025-03-01");
    REQUIRE(t.contact(id, ContactOutcome::reached).ok());
    CHECK(seen() == "talked " + t.today.text());
    t.desk.run("UPDATE member_contact SET business_date = '2026-01-05'");
    CHECK(seen() == "talked 2026-01-05");
    const auto renew = [&] {
        t.desk.clock.advance(1);
        return t.cards.set_card(t.clerk, {.member_id = id, .action = CardAction::renew}).value().id;
    };
    const auto card = renew();
    CHECK(seen() == "renewed " + t.today.text());
    // A renewal by mistake neither, and the right one after it is.
    REQUIRE(MemberUndo(t.desk.context).undo_renewal(t.clerk, card).ok());
    CHECK(seen() == "talked 2026-01-05");
    renew();
    CHECK(seen() == "renewed " + t.today.text());
    // What a record knew that was merged into another one, that one knows.
    const auto winner = t.add("王莉", 30);
    t.desk.run("UPDATE member SET joined_on = '2025-01-01' WHERE id = ?", winner);
    t.desk.run("UPDATE member SET merged_into = ?1 WHERE id = ?2", winner, id);
    CHECK(found("5000").member.id == winner);
    CHECK(found("5000").merged_from == id);
    CHECK(found("5000").last_seen.what == Visit::renewed);
}

TEST_CASE("cards that expired lately are a list of their own, and every list knows its length") {
    Lists t;
    t.add("A", -3);
    t.add("B", 0);
    const auto c = t.add("C", 12);
    const ExpiringFilter expired{.within_days = -1, .expired_days = 60};
    CHECK(t.names(expired) == "A");
    CHECK(t.lists.count_expiring(t.clerk, expired)->total == 1);
    REQUIRE(t.contact(c, ContactOutcome::no_answer).ok());
    const ExpiringFilter coming{.within_days = 30, .expired_days = 0};
    auto counts = t.lists.count_expiring(t.clerk, coming).value();
    CHECK(counts.total == 2);
    CHECK(counts.not_contacted == 1);
    // A contact about an expiry that was moved since does not count.
    t.expire(c, 20);
    CHECK(t.lists.count_expiring(t.clerk, coming)->not_contacted == 2);
    ExpiringFilter own = coming;
    own.home_clerk = t.manager.staff_number;
    CHECK(t.lists.count_expiring(t.clerk, own)->total == 0);
    CHECK(code_of(t.lists.count_expiring(t.clerk, {.within_days = -2})) == "list_range_malformed");
    CHECK(code_of(t.lists.count_expiring(t.desk.session(StaffRole::auditor), coming)) ==
          "not_permitted");
}

TEST_CASE("an expiring card says until when a renewal would make it valid, and is right") {
    Lists t;
    const auto id = t.add("A", -3);
    const auto promised = t.lists.expiring(t.clerk, {})->cards.front().renews_until;
    CHECK(promised == t.today.plus_months(12).text());
    const auto card =
        t.cards.set_card(t.clerk, {.member_id = id, .action = CardAction::renew}).value();
    CHECK(card.expires_on == promised);
    t.expire(id, 3);
    t.desk.from_headquarters([&] { t.desk.run("UPDATE tier SET valid_months = 0"); });
    CHECK(t.lists.expiring(t.clerk, {})->cards.front().renews_until == "");
    t.desk.run("UPDATE member SET tier_code = 'gone'");
    CHECK_FALSE(t.lists.expiring(t.clerk, {})->cards.front().renews_until);
}

TEST_CASE("the care list's length counts who was greeted for this very celebration") {
    Lists t;
    const auto a = t.add("A", 100), b = t.add("B", 100);
    t.set_birthday(a, "1990-11-18", "solar");
    t.set_birthday(b, "0000-11-20", "solar");
    const CareFilter week{.from = Date::of_text("2026-11-16"),
                          .until = Date::of_text("2026-11-22")};
    const auto greet = [&](const std::string& day) {
        return t.contacts
            .record(t.clerk, {.member_id = a,
                              .kind = ContactKind::care,
                              .outcome = ContactOutcome::reached,
                              .occasion_on = day})
            .ok();
    };
    REQUIRE(greet("2025-11-18"));
    auto counts = t.lists.count_care(t.clerk, week).value();
    CHECK(counts.total == 2);
    CHECK(counts.done == 0);
    REQUIRE(greet("2026-11-18"));
    REQUIRE(greet("2026-11-18"));
    CHECK(t.lists.count_care(t.clerk, week)->done == 1);
    CHECK(code_of(t.lists.count_care(t.clerk, {.from = week.until, .until = week.from})) ==
          "list_range_malformed");
}

TEST_CASE("pages of expiring cards follow each other without gap or repetition") {
    Lists t;
    for (const auto* name : {"一", "二", "三", "四", "五"}) t.add(name, 7);
    ExpiringFilter filter{.limit = 2};
    std::string seen;
    int pages = 0;
    for (;;) {
        const auto page = t.lists.expiring(t.manager, filter).value();
        ++pages;
        for (const auto& row : page.cards) seen += row.member.name;
        if (!page.next) break;
        filter.after = page.next;
    }
    CHECK(pages == 3);
    CHECK(seen.size() == 5 * 3);
    CHECK(seen == t.names());
}

TEST_CASE("an expiring card shows the last contact about this expiry, and lists can go by it") {
    Lists t;
    const auto id = t.add("王小明", 5);
    t.add("李雷", 6);
    REQUIRE(t.contact(id, ContactOutcome::no_answer).ok());
    t.desk.clock.advance(1000);
    REQUIRE(t.contact(id, ContactOutcome::reached, "周六来").ok());
    CHECK(t.desk.last_action() == "members.record_contact");
    CHECK(t.desk
              .text("SELECT columns FROM outbox WHERE entity = 'member_contact' ORDER BY seq"
                    " DESC LIMIT 1")
              .find("周六来") != std::string::npos);
    CHECK(t.names({.contacted = ContactedFilter::not_yet}) == "李雷");
    CHECK(t.names({.contacted = ContactedFilter::done}) == "王小明");
    const auto row = t.lists.expiring(t.manager, {})->cards.front();
    REQUIRE(row.last_contact.has_value());
    CHECK(row.last_contact->outcome == ContactOutcome::reached);
    CHECK(row.last_contact->remark == "周六来");
    CHECK(row.last_contact->occasion_on == row.card.expires_on);
    // A colleague's customer is masked, and what was said with them is personal.
    t.desk.add_staff("1010", StaffRole::clerk);
    Session colleague = t.clerk;
    colleague.staff_number = "1010";
    const auto masked = t.lists.expiring(colleague, {})->cards.front();
    CHECK(masked.member.phone.find("****") != std::string::npos);
    CHECK(masked.last_contact->remark.empty());
    CHECK(t.names({.home_clerk = "1010"}).empty());
    // The next term is a new occasion.
    REQUIRE(t.cards.set_card(t.clerk, {.member_id = id, .action = CardAction::renew}).ok());
    t.expire(id, 20);
    CHECK(t.names({.contacted = ContactedFilter::not_yet}) == "李雷王小明");
}

TEST_CASE("who asked not to be called, or took the consent back, is marked") {
    Lists t;
    const auto id = t.add("王小明", 5);
    const auto other = t.add("李雷", 6);
    CHECK_FALSE(load_do_not_call(t.desk.database(), id).value());
    REQUIRE(t.contact(id, ContactOutcome::do_not_call).ok());
    CHECK(t.lists.expiring(t.clerk, {})->cards.front().do_not_call);
    MemberConsents consents(t.desk.context);
    REQUIRE(consents.record(t.clerk, other, {"callback", "1", "counter"}).ok());
    CHECK_FALSE(load_do_not_call(t.desk.database(), other).value());
    REQUIRE(consents.withdraw(t.clerk, other, {"callback", "1", "phone"}).ok());
    CHECK(load_do_not_call(t.desk.database(), other).value());
}

TEST_CASE("contacts are refused where they make no sense") {
    Lists t;
    const auto id = t.add("王小明", 5);
    CHECK(code_of(t.contact(t.desk.next_id(), ContactOutcome::reached)) == "member_not_found");
    t.desk.run("UPDATE member_card SET expires_on = NULL");
    CHECK(code_of(t.contact(id, ContactOutcome::reached)) == "card_not_found");
    ContactInput care{
        .member_id = id, .kind = ContactKind::care, .outcome = ContactOutcome::reached};
    care.occasion_on = "2026-02-30";
    CHECK(code_of(t.contacts.record(t.clerk, care)) == "occasion_malformed");
    CHECK(code_of(t.contacts.record(t.desk.session(StaffRole::cs_agent), care)) == "not_permitted");
    CHECK(t.desk.number("SELECT count(*) FROM member_contact") == 0);
}

TEST_CASE("erasing the person empties the remarks here and in what waits to be sent") {
    Lists t;
    const auto id = t.add("王小明", 5);
    REQUIRE(t.contact(id, ContactOutcome::reached, "周六来").ok());
    REQUIRE(MemberErase(t.desk.context).erase(t.manager, id, "本人要求").ok());
    CHECK(t.desk.number("SELECT count(*) FROM member_contact WHERE remark IS NULL") == 1);
    CHECK(t.desk.number("SELECT count(*) FROM outbox WHERE columns LIKE '%周六来%'") == 0);
    CHECK(t.names().empty());
}

TEST_CASE("a renewal and a lapse are facts, and member and card follow them") {
    Lists t;
    const auto id = t.add("王小明", 5);
    const auto before = load_cards(t.desk.database(), id)->front().expires_on;
    CHECK(code_of(t.cards.set_card(t.clerk, {.member_id = id, .action = CardAction::lapse})) ==
          "value_missing");
    const CardRequest lapse{
        .member_id = id, .action = CardAction::lapse, .lapse_reason = LapseReason::moved_away};
    CHECK(t.cards.set_card(t.clerk, lapse)->status == CardStatus::lapsed);
    CHECK(t.desk.text("SELECT status FROM member") == "lapsed");
    CHECK(t.names().empty());
    t.desk.clock.advance(1000);
    const auto renewed =
        t.cards.set_card(t.clerk, {.member_id = id, .action = CardAction::renew}).value();
    CHECK(renewed.status == CardStatus::active);
    CHECK(renewed.expires_on == Date::of_text(before).plus_months(12).text());
    CHECK(t.desk.text("SELECT status FROM member") == "active");
    const auto facts = load_renewals(t.desk.database(), id).value();
    REQUIRE(facts.size() == 2);
    CHECK(facts[0].decision == RenewalDecision::lapsed);
    CHECK(facts[0].reason == LapseReason::moved_away);
    CHECK(facts[0].expires_before == before);
    CHECK(facts[1].decision == RenewalDecision::renewed);
    CHECK(facts[1].expires_after == renewed.expires_on);
    CHECK(t.desk.number("SELECT count(*) FROM outbox WHERE entity = 'renewal'") == 2);
}

TEST_CASE("the card of a merged record is listed and renewed under the record that stands") {
    Lists t;
    const auto loser = t.add("王小明", 5), winner = t.add("王晓明", 300);
    REQUIRE(MemberMerge(t.desk.context).merge(t.manager, loser, winner).ok());
    const auto row = t.lists.expiring(t.manager, {})->cards.front();
    CHECK(row.member.id == winner);
    CHECK(row.card.member_id == loser);
    const CardRequest renew{
        .member_id = winner, .action = CardAction::renew, .number = row.card.number};
    CHECK(t.cards.set_card(t.clerk, renew)->id == row.card.id);
    CHECK(t.names().empty());
}

TEST_CASE("birthdays are listed on the day they are celebrated, solar and lunar together") {
    Lists t;
    const auto add = [&](const std::string& name, std::string_view birthday,
                         std::string_view calendar) {
        const auto id = t.add(name, 300);
        t.set_birthday(id, birthday, calendar);
        return id;
    };
    add("公", "1990-02-17", "solar");
    add("闰日", "2000-02-29", "solar");
    add("元旦", "0000-01-01", "lunar");  // 2026-02-17, year not told
    add("除夕", "1980-12-30", "lunar");  // the twelfth month has 29 days: 2026-02-16
    const auto erased = add("删", "1990-02-17", "solar");
    REQUIRE(MemberErase(t.desk.context).erase(t.manager, erased, "本人要求").ok());
    CHECK(t.celebrated("2026-02-16", "2026-02-28") == "02-16除夕 02-17公 02-17元旦 02-28闰日 ");
    CHECK(t.celebrated("2028-02-28", "2028-03-01") == "02-29闰日 ");
    CHECK(code_of(t.lists.care(t.clerk, {.from = Date::of_text("2026-01-01"),
                                         .until = Date::of_text("2026-03-04")})) ==
          "list_range_malformed");
    CHECK(code_of(t.lists.care(t.clerk, {.from = Date::of_text("2026-01-02"),
                                         .until = Date::of_text("2026-01-01")})) ==
          "list_range_malformed");
}

TEST_CASE("a leap month's birthday is kept in it where the year has it, else in the ordinary one") {
    Lists t;
    const auto id = t.add("闰六", 300), plain = t.add("六月", 300);
    t.set_birthday(id, "1987-06L-05", "lunar");
    t.set_birthday(plain, "1987-06-05", "lunar");
    // 2025 has a leap sixth month, 2026 has none.
    CHECK(t.celebrated("2025-06-25", "2025-07-24") == "06-29六月 ");
    CHECK(t.celebrated("2025-07-25", "2025-08-22") == "07-29闰六 ");
    const auto both = t.lists.care(
        t.manager, {.from = Date::of_text("2026-07-01"), .until = Date::of_text("2026-08-31")});
    REQUIRE(both->entries.size() == 2);
    CHECK(both->entries[0].celebrated_on == both->entries[1].celebrated_on);
    CHECK(both->entries[id < plain ? 0 : 1].month_day == "06L-05");
}

TEST_CASE("care pages follow each other, and a greeting counts for its own round") {
    Lists t;
    std::vector<Uuid> ids;
    for (const auto* name : {"一", "二", "三"}) {
        ids.push_back(t.add(name, 300));
        t.set_birthday(ids.back(), "1990-11-20", "solar");
    }
    std::ranges::sort(ids);
    const CareFilter week{
        .from = Date::of_text("2026-11-16"), .until = Date::of_text("2026-11-22"), .limit = 2};
    auto page = t.lists.care(t.clerk, week).value();
    REQUIRE(page.next.has_value());
    CareFilter rest = week;
    rest.after = page.next;
    page = t.lists.care(t.clerk, rest).value();
    REQUIRE(page.entries.size() == 1);
    CHECK(page.entries.front().member.id == ids[2]);
    CHECK_FALSE(page.next.has_value());
    REQUIRE(t.contacts
                .record(t.clerk, {.member_id = ids[0],
                                  .kind = ContactKind::care,
                                  .outcome = ContactOutcome::reached,
                                  .occasion_on = "2026-11-20"})
                .ok());
    page = t.lists.care(t.clerk, week).value();
    CHECK(page.entries[0].is_done);
    CHECK_FALSE(page.entries[1].is_done);
    const CareFilter next_year{.from = Date::of_text("2027-11-16"),
                               .until = Date::of_text("2027-11-22")};
    CHECK_FALSE(t.lists.care(t.clerk, next_year)->entries[0].last_contact.has_value());
}

}  // namespace qiantai::domain
