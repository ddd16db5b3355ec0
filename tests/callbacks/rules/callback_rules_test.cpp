#include "terminal/callbacks/rules/callback_rules.hpp"

#include "terminal/members/rules/member_cards.hpp"
#include "terminal/members/rules/member_consents.hpp"
#include "terminal/members/rules/member_contacts.hpp"
#include "terminal/members/rules/member_lists.hpp"
#include "tests/callbacks/rules/callback_desk.hpp"

namespace qiantai::domain {
namespace {

using test::CallbackDesk;
using test::code_of;

Member with_birthday(CallbackDesk& desk, const std::string& phone, const std::string& birthday) {
    desk.clock.advance(1000);
    auto made = Members(desk.context)
                    .register_member(desk.clerk, {.name = "孙丽",
                                                  .phone = phone,
                                                  .birthday = birthday});
    if (!made) FAIL(made.error().message());
    return made->member;
}

/// A receipt so many days ago.
Purchase bought(CallbackDesk& desk, const Member& member, int days_ago, std::int64_t fen = 200'000) {
    desk.clock.advance(1000);
    const auto line = Purchases(desk.context)
                          .record(desk.clerk, {.number = std::to_string(desk.clock.now_ms()),
                                               .business_date = desk.today().plus_days(-days_ago),
                                               .amount = Fen(fen),
                                               .member_id = member.id});
    if (!line) FAIL(line.error().message());
    return line->purchase;
}

}  // namespace

TEST_CASE("a new member is called after a week and after a month, each once") {
    CallbackDesk desk;
    desk.add_member("孙丽", "13800138001");
    // Callbacks are made a week ahead; the list has them when they are due.
    CHECK(desk.made_of(desk.run_rules(), CallbackKind::new_member) == 1);
    CHECK(desk.run_rules().made() == 0);
    CHECK(desk.due().empty());
    desk.set_time("2026-11-26", 10);
    CHECK(desk.due().empty());
    desk.set_time("2026-11-27", 10);
    REQUIRE(desk.due().size() == 1);
    CHECK(desk.due()[0].task.owner == "1001");
    CHECK(desk.due()[0].days_left == 7);
    desk.set_time("2026-12-13", 10);
    CHECK(desk.made_of(desk.run_rules(), CallbackKind::new_member) == 1);
    CHECK(desk.number("SELECT count(*) FROM callback_task WHERE kind = 'new_member'") == 2);
    desk.check_cache();
}

TEST_CASE("a birthday is greeted on its day; who was greeted from the list is not called") {
    CallbackDesk desk;
    desk.set_rules(R"({"kind":"birthday","from_days":0,"until_days":3})");
    const auto today = with_birthday(desk, "13800138001", "1990-11-20");
    const auto soon = with_birthday(desk, "13800138002", "1990-11-25");
    with_birthday(desk, "13800138003", "1990-12-25");
    CHECK(desk.made_of(desk.run_rules(), CallbackKind::birthday) == 2);
    REQUIRE(desk.due().size() == 1);
    CHECK(desk.due()[0].member_id == today.id);
    CHECK(desk.due()[0].task.occasion_on == desk.today());
    REQUIRE(MemberContacts(desk.context)
                .record(desk.clerk, {.member_id = soon.id,
                                     .kind = ContactKind::care,
                                     .occasion_on = "2026-11-25"}));
    CHECK(desk.run_rules().settled == 1);
    // And the other way round: a call is a greeting for the members' own list.
    desk.record(desk.due()[0], CallbackOutcome::reached);
    const auto care = MemberLists(desk.context)
                          .care(desk.clerk, {.from = desk.today(), .until = desk.today()})
                          .value();
    REQUIRE(care.entries.size() == 1);
    CHECK(care.entries[0].is_done);
    const auto step = desk.callbacks.list(desk.clerk, {.when = CallbackWhen::done})->callbacks.at(0);
    desk.clock.advance(1000);
    REQUIRE(desk.callbacks.undo(desk.clerk, *step.state.closed_id));
    CHECK_FALSE(MemberLists(desk.context)
                    .care(desk.clerk, {.from = desk.today(), .until = desk.today()})
                    ->entries.at(0)
                    .is_done);
}

TEST_CASE("a card that expires is talked about in stages, until it is renewed") {
    CallbackDesk desk;
    desk.set_rules(R"({"kind":"expiring","from_days":-30,"until_days":-8},)"
                   R"({"kind":"expiring","from_days":-7,"until_days":-1})");
    desk.add_member("孙丽", "13800138001");
    const Date end = Date::of_text(desk.text("SELECT expires_on FROM member_card"));
    desk.set_time(end.plus_days(-30).text(), 10);
    CHECK(desk.made_of(desk.run_rules(), CallbackKind::expiring) == 1);
    const auto first = desk.due().at(0);
    CHECK(first.occasion_days == 30);
    desk.record(first, CallbackOutcome::no_answer);
    desk.set_time(end.plus_days(-7).text(), 16);
    CHECK(desk.made_of(desk.run_rules(), CallbackKind::expiring) == 1);
    const auto open = desk.due();
    CHECK(open.size() == 2);
    // Once the member was reached about this expiry, the other stage is done too.
    for (const auto& line : open) {
        if (line.task.id != first.task.id) desk.record(line, CallbackOutcome::reached);
    }
    CHECK(desk.run_rules().settled == 1);
    CHECK(desk.due().empty());
    desk.check_cache();
}

TEST_CASE("a renewal settles the call about the card") {
    CallbackDesk desk;
    desk.set_rules(R"({"kind":"expiring","from_days":-30,"until_days":-1})");
    const auto member = desk.add_member("孙丽", "13800138001");
    const Date end = Date::of_text(desk.text("SELECT expires_on FROM member_card"));
    desk.set_time(end.plus_days(-20).text(), 10);
    CHECK(desk.run_rules().made() == 1);
    REQUIRE(MemberCards(desk.context)
                .set_card(desk.clerk, {.member_id = member.id, .action = CardAction::renew}));
    CHECK(desk.run_rules().settled == 1);
    CHECK(desk.due().empty());
}

TEST_CASE("receipts of some size are asked about, one of a member's several, none taken back") {
    CallbackDesk desk;
    desk.set_rules(R"({"kind":"purchase","from_days":0,"until_days":7,"amount_min":100000})");
    const auto one = desk.add_member("孙丽", "13800138001");
    const auto other = desk.add_member("高建平", "13800138002");
    bought(desk, one, 1);
    bought(desk, one, 2);
    bought(desk, one, 8);
    bought(desk, other, 1, 99'999);
    const auto back = bought(desk, other, 2);
    CHECK(desk.made_of(desk.run_rules(), CallbackKind::purchase) == 2);
    desk.clock.advance(1000);
    REQUIRE(Purchases(desk.context).undo(desk.manager, back.id, "录错"));
    CHECK(desk.run_rules().settled == 1);
    REQUIRE(desk.due().size() == 1);
    CHECK(desk.due()[0].member_id == one.id);
}

TEST_CASE("who stays away is called when asleep and when lost, until back in the shop") {
    CallbackDesk desk;
    desk.set_policy("purchases.churn",
                    R"({"new_days":1,"active_days":30,"asleep_days":60,"warned_days":90})");
    desk.set_rules(R"({"kind":"asleep","from_days":0,"until_days":14},)"
                   R"({"kind":"lost","from_days":0,"until_days":14})");
    const auto quiet = desk.add_member("孙丽", "13800138001");
    const auto busy = desk.add_member("高建平", "13800138002");
    const auto never = desk.add_member("陈静", "13800138003");
    bought(desk, quiet, 0);
    bought(desk, busy, 0);
    desk.set_time("2026-12-10", 10);
    bought(desk, busy, 0);
    CHECK(desk.run_rules().made() == 0);
    // 31 days after the last receipt, or after joining.
    desk.set_time("2026-12-21", 10);
    CHECK(desk.made_of(desk.run_rules(), CallbackKind::asleep) == 2);
    std::set<Uuid> called;
    for (const auto& line : desk.due()) called.insert(*line.member_id);
    CHECK(called == std::set{quiet.id, never.id});
    bought(desk, quiet, 0);
    CHECK(desk.run_rules().settled == 1);
    desk.set_time("2027-02-19", 10);
    const auto later = desk.run_rules();
    CHECK(desk.made_of(later, CallbackKind::lost) == 1);
    CHECK(later.too_late == 1);
}

TEST_CASE("nobody is called who does not want it, is erased, or is another store's") {
    CallbackDesk desk;
    desk.set_rules(R"({"kind":"new_member","from_days":0,"until_days":7})");
    const auto unwanted = desk.add_member("孙丽", "13800138001");
    REQUIRE(MemberContacts(desk.context)
                .record(desk.clerk,
                        {.member_id = unwanted.id, .outcome = ContactOutcome::do_not_call}));
    const auto other = desk.add_member("高建平", "13800138002");
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", other.id); });
    const auto run = desk.run_rules();
    CHECK(run.made() == 0);
    REQUIRE(run.kinds.size() == 1);
    CHECK(run.kinds[0].unwanted == 1);
}

TEST_CASE("what nobody called in time is given up, but for complaints") {
    CallbackDesk desk;
    desk.make(desk.add_member("孙丽", "13800138001"));
    const auto complaint = desk.make(desk.add_member("高建平", "13800138002"));
    desk.from_headquarters([&] {
        desk.run("UPDATE callback_task SET kind = 'complaint' WHERE id = ?", complaint.task.id);
    });
    desk.set_rules("");
    desk.set_time("2026-11-30", 10);
    CHECK(desk.run_rules().too_late == 0);
    desk.set_time("2026-12-01", 10);
    CHECK(desk.run_rules().too_late == 1);
    REQUIRE(desk.due().size() == 1);
    CHECK(desk.due()[0].days_left == -8);
}

TEST_CASE("a limit is kept, and the next run goes on where it was") {
    CallbackDesk desk;
    desk.set_rules(R"({"kind":"new_member","from_days":0,"until_days":7})");
    for (int i = 0; i < 5; ++i) desk.add_member("孙丽", fmt::format("138001380{:02}", i));
    desk.clock.advance(1000);
    const auto first = desk.rule_book.run(desk.clerk, 3).value();
    CHECK(first.made() == 3);
    CHECK(first.more);
    desk.clock.advance(1000);
    const auto second = desk.rule_book.run(desk.clerk, 3).value();
    CHECK(second.made() == 2);
    CHECK_FALSE(second.more);
}

TEST_CASE("rules are tried before they hold, and nothing is written") {
    CallbackDesk desk;
    desk.set_rules("");
    desk.add_member("孙丽", "13800138001");
    const CallbackRules rules{
        .rules = {{.kind = CallbackKind::new_member, .from_days = 0, .until_days = 7}}};
    const auto dry = desk.rule_book.what_if(desk.manager, rules).value();
    REQUIRE(dry.people.size() == 1);
    CHECK(dry.people[0].member_name == "孙丽");
    CHECK(dry.kinds.at(0).made == 1);
    CHECK(desk.number("SELECT count(*) FROM callback_task") == 0);
    CHECK(code_of(desk.rule_book.what_if(
              desk.manager, {.rules = {{.kind = CallbackKind::by_hand}}})) ==
          "callback_rules_malformed");
}

TEST_CASE("headquarters puts rules in force from a day on; runs then go by them") {
    CallbackDesk hq("HQ");
    const auto admin = hq.session(StaffRole::admin);
    CHECK_FALSE(hq.rule_book.rules(admin)->since);
    CHECK(hq.rule_book.rules(admin)->in_force.rules.size() == usual_callback_rules().rules.size());
    const CallbackRules rules{
        .rules = {{.kind = CallbackKind::birthday, .from_days = 0, .until_days = 1}}};
    const auto now = hq.rule_book.put_in_force(admin, rules, hq.today()).value();
    CHECK(now.in_force.version == "2026-11-20");
    hq.clock.advance(1000);
    const auto later = hq.rule_book.put_in_force(admin, rules, hq.today().plus_days(10)).value();
    CHECK(later.in_force.version == "2026-11-20");
    CHECK(later.coming->version == "2026-11-30");
    CHECK(later.from == Date::of_text("2026-11-30"));
    CHECK(code_of(hq.rule_book.put_in_force(admin, rules, hq.today().plus_days(-1))) ==
          "callback_rules_date_malformed");
    CHECK(hq.rule_book.run(hq.session(StaffRole::cs_agent), 10)->made() == 0);
    CallbackDesk store;
    CHECK(code_of(store.rule_book.put_in_force(store.session(StaffRole::admin), rules,
                                               store.today())) == "only_at_headquarters");
}

}  // namespace qiantai::domain
