#include "terminal/callbacks/rules/callback_plans.hpp"

#include "terminal/callbacks/rules/callback_figures.hpp"
#include "terminal/members/rules/member_consents.hpp"
#include "tests/callbacks/rules/callback_desk.hpp"

namespace qiantai::domain {
namespace {

using test::CallbackDesk;
using test::code_of;

CallbackPlanEntry a_survey(CallbackDesk& desk) {
    return {.kind = CallbackKind::survey,
            .name = "冬季满意度",
            .matter = "想请您说说对我们的意见",
            .questions = {{"总的来说满意吗？", {"满意", "一般", "不满意"}}, {"最想改进什么？", {}}},
            .due_from = desk.today(),
            .due_until = desk.today().plus_days(10)};
}

/// What headquarters decided arrives at a store.
void send(CallbackDesk& from, CallbackDesk& to, const Uuid& plan) {
    static const auto sql = sqlite::select_of<CallbackPlan>("WHERE id = ?");
    const auto row = sqlite::one(from.database().cached(sql).bind(plan),
                                 sqlite::read_row<CallbackPlan>)
                         .value();
    to.from_headquarters([&] {
        to.run("DELETE FROM callback_plan WHERE id = ?", plan);
        REQUIRE(sqlite::insert(to.database(), *row));
    });
}

}  // namespace

TEST_CASE("a survey of headquarters: each store calls its members, the answers make a table") {
    CallbackDesk hq("HQ"), store;
    const auto agent = hq.session(StaffRole::cs_agent);
    const auto plan = hq.plans.save(agent, a_survey(hq)).value().plan;
    send(hq, store, plan.id);
    for (int i = 0; i < 6; ++i) store.add_member("孙丽", fmt::format("138001380{:02}", i));
    store.set_rules("");
    CHECK(store.made_of(store.run_rules(), CallbackKind::survey) == 6);
    CHECK(store.run_rules().made() == 0);
    const char* answers[] = {"满意", "满意", "不满意", "一般", "满意"};
    for (int i = 0; i < 5; ++i) {
        store.clock.advance(1000);
        REQUIRE(store.callbacks.record(
            store.clerk, {.task_id = store.due().at(0).task.id,
                          .outcome = CallbackOutcome::reached,
                          .satisfaction = i < 4 ? 5 : 2,
                          .answers = {{"总的来说满意吗？", answers[i], ""},
                                      {"最想改进什么？", "", i == 0 ? "停车" : ""}}}));
    }
    const auto sheet = store.callbacks.sheet(store.clerk, store.due().at(0).task.id).value();
    CHECK(sheet.script.reason == "想请您说说对我们的意见");
    CHECK(sheet.script.questions.size() == 2);
    const auto result = store.plans.result(store.manager, plan.id).value();
    CHECK(result.line.planned == 6);
    CHECK(result.line.reached == 5);
    CHECK(result.rated == 5);
    CHECK(result.score_sum == 22);
    REQUIRE(result.questions.size() == 2);
    CHECK(result.questions[0].answers[0].count == 3);
    CHECK(result.questions[0].answers[1].count == 1);
    CHECK(result.questions[0].answers[2].count == 1);
    REQUIRE(result.questions[1].answers.size() == 1);
    CHECK(result.questions[1].answers[0].count == 1);
    // B5: the plan's completion; of who may see no people only from five on.
    const CallbackFiguresFilter period{.from = store.today(), .until = store.today().plus_days(30)};
    CallbackReport report(store.context);
    const auto figures = report.figures(store.manager, period).value();
    CHECK(figures.surveys.part == 5);
    CHECK(figures.surveys.whole == 6);
    CHECK(figures.surveys.permille == 833);
    CHECK(figures.called.permille == 833);
    CHECK(figures.reached.permille == 1000);
    CHECK(figures.rated == 5);
    const auto unseen = report.figures(store.session(StaffRole::cs_manager), period).value();
    CHECK(unseen.surveys.permille == 833);
    CHECK_FALSE(unseen.truthful.permille);
    CHECK_FALSE(store.plans.result(store.session(StaffRole::auditor), plan.id)->too_few);
    // Ended, the rest is not called any more.
    hq.clock.advance(1000);
    REQUIRE(hq.plans.end(agent, plan.id));
    CHECK(code_of(hq.plans.end(agent, plan.id)) == "callback_plan_ended");
    send(hq, store, plan.id);
    CHECK(store.run_rules().settled == 1);
    CHECK(store.due().empty());
    CHECK(store.plans.list(store.manager)->at(0).planned == 5);
}

TEST_CASE("a survey that says too little or too much is refused") {
    CallbackDesk hq("HQ");
    const auto agent = hq.session(StaffRole::cs_agent);
    const auto refused = [&](auto change) {
        auto entry = a_survey(hq);
        change(entry);
        const auto saved = hq.plans.save(agent, entry);
        return saved ? std::string("ok") : saved.error().field;
    };
    CHECK(refused([](auto& entry) { entry.kind = CallbackKind::birthday; }) == "kind");
    CHECK(refused([](auto& entry) { entry.name = " "; }) == "name");
    CHECK(refused([](auto& entry) { entry.questions.clear(); }) == "questions");
    CHECK(refused([](auto& entry) { entry.questions[0].answers = {"好", "好"}; }) == "questions");
    CHECK(refused([](auto& entry) { entry.questions.resize(6, {"还有吗？", {}}); }) == "questions");
    CHECK(refused([](auto& entry) { entry.sample.percent = 0; }) == "sample");
    CHECK(refused([](auto& entry) { entry.due_from = entry.due_from.plus_days(-1); }) == "due_from");
    CHECK(refused([](auto& entry) { entry.due_until = entry.due_until.plus_days(92); }) ==
          "due_from");
    CHECK(refused([](auto&) {}) == "ok");
    CHECK(code_of(hq.plans.result(agent, hq.next_id())) == "callback_plan_not_found");
    CallbackDesk store;
    CHECK(code_of(store.plans.save(store.session(StaffRole::cs_agent), a_survey(store))) ==
          "only_at_headquarters");
}

TEST_CASE("fewer than five answers are hidden from whoever may see no people") {
    CallbackDesk hq("HQ"), store;
    const auto plan = hq.plans.save(hq.session(StaffRole::cs_agent), a_survey(hq)).value().plan;
    send(hq, store, plan.id);
    store.add_member("孙丽", "13800138001");
    store.set_rules("");
    store.run_rules();
    store.record(store.due().at(0), CallbackOutcome::reached, 4);
    CHECK(store.plans.result(store.manager, plan.id)->rated == 1);
    const auto unseen = store.plans.result(store.session(StaffRole::cs_manager), plan.id).value();
    CHECK(unseen.too_few);
    CHECK(unseen.rated == 0);
    CHECK(unseen.line.planned == 0);
}

TEST_CASE("a store's own list takes whom it means and who agreed, none of them twice") {
    CallbackDesk desk;
    std::vector<Member> members;
    for (int i = 0; i < 8; ++i) {
        members.push_back(desk.add_member("孙丽", fmt::format("138001380{:02}", i)));
        desk.clock.advance(1000);
        if (i < 6) {
            REQUIRE(MemberConsents(desk.context)
                        .record(desk.clerk, members.back().id, {"marketing", "2026-01", "counter"}));
        }
    }
    REQUIRE(Purchases(desk.context)
                .record(desk.clerk, {.amount = Fen(50'000), .member_id = members[0].id}));
    CallbackListEntry list{.kind = CallbackKind::new_goods,
                           .matter = "冬季新款到店",
                           .due_from = desk.today(),
                           .due_until = desk.today().plus_days(7)};
    CHECK(desk.plans.try_list(desk.manager, list)->made == 6);
    CHECK(desk.plans.try_list(desk.manager, list)->unwanted == 2);
    CHECK(desk.number("SELECT count(*) FROM callback_task") == 0);
    desk.clock.advance(1000);
    CHECK(desk.plans.make_list(desk.manager, list)->made == 6);
    desk.clock.advance(1000);
    const auto again = desk.plans.make_list(desk.manager, list).value();
    CHECK(again.made == 0);
    CHECK(again.known == 6);
    CHECK(desk.due().at(0).task.matter == "冬季新款到店");
    list.matter = "另一批新品";
    list.sample = {.percent = 50};
    const auto half = desk.plans.try_list(desk.manager, list).value();
    CHECK(half.made + half.unwanted == 4);
    list.sample = {.at_most = 3};
    const auto three = desk.plans.try_list(desk.manager, list).value();
    CHECK(three.made + three.unwanted == 3);
    list.sample = {.spent_min = Fen(50'000)};
    CHECK(desk.plans.try_list(desk.manager, list)->made == 1);
    list.sample = {.states = {ChurnState::lost}};
    CHECK(desk.plans.try_list(desk.manager, list)->made == 0);
    list.sample = {.tiers = {"gold"}};
    CHECK(desk.plans.try_list(desk.manager, list)->made == 0);
    list.kind = CallbackKind::birthday;
    CHECK(code_of(desk.plans.try_list(desk.manager, list)) == "callback_kind_not_by_hand");
    desk.check_cache();
}

TEST_CASE("a key customer is called by the plan of visits, until it is ended") {
    CallbackDesk desk;
    desk.set_rules("");
    const auto member = desk.add_member("孙丽", "13800138001");
    CHECK(code_of(desk.plans.set_key_customer(desk.manager,
                                              {.member_id = member.id, .every_days = 3})) ==
          "visit_plan_malformed");
    const auto line = desk.plans
                          .set_key_customer(desk.manager, {.member_id = member.id,
                                                           .every_days = 30,
                                                           .first_on = desk.today().plus_days(2),
                                                           .note = "老板的朋友"})
                          .value();
    CHECK(line.next_on == desk.today().plus_days(2));
    CHECK(desk.made_of(desk.run_rules(), CallbackKind::key_customer) == 1);
    desk.set_time("2026-11-22", 10);
    desk.record(desk.due().at(0), CallbackOutcome::reached);
    CHECK(desk.plans.key_customers(desk.clerk)->at(0).last_call_on == desk.today());
    CHECK(desk.plans.key_customers(desk.clerk)->at(0).next_on == Date::of_text("2026-12-22"));
    const CallbackFiguresFilter period{.from = desk.today(), .until = desk.today().plus_days(30)};
    CHECK(CallbackReport(desk.context).figures(desk.manager, period)->key_customer_calls == 1);
    desk.set_time("2026-12-16", 10);
    CHECK(desk.made_of(desk.run_rules(), CallbackKind::key_customer) == 1);
    REQUIRE(desk.plans.end_key_customer(desk.manager, member.id));
    CHECK(code_of(desk.plans.end_key_customer(desk.manager, member.id)) == "not_key_customer");
    CHECK(desk.run_rules().settled == 1);
    CHECK(desk.plans.key_customers(desk.clerk)->empty());
    // Once more, with the same row.
    desk.clock.advance(1000);
    REQUIRE(desk.plans.set_key_customer(desk.manager, {.member_id = member.id}));
    CHECK(desk.number("SELECT count(*) FROM key_customer") == 1);
    CHECK_FALSE(desk.plans.key_customers(desk.clerk)->at(0).next_on);
}

TEST_CASE("visits of a plan that began long ago, or has not begun") {
    const KeyCustomer customer{.every_days = 10, .first_on = Date::of_text("2026-11-01")};
    const auto days = [&](const char* first, const char* last) {
        return visits_between(customer, Date::of_text(first), Date::of_text(last));
    };
    CHECK(days("2026-11-01", "2026-11-11").size() == 2);
    CHECK(days("2026-11-02", "2026-11-10").empty());
    CHECK(days("2026-10-01", "2026-11-01").size() == 1);
    CHECK(days("2026-10-01", "2026-10-31").empty());
    CHECK(days("2027-10-01", "2027-10-10").size() == 1);
}

TEST_CASE("figures: each with its base, half up; what does not count is on neither side") {
    CHECK(share_of(1, 3).permille == 333);
    CHECK(share_of(2, 3).permille == 667);
    CHECK(share_of(1, 2000).permille == 1);
    CHECK_FALSE(share_of(0, 0).permille);
    const Uuid one = Uuid::derive("1"), two = Uuid::derive("2"), three = Uuid::derive("3");
    using enum CallbackKind;
    using Status = CallbackStatus;
    const auto figures = count_figures({
        {.person = one, .kind = complaint, .status = Status::reached, .calls = 2, .satisfaction = 4},
        {.person = one, .kind = birthday, .status = Status::reached, .calls = 1, .key_customer = true},
        {.person = two, .kind = complaint, .status = Status::not_reached, .calls = 3},
        {.person = two, .kind = complaint, .status = Status::reached, .calls = 1, .satisfaction = 2},
        {.person = three, .kind = complaint, .status = Status::open},
        {.person = three,
         .kind = lost,
         .status = Status::ended,
         .end_kind = CallbackEnd::settled},
        {.person = Uuid::derive("4"), .kind = lost, .status = Status::unwanted, .calls = 1},
        {.person = Uuid::derive("5"),
         .kind = birthday,
         .status = Status::ended,
         .end_kind = CallbackEnd::gone},
        {.person = three,
         .kind = lost,
         .status = Status::reached,
         .calls = 1,
         .agrees = false,
         .loss_reason = LossReason::price},
    });
    CHECK(figures.called.part == 3);
    CHECK(figures.called.whole == 3);
    CHECK(figures.reached.part == 3);
    CHECK(figures.rated == 2);
    CHECK(figures.score_sum == 6);
    CHECK(figures.key_customer_calls == 1);
    CHECK(figures.truthful.whole == 1);
    CHECK(figures.truthful.part == 0);
    REQUIRE(figures.loss_reasons.size() == 1);
    CHECK(figures.loss_reasons[0].reason == LossReason::price);
    auto hidden = figures;
    hide_few(hidden);
    CHECK(hidden.called.too_few);
    CHECK_FALSE(hidden.called.permille);
    CHECK(hidden.called.whole == 0);
    CHECK(hidden.rated == 0);
    CHECK(hidden.loss_reasons.empty());
}

TEST_CASE("a period has a beginning and an end, and one person's figures are the manager's") {
    CallbackDesk desk;
    CallbackReport report(desk.context);
    CHECK(code_of(report.figures(desk.manager, {.from = desk.today(),
                                                .until = desk.today().plus_days(-1)})) ==
          "callback_period_malformed");
    const CallbackFiguresFilter of_one{
        .from = desk.today(), .until = desk.today(), .staff_number = "1001"};
    CHECK(report.figures(desk.manager, of_one).ok());
    CHECK(code_of(report.figures(desk.session(StaffRole::auditor), of_one)) == "not_permitted");
}

}  // namespace qiantai::domain
