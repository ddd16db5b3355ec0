// What the steps of a callback come to, without a database.

#include <doctest/doctest.h>

#include <algorithm>

#include "schema/base/random.hpp"
#include "terminal/base/salutation.hpp"
#include "terminal/callbacks/rules/callback_rule_facts.hpp"
#include "terminal/callbacks/rules/callback_script_facts.hpp"

namespace qiantai::domain {
namespace {

struct FoldedCallback {
    CallbackTask task{.kind = CallbackKind::purchase, .owner = "1001", .tries_max = 3};
    std::vector<CallbackEvent> events{};
    SeededRandom random{3};
    FakeClock clock;

    CallbackEvent& add(CallbackStep step, const std::string& day = "2026-11-20",
                       HalfDay half_day = HalfDay::morning) {
        clock.advance(1000);
        events.push_back({.id = Uuid::make_v7(clock, random),
                          .step = step,
                          .half_day = half_day,
                          .business_date = Date::of_text(day),
                          .created_by = "1001",
                          .created_at = clock.now_ms(),
                          .order = static_cast<std::int64_t>(events.size()) + 1});
        return events.back();
    }
    CallbackEvent& call(CallbackOutcome outcome, const std::string& day = "2026-11-20",
                        HalfDay half_day = HalfDay::morning) {
        auto& event = add(CallbackStep::called, day, half_day);
        event.outcome = outcome;
        return event;
    }
    /// The same in every order of arrival.
    CallbackState fold() {
        const auto state = fold_callback(task, events);
        auto shuffled = events;
        for (int round = 0; round < 10; ++round) {
            for (std::size_t i = shuffled.size(); i > 1; --i) {
                std::swap(shuffled[i - 1], shuffled[random.below(i)]);
            }
            const auto again = fold_callback(task, shuffled);
            CHECK(again.status == state.status);
            CHECK(again.tries == state.tries);
            CHECK(again.owner == state.owner);
            CHECK(again.satisfaction == state.satisfaction);
            CHECK(again.next_try == state.next_try);
            CHECK(again.closed_id == state.closed_id);
        }
        return state;
    }
};

}  // namespace

TEST_CASE("three tries on different half-days, and it is closed as not reached") {
    FoldedCallback callback;
    callback.call(CallbackOutcome::no_answer, "2026-11-20", HalfDay::afternoon);
    auto state = callback.fold();
    CHECK(state.is_open());
    CHECK(state.tries == 1);
    REQUIRE(state.next_try);
    CHECK(*state.next_try == NextTry{Date::of_text("2026-11-21"), HalfDay::morning});
    // Twice in one half-day is one try.
    callback.call(CallbackOutcome::no_answer, "2026-11-20", HalfDay::afternoon);
    CHECK(callback.fold().tries == 1);
    callback.call(CallbackOutcome::no_answer, "2026-11-21", HalfDay::morning);
    CHECK(callback.fold().next_try->half_day == HalfDay::afternoon);
    callback.call(CallbackOutcome::no_answer, "2026-11-22", HalfDay::afternoon);
    state = callback.fold();
    CHECK(state.status == CallbackStatus::not_reached);
    CHECK(state.closed_on == Date::of_text("2026-11-22"));
    CHECK_FALSE(state.next_try);
}

TEST_CASE("a call that reached the member counts even after another terminal had given up") {
    FoldedCallback callback;
    callback.task.tries_max = 1;
    callback.call(CallbackOutcome::no_answer);
    CHECK(callback.fold().status == CallbackStatus::not_reached);
    callback.call(CallbackOutcome::reached, "2026-11-21").satisfaction = 4;
    const auto state = callback.fold();
    CHECK(state.status == CallbackStatus::reached);
    CHECK(state.satisfaction == 4);
    // Of two that reached, the first holds.
    callback.call(CallbackOutcome::reached, "2026-11-22").satisfaction = 1;
    CHECK(callback.fold().satisfaction == 4);
    CHECK(callback.fold().calls == 3);
}

TEST_CASE("a time that was agreed on is kept until the next call, and closes nothing") {
    FoldedCallback callback;
    callback.call(CallbackOutcome::later).later_at = 5000;
    CHECK(callback.fold().later_at == 5000);
    CHECK(callback.fold().tries == 0);
    callback.call(CallbackOutcome::no_answer, "2026-11-21");
    CHECK_FALSE(callback.fold().later_at);
}

TEST_CASE("wrong number, refusal and no more calls close it, each by its name") {
    const std::pair<CallbackOutcome, CallbackStatus> outcomes[] = {
        {CallbackOutcome::wrong_number, CallbackStatus::wrong_number},
        {CallbackOutcome::refused, CallbackStatus::refused},
        {CallbackOutcome::do_not_call, CallbackStatus::unwanted}};
    for (const auto& [outcome, status] : outcomes) {
        FoldedCallback callback;
        callback.call(outcome);
        CHECK(callback.fold().status == status);
    }
}

TEST_CASE("what is taken back was not, and a callback is open again") {
    FoldedCallback callback;
    const auto id = callback.call(CallbackOutcome::reached).id;
    callback.add(CallbackStep::undone).about_id = id;
    CHECK(callback.fold().is_open());
    CHECK(callback.fold().calls == 0);
    CHECK(is_undone(id, callback.events));
}

TEST_CASE("handed over it has another owner, and an open number is closed by that") {
    FoldedCallback callback;
    callback.add(CallbackStep::number_opened).until_at = 9000;
    CHECK(callback.fold().number_opened_by == "1001");
    auto& handed = callback.add(CallbackStep::handed_over);
    handed.to_staff = "1002";
    handed.for_headquarters = true;
    const auto state = callback.fold();
    CHECK(state.owner == "1002");
    CHECK(state.for_headquarters);
    CHECK_FALSE(state.number_until_at);
}

TEST_CASE("the same fact makes the same callback, another fact or member another one") {
    const Uuid one = Uuid::derive("one"), other = Uuid::derive("other");
    const CallbackTask task{.store_code = "S001", .member_id = one, .kind = CallbackKind::birthday};
    CHECK(callback_id(task, "2026-11-20") == callback_id(task, "2026-11-20"));
    CHECK(callback_id(task, "2026-11-20") != callback_id(task, "2027-11-20"));
    auto of_other = task;
    of_other.member_id = other;
    CHECK(callback_id(task, "2026-11-20") != callback_id(of_other, "2026-11-20"));
    auto of_kind = task;
    of_kind.kind = CallbackKind::new_member;
    CHECK(callback_id(task, "2026-11-20") != callback_id(of_kind, "2026-11-20"));
    CHECK(callback_id(task, "x").cell() == Cell::of_store("S001"));
}

TEST_CASE("noon parts the half-days, by the store's time") {
    // 2026-11-20 03:59 and 04:00 UTC are 11:59 and 12:00 in China.
    const TimeMs day = utc_day_start(Date::of_text("2026-11-20"));
    CHECK(half_day_of(day + 3 * 3'600'000 + 59 * 60'000, 480) == HalfDay::morning);
    CHECK(half_day_of(day + 4 * 3'600'000, 480) == HalfDay::afternoon);
    CHECK(half_day_of(day + 16 * 3'600'000, 480) == HalfDay::morning);
}

TEST_CASE("customers are called between the hours of the policy") {
    const CallbackLimits limits;
    const TimeMs day = utc_day_start(Date::of_text("2026-11-20")) - 8 * 3'600'000;
    CHECK_FALSE(may_call_at(day + (8 * 60 + 59) * 60'000, 480, limits));
    CHECK(may_call_at(day + 9 * 3'600'000, 480, limits));
    CHECK(may_call_at(day + (20 * 60 + 30) * 60'000, 480, limits));
    CHECK_FALSE(may_call_at(day + (20 * 60 + 31) * 60'000, 480, limits));
}

TEST_CASE("policies that are not usable leave the usual ones") {
    CHECK(parse_callback_limits(R"({"tries":2})").tries == 2);
    CHECK(parse_callback_limits(R"({"tries":2})").care_days == 7);
    for (const char* bad : {"[]", R"({"tries":0})", R"({"latest":"8 Uhr"})",
                            R"({"earliest":"21:00"})", R"({"ahead_days":-1})"}) {
        CAPTURE(bad);
        CHECK(parse_callback_limits(bad).tries == 3);
        CHECK(parse_callback_limits(bad).earliest == "09:00");
    }
    CHECK(parse_authorisation_hours("2") == 2);
    for (const char* bad : {"", "0", "169", "\"2\"", "{"}) {
        CHECK(parse_authorisation_hours(bad) == 24);
    }
}

TEST_CASE("rules name kinds that arise by themselves, none twice") {
    CHECK(check_callback_rules(usual_callback_rules()).ok());
    const auto bad = [](CallbackRule rule, std::size_t times = 1) {
        return !check_callback_rules({.rules = std::vector(times, rule)}).ok();
    };
    CHECK(bad({.kind = CallbackKind::campaign, .from_days = 0, .until_days = 3}));
    CHECK(bad({.kind = CallbackKind::birthday, .from_days = 3, .until_days = 0}));
    CHECK(bad({.kind = CallbackKind::birthday, .from_days = 0, .until_days = 61}));
    CHECK(bad({.kind = CallbackKind::birthday, .from_days = 0, .until_days = 3}, 2));
    CHECK_FALSE(bad({.kind = CallbackKind::birthday, .from_days = 0, .until_days = 60}));
    CHECK_FALSE(parse_callback_rules(R"({"rules":[{"kind":"birthday","from_days":5,"until_days":1}]})"));
    CHECK(parse_callback_rules(R"({"rules":[]})")->rules.empty());
}

TEST_CASE("every kind has a script of one to five questions with fixed answers") {
    for (const auto& [kind, code] : k_codes<CallbackKind>) {
        CAPTURE(code);
        const auto script = usual_script(kind);
        CHECK(are_usable(script.questions));
        CHECK((kind == CallbackKind::survey || !script.questions.empty()));
        const auto filled = fill_script(script, {.customer = "孙女士",
                                                 .clerk = "林晓岚",
                                                 .store = "望京一店",
                                                 .matter = "事由",
                                                 .date = "11月14日",
                                                 .days = "3"});
        CHECK(filled.greeting.starts_with("孙女士您好，我是望京一店的林晓岚"));
        for (const auto* text : {&filled.greeting, &filled.reason, &filled.thanks, &filled.message}) {
            CHECK(text->find('{') == std::string::npos);
        }
    }
    CHECK(fill_words("{customer}{nobody}{", {.customer = "孙"}) == "孙{nobody}{");
}

TEST_CASE("a script by policy takes the place of the usual one if it is usable") {
    const auto script = parse_script(
        R"({"greeting":"您好","reason":"回访","thanks":"谢谢","questions":[{"text":"好吗","answers":["好","不好"]}]})",
        CallbackKind::purchase);
    CHECK(script.greeting == "您好");
    CHECK(script.questions.size() == 1);
    for (const char* bad :
         {"{}", R"({"greeting":"您好","reason":"回访","thanks":""})",
          R"({"greeting":"您好","reason":"回访","thanks":"谢谢","questions":[{"text":"好吗","answers":["好","好"]}]})"}) {
        CAPTURE(bad);
        CHECK(parse_script(bad, CallbackKind::purchase).greeting ==
              usual_script(CallbackKind::purchase).greeting);
    }
}

TEST_CASE("customers are addressed by surname, compound ones whole") {
    CHECK(address_of("孙丽", "female") == "孙女士");
    CHECK(address_of("欧阳雪", "female") == "欧阳女士");
    CHECK(address_of("司马相如", "male") == "司马先生");
    CHECK(address_of("孙丽", "unstated") == "孙丽");
    CHECK(address_of("古丽娜尔·艾力", "female") == "古丽娜尔·艾力");
    CHECK(address_of("Mary", "female") == "Mary");
}

}  // namespace qiantai::domain
