// What the home screen counts.

#include <doctest/doctest.h>

#include "terminal/members/rules/member_erase.hpp"
#include "terminal/members/rules/member_figures.hpp"
#include "terminal/members/rules/member_merge.hpp"
#include "tests/base/query_plans.hpp"
#include "tests/members/rules/lists_fixture.hpp"

namespace qiantai::domain {

using test::code_of;
using test::Lists;
using test::plans_of;

TEST_CASE("the home screen counts without reading a member or a card") {
    Lists t;
    t.add("王小明", 5);
    MemberFigures figures(t.desk.context);
    const auto expiring = plans_of(t.desk, "card_expiry", [&] { figures.today(t.clerk).value(); });
    CHECK(
        expiring ==
        "SEARCH card_expiry USING PRIMARY KEY (store_code=? AND expires_on>? AND expires_on<?)\n");
    const auto members = plans_of(t.desk, "member", [&] { figures.today(t.clerk).value(); });
    CHECK_MESSAGE(members.find("USING COVERING INDEX member_by_joined") != std::string::npos,
                  members);
    CHECK_MESSAGE(members.find("USING COVERING INDEX member_by_birthday") != std::string::npos,
                  members);
    CHECK_MESSAGE(members.find("member USING PRIMARY KEY") == std::string::npos, members);
    const auto greeted =
        plans_of(t.desk, "member_contact", [&] { figures.today(t.clerk).value(); });
    CHECK_MESSAGE(greeted.find("member_contact_by_member") == std::string::npos, greeted);
}

TEST_CASE("the home screen counts what the role works on") {
    Lists t;
    const auto id = t.add("王小明", 5);
    t.add("李雷", 6);
    t.desk.run("UPDATE member SET joined_on = ? WHERE id = ?", t.today.month_start().text(), id);
    t.set_birthday(id, "1990" + t.today.week_start().plus_days(6).text().substr(4), "solar");
    for (const auto* kind : {"duplicate", "column", "column"}) {
        t.desk.from_headquarters([&] {
            t.desk.run(
                "INSERT INTO member_conflict (id, store_code, kind, subject_id,"
                " column_name, status, created_at) VALUES (?, 'S001', ?, ?, 'phone',"
                " 'open', 1)",
                t.desk.next_id(), kind, id);
        });
    }
    MemberFigures figures(t.desk.context);
    const auto of_manager = figures.today(t.manager).value();
    CHECK(of_manager.new_today == 1);
    CHECK(of_manager.new_this_month == 2);
    CHECK(of_manager.new_today_own == 0);
    CHECK(of_manager.open_duplicates == 1);
    CHECK(of_manager.open_conflicts == 2);
    REQUIRE(of_manager.expiring_uncontacted.has_value());
    CHECK(of_manager.expiring_uncontacted->store.open == 2);
    CHECK(of_manager.expiring_uncontacted->own.open == 0);
    CHECK(of_manager.birthdays_to_greet->store.open == 1);
    CHECK(of_manager.birthdays_to_greet->own.open == 0);
    // What is to be done now is told from what can wait.
    CHECK(of_manager.expiring_uncontacted->store.now() == 0);
    t.add("韩梅", 0);
    const auto late = t.add("林涛", -1);
    const auto urgent = figures.today(t.manager)->expiring_uncontacted->store;
    CHECK(urgent.open == 4);
    CHECK(urgent.today == 1);
    CHECK(urgent.overdue == 1);
    t.expire(late, 300);
    t.desk.run("UPDATE member_card SET expires_on = NULL WHERE expires_on = ?", t.today.text());
    REQUIRE(t.contact(id, ContactOutcome::no_answer).ok());
    REQUIRE(t.contact(id, ContactOutcome::reached).ok());
    const auto of_clerk = figures.today(t.clerk).value();
    CHECK(of_clerk.new_this_month_own == 4);
    CHECK(of_clerk.new_today_own == 3);
    CHECK_FALSE(of_clerk.open_conflicts.has_value());
    CHECK(of_clerk.expiring_uncontacted->store.open == 1);
    CHECK(of_clerk.expiring_uncontacted->own.open == 1);
    CHECK(of_clerk.birthdays_to_greet->own.open == 1);
    const auto sunday = t.today.week_start().plus_days(6).text();
    REQUIRE(t.contacts
                .record(t.clerk, {.member_id = id,
                                  .kind = ContactKind::care,
                                  .outcome = ContactOutcome::reached,
                                  .occasion_on = sunday})
                .ok());
    CHECK(figures.today(t.clerk)->birthdays_to_greet->store.open == 0);
    const auto of_auditor = figures.today(t.desk.session(StaffRole::auditor)).value();
    CHECK_FALSE(of_auditor.expiring_uncontacted.has_value());
    CHECK(code_of(figures.today(t.desk.session(StaffRole::admin))) == "not_permitted");
}

TEST_CASE("every figure of today's registrations counts people, whatever becomes of records") {
    Lists t;
    const auto kept = t.add("王小明", 5), twin = t.add("王小明", 5), gone = t.add("李雷", 6);
    MemberFigures figures(t.desk.context);
    const auto all_say = [&](std::int64_t count) {
        const auto today = figures.today(t.clerk).value();
        const auto registered = figures.registered_today(t.clerk, 10).value();
        CHECK(today.new_today == count);
        CHECK(today.new_this_month == count);
        CHECK(today.new_today_own == count);
        CHECK(today.new_this_month_own == count);
        CHECK(registered.newest.size() == static_cast<std::size_t>(count));
        REQUIRE(registered.by_clerk.size() == 1);
        CHECK(registered.by_clerk.front().count == count);
    };
    all_say(3);
    REQUIRE(MemberMerge(t.desk.context).merge(t.manager, twin, kept, {}).ok());
    all_say(2);
    REQUIRE(MemberErase(t.desk.context).erase(t.manager, gone, "本人要求").ok());
    all_say(1);
    REQUIRE(MemberMerge(t.desk.context).undo_merge(t.manager, twin).ok());
    all_say(2);
}

}  // namespace qiantai::domain
