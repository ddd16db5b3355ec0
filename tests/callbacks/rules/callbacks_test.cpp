#include "terminal/callbacks/rules/callbacks.hpp"

#include "terminal/members/rules/member_consents.hpp"
#include "terminal/members/rules/member_erase.hpp"
#include "terminal/members/rules/member_lists.hpp"
#include "tests/callbacks/rules/callback_desk.hpp"

namespace qiantai::domain {
namespace {

using test::CallbackDesk;
using test::code_of;

}  // namespace

TEST_CASE("a call is on the list with its script until something came of it") {
    CallbackDesk desk;
    const auto member = desk.add_member("孙丽", "13800138001");
    const auto line = desk.make(member, "问问安装的事");
    REQUIRE(desk.due().size() == 1);
    CHECK(desk.due()[0].member_name == "孙丽");
    CHECK(desk.due()[0].block == CallbackBlock::none);
    const auto sheet = desk.callbacks.sheet(desk.clerk, line.task.id).value();
    CHECK(sheet.script.greeting.find("测试门店") != std::string::npos);
    CHECK(sheet.script.reason.find("问问安装的事") != std::string::npos);
    CHECK(sheet.number.access == NumberAccess::own);
    CHECK(sheet.number.phone == "13800138001");

    desk.clock.advance(1000);
    const auto done = desk.callbacks.record(
        desk.clerk, {.task_id = line.task.id,
                     .outcome = CallbackOutcome::reached,
                     .satisfaction = 4,
                     .said = "新来的师傅挺好",
                     .answers = {{"这样可以吗？", "可以", ""}, {"还有别的要我们办的吗？", "", ""}},
                     .next_step = CallbackNext::none});
    REQUIRE(done.ok());
    CHECK(done->state.status == CallbackStatus::reached);
    CHECK(desk.due().empty());
    CHECK(desk.last_action() == "callbacks.record");
    const auto after = desk.callbacks.sheet(desk.clerk, line.task.id).value();
    REQUIRE(after.history.size() == 1);
    CHECK(after.history[0].answers.size() == 1);
    CHECK(after.history[0].event.said == "新来的师傅挺好");
    CHECK(after.history[0].by_name == "员工");
    CHECK(code_of(desk.callbacks.record(desk.clerk, {.task_id = line.task.id,
                                                     .outcome = CallbackOutcome::refused})) ==
          "callback_closed");
    const auto counts = desk.callbacks.counts(desk.clerk).value();
    CHECK(counts.all.done == 1);
    CHECK(counts.mine.done == 1);
    CHECK(counts.score_sum == 4);
    desk.check_cache();
}

TEST_CASE("what is no answer of the script, no score, or no time for a call is refused") {
    CallbackDesk desk;
    const auto line = desk.make(desk.add_member("孙丽", "13800138001"));
    const auto refused = [&](CallbackResult result) {
        result.task_id = line.task.id;
        return code_of(desk.callbacks.record(desk.clerk, result));
    };
    CHECK(refused({.outcome = CallbackOutcome::reached, .answers = {{"几点？", "三点", ""}}}) ==
          "callback_answer_unknown");
    CHECK(refused({.outcome = CallbackOutcome::reached,
                   .answers = {{"这样可以吗？", "也许", ""}}}) == "callback_answer_unknown");
    CHECK(refused({.outcome = CallbackOutcome::reached, .satisfaction = 6}) ==
          "callback_score_malformed");
    CHECK(refused({.outcome = CallbackOutcome::later}) == "callback_later_when");
    const TimeMs now = desk.clock.now_ms();
    CHECK(refused({.outcome = CallbackOutcome::later, .later_at = now - 1}) == "callback_later_when");
    // 22:00.
    CHECK(refused({.outcome = CallbackOutcome::later, .later_at = now + 12 * CallbackDesk::k_hour}) ==
          "callback_later_when");
    CHECK(refused({.outcome = CallbackOutcome::later, .later_at = now + 61 * CallbackDesk::k_day}) ==
          "callback_later_when");
    CHECK(code_of(desk.callbacks.sheet(desk.clerk, desk.next_id())) == "callback_not_found");
    CHECK(desk.number("SELECT count(*) FROM callback_step") == 0);
}

TEST_CASE("a receipt's callback needs a score, or that the customer gives none") {
    CallbackDesk desk;
    desk.set_rules(R"({"kind":"purchase","from_days":0,"until_days":7,"amount_min":100})");
    const auto member = desk.add_member("孙丽", "13800138001");
    REQUIRE(Purchases(desk.context).record(desk.clerk, {.amount = Fen(100), .member_id = member.id}));
    CHECK(desk.made_of(desk.run_rules(), CallbackKind::purchase) == 1);
    const auto line = desk.due().at(0);
    CallbackResult result{.task_id = line.task.id, .outcome = CallbackOutcome::reached};
    CHECK(code_of(desk.callbacks.record(desk.clerk, result)) == "callback_score_missing");
    result.no_score = true;
    CHECK(desk.callbacks.record(desk.clerk, result).ok());
    CHECK(desk.callbacks.counts(desk.clerk)->rated == 0);
}

TEST_CASE("who didn't answer is offered again on another half-day, at most three times") {
    CallbackDesk desk;
    const auto line = desk.make(desk.add_member("孙丽", "13800138001"));
    CHECK(desk.record(line, CallbackOutcome::no_answer).state.tries == 1);
    CHECK(desk.due().empty());
    CHECK(desk.callbacks.counts(desk.clerk)->all.due == 0);
    CHECK(desk.callbacks.counts(desk.clerk)->tomorrow == 1);
    desk.set_time("2026-11-21", 10);
    REQUIRE(desk.due().size() == 1);
    CHECK(desk.due()[0].block == CallbackBlock::not_yet);
    CHECK(code_of(desk.callbacks.open_number(desk.session(StaffRole::store_manager),
                                             line.task.id)) == "ok");
    desk.set_time("2026-11-21", 13);
    CHECK(desk.due().at(0).block == CallbackBlock::none);
    desk.record(line, CallbackOutcome::no_answer);
    desk.set_time("2026-11-22", 9);
    CHECK(desk.due().at(0).block == CallbackBlock::none);
    CHECK(desk.record(line, CallbackOutcome::no_answer).state.status == CallbackStatus::not_reached);
    CHECK(desk.due().empty());
    desk.check_cache();
}

TEST_CASE("a time that was agreed on: later today it is offered again, tomorrow not before") {
    CallbackDesk desk;
    const auto line = desk.make(desk.add_member("孙丽", "13800138001"));
    const TimeMs at_four = desk.clock.now_ms() + 6 * CallbackDesk::k_hour;
    const auto agreed = [&](TimeMs at) {
        desk.clock.advance(1000);
        REQUIRE(desk.callbacks.record(desk.clerk, {.task_id = line.task.id,
                                                   .outcome = CallbackOutcome::later,
                                                   .later_at = at}));
    };
    agreed(at_four);
    CHECK(desk.due().at(0).block == CallbackBlock::not_yet);
    CHECK(desk.callbacks.counts(desk.clerk)->mine.urgent == 0);
    desk.set_time("2026-11-20", 17);
    CHECK(desk.due().at(0).block == CallbackBlock::none);
    CHECK(desk.callbacks.counts(desk.clerk)->mine.urgent == 1);
    agreed(at_four + CallbackDesk::k_day);
    CHECK(desk.due().empty());
    const auto coming = desk.callbacks.list(desk.clerk, {.when = CallbackWhen::coming}).value();
    CHECK(coming.callbacks.size() == 1);
}

TEST_CASE("one call a day and one care call a week; complaints and what was asked for go on") {
    CallbackDesk desk;
    desk.set_rules(R"({"kind":"new_member","from_days":0,"until_days":7})");
    const auto member = desk.add_member("孙丽", "13800138001");
    desk.run_rules();
    const auto by_hand = desk.make(member);
    REQUIRE(desk.due().size() == 2);
    desk.record(by_hand, CallbackOutcome::no_answer);
    REQUIRE(desk.due().size() == 1);
    CHECK(desk.due()[0].block == CallbackBlock::called_today);
    CHECK(desk.due()[0].from == Date::of_text("2026-11-21"));
    CHECK(code_of(desk.callbacks.open_number(desk.clerk, desk.due()[0].task.id)) == "ok");
    desk.set_time("2026-11-21", 14);
    const auto care = desk.due();
    REQUIRE(care.size() == 2);
    for (const auto& line : care) {
        CHECK(line.block == CallbackBlock::none);
        if (line.task.kind == CallbackKind::new_member) desk.record(line, CallbackOutcome::reached);
    }
    desk.set_policy("callbacks.rules",
                    R"({"rules":[{"kind":"new_member","from_days":1,"until_days":9}]})");
    desk.set_time("2026-11-22", 14);
    desk.run_rules();
    for (const auto& line : desk.due()) {
        const bool is_new = line.task.kind == CallbackKind::new_member;
        CHECK(line.block == (is_new ? CallbackBlock::cared_for : CallbackBlock::none));
        if (is_new) CHECK(line.from == Date::of_text("2026-11-28"));
    }
    CHECK(desk.due().back().task.kind == CallbackKind::new_member);
    desk.set_time("2026-11-28", 14);
    CHECK(desk.due().at(0).block == CallbackBlock::none);
}

TEST_CASE("at night nobody is to be called") {
    CallbackDesk desk;
    desk.make(desk.add_member("孙丽", "13800138001"));
    desk.set_time("2026-11-20", 21);
    CHECK(desk.due().at(0).block == CallbackBlock::not_at_this_hour);
}

TEST_CASE("who asks not to be called gets no call: the consent is withdrawn, and nothing new made") {
    CallbackDesk desk;
    const auto member = desk.add_member("孙丽", "13800138001");
    const auto first = desk.make(member), second = desk.make(member, "另一件事");
    desk.record(first, CallbackOutcome::do_not_call);
    const auto consents = load_consents(desk.database(), member.id).value();
    CHECK(consents.back().purpose == ConsentPurpose::callback);
    CHECK(consents.back().decision == ConsentDecision::withdrawn);
    CHECK(desk.due().at(0).block == CallbackBlock::unwanted);
    CHECK(code_of(desk.callbacks.make(desk.clerk, {.member_id = member.id,
                                                   .matter = "再问一次",
                                                   .due_from = desk.today(),
                                                   .due_until = desk.today()})) ==
          "callback_unwanted");
    // A consent that is given again counts from then on.
    desk.clock.advance(CallbackDesk::k_day);
    REQUIRE(MemberConsents(desk.context)
                .record(desk.clerk, member.id, {"callback", "2026-01", "counter"}));
    CHECK(desk.due().at(0).block == CallbackBlock::none);
    CHECK(second.task.id == desk.due()[0].task.id);
}

TEST_CASE("a clerk's mistake is taken back the same day, a manager's people's by the manager") {
    CallbackDesk desk;
    const auto line = desk.make(desk.add_member("孙丽", "13800138001"));
    const auto step = [&] {
        return desk.callbacks.sheet(desk.clerk, line.task.id)->history.at(0).event.id;
    };
    desk.record(line, CallbackOutcome::refused);
    desk.add_staff("1050", StaffRole::clerk);
    const Session other{"1050", "员工", StaffRole::clerk, "S001", false};
    CHECK(code_of(desk.callbacks.undo(other, step())) == "callback_undo_impossible");
    desk.clock.advance(1000);
    CHECK(desk.callbacks.undo(desk.clerk, step())->state.is_open());
    CHECK(desk.due().size() == 1);
    CHECK(desk.callbacks.sheet(desk.clerk, line.task.id)->history.size() == 2);
    CHECK(code_of(desk.callbacks.undo(desk.clerk, step())) == "callback_undo_impossible");
    desk.record(line, CallbackOutcome::refused);
    desk.clock.advance(1000);
    CHECK(desk.callbacks.undo(desk.manager, step()).ok());
    desk.record(line, CallbackOutcome::do_not_call);
    CHECK(code_of(desk.callbacks.undo(desk.clerk, step())) == "callback_undo_impossible");
    CHECK(code_of(desk.callbacks.undo(desk.clerk, desk.next_id())) == "callback_undo_impossible");
    desk.check_cache();
}

TEST_CASE("yesterday's call stays as it was written down") {
    CallbackDesk desk;
    const auto line = desk.make(desk.add_member("孙丽", "13800138001"));
    desk.record(line, CallbackOutcome::refused);
    const auto step = desk.callbacks.sheet(desk.clerk, line.task.id)->history.at(0).event.id;
    desk.clock.advance(CallbackDesk::k_day);
    CHECK(code_of(desk.callbacks.undo(desk.clerk, step)) == "callback_undo_impossible");
}

TEST_CASE("calls are handed to others, who see them as their own") {
    CallbackDesk desk;
    const auto line = desk.make(desk.add_member("孙丽", "13800138001"), "问问情况", "1001");
    desk.add_staff("1050", StaffRole::clerk);
    const Session other{"1050", "员工", StaffRole::clerk, "S001", false};
    CHECK(desk.callbacks.list(other, {.mine = true})->callbacks.empty());
    const auto given = desk.callbacks.hand_over(
        desk.manager, {.task_ids = {line.task.id}, .to_staff = "1050", .reason = "休假"});
    REQUIRE(given.ok());
    CHECK(given->at(0).state.owner == "1050");
    CHECK(desk.callbacks.list(other, {.mine = true})->callbacks.size() == 1);
    CHECK(desk.due(true).empty());
    CHECK(code_of(desk.callbacks.hand_over(desk.manager, {.task_ids = {line.task.id},
                                                          .to_staff = "7777"})) ==
          "callback_staff_unknown");
    // Auditors make no calls.
    CHECK(code_of(desk.callbacks.hand_over(
              desk.manager, {.task_ids = {line.task.id},
                             .to_staff = desk.number_of(StaffRole::auditor)})) ==
          "callback_staff_unknown");
    CHECK(code_of(desk.callbacks.hand_over(desk.clerk, {.task_ids = {line.task.id}})) ==
          "not_permitted");
    // To headquarters: it is out of the store's list, and no call is written down here.
    REQUIRE(desk.callbacks.hand_over(desk.manager,
                                     {.task_ids = {line.task.id}, .for_headquarters = true}));
    CHECK(desk.due().empty());
    CHECK(code_of(desk.callbacks.record(desk.clerk, {.task_id = line.task.id,
                                                     .outcome = CallbackOutcome::refused})) ==
          "callback_elsewhere");
    desk.check_cache();
}

TEST_CASE("another clerk's customer: the number is open for a time, to its owner, in the trail") {
    CallbackDesk desk;
    const auto member = desk.add_member("孙丽", "13800138001");
    const auto line = desk.make(member);
    desk.add_staff("1050", StaffRole::clerk);
    const Session other{"1050", "员工", StaffRole::clerk, "S001", false};
    const auto sheet = [&] { return desk.callbacks.sheet(other, line.task.id).value(); };
    CHECK(sheet().number.access == NumberAccess::closed);
    CHECK(sheet().number.phone == "138****8001");
    desk.set_policy("members.contact_authorisation_hours", "2");
    const auto opened = desk.callbacks.open_number(other, line.task.id).value();
    CHECK(opened.number.access == NumberAccess::open);
    CHECK(opened.number.phone == "13800138001");
    CHECK(opened.number.until_at == desk.clock.now_ms() + 2 * CallbackDesk::k_hour);
    CHECK(desk.last_action() == "callbacks.open_number");
    SUBCASE("it closes by itself") {
        desk.clock.advance(2 * CallbackDesk::k_hour - 1);
        CHECK(sheet().number.access == NumberAccess::open);
        desk.clock.advance(1);
        CHECK(sheet().number.access == NumberAccess::closed);
        CHECK(sheet().number.phone == "138****8001");
    }
    SUBCASE("it is closed by hand") {
        desk.clock.advance(1000);
        CHECK(desk.callbacks.close_number(other, line.task.id)->number.access ==
              NumberAccess::closed);
        CHECK(desk.last_action() == "callbacks.close_number");
    }
    SUBCASE("it closes with the call's end") {
        desk.clock.advance(1000);
        REQUIRE(desk.callbacks.record(other, {.task_id = line.task.id,
                                              .outcome = CallbackOutcome::refused}));
        CHECK(sheet().number.access == NumberAccess::closed);
    }
    SUBCASE("it is nobody else's") {
        desk.add_staff("1051", StaffRole::clerk);
        const Session third{"1051", "员工", StaffRole::clerk, "S001", false};
        CHECK(desk.callbacks.sheet(third, line.task.id)->number.access == NumberAccess::closed);
    }
}

TEST_CASE("a number is not opened for a call that is not to be made now") {
    CallbackDesk desk;
    const auto line = desk.make(desk.add_member("孙丽", "13800138001"));
    desk.record(line, CallbackOutcome::no_answer);
    desk.add_staff("1050", StaffRole::clerk);
    const Session other{"1050", "员工", StaffRole::clerk, "S001", false};
    CHECK(code_of(desk.callbacks.open_number(other, line.task.id)) == "callback_not_now");
}

TEST_CASE("a manager gives up a call with a reason, and calls a sample again") {
    CallbackDesk desk;
    const auto member = desk.add_member("孙丽", "13800138001");
    const auto dropped = desk.make(member, "问问情况");
    CHECK(code_of(desk.callbacks.end(desk.manager, dropped.task.id, " ")) ==
          "callback_reason_missing");
    CHECK(desk.callbacks.end(desk.manager, dropped.task.id, "重复")->state.end_kind ==
          CallbackEnd::by_hand);
    const auto line = desk.make(member, "另一件事");
    const auto today = desk.today();
    CHECK(code_of(desk.callbacks.check(desk.manager, line.task.id, true, "")) ==
          "callback_not_closed");
    desk.record(line, CallbackOutcome::reached, 5);
    CHECK(desk.callbacks.sample(desk.manager, today, today, 100)->size() == 1);
    desk.clock.advance(1000);
    const auto checked = desk.callbacks.check(desk.manager, line.task.id, false, "顾客说没接到电话");
    REQUIRE(checked.ok());
    CHECK(checked->state.agrees == false);
    CHECK(desk.callbacks.sample(desk.manager, today, today, 100)->empty());
    // Not one's own, nor by whoever called.
    const auto own = desk.make(member, "第三件事");
    desk.clock.advance(1000);
    REQUIRE(desk.callbacks.record(desk.manager,
                                  {.task_id = own.task.id, .outcome = CallbackOutcome::reached}));
    CHECK(desk.callbacks.sample(desk.manager, today, today, 100)->empty());
    CHECK(code_of(desk.callbacks.check(desk.manager, own.task.id, true, "")) == "same_person");
}

TEST_CASE("a sample is about as large as it was asked to be, and always the same") {
    CallbackDesk desk;
    for (int i = 0; i < 60; ++i) {
        const auto line = desk.make(desk.add_member("孙丽", fmt::format("138001380{:02}", i)));
        desk.record(line, CallbackOutcome::reached);
    }
    const auto today = desk.today();
    const auto some = desk.callbacks.sample(desk.manager, today, today, 30).value();
    CHECK(some.size() > 6);
    CHECK(some.size() < 32);
    CHECK(desk.callbacks.sample(desk.manager, today, today, 30)->size() == some.size());
}

TEST_CASE("the list goes in pages, complaints first, then by the last day") {
    CallbackDesk desk;
    for (int i = 0; i < 5; ++i) {
        const auto member = desk.add_member("孙丽", fmt::format("138001380{:02}", i));
        const auto made = desk.callbacks.make(
            desk.clerk, {.member_id = member.id,
                         .matter = "问问",
                         .due_from = desk.today(),
                         .due_until = desk.today().plus_days((i * 3) % 5)});
        REQUIRE(made.ok());
        desk.clock.advance(1000);
    }
    desk.from_headquarters([&] { desk.run("UPDATE callback_task SET kind = 'complaint'"
                                          " WHERE id = (SELECT id FROM callback_task"
                                          " ORDER BY due_until DESC LIMIT 1)"); });
    std::vector<int> days;
    CallbackFilter filter{.limit = 2};
    for (;;) {
        const auto page = desk.callbacks.list(desk.clerk, filter).value();
        for (const auto& line : page.callbacks) days.push_back(line.days_left);
        if (!page.next) break;
        filter.after = page.next;
    }
    CHECK(days == std::vector{4, 0, 1, 2, 3});
}

TEST_CASE("a member's calls, whatever record they were made for") {
    CallbackDesk desk;
    const auto member = desk.add_member("孙丽", "13800138001");
    const auto other = desk.add_member("孙莉", "13800138002");
    desk.make(member);
    desk.make(other);
    desk.from_headquarters([&] {
        desk.run("UPDATE member SET merged_into = ? WHERE id = ?", member.id, other.id);
    });
    CHECK(desk.callbacks.list(desk.clerk, {.member_id = other.id})->callbacks.size() == 2);
    CHECK(desk.due().at(0).member_id == member.id);
    // One person is called once a day.
    desk.record(desk.due()[0], CallbackOutcome::no_answer);
    CHECK(desk.due().at(0).block == CallbackBlock::called_today);
}

TEST_CASE("erasing a member empties what was said and leaves that a call was made") {
    CallbackDesk desk;
    const auto member = desk.add_member("孙丽", "13800138001");
    const auto line = desk.make(member, "安装的事");
    desk.clock.advance(1000);
    REQUIRE(desk.callbacks.record(desk.clerk, {.task_id = line.task.id,
                                               .outcome = CallbackOutcome::reached,
                                               .satisfaction = 3,
                                               .said = "住在长宁",
                                               .answers = {{"这样可以吗？", "可以", "下午"}}}));
    const auto open = desk.make(member, "还有一件");
    desk.clock.advance(1000);
    REQUIRE(MemberErase(desk.context).erase(desk.manager, member.id, "本人要求"));
    CHECK(desk.number("SELECT count(*) FROM callback_task WHERE matter IS NOT NULL") == 0);
    CHECK(desk.number("SELECT count(*) FROM callback_step WHERE said IS NOT NULL"
                      " OR answers IS NOT NULL") == 0);
    CHECK(desk.number("SELECT satisfaction FROM callback_step WHERE step = 'called'") == 3);
    CHECK(desk.run_rules().settled == 1);
    CHECK(desk.due().empty());
    CHECK(desk.callbacks.sheet(desk.clerk, open.task.id)->line.state.end_kind == CallbackEnd::gone);
}

TEST_CASE("the table of states is rebuilt from the steps") {
    CallbackDesk desk;
    const auto line = desk.make(desk.add_member("孙丽", "13800138001"));
    desk.record(line, CallbackOutcome::no_answer);
    desk.from_headquarters([&] { desk.run("UPDATE callback_state SET status = 'ended', tries = 9"); });
    CHECK(desk.callbacks.rebuild(desk.manager).value() == 1);
    desk.check_cache();
    // Steps that come from elsewhere are in it before the next answer.
    desk.from_headquarters([&] {
        desk.run("UPDATE callback_step SET outcome = 'reached'");
    });
    CHECK(desk.callbacks.counts(desk.clerk)->all.done == 1);
    desk.check_cache();
}

}  // namespace qiantai::domain
