// The list of figures is that of FORMS.md, section B, and every one says what it is.

#include <doctest/doctest.h>

#include <map>
#include <regex>
#include <set>
#include <string>

#include "terminal/figures/rules/figure_facts.hpp"

namespace qiantai::domain {
namespace {

/// FORMS.md B, its rows in their order, with what DOMAIN.md "Figures" adds.
const std::pair<std::string_view, std::string_view> k_rows[] = {
    {"member_spend", "会员消费额"},
    {"buyers", "消费会员数"},
    {"member_receipts", "会员客单数"},
    {"member_ticket", "会员客单价"},
    {"spend_per_buyer", "人均消费"},
    {"visit_frequency", "消费频次"},
    {"member_spend_share", "会员消费占比"},
    {"member_receipt_share", "会员客单占比"},
    {"active_rate", "活跃率"},
    {"pieces_per_receipt", "连带率"},
    {"piece_price", "件单价"},
    {"repeat_rate", "复购率"},
    {"old_member_return", "老会员重购率"},
    {"refund_rate", "消退率"},
    {"refund_piece_rate", "消退率（件数）"},
    {"profile_coverage", "性别年龄覆盖率"},
    {"members_at_end", "期末有效会员"},
    {"new_members", "新增会员"},
    {"net_growth", "净增"},
    {"growth_rate", "增长率"},
    {"new_rate", "新会员率"},
    {"first_purchase_rate", "新会员首购率"},
    {"new_kept_rate", "新会员保留率"},
    {"churn_rate", "流失率"},
    {"kept_rate", "保有率"},
    {"win_back_rate", "挽回率"},
    {"renewal_rate", "续会率"},
    {"answered_in_time", "客户意见反馈及时率"},
    {"passed_on_in_time", "信息传递及时率"},
    {"callback_rate", "客户回访率"},
    {"reached_rate", "接通率"},
    {"solving_time", "投诉解决速度"},
    {"solving_time_median", "解决用时中位数"},
    {"satisfied_of_all", "投诉解决满意率"},
    {"satisfied_of_rated", "投诉解决满意率（已评）"},
    {"key_customers_lost", "大客户流失数"},
    {"key_customer_calls", "大客户回访次数"},
    {"satisfaction", "客户满意度"},
    {"survey_completion", "客户调研计划完成率"},
    {"valid_complaints", "有效投诉次数"},
    {"record_completeness", "资料完整性"},
    {"record_accuracy", "资料准确性"},
    {"count_accuracy", "盘点准确率"},
    {"variance_rate", "差异率"},
    {"variance_rate_net", "净差异率"},
    {"staff_conduct", "客服规范执行"},
    {"relationship_upkeep", "客户关系维护"},
};

bool has_latin(std::string_view text) {
    static const std::regex word("[A-Za-z]{2,}");
    return std::regex_search(std::string(text), word);
}
bool has_chinese_character(std::string_view text) {
    static const std::regex han("[\xE4-\xE9][\x80-\xBF][\x80-\xBF]");
    return std::regex_search(std::string(text), han);
}

}  // namespace

TEST_CASE("every row of FORMS.md B is a figure, and no figure is without a row") {
    const auto all = figure_catalogue();
    REQUIRE(all.size() == std::size(k_rows));
    REQUIRE(k_codes<FigureId>.size() == std::size(k_rows));
    for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK(qiantai::code_of(all[i].id) == k_rows[i].first);
        CHECK(all[i].name.zh == k_rows[i].second);
        CHECK(k_codes<FigureId>[i].value == all[i].id);
    }
}

TEST_CASE("every figure has name and formula in both languages, and no two have one name") {
    std::set<std::string_view> names;
    for (const auto& one : figure_catalogue()) {
        CAPTURE(qiantai::code_of(one.id));
        for (const auto& words : {one.name, one.numerator}) {
            CHECK_FALSE(words.zh.empty());
            CHECK_FALSE(words.en.empty());
        }
        for (const auto& words : {one.name, one.numerator, one.denominator, one.note}) {
            CHECK_FALSE(has_latin(words.zh));
            CHECK_FALSE(has_chinese_character(words.en));
            CHECK(words.zh.empty() == words.en.empty());
        }
        const bool ratio = one.unit == FigureUnit::permille;
        if (ratio) CHECK_FALSE(one.denominator.zh.empty());
        CHECK(names.insert(one.name.zh).second);
        CHECK(names.insert(one.name.en).second);
    }
    CHECK(figure_formula_zh(figure_definition(FigureId::churn_rate)) ==
          "期末已流失的 ÷ 期初未流失的会员");
    CHECK(figure_formula_en(figure_definition(FigureId::buyers)) ==
          "Members with a counted receipt");
}

TEST_CASE("every reason and every caveat is said in both languages") {
    for (const auto& reason : k_codes<FigureReason>) {
        CAPTURE(reason.code);
        CHECK_FALSE(figure_reason_words(reason.value).zh.empty());
        CHECK_FALSE(figure_reason_words(reason.value).en.empty());
    }
    for (const auto& caveat : k_codes<FigureCaveat>) {
        CAPTURE(caveat.code);
        CHECK_FALSE(figure_caveat_words(caveat.value).zh.empty());
        CHECK_FALSE(figure_caveat_words(caveat.value).en.empty());
    }
}

TEST_CASE("ratios are rounded half up to a tenth of a percent, averages to a fen") {
    CHECK(make_ratio(FigureId::churn_rate, 1, 2000).value == 1);    // 0.05 %
    CHECK(make_ratio(FigureId::churn_rate, 9, 20'000).value == 0);  // 0.045 %
    CHECK(make_ratio(FigureId::member_ticket, 5, 2).value == 3);    // 2.5 fen
    CHECK(make_ratio(FigureId::member_ticket, -5, 2).value == -2);  // half up is towards more
    CHECK(make_ratio(FigureId::growth_rate, -1, 3).value == -333);
    CHECK(make_ratio(FigureId::growth_rate, -2, 3).value == -667);
    CHECK(make_ratio(FigureId::visit_frequency, 7, 3).value == 233);
}

TEST_CASE("nothing to divide by is no value and no zero, with the reason") {
    const auto none = make_ratio(FigureId::churn_rate, 0, 0);
    CHECK_FALSE(none.value);
    CHECK(none.reason == FigureReason::no_base);
    CHECK(none.denominator == 0);
    CHECK_FALSE(make_ratio(FigureId::refund_rate, 5, -1).value);
    CHECK_FALSE(permille_of(1, 0));
}

}  // namespace qiantai::domain
