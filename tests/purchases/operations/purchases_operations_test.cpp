// Till receipts by command: every answer fits its schema, and bad input says what is wrong.

#include <doctest/doctest.h>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

struct ReceiptCounter : TestCounter {
    ReceiptCounter() {
        sign_in(StaffRole::clerk);
        member = text_at(ok("members.register", R"({"name":"陈静","phone":"13800138001"})"),
                         "/member/id");
    }
    std::int64_t number_in(const boost::json::object& answer, std::string_view path) {
        return boost::json::value(answer).at_pointer(path).to_number<std::int64_t>();
    }
    std::string member;
};

}  // namespace

TEST_CASE("by command receipts are written down, found, refunded, given to somebody, taken back") {
    ReceiptCounter counter;
    const auto sold = counter.ok(
        "purchases.record",
        R"({"number":"0001","till":"2","amount":12300,"member_number":"13800138001",)"
        R"("items":[{"name":"爱他美 3 段","category":"奶粉","pieces":2,"amount":12300}]})");
    const auto id = text_at(sold, "/purchase/id");
    CHECK(text_at(sold, "/purchase/kind") == "sale");
    CHECK(text_at(sold, "/purchase/items/lines/0/category") == "奶粉");
    CHECK(counter.number_in(sold, "/purchase/pieces") == 2);
    counter.ok("purchases.record",
               R"({"number":"R1","kind":"refund","amount":300,"refund_of":")" + id + "\"}");
    const auto in_member = R"({"member_id":")" + counter.member + "\"}";
    const auto spending = counter.ok("purchases.spending", in_member);
    CHECK(counter.number_in(spending, "/spent") == 12'000);
    CHECK(text_at(spending, "/state") == "new");
    const auto nobody =
        text_at(counter.ok("purchases.record", R"({"amount":500})"), "/purchase/id");
    counter.ok("purchases.assign",
               R"({"purchase_id":")" + nobody + R"(","member_id":")" + counter.member + "\"}");
    CHECK(counter.ok("purchases.list", in_member).at("purchases").as_array().size() == 3);
    CHECK(text_at(counter.ok("purchases.get", R"({"purchase_id":")" + id + "\"}"),
                  "/purchase/number") == "0001");
    const auto date = text_at(sold, "/purchase/business_date");
    counter.ok("purchases.save_day_total", R"({"net":100000,"receipts":30})");
    const auto days =
        counter.ok("purchases.days", R"({"from":")" + date + R"(","until":")" + date + "\"}");
    CHECK(counter.number_in(days, "/days/0/total/receipts") == 30);
    CHECK(counter.number_in(days, "/days/0/known_net") == 12'500);
    CHECK(counter.number_in(days, "/days/0/refunded") == 300);
    const auto refunds = counter.ok("purchases.refunds", R"({"purchase_id":")" + id + "\"}");
    CHECK(refunds.at("purchases").as_array().size() == 1);
    const auto undo = R"({"purchase_id":")" + nobody + R"(","reason":"录错"})";
    CHECK(counter.code("purchases.undo", undo) == "not_permitted");
    counter.sign_in(StaffRole::store_manager);
    counter.ok("purchases.undo", undo);
}

TEST_CASE("by command a rule of tiers is tried, put in force and run; a tier is set by hand") {
    ReceiptCounter counter;
    const std::string rule =
        R"({"version":"2026","window_months":12,"notice_days":30,"steps":[)"
        R"({"tier":"standard","rise":0,"keep":0},{"tier":"gold","rise":1000,"keep":500}]})";
    CHECK(counter.code("tiers.run", "{}") == "tier_no_rule");
    counter.ok("purchases.record", R"({"number":"1","amount":900,"member_number":"13800138001"})");
    CHECK(counter.code("tiers.what_if", rule) == "not_permitted");
    counter.sign_in(StaffRole::store_manager);
    const auto moves = counter.ok("tiers.what_if", rule);
    CHECK(text_at(moves, "/moves/0/to_tier") == "standard");
    counter.desk.from_headquarters([&] {
        counter.desk.run(
            "INSERT INTO policy (id, code, value, effective_from, created_at)"
            " VALUES (?, 'tiers.rule', ?, 1, 1)",
            counter.desk.next_id(), rule);
    });
    counter.ok("purchases.record", R"({"number":"2","amount":100,"member_number":"13800138001"})");
    const auto in_member = R"({"member_id":")" + counter.member + "\"";
    const auto report = counter.ok("tiers.report", in_member + "}");
    CHECK(text_at(report, "/tier") == "gold");
    CHECK(text_at(report, "/history/0/kind") == "rise");
    CHECK(counter.number_in(counter.ok("tiers.run", "{}"), "/looked_at") == 1);
    CHECK(counter.number_in(counter.ok("tiers.run", "{}"), "/looked_at") == 0);
    CHECK(text_at(counter.ok("tiers.rules"), "/in_force/version") == "2026");
    CHECK(counter.code("tiers.put_in_force", rule.substr(0, rule.size() - 1) +
                                                 R"(,"from":"2027-01-01"})") == "not_permitted");
    CHECK(counter.ok("tiers.falling").at("members").as_array().empty());
    counter.ok("tiers.set_by_hand",
               in_member + R"(,"tier":"standard","locked":true,"reason":"本人要求"})");
    CHECK(text_at(counter.ok("tiers.unlock", in_member + R"(,"reason":"恢复"})"), "/tier") ==
          "standard");
    CHECK(counter.code("tiers.what_if", R"({"version":"","steps":[]})") == "tier_rule_malformed");
}

TEST_CASE(
    "by command headquarters announces a rule and sees what came of counting it; stores count") {
    TestCounter desk("HQ");
    desk.sign_in(StaffRole::admin);
    CHECK_FALSE(desk.ok("tiers.forecast").contains("rule_version"));
    desk.ok("tiers.put_in_force",
            R"({"version":"x","window_months":12,"notice_days":30,"from":")" +
                domain::business_date(desk.desk.context)->plus_days(9).text() +
                R"(","steps":[{"tier":"standard","rise":0,"keep":0}]})");
    const auto forecast = desk.ok("tiers.forecast");
    CHECK(forecast.at("stores").to_number<int>() == 0);
    CHECK(forecast.contains("from"));
    ReceiptCounter counter;
    CHECK(counter.number_in(counter.ok("tiers.run_forecast"), "/looked_at") == 0);
    CHECK(counter.code("tiers.run_forecast", R"({"limit":0})") == "input_invalid");
    CHECK(counter.code("tiers.forecast") == "not_permitted");
}

TEST_CASE("by command headquarters sets the days of churn, and everybody reads them") {
    TestCounter desk("HQ");
    desk.sign_in(StaffRole::admin);
    desk.ok("purchases.set_churn",
            R"({"new_days":20,"active_days":60,"asleep_days":120,"warned_days":240})");
    const boost::json::value churn(desk.ok("purchases.churn"));
    CHECK(churn.at_pointer("/days/warned_days").to_number<int>() == 240);
    CHECK(desk.code("purchases.set_churn",
                    R"({"new_days":20,"active_days":60,"asleep_days":60,"warned_days":240})") ==
          "churn_malformed");
    CHECK(desk.code("purchases.set_churn", R"({"new_days":0})") == "input_invalid");
    ReceiptCounter counter;
    CHECK(counter.ok("purchases.churn").contains("days"));
    CHECK(counter.code("purchases.set_churn",
                       R"({"new_days":20,"active_days":60,"asleep_days":120,"warned_days":240})") ==
          "not_permitted");
}

TEST_CASE("purchases' bad input is refused by the schema or by a rule, with a code") {
    ReceiptCounter counter;
    for (const char* bad :
         {"{}", R"({"amount":-1})", R"({"amount":"12"})", R"({"amount":1,"kind":"gift"})",
          R"({"amount":1,"business_date":"2026-02-30"})", R"({"amount":1,"items":{}})",
          R"({"amount":1,"items":[{"pieces":0,"name":"x"}]})", R"({"amount":1,"member_id":"7"})"}) {
        CAPTURE(bad);
        CHECK(counter.code("purchases.record", bad) == "input_invalid");
    }
    CHECK(counter.code("purchases.record", R"({"amount":1,"member_number":"8001"})") ==
          "purchase_member_unknown");
    CHECK(counter.code("purchases.get",
                       R"({"purchase_id":"01a1eedf-e47e-7824-a8b7-c3eba3ab22ae"})") ==
          "purchase_not_found");
}

}  // namespace qiantai::ctl
