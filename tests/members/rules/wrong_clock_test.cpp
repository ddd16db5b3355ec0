#include <doctest/doctest.h>

#include "terminal/base/audit.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/members/rules/member_contacts.hpp"
#include "terminal/members/rules/member_figures.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::TestDesk;

constexpr TimeMs k_hour_ms = 3'600'000;

/// Met headquarters an hour ago, and has a member who was called since.
struct KnowingDesk final : TestDesk {
    KnowingDesk() {
        must(sqlite::save_fact(database(), sqlite::fact::k_last_contact_at, clock.now_ms()));
        clock.advance(k_hour_ms);
        member = add_member("王小明", "13800000001");
        today = business_date(context).value();
    }
    Session clerk() { return session(StaffRole::clerk); }

    Member member;
    Date today;
};

}  // namespace

TEST_CASE("whatever an empty battery leaves of the clock, days and times are the last ones known") {
    for (const TimeMs wrong : {8 * k_hour_ms, TimeMs{946'684'800'000}, TimeMs{1'760'000'000'000},
                               TimeMs{2'147'483'647'000}}) {
        CAPTURE(wrong);
        KnowingDesk desk;
        const TimeMs right = desk.clock.now_ms();
        desk.clock.set(wrong);
        const auto made = Members(desk.context)
                              .register_member(desk.clerk(), {.name = "李娜",
                                                              .phone = "13800000002",
                                                              .birthday = "1990-05-03"});
        REQUIRE(made.ok());
        CHECK(made->member.joined_on == desk.today.text());
        CHECK(made->member.created_at >= right);
        CHECK(made->cards[0].issued_on == desk.today.text());
        CHECK(made->cards[0].expires_on == desk.today.plus_months(12).text());
        const auto renewed = MemberCards(desk.context)
                                 .set_card(desk.clerk(), {.member_id = made->member.id,
                                                          .action = CardAction::renew});
        REQUIRE(renewed.ok());
        CHECK(renewed->expires_on == desk.today.plus_months(24).text());
        const auto contact = MemberContacts(desk.context)
                                 .record(desk.clerk(), {.member_id = made->member.id,
                                                        .outcome = ContactOutcome::do_not_call});
        REQUIRE(contact.ok());
        CHECK(contact->business_date == desk.today.text());
        const auto figures = MemberFigures(desk.context).today(desk.clerk());
        CHECK(figures->new_today == 2);
        // The clock is right again, and what was done meanwhile is the newest there is.
        desk.clock.set(right + k_hour_ms);
        CHECK(load_do_not_call(desk.database(), made->member.id).value());
    }
}

TEST_CASE("what was done while the clock could not be right is named with what it said") {
    KnowingDesk desk;
    const auto auditor = desk.session(StaffRole::auditor);
    const AuditFilter filter{.clock_overruled = true};
    CHECK(Audit(desk.context).list(auditor, filter)->empty());
    desk.clock.set(8 * k_hour_ms);
    const auto member = desk.add_member("李娜", "13800000002");
    const auto events = Audit(desk.context).list(auditor, filter).value();
    REQUIRE(events.size() == 1);
    CHECK(events[0].subject_id == member.id.text());
    CHECK(events[0].business_date == desk.today.text());
    CHECK(events[0].detail_json == R"({"clock_said":"1970-01-01T08:00:00.000Z"})");
}

TEST_CASE("a clock far ahead takes no draft away and brings no policy of the future") {
    KnowingDesk desk;
    const DraftKey key{"members.register", std::nullopt};
    TestDesk::must(Drafts(desk.context).save(desk.clerk(), key, R"({"name":"王"})"));
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO policy (id, code, value, effective_from, created_at)"
            " VALUES (?, 'phone_country', '{\"country\":\"HK\"}', ?, 1)",
            desk.next_id(), desk.clock.now_ms() + 30 * 24 * k_hour_ms);
    });
    desk.clock.set(2'147'483'647'000);
    CHECK(Drafts(desk.context).load(desk.clerk(), key)->has_value());
    CHECK(load_phone_country(desk.context).value() == PhoneCountry::mainland);
}

TEST_CASE("a birthday after today names the clock") {
    KnowingDesk desk;
    const auto made =
        Members(desk.context)
            .register_member(desk.clerk(),
                             {.name = "李娜", .phone = "13800000002", .birthday = "2027-05-03"});
    REQUIRE_FALSE(made.ok());
    CHECK(made.error().kind == &k_birthday_in_future);
    CHECK(made.error().detail == desk.today.text());
    CHECK(made.error().kind->words_zh.find("校正本机时间") != std::string_view::npos);
}

}  // namespace qiantai::domain
