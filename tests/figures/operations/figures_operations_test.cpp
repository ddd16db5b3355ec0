// The figures by command: every answer fits its schema, and bad input says what is wrong.

#include <doctest/doctest.h>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

boost::json::value figure_in(const boost::json::object& answer, std::string_view id) {
    for (const auto& one : answer.at("figures").as_array()) {
        if (one.at("id").as_string() == id) return one;
    }
    return {};
}

}  // namespace

TEST_CASE("by command the figures are listed, shown with their reasons, and broken down") {
    TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    const auto member = text_at(
        counter.ok("members.register", R"({"name":"陈静","phone":"13800138001"})"), "/member/id");
    counter.ok("purchases.record", R"({"number":"1","amount":12300,"member_id":")" + member + "\"}");
    CHECK(counter.code("figures.list") == "not_permitted");
    counter.sign_in(StaffRole::store_manager);
    const auto list = counter.ok("figures.list");
    CHECK(list.at("figures").as_array().size() == 47);
    CHECK(text_at(list, "/figures/0/formula_zh") == "会员小票净额之和");
    const auto shown = counter.ok(
        "figures.show", R"({"span":"month","from":"2026-11-01","by":["tier","month"]})");
    CHECK(figure_in(shown, "member_spend").at("value").to_number<int>() == 12'300);
    CHECK(figure_in(shown, "churn_rate").at("reason").as_string() == "no_base");
    CHECK_FALSE(figure_in(shown, "churn_rate").as_object().contains("value"));
    CHECK(shown.at("breakdowns").as_array().size() == 2);
    const auto broken =
        counter.ok("figures.breakdown", R"({"span":"year","from":"2026-01-01","by":["clerk"]})");
    CHECK(text_at(broken, "/breakdowns/0/by") == "clerk");
    CHECK(counter.code("figures.breakdown", R"({"span":"year","from":"2026-01-01"})") ==
          "figure_by_missing");
    CHECK(counter.code("figures.show", R"({"span":"month","from":"2027-01-01"})") ==
          "figure_period_malformed");
    CHECK(counter.code("figures.show", R"({"span":"week","from":"2026-01-01"})") ==
          "input_invalid");
}

}  // namespace qiantai::ctl
