// What calls arise from: lists and surveys, key customers, the sample, the rules.

#include "terminal/callbacks/rules/callback_plans.hpp"
#include "terminal/callbacks/screens/screen_call_plans.hpp"
#include "tests/callbacks/screens/call_window.hpp"

namespace qiantai::app::test {
namespace {

struct PlansWindow : CallWindow {
    explicit PlansWindow(Who who = Who::store_manager, Headless::Size size = k_sizes[0])
        : CallWindow(who, size) {
        open();
    }
    void open() {
        touch("way callbacks");
        touch("plans");
        REQUIRE(nav().screen == k_call_plans_screen);
        desk.clock.advance(1000);
    }
    CallPlansState& plans() { return AppWindow::state<CallPlansState>(); }
    /// A survey of headquarters', as this store has it.
    void add_survey() {
        const Date today = domain::business_date(desk.context).value();
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO callback_plan (id, kind, name, matter, content, due_from, due_until,"
                " for_headquarters, created_by, created_at) VALUES (?, 'survey',"
                " '冬季调研', '问问冬被', ?, ?, ?, 0, '9001', 1)",
                desk.next_id(),
                R"({"sample":{},"questions":[{"text":"暖和吗？","answers":["暖和","一般"]}]})",
                today.text(), today.plus_days(7).text());
        });
    }
};

}  // namespace

TEST_CASE("a manager's own list: first whom it would call, then the calls") {
    PlansWindow window;
    CHECK(window.seen().shows("还没有名单"));
    window.touch("new list");
    CHECK(window.seen().shows("请先填写类别"));
    window.touch("临时回访");
    window.touch("matter");
    window.type("冬被到货");
    // As after a power cut.
    window.plans() = {};
    window.open();
    window.touch("new list");
    CHECK(window.plans().form->matter == "冬被到货");
    CHECK(window.plans().form->kind == CallbackKind::by_hand);
    window.touch("try list");
    REQUIRE(window.plans().form->tried);
    CHECK(window.plans().form->tried->made == 2);
    CHECK(window.seen().shows("会打给 2 位会员"));
    CHECK(window.desk.number("SELECT count(*) FROM callback_task") == 2);
    // Another list is counted anew.
    window.touch("key customers");
    CHECK_FALSE(window.plans().form->tried);
    window.touch("try list");
    CHECK(window.plans().form->tried->made == 0);
    window.touch("key customers");
    window.touch("try list");
    window.desk.clock.advance(1000);
    window.touch("make list");
    CHECK_FALSE(window.plans().form);
    CHECK(window.desk.number("SELECT count(*) FROM callback_task") == 4);
    window.touch("new list");
    CHECK(window.plans().form->matter.empty());
}

TEST_CASE("a survey of headquarters with how far it has come and what was answered") {
    PlansWindow window;
    window.add_survey();
    {
        auto flow = window.app.flow();
        run_callbacks(flow);
        window.settle();
    }
    window.open();
    CHECK(window.seen().shows("冬季调研"));
    CHECK(window.seen().shows("已打 0 / 2"));
    window.desk.clock.advance(1000);
    const auto task = window.task_of(window.sun, CallbackKind::survey);
    REQUIRE(domain::Callbacks(window.desk.context)
                .record(window.desk.session(Who::clerk), {.task_id = task,
                                                          .outcome = CallbackOutcome::reached,
                                                          .satisfaction = 4,
                                                          .answers = {{"暖和吗？", "暖和", ""}}})
                .ok());
    window.open();
    CHECK(window.seen().shows("已打 1 / 2"));
    window.touch("plan " + window.plans().plans.front().plan.id.text());
    REQUIRE(window.plans().result);
    CHECK(window.seen().shows("暖和吗？"));
    CHECK(window.seen().shows("4.0"));
    // It is headquarters' to end.
    CHECK(window.seen().find("end plan") == nullptr);
    window.key(ImGuiKey_Escape);
    CHECK_FALSE(window.plans().result);
}

TEST_CASE("key customers lead to their calls, the sample to the call to check") {
    PlansWindow window;
    const auto session = window.desk.session(Who::store_manager);
    REQUIRE(domain::CallbackPlans(window.desk.context)
                .set_key_customer(session, {.member_id = window.gao.id, .every_days = 30})
                .ok());
    window.touch("重点客户");
    CHECK(window.seen().shows("每 30 天"));
    window.touch("key " + window.gao.id.text());
    CHECK(window.nav().screen == k_callbacks_screen);
    CHECK(window.state().member_id == window.gao.id);
    window.touch("back");
    CHECK(window.plans().tab == CallPlansTab::key_customers);
    // Which calls are in the sample lies in their ids: so many that one is.
    for (int i = 0; i < 60; ++i) window.make(window.sun, fmt::format("第 {} 件事", i), 2);
    const auto clerk = window.desk.session(Who::clerk);
    domain::Callbacks service(window.desk.context);
    const auto open = service.list(clerk, {.when = domain::CallbackWhen::open, .limit = 200});
    for (const auto& line : open->callbacks) {
        window.desk.clock.advance(1000);
        REQUIRE(
            service.record(clerk, {.task_id = line.task.id, .outcome = CallbackOutcome::reached})
                .ok());
    }
    window.touch("抽查");
    REQUIRE_FALSE(window.plans().sample.empty());
    const auto call = window.plans().sample.front();
    window.touch("sampled " + call.task.id.text());
    REQUIRE(window.state().sheet);
    CHECK(window.state().sheet->line.task.id == call.task.id);
    CHECK(window.seen().find("check") != nullptr);
}

TEST_CASE("the rules in words, and whom they would call") {
    PlansWindow window;
    window.desk.from_headquarters([&] {
        window.desk.run(
            "INSERT INTO policy (id, code, value, effective_from, created_at)"
            " VALUES (?, 'callbacks.rules', ?, 2, 2)",
            window.desk.next_id(),
            R"({"rules":[{"kind":"new_member","from_days":7,"until_days":14}]})");
    });
    window.touch("规则");
    REQUIRE(window.plans().rules);
    CHECK(window.seen().shows("新会员"));
    CHECK(window.seen().shows("7 天后至14 天后"));
    window.touch("try rules");
    REQUIRE(window.plans().dry_run);
    CHECK(window.desk.number("SELECT count(*) FROM callback_task WHERE kind = 'new_member'") == 0);
}

TEST_CASE("what is typed of answers is taken apart at commas of either keyboard") {
    CallListForm form{.kind = CallbackKind::survey, .name = "调研", .matter = "事", .days = 7};
    form.questions = {{"暖和吗？", "暖和、一般,不暖和"}, {"还要什么？", ""}, {"", ""}};
    const auto entry = plan_entry_of(form, Date::of_text("2026-11-20"));
    REQUIRE(entry.questions.size() == 2);
    CHECK(entry.questions[0].answers == std::vector<std::string>{"暖和", "一般", "不暖和"});
    CHECK(entry.questions[1].answers.empty());
    CHECK(entry.due_until == Date::of_text("2026-11-27"));
}

TEST_CASE("the screen of plans fits every size and language, for a clerk it is not there") {
    for (const auto& size : k_sizes) {
        CAPTURE(size.width);
        PlansWindow window(Who::store_manager, size);
        window.add_survey();
        window.touch("tab 3");
        window.check_layout("call-plans-rules");
        window.touch("tab 0");
        window.check_layout("call-plans");
        window.touch("plan " + window.plans().plans.front().plan.id.text());
        window.check_layout("call-plans-result");
        window.key(ImGuiKey_Escape);
        window.touch("new list");
        window.check_layout("call-plans-new");
    }
    CallWindow clerk;
    CHECK(clerk.seen().find("plans") == nullptr);
}

TEST_CASE("a manager tries other values of the rules, and drops them again") {
    PlansWindow window;
    window.touch("规则");
    REQUIRE(window.plans().rules);
    const auto first = [&] { return rules_shown(window.plans()).rules.front(); };
    // The chain of these tests has no rules.
    CHECK(rules_shown(window.plans()).rules.empty());
    window.touch("add rule");
    CHECK(window.seen().shows("请先填写类别"));
    window.touch("新会员");
    CHECK(window.seen().shows("第 0 天是入会那天。"));
    window.touch("keep rule");
    REQUIRE(window.plans().edit);
    CHECK(window.seen().shows("改动中的规则（还没启用）"));
    window.touch("try rules");
    REQUIRE(window.plans().dry_run);
    CHECK(window.plans().dry_run->people.size() == 2);
    CHECK(window.desk.number("SELECT count(*) FROM callback_task") == 2);
    // A store puts nothing in force.
    CHECK(window.seen().find("put rules") == nullptr);
    window.touch("rule 0");
    window.touch("more");
    window.touch("keep rule");
    CHECK(first().until_days == 1);
    CHECK_FALSE(window.plans().dry_run);
    window.touch("rule 0");
    window.touch("drop rule");
    CHECK_FALSE(window.plans().edit);
}

TEST_CASE("two rules that can't stand together are refused in words") {
    PlansWindow window;
    window.touch("规则");
    for (int i = 0; i < 2; ++i) {
        window.touch("add rule");
        window.touch("生日");
        window.touch("keep rule");
    }
    CHECK(window.seen().shows(std::string(domain::k_callback_rules_malformed.words_zh)));
    window.touch("reset rules");
    CHECK_FALSE(window.plans().edit);
}

TEST_CASE("headquarters puts changed rules in force from a day") {
    AppWindow window(k_sizes[0], "HQ");
    window.sign_in(Who::admin);
    window.desk.clock.advance(1000);
    window.touch("entry call plans");
    REQUIRE(window.nav().screen == k_call_plans_screen);
    auto& plans = window.state<CallPlansState>();
    CHECK(plans.tab == CallPlansTab::rules);
    CHECK(window.seen().find("try rules") == nullptr);
    const auto before = plans.rules->in_force.rules.size();
    window.touch("rule 0");
    window.touch("drop rule");
    window.touch("put rules");
    window.touch("day after");
    window.touch("put rules from");
    CHECK_FALSE(plans.edit);
    REQUIRE(plans.rules->coming);
    CHECK(plans.rules->coming->rules.size() == before - 1);
    const Date today = domain::business_date(window.desk.context).value();
    CHECK(plans.rules->from == today.plus_days(2));
    CHECK(window.seen().shows("规则已保存，各门店同步后生效"));
}

TEST_CASE("rules and their values fit every size in both languages") {
    for (const auto& size : k_sizes) {
        CAPTURE(size.width);
        CAPTURE(size.scale);
        AppWindow window(size, "HQ");
        window.sign_in(Who::admin);
        window.touch("entry call plans");
        window.check_layout("call-rules");
        window.touch("rule 3");
        window.check_layout("call-rule-values");
        window.touch("keep rule");
        window.touch("put rules");
        window.check_layout("call-rules-from");
    }
}

}  // namespace qiantai::app::test
