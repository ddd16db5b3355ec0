// What stands on the papers of stocktakes.

#include "terminal/stocktakes/forms/stocktake_forms.hpp"
#include "tests/paper/paper_words.hpp"
#include "tests/stocktakes/rules/stocktake_desk.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::PaperWords;
using test::StocktakeDesk;
using test::words_of;

struct StocktakePaperDesk : StocktakeDesk {
    PaperWords paper(const Uuid& id, bool blank) {
        const auto document =
            build_stocktake_document(context, clerk, {.stocktake_id = id, .blank = blank});
        if (!document) FAIL(document.error().message());
        return words_of(*document);
    }
};

}  // namespace

TEST_CASE("the sheet to count on names what to look for, and never what the book has") {
    StocktakePaperDesk desk;
    desk.put(desk.bag, 731);
    desk.put(desk.tea, 4, "B1", Date::of_text("2027-05-01"));
    const auto id = desk.start();
    desk.count(desk.clerk, id, desk.bag, 642);
    const auto words = desk.paper(id, true);
    CHECK(words.has("门店礼品盘点表（盲盘）"));
    CHECK(words.has("测试门店（S001）"));
    CHECK(words.has("帆布袋"));
    CHECK(words.has("B1\n2027-05-01"));
    CHECK_FALSE(words.has("731"));
    CHECK_FALSE(words.has("642"));
    CHECK(code_of(build_stocktake_document(desk.context, desk.clerk, {.stocktake_id = id})) ==
          "stocktake_not_now");
}

TEST_CASE("the result says first count, recount, book, variance with its reason, and who signed") {
    StocktakePaperDesk desk;
    desk.set_rules(R"({"line_pieces_above":0,"line_pieces_below":0,"store_per_myriad":10000})");
    desk.put(desk.bag, 7);
    const auto id = desk.start();
    desk.count(desk.clerk, id, desk.bag, 4);
    desk.count(desk.other, id, desk.bag, 5, "A", StocktakeRound::recount);
    desk.finish_zones(id);
    desk.made(desk.stocktakes.open(desk.manager, id));
    desk.explain_and_sign(id);
    desk.approve(id);
    const auto words = desk.paper(id, false);
    CHECK(words.has("|4|5|5|7|-2|19.90|-39.80|遗失"));
    CHECK(words.has("差异 = 实盘 − 账面"));
    CHECK(words.has("盘亏：2 件 39.80 元"));
    CHECK(words.has("盘点人：员工 1001"));
    CHECK(words.has("复核人：员工 1091"));
    CHECK(words.has("批准：员工 1092"));
    CHECK(words.has("监盘人："));
}

TEST_CASE("a warehouse's paper has its own name and signers") {
    StocktakeOnPaper stocktake{.warehouse = true};
    stocktake.page.stocktake.planned_on = Date::of_text("2026-11-20");
    const auto words = words_of(stocktake_result(stocktake));
    CHECK(words.has("总仓礼品盘点表"));
    CHECK(words.has("财务监盘："));
    CHECK(words.has("客服部经理："));
}

TEST_CASE("the table over all stores has a line for each, also for those that handed nothing in") {
    StocktakePaperDesk desk;
    desk.set_rules(R"({"line_pieces_above":9,"line_pieces_below":9,"store_per_myriad":10000})");
    desk.put(desk.bag, 10);
    const auto id = desk.start();
    desk.count(desk.clerk, id, desk.bag, 8);
    desk.finish_zones(id);
    desk.made(desk.stocktakes.open(desk.manager, id));
    desk.explain_and_sign(id);
    const StocktakeOverviewChoice period{Date::of_text("2026-11-01"), Date::of_text("2026-11-30")};
    auto document = build_stocktake_overview(desk.context, desk.clerk, period);
    REQUIRE(document);
    auto words = words_of(*document);
    CHECK(words.has("门店礼品盘点汇总表"));
    CHECK(words.has("2026-11-01 至 2026-11-30"));
    CHECK(words.has("测试门店 S001|2026-11-20|1|10|8|0|0.00|2|39.80|-39.80|-20.00%"));
    CHECK(words.has("|遗失|待批|"));
    CHECK(words.has("LP001|帆布袋|个|1|10|8|-2|-39.80"));
    CHECK(words.has("门店均已上交"));
    // Of another month it handed nothing in.
    document = build_stocktake_overview(
        desk.context, desk.clerk, {Date::of_text("2026-10-01"), Date::of_text("2026-10-31")});
    words = words_of(document.value());
    CHECK(words.has("未交门店：测试门店"));
    CHECK(words.has("审核（客服部经理）："));
}

}  // namespace qiantai::domain
