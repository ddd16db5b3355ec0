// 门店礼品盘点汇总表 (FORMS.md A11): a line for each store, also for those that handed nothing in, and
// a second table with the same gifts over all of them.

#include <cstdlib>

#include "terminal/stocktakes/forms/stocktake_forms.hpp"

namespace qiantai::domain {
namespace {

using paper::Align;
using paper::Look;

std::string stand_on_paper(const StocktakeStoreLine& line) {
    if (line.number.empty()) return "未交";
    switch (line.phase.known().value_or(StocktakePhase::planned)) {
        case StocktakePhase::approved:
        case StocktakePhase::posted:
            return "已批";
        case StocktakePhase::variances:
            return "待批";
        case StocktakePhase::planned:
        case StocktakePhase::ready:
        case StocktakePhase::counting:
        case StocktakePhase::cancelled:
            break;
    }
    return "盘点中";
}

/// Of the book's value, in hundredths of a percent, rounded towards nothing.
std::string share_on_paper(const StocktakeTotals& totals) {
    constexpr std::int64_t k_myriad = 10'000, k_percent = 100;
    if (totals.book_value <= Fen()) return "—";
    const auto share = totals.net.count() * k_myriad / totals.book_value.count();
    const auto whole = share / k_percent, part = std::abs(share % k_percent);
    const bool sign_lost = share < 0 && whole == 0;
    return (sign_lost ? "-" : "") + std::to_string(whole) + "." + (part < 10 ? "0" : "") +
           std::to_string(part) + "%";
}

std::string main_reason_on_paper(const Coded<StocktakeReason>& reason) {
    const auto known = reason.known();
    return known ? stocktake_reason_on_paper(*known) : std::string();
}

std::vector<std::string> store_cells(const StocktakeOverviewOnPaper& overview,
                                     const StocktakeStoreLine& line) {
    const auto name = line.store_name + " " + line.store_code;
    if (line.number.empty())
        return {name, "", "", "", "", "", "", "", "", "", "", "", "", "未交", ""};
    const auto& totals = line.totals;
    const auto approver = overview.staff.find(line.approved_by);
    return {name,
            line.counted_on ? line.counted_on->text() : std::string(),
            std::to_string(totals.lines),
            std::to_string(line.book_pieces),
            std::to_string(line.counted_pieces),
            std::to_string(totals.surplus_pieces),
            totals.surplus.text(),
            std::to_string(totals.shortage_pieces),
            totals.shortage.text(),
            totals.net.text(),
            share_on_paper(totals),
            std::to_string(totals.above_tolerance),
            main_reason_on_paper(line.main_reason),
            stand_on_paper(line),
            approver == overview.staff.end() ? line.approved_by : approver->second};
}

paper::Row row_of(const std::vector<std::string>& texts) {
    paper::Row row;
    for (const auto& text : texts) row.cells.push_back({text, {}});
    return row;
}

paper::Table stores_table(const StocktakeOverviewOnPaper& overview) {
    paper::Table table{.columns = {{"门店", 14},
                                   {"盘点日期", 11},
                                   {"品项数", 6, Align::right},
                                   {"账面数", 7, Align::right},
                                   {"实盘数", 7, Align::right},
                                   {"数", 5, Align::right, "盘盈"},
                                   {"额 元", 9, Align::right, "盘盈"},
                                   {"数", 5, Align::right, "盘亏"},
                                   {"额 元", 9, Align::right, "盘亏"},
                                   {"净差异额\n元", 9, Align::right},
                                   {"差异率", 7, Align::right},
                                   {"超差\n品项", 5, Align::right},
                                   {"主要原因", 9},
                                   {"状态", 6, Align::center},
                                   {"批准", 8}},
                       .when_empty = "没有门店"};
    StocktakeTotals sum;
    int book = 0, counted = 0;
    for (const auto& line : overview.overview.stores) {
        table.rows.push_back(row_of(store_cells(overview, line)));
        sum.lines += line.totals.lines;
        sum.above_tolerance += line.totals.above_tolerance;
        sum.surplus_pieces += line.totals.surplus_pieces;
        sum.shortage_pieces += line.totals.shortage_pieces;
        sum.surplus = sum.surplus + line.totals.surplus;
        sum.shortage = sum.shortage + line.totals.shortage;
        sum.net = sum.net + line.totals.net;
        sum.book_value = sum.book_value + line.totals.book_value;
        book += line.book_pieces;
        counted += line.counted_pieces;
    }
    if (table.rows.size() < 2) return table;
    auto row =
        row_of({"合计", "", std::to_string(sum.lines), std::to_string(book),
                std::to_string(counted), std::to_string(sum.surplus_pieces), sum.surplus.text(),
                std::to_string(sum.shortage_pieces), sum.shortage.text(), sum.net.text(),
                share_on_paper(sum), std::to_string(sum.above_tolerance), "", "", ""});
    row.is_sum = true;
    table.rows.push_back(std::move(row));
    return table;
}

paper::Table gifts_table(const StocktakeOverviewOnPaper& overview) {
    paper::Table table{.columns = {{"编码", 12},
                                   {"名称", 24},
                                   {"单位", 6, Align::center},
                                   {"门店数", 8, Align::right},
                                   {"账面数", 8, Align::right},
                                   {"实盘数", 8, Align::right},
                                   {"差异", 8, Align::right},
                                   {"差异金额\n元", 10, Align::right}},
                       .when_empty = "没有盘点明细"};
    for (const auto& gift : overview.overview.gifts) {
        table.rows.push_back(row_of({gift.code, gift.name, gift.unit, std::to_string(gift.stores),
                                     std::to_string(gift.book), std::to_string(gift.counted),
                                     std::to_string(gift.counted - gift.book), gift.value.text()}));
    }
    return table;
}

std::string missing_on_paper(const StocktakeOverview& overview) {
    std::string missing;
    for (const auto& line : overview.stores) {
        if (!line.number.empty()) continue;
        missing += (missing.empty() ? "" : "、") + line.store_name;
    }
    return missing.empty() ? "门店均已上交。" : "未交门店：" + missing + "。";
}

}  // namespace

paper::Document stocktake_overview_paper(const StocktakeOverviewOnPaper& overview) {
    const auto& period = overview.period;
    paper::Document document{.medium = paper::Medium::a4_landscape,
                             .head = {.chain = overview.chain_name,
                                      .title = "门店礼品盘点汇总表",
                                      .code = "QT-F11 第 1 版",
                                      .store = overview.store,
                                      .number = period.from.text() + " 至 " + period.until.text()},
                             .printed = overview.printed};
    document.blocks.emplace_back(stores_table(overview));
    document.blocks.emplace_back(paper::Paragraph{
        missing_on_paper(overview.overview) + "差异 = 实盘 − 账面，负数为盘亏。", Look::small});
    document.blocks.emplace_back(paper::Paragraph{"按礼品", Look::strong});
    document.blocks.emplace_back(gifts_table(overview));
    document.blocks.emplace_back(paper::Signatures{
        {{.role = "制表（客服专员）"}, {.role = "审核（客服部经理）"}, {.role = "财务"}}});
    return document;
}

}  // namespace qiantai::domain
