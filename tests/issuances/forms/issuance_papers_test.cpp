// What stands on the papers of gifts given away: names and telephones are masked.

#include "terminal/issuances/forms/issuance_forms.hpp"
#include "tests/issuances/rules/issuance_desk.hpp"
#include "tests/paper/paper_words.hpp"

namespace qiantai::domain {
namespace {

using test::IssuanceDesk;
using test::words_of;

}  // namespace

TEST_CASE("the slip of gifts says what was given to whom masked, with the signature") {
    IssuanceDesk desk;
    const auto page = desk.issue(desk.entry_of(2));
    const auto document = build_issuance_document(
        desk.context, desk.clerk, {.form = IssuanceForm::slip, .issuance_id = page.issuance.id});
    REQUIRE(document);
    auto words = words_of(*document);
    CHECK(words.has("花茶礼盒 × 2 个"));
    CHECK(words.has("138****2046"));
    CHECK(words.has("活动"));
    CHECK(words.signatures == 1);
    CHECK_FALSE(words.has("惠兰"));
    CHECK_FALSE(words.has("13800002046"));
    desk.made(desk.issuances.take_back(desk.clerk,
                                       {.issuance_id = page.issuance.id, .reason = "顾客退回"}));
    const auto after = build_issuance_document(
        desk.context, desk.clerk, {.form = IssuanceForm::slip, .issuance_id = page.issuance.id});
    REQUIRE(after);
    CHECK(words_of(*after).has("本单作废"));
    CHECK(test::code_of(build_issuance_document(desk.context, desk.clerk,
                                                {.form = IssuanceForm::slip})) ==
          "issuance_not_found");
}

TEST_CASE("the day's register has every line, who checked it, and the sums of the day") {
    IssuanceDesk desk;
    desk.issue(desk.entry_of(2));
    const auto back = desk.issue(desk.free_entry(1));
    desk.made(desk.issuances.take_back(
        desk.clerk, {.issuance_id = back.issuance.id, .reason = "顾客退回"}));
    desk.made(desk.day_register.check(desk.manager, {.day = Date::of_text("2026-11-20")}));
    const auto document = build_issuance_document(
        desk.context, desk.clerk,
        {.form = IssuanceForm::day, .day = Date::of_text("2026-11-20")});
    REQUIRE(document);
    const auto words = words_of(*document);
    CHECK(words.has("花茶礼盒"));
    CHECK(words.has("帆布袋"));
    CHECK(words.has("已退回"));
    CHECK(words.has("2026-12-31"));
    CHECK(words.has("员工 1002"));
    CHECK(words.has("合计"));
    CHECK_FALSE(words.has("李女士"));
}

TEST_CASE("a month of one till is in the order of its numbers; later gifts follow") {
    IssuanceDesk desk;
    desk.issue(desk.entry_of(2));
    const IssuanceFormChoice choice{.form = IssuanceForm::month,
                                    .day = Date::of_text("2026-11-20")};
    const auto before = build_issuance_document(desk.context, desk.clerk, choice);
    REQUIRE(before);
    desk.clock.advance(24 * 3'600'000);
    desk.issue(desk.free_entry(1));
    const auto after = build_issuance_document(desk.context, desk.clerk, choice);
    REQUIRE(after);
    const auto& first = std::get<paper::Table>(before->blocks.front());
    const auto& second = std::get<paper::Table>(after->blocks.front());
    REQUIRE(first.rows.size() == 1);
    REQUIRE(second.rows.size() == 2);
    for (std::size_t i = 0; i < first.columns.size(); ++i) {
        CHECK(first.rows[0].cells[i].text == second.rows[0].cells[i].text);
    }
    CHECK(words_of(*after).has("本月累计"));
    CHECK(after->head.number == "2026-11 · 终端 01");
    auto other = choice;
    other.terminal_code = "02";
    const auto none = build_issuance_document(desk.context, desk.clerk, other);
    REQUIRE(none);
    CHECK(words_of(*none).has("本月此终端没有发放礼品"));
}

}  // namespace qiantai::domain
