// What a member's page shows of the past, and to whom.

#include "terminal/members/rules/member_timeline.hpp"

#include <doctest/doctest.h>

#include "terminal/members/rules/member_merge.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::TestDesk;

struct Page {
    TestDesk desk;
    Session clerk = desk.session(StaffRole::clerk),
            manager = desk.session(StaffRole::store_manager);
    Uuid id = desk.add_member("王小明", "13812345678").id;
    MemberTimelines timelines{desk.context};

    void wait() { desk.clock.advance(1000); }
    std::string kinds(const Session& session) {
        const auto entries = timelines.load(session, id).value();
        std::string text;
        for (const auto& entry : entries) text += std::string(qiantai::code_of(entry.kind)) + " ";
        return text;
    }
    TimelineEntry newest() { return timelines.load(manager, id)->front(); }
};

}  // namespace

TEST_CASE("the timeline tells what happened in typed entries, newest first, with who did it") {
    Page t;
    t.wait();
    REQUIRE(MemberConsents(t.desk.context).record(t.clerk, t.id, {"marketing", "v2", "counter"}));
    CHECK(t.newest().value == "marketing");
    CHECK(t.newest().detail == "v2");
    t.wait();
    const MemberUpdate changes{.gender = Gender::female, .notes = "喜欢绿茶"};
    REQUIRE(Members(t.desk.context).update(t.clerk, t.id, changes).ok());
    CHECK(t.newest().fields == std::vector<std::string>{"gender", "notes"});
    t.wait();
    MemberCards cards(t.desk.context);
    const auto number = load_cards(t.desk.database(), t.id)->front().number;
    REQUIRE(cards.set_card(t.manager, {.member_id = t.id, .action = CardAction::freeze}).ok());
    CHECK(t.newest().value == "freeze");
    CHECK(t.newest().card_number == number);
    CHECK(t.newest().staff_name == "员工");
    t.wait();
    REQUIRE(cards.set_card(t.manager, {.member_id = t.id, .action = CardAction::unfreeze}).ok());
    t.wait();
    REQUIRE(cards.set_card(t.clerk, {.member_id = t.id, .action = CardAction::renew}).ok());
    CHECK(t.newest().kind == TimelineKind::renewed);
    CHECK(t.newest().after == Date::of_text(t.newest().before).plus_months(12).text());
    t.wait();
    REQUIRE(MemberContacts(t.desk.context)
                .record(t.clerk, {.member_id = t.id,
                                  .kind = ContactKind::other,
                                  .outcome = ContactOutcome::reached,
                                  .remark = "要发票"})
                .ok());
    CHECK(t.newest().detail == "要发票");
    CHECK(t.newest().occasion == "other");
    CHECK(t.kinds(t.clerk) ==
          "contacted renewed card_event card_event edited consent_given "
          "registered card_issued ");
}

TEST_CASE("reveals are shown to who may read the history, remarks to who sees the member in full") {
    Page t;
    t.wait();
    REQUIRE(Members(t.desk.context).reveal_contact(t.clerk, t.id, "顾客来电").ok());
    REQUIRE(MemberContacts(t.desk.context)
                .record(t.clerk, {.member_id = t.id,
                                  .kind = ContactKind::other,
                                  .outcome = ContactOutcome::reached,
                                  .remark = "要发票"})
                .ok());
    CHECK(t.kinds(t.manager).find("contact_revealed") != std::string::npos);
    CHECK(t.kinds(t.clerk).find("contact_revealed") == std::string::npos);
    const auto entries = t.timelines.load(t.desk.session(StaffRole::auditor), t.id).value();
    CHECK(std::ranges::none_of(entries, [](const auto& one) { return one.detail == "要发票"; }));
    CHECK(code_of(t.timelines.load(t.desk.session(StaffRole::admin), t.id)) == "not_permitted");
}

TEST_CASE("after a merge both pages tell of it, each naming the other record") {
    Page t;
    const auto other = t.desk.add_member("王晓明", "13812345679").id;
    t.wait();
    REQUIRE(MemberMerge(t.desk.context).merge(t.manager, other, t.id).ok());
    CHECK(t.newest().kind == TimelineKind::merged);
    CHECK(t.newest().other_member == other);
    CHECK(t.kinds(t.clerk) == "merged registered card_issued registered card_issued ");
    CHECK(t.timelines.load(t.clerk, other)->front().other_member == t.id);
}

}  // namespace qiantai::domain
