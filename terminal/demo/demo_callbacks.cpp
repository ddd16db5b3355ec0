#include "terminal/demo/demo_callbacks.hpp"

#include "schema/base/described_json.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/callbacks/rules/callback_plan_facts.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_people.hpp"

namespace qiantai::ctl {
namespace {

using Kind = CallbackKind;
using Outcome = CallbackOutcome;

constexpr TimeMs k_callback_hour_ms = 3'600'000;

struct DemoCall {
    int days_ago;
    int hour;
    Outcome outcome;
    int score = 0;  ///< 0: none
    std::string_view said = "";
    std::string_view question = "", answer = "";
};
struct DemoCallback {
    Kind kind;
    int due_from;  ///< days from today; negative: before
    int due_until;
    std::string_view matter;
    DemoCall calls[2];
    int call_count;
    bool for_headquarters = false;
};

constexpr DemoCallback k_callbacks[] = {
    // Done today.
    {Kind::purchase, -3, 2, "", {{0, 9, Outcome::reached, 5, "奶粉孩子爱喝", "东西用着还好吗？", "很好"}}, 1},
    {Kind::new_member, -1, 6, "", {{0, 9, Outcome::reached, 4, "", "来店里买东西方便吗？", "方便"}}, 1},
    {Kind::purchase, -4, 1, "", {{0, 10, Outcome::reached, 3, "排队有点久", "当天接待得怎么样？", "一般"}}, 1},
    {Kind::asleep, -5, 9, "", {{0, 10, Outcome::refused}}, 1},
    {Kind::by_hand, -1, 1, "上次要的 3 段到货了", {{0, 11, Outcome::reached, 5, "周六来拿"}}, 1},
    {Kind::lost, -2, 12, "", {{0, 14, Outcome::reached, 0, "搬到浦东了", "不再来是因为什么？", "搬家了"}}, 1},
    {Kind::purchase, -5, 0, "", {{1, 15, Outcome::no_answer}, {0, 10, Outcome::reached, 5}}, 2},
    {Kind::new_goods, -2, 5, "冬季新款棉服到店", {{0, 15, Outcome::reached, 5, "", "感兴趣吗？", "感兴趣"}}, 1},
    // Done before.
    {Kind::purchase, -12, -6, "", {{8, 10, Outcome::reached, 4}}, 1},
    {Kind::purchase, -13, -7, "", {{9, 16, Outcome::reached, 5, "送货很快"}}, 1},
    {Kind::invitation, -10, -5, "会员亲子日", {{8, 11, Outcome::reached, 5, "两个人来"}}, 1},
    {Kind::purchase, -15, -9, "", {{12, 14, Outcome::reached, 2, "导购不太理人", "当天接待得怎么样？", "不满意"}}, 1},
    {Kind::lost, -20, -6, "", {{18, 10, Outcome::wrong_number}}, 1},
    // Still to do.
    {Kind::by_hand, -1, 0, "问问婴儿车的轮子修好后用得怎么样", {{1, 18, Outcome::no_answer}}, 1},
    {Kind::by_hand, -2, 2, "店长答应送的赠品收到没有", {{1, 10, Outcome::later}}, 1},
    {Kind::new_goods, -1, 6, "冬季新款棉服到店", {}, 0},
    {Kind::invitation, 0, 4, "会员答谢会，周六下午三点", {}, 0},
    {Kind::by_hand, 0, 1, "想换大一号，货已留好", {}, 0},
    {Kind::by_hand, -1, 2, "总部复核上月的退款是否到账", {}, 0, true},
};
constexpr int k_callback_count = static_cast<int>(std::size(k_callbacks));
constexpr std::string_view k_key_notes[] = {"每月给双胞胎买两箱奶粉", "公司采购负责人", "常带朋友来"};

struct Called {
    Uuid id;
    std::string clerk;
};
Result<std::vector<Called>> load_called(sqlite::Database& database, std::string_view store_code) {
    auto& rows = database.cached(
        "SELECT id, ifnull(home_clerk, '') FROM member WHERE store_code = ? AND status = 'active'"
        " AND phone IS NOT NULL AND merged_into IS NULL ORDER BY created_at DESC, id LIMIT ? OFFSET 40");
    rows.bind(store_code, k_callback_count + static_cast<int>(std::size(k_key_notes)));
    return sqlite::all(rows, [](const sqlite::Statement& row) {
        return Called{row.uuid(0), std::string(row.text(1))};
    });
}

Date demo_today() {
    return Date::of_time(k_demo_now_ms, k_demo_utc_offset_minutes);
}

TimeMs time_on(Date day, int hour, int minute) {
    return utc_day_start(day) + hour * k_callback_hour_ms + (minute - k_demo_utc_offset_minutes) * 60'000ll;
}

Status write_call(sqlite::Database& database, const domain::CallbackTask& task,
                  const DemoCall& call, int number) {
    const Date day = demo_today().plus_days(-call.days_ago);
    const TimeMs at = time_on(day, call.hour, 7 + 11 * (number % 5));
    domain::CallbackEvent event{
        .id = Uuid::derive(fmt::format("demo/call/{}/{}", task.id.text(), number),
                           Cell::of_store(task.store_code)),
        .store_code = task.store_code,
        .task_id = task.id,
        .member_id = task.member_id,
        .step = CallbackStep::called,
        .outcome = call.outcome,
        .half_day = call.hour < 12 ? HalfDay::morning : HalfDay::afternoon,
        .said = std::string(call.said),
        .business_date = day,
        .created_by = task.created_by,
        .created_at = at};
    if (call.score > 0) event.satisfaction = call.score;
    if (!call.question.empty()) {
        const domain::CallbackAnswer answer{std::string(call.question), std::string(call.answer), ""};
        event.answers = domain::answers_text(std::span(&answer, 1));
    }
    if (call.outcome == Outcome::reached) event.next_step = CallbackNext::none;
    if (task.kind == Kind::lost && call.outcome == Outcome::reached) {
        event.loss_reason = LossReason::moved;
    }
    if (call.outcome == Outcome::later) event.later_at = time_on(demo_today(), 20, 0);
    return sqlite::insert(database, event);
}

Status write_callback(sqlite::Database& database, std::string_view store_code, int index,
                      const Called& member, const std::string& clerk) {
    const auto& demo = k_callbacks[index];
    const Date today = demo_today();
    domain::CallbackTask task{.store_code = std::string(store_code),
                              .member_id = member.id,
                              .kind = demo.kind,
                              .matter = std::string(demo.matter),
                              .due_from = today.plus_days(demo.due_from),
                              .due_until = today.plus_days(demo.due_until),
                              .owner = demo.for_headquarters ? "9201" : clerk,
                              .for_headquarters = demo.for_headquarters,
                              .business_date = today.plus_days(std::min(0, demo.due_from)),
                              .created_by = clerk};
    if (demo.kind == Kind::purchase || demo.kind == Kind::new_member) {
        task.occasion_on = task.due_from.plus_days(-2);
    }
    if (demo.kind == Kind::asleep) task.occasion_on = task.due_from.plus_days(-91);
    if (demo.kind == Kind::lost) task.occasion_on = task.due_from.plus_days(-366);
    task.created_at = time_on(task.business_date, 9, 5);
    task.id = Uuid::derive(fmt::format("demo/callback/{}/{}", store_code, index),
                           Cell::of_store(store_code));
    QIANTAI_TRY_STATUS(sqlite::insert(database, task));
    for (int i = 0; i < demo.call_count; ++i) {
        QIANTAI_TRY_STATUS(write_call(database, task, demo.calls[i], i));
    }
    return {};
}

Status write_key_customer(sqlite::Database& database, std::string_view store_code, int index,
                          const Called& member, const std::string& clerk) {
    const Date first = demo_today().plus_days(2 - 30 * (index + 1));
    const domain::KeyCustomer customer{
        .id = Uuid::derive("key_customer\x1f" + member.id.text(), Cell::of_store(store_code)),
        .store_code = std::string(store_code),
        .member_id = member.id,
        .every_days = 30,
        .first_on = first,
        .note = std::string(k_key_notes[index]),
        .created_by = clerk,
        .created_at = time_on(first, 10, 0)};
    return sqlite::insert(database, customer);
}

}  // namespace

Status fill_demo_callbacks(sqlite::Database& database, std::string_view store_code) {
    auto& known = database.cached("SELECT 1 FROM callback_task WHERE id = ?");
    const auto first = Uuid::derive(fmt::format("demo/callback/{}/0", store_code),
                                    Cell::of_store(store_code));
    QIANTAI_TRY(const bool filled, sqlite::any(known.bind(first)));
    if (filled) return {};
    QIANTAI_TRY(const auto members, load_called(database, store_code));
    QIANTAI_TRY(const auto clerk, load_demo_clerk(database, store_code));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    for (int i = 0; i < static_cast<int>(members.size()); ++i) {
        const auto& member = members[static_cast<std::size_t>(i)];
        if (i < k_callback_count) {
            QIANTAI_TRY_STATUS(write_callback(database, store_code, i, member, clerk));
        } else {
            QIANTAI_TRY_STATUS(
                write_key_customer(database, store_code, i - k_callback_count, member, clerk));
        }
    }
    return transaction.commit();
}

Status fill_demo_callback_plan(sqlite::Database& database) {
    domain::CallbackPlan plan{
        .id = Uuid::derive("demo/callback_plan", Cell::of_store("HQ")),
        .kind = Kind::survey,
        .name = "冬季满意度调研",
        .matter = "总部想听听您对门店的意见，只有三个问题。",
        .content = boost::json::serialize(to_json(domain::CallbackPlanContent{
            .sample = {.percent = 2, .at_most = 4},
            .questions = {{"总的来说，您对我们满意吗？", {"很满意", "满意", "一般", "不满意"}},
                          {"您最看重哪一项？", {"价格", "商品", "服务", "离家近"}},
                          {"愿意把我们介绍给朋友吗？", {"愿意", "看情况", "不愿意"}}}})),
        .due_from = demo_today().plus_days(-3),
        .due_until = demo_today().plus_days(18),
        .created_by = "9201",
        .created_at = time_on(demo_today().plus_days(-6), 10, 0)};
    auto& known = database.cached("SELECT 1 FROM callback_plan WHERE id = ?");
    QIANTAI_TRY(const bool filled, sqlite::any(known.bind(plan.id)));
    return filled ? Status() : sqlite::insert(database, plan);
}

}  // namespace qiantai::ctl
