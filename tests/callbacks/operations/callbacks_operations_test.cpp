// Callbacks by command: every answer fits its schema, and bad input says what is wrong.

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

constexpr std::string_view k_today = "2026-11-20";

struct CallbackCounter : TestCounter {
    explicit CallbackCounter(const std::string& store_code = "S001") : TestCounter(store_code) {
        // 10:00 in China.
        const TimeMs at = utc_day_start(Date::of_text(k_today)) + 2 * 3'600'000;
        desk.clock.advance(at - desk.clock.now_ms());
        sign_in(StaffRole::clerk);
    }
    std::string add_member(std::string_view phone = "13800138001") {
        return text_at(
            ok("members.register", fmt::format(R"({{"name":"孙丽","phone":"{}"}})", phone)),
            "/member/id");
    }
    std::string make(const std::string& member) {
        const auto line =
            ok("callbacks.make",
               fmt::format(R"({{"member_id":"{}","matter":"问问情况","due_from":"{}",)"
                           R"("due_until":"2026-11-23"}})",
                           member, k_today));
        return text_at(line, "/task/id");
    }
    std::int64_t number_in(const boost::json::object& answer, std::string_view path) {
        return boost::json::value(answer).at_pointer(path).to_number<std::int64_t>();
    }
    static std::string of_task(const std::string& id, const std::string& rest = "") {
        return fmt::format(R"({{"task_id":"{}"{}}})", id, rest);
    }
};

}  // namespace

TEST_CASE("by command somebody is called: list, sheet, number, outcome, taken back") {
    CallbackCounter counter;
    const auto task = counter.make(counter.add_member());
    const auto list = counter.ok("callbacks.list", R"({"when":"due"})");
    CHECK(text_at(list, "/callbacks/0/task/id") == task);
    CHECK(text_at(list, "/callbacks/0/block") == "none");
    const auto sheet = counter.ok("callbacks.sheet", CallbackCounter::of_task(task));
    CHECK(text_at(sheet, "/script/questions/0/answers/0") == "可以");
    CHECK(text_at(counter.ok("callbacks.open_number", CallbackCounter::of_task(task)),
                  "/number/access") == "own");
    counter.ok("callbacks.close_number", CallbackCounter::of_task(task));
    const auto done = counter.ok(
        "callbacks.record",
        CallbackCounter::of_task(
            task, R"(,"outcome":"reached","satisfaction":5,"said":"挺好",)"
                  R"("answers":[{"question":"这样可以吗？","answer":"可以"}],"next_step":"none")"));
    CHECK(text_at(done, "/state/status") == "reached");
    const auto after = counter.ok("callbacks.sheet", CallbackCounter::of_task(task));
    CHECK(text_at(after, "/history/0/answers/0/answer") == "可以");
    CHECK(counter.number_in(counter.ok("callbacks.counts"), "/mine/done") == 1);
    const auto step = text_at(after, "/history/0/event/id");
    CHECK(text_at(counter.ok("callbacks.undo", fmt::format(R"({{"step_id":"{}"}})", step)),
                  "/state/status") == "open");
    const auto asked =
        counter.ok("callbacks.record_consent",
                   CallbackCounter::of_task(task, R"(,"purpose":"marketing","agrees":true)"));
    CHECK(text_at(asked, "/consents/1/purpose") == "marketing");
    CHECK(text_at(asked, "/consents/1/decision") == "given");
    CHECK(
        counter.code("callbacks.record", CallbackCounter::of_task(task, R"(,"outcome":"later")")) ==
        "callback_later_when");
    CHECK(counter.code("callbacks.record",
                       CallbackCounter::of_task(task, R"(,"outcome":"shouted")")) ==
          "input_invalid");
}

TEST_CASE("by command a manager hands over, gives up, checks, rebuilds") {
    CallbackCounter counter;
    const auto member = counter.add_member();
    const auto task = counter.make(member), other = counter.make(member);
    counter.ok("callbacks.record", CallbackCounter::of_task(task, R"(,"outcome":"reached")"));
    counter.sign_in(StaffRole::store_manager);
    const auto given = counter.ok(
        "callbacks.hand_over",
        fmt::format(R"({{"task_ids":["{}"],"to_staff":"1001","reason":"休假"}})", other));
    CHECK(text_at(given, "/callbacks/0/state/owner") == "1001");
    const auto of = [&](std::string_view owner) {
        const auto list =
            counter.ok("callbacks.list", fmt::format(R"({{"when":"open","owner":"{}"}})", owner));
        return list.at("callbacks").as_array().size();
    };
    CHECK(of("1001") == 1);
    CHECK(of("1002") == 0);
    CHECK(
        text_at(counter.ok("callbacks.end", CallbackCounter::of_task(other, R"(,"reason":"重复")")),
                "/state/end_kind") == "by_hand");
    const auto days = fmt::format(R"({{"from":"{0}","until":"{0}","percent":100}})", k_today);
    CHECK(counter.ok("callbacks.sample", days).at("callbacks").as_array().size() == 1);
    counter.ok("callbacks.check",
               CallbackCounter::of_task(task, R"(,"agrees":true,"remark":"属实")"));
    CHECK(counter.ok("callbacks.sample", days).at("callbacks").as_array().empty());
    CHECK(counter.number_in(counter.ok("callbacks.rebuild"), "/callbacks") == 2);
    const auto figures = counter.ok(
        "callbacks.figures", fmt::format(R"({{"from":"{}","until":"2026-12-20"}})", k_today));
    CHECK(counter.number_in(figures, "/called/permille") == 1000);
    CHECK(counter.number_in(figures, "/truthful/part") == 1);
}

TEST_CASE("by command rules are tried, run, read and put in force") {
    CallbackCounter counter;
    counter.add_member();
    CHECK(counter.number_in(counter.ok("callbacks.run"), "/kinds/0/made") == 1);
    CHECK(counter.ok("callbacks.rules").at("in_force").as_object().at("rules").as_array().size() ==
          12);
    counter.sign_in(StaffRole::store_manager);
    const auto rules = R"({"rules":[{"kind":"new_member","from_days":1,"until_days":3}]})";
    CHECK(counter.ok("callbacks.what_if", rules).at("people").as_array().size() == 1);
    CHECK(counter.code("callbacks.what_if",
                       R"({"rules":[{"kind":"by_hand","from_days":1,"until_days":3}]})") ==
          "callback_rules_malformed");
    CallbackCounter hq("HQ");
    hq.sign_in(StaffRole::admin);
    const auto put =
        hq.ok("callbacks.put_in_force",
              fmt::format(
                  R"({{"rules":[{{"kind":"birthday","from_days":0,"until_days":1}}],"from":"{}"}})",
                  k_today));
    CHECK(text_at(put, "/in_force/version") == k_today);
}

TEST_CASE("by command lists and key customers are made, surveys planned and read") {
    CallbackCounter counter;
    const auto member = counter.add_member();
    counter.ok("members.record_consent",
               fmt::format(R"({{"member_id":"{}","purpose":"marketing","text_version":"1",)"
                           R"("channel":"counter"}})",
                           member));
    counter.sign_in(StaffRole::store_manager);
    const auto list = fmt::format(
        R"({{"kind":"invitation","matter":"周年答谢会","due_from":"{}","due_until":"2026-11-25"}})",
        k_today);
    CHECK(counter.number_in(counter.ok("callback_plans.try_list", list), "/made") == 1);
    CHECK(counter.number_in(counter.ok("callback_plans.make_list", list), "/made") == 1);
    counter.ok("callback_plans.set_key_customer",
               fmt::format(R"({{"member_id":"{}","every_days":30}})", member));
    CHECK(text_at(counter.ok("callback_plans.key_customers"), "/customers/0/next_on") == k_today);
    counter.ok("callback_plans.end_key_customer", fmt::format(R"({{"member_id":"{}"}})", member));
    CHECK(counter.code("callback_plans.end_key_customer",
                       fmt::format(R"({{"member_id":"{}"}})", member)) == "not_key_customer");
    CallbackCounter hq("HQ");
    hq.sign_in(StaffRole::cs_agent);
    const auto plan = text_at(
        hq.ok("callback_plans.save",
              fmt::format(R"({{"kind":"survey","name":"满意度","due_from":"{}",)"
                          R"("due_until":"2026-11-30","sample":{{"percent":20}},)"
                          R"("questions":[{{"text":"满意吗","answers":["满意","不满意"]}}]}})",
                          k_today)),
        "/plan/id");
    CHECK(hq.ok("callback_plans.list").at("plans").as_array().size() == 1);
    const auto in_plan = fmt::format(R"({{"plan_id":"{}"}})", plan);
    CHECK(hq.number_in(hq.ok("callback_plans.result", in_plan), "/questions/0/answers/0/count") ==
          0);
    hq.ok("callback_plans.end", in_plan);
    CHECK(hq.code("callback_plans.end", in_plan) == "callback_plan_ended");
}

}  // namespace qiantai::ctl
