// What stands on the papers of stocktakes.

#include <span>

#include "terminal/stocktakes/forms/stocktake_forms.hpp"

namespace qiantai::domain {
namespace {

using paper::Align;
using paper::Look;

constexpr int k_empty_rows = 12;  ///< of a sheet, for what nobody expected

std::string kind_on_paper(const Coded<StocktakeKind>& kind) {
    switch (kind.known().value_or(StocktakeKind::all)) {
        case StocktakeKind::category:
            return "按类别";
        case StocktakeKind::cycle:
            return "循环盘点";
        case StocktakeKind::hand_over:
            return "交接盘点";
        case StocktakeKind::unannounced:
            return "突击盘点";
        case StocktakeKind::all:
            break;
    }
    return "全盘";
}

std::string reason_on_paper(const StocktakeShownLine& line) {
    const auto reason = line.reason.known().value_or(StocktakeReason::other);
    return reason == StocktakeReason::other ? line.words : stocktake_reason_on_paper(reason);
}

std::string spot_on_paper(const StocktakeShownLine& line) {
    if (line.thing.spot == StockSpot::hold) return "待检";
    if (line.thing.spot == StockSpot::defective) return "残次";
    return {};
}

std::string where_on_paper(const StocktakeShownLine& line) {
    const auto spot = spot_on_paper(line);
    if (line.zones.empty() || spot.empty()) return line.zones + spot;
    return line.zones + "\n" + spot;
}

std::string code_on_paper(const StocktakeOnPaper& stocktake, const StocktakeShownLine& line) {
    if (!line.thing.gift_id) return line.code;
    const auto barcode = stocktake.barcodes.find(*line.thing.gift_id);
    return barcode == stocktake.barcodes.end() ? line.code : line.code + "\n" + barcode->second;
}

std::string lot_on_paper(const StocktakeShownLine& line) {
    const auto expires = line.thing.expires_on ? line.thing.expires_on->text() : std::string();
    if (line.thing.batch.empty() || expires.empty()) return line.thing.batch + expires;
    return line.thing.batch + "\n" + expires;
}

std::string number_of(const std::optional<int>& pieces) {
    return pieces ? std::to_string(*pieces) : std::string();
}

std::string person_on_paper(const StocktakeOnPaper& stocktake, const std::string& number) {
    const auto found = stocktake.staff.find(number);
    return found == stocktake.staff.end() ? number : found->second + " " + number;
}

std::vector<paper::Column> shared_columns() {
    return {{"序号", 5, Align::center},
            {"区域", 9},
            {"编码\n条码", 14},
            {"名称", 18},
            {"规格", 10},
            {"单位", 5, Align::center},
            {"批号\n有效期", 11}};
}

std::vector<paper::Cell> shared_cells(const StocktakeOnPaper& stocktake,
                                      const StocktakeShownLine& line, std::size_t number) {
    return {{std::to_string(number), {}},
            {where_on_paper(line), {}},
            {code_on_paper(stocktake, line), {}},
            {line.name, {}},
            {line.spec, {}},
            {line.unit, {}},
            {lot_on_paper(line), {}}};
}

paper::Document page_of(const StocktakeOnPaper& stocktake, const std::string& face) {
    const auto& head = stocktake.page.stocktake;
    paper::Document document{
        .medium = paper::Medium::a4_landscape,
        .head = {.chain = stocktake.chain_name,
                 .title = (stocktake.warehouse ? "总仓礼品盘点表" : "门店礼品盘点表") + face,
                 .code = stocktake.warehouse ? "QT-F13 第 1 版" : "QT-F10 第 1 版",
                 .store = stocktake.store,
                 .number = head.number,
                 .subtitle = head.planned_on.text() + " " + kind_on_paper(head.kind),
                 .scanned = head.number},
        .printed = stocktake.printed};
    paper::FieldGrid facts{.columns = 3};
    const auto& frozen = stocktake.page.state.frozen_at;
    facts.fields = {
        {"安排人", person_on_paper(stocktake, head.created_by)},
        {"冻结时间", frozen ? time_on_paper(*frozen, stocktake.utc_offset_minutes) : "未冻结"},
        {"说明", head.words}};
    document.blocks.emplace_back(facts);
    return document;
}

paper::Table result_table(const StocktakeOnPaper& stocktake,
                          std::span<const StocktakeShownLine> lines) {
    paper::Table table{.columns = shared_columns(), .when_empty = "没有盘点明细"};
    for (const char* title : {"初盘", "复盘", "实盘", "账面", "差异"}) {
        table.columns.push_back({title, 6, Align::right});
    }
    table.columns.push_back({"单价\n元", 8, Align::right});
    table.columns.push_back({"差异金额\n元", 9, Align::right});
    table.columns.push_back({"差异原因", 12});
    int book = 0, counted = 0;
    Fen value;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& line = lines[i];
        auto cells = shared_cells(stocktake, line, i + 1);
        const bool again = line.first_count.has_value();
        for (const auto& text :
             {number_of(again ? line.first_count : line.counted),
              again ? number_of(line.counted) : std::string(), number_of(line.counted),
              number_of(line.book), number_of(line.variance), line.cost.value_or(Fen()).text(),
              line.value.value_or(Fen()).text(),
              line.variance.value_or(0) == 0 ? std::string() : reason_on_paper(line)}) {
            cells.push_back({text, {}});
        }
        table.rows.push_back({std::move(cells)});
        book += line.book.value_or(0);
        counted += line.counted.value_or(0);
        value = value + line.value.value_or(Fen());
    }
    if (lines.size() < 2) return table;
    paper::Row sum{.is_sum = true};
    sum.cells.resize(table.columns.size());
    sum.cells[3].text = "合计 " + std::to_string(lines.size()) + " 项";
    sum.cells[9].text = std::to_string(counted);
    sum.cells[10].text = std::to_string(book);
    sum.cells[11].text = std::to_string(counted - book);
    sum.cells[13].text = value.text();
    table.rows.push_back(std::move(sum));
    return table;
}

paper::Signature signed_by(const StocktakeOnPaper& stocktake, std::string role,
                           const std::optional<StocktakeSignature>& given) {
    paper::Signature box{.role = std::move(role)};
    if (!given) return box;
    box.name = person_on_paper(stocktake, given->staff_number);
    box.when = time_on_paper(given->at, stocktake.utc_offset_minutes);
    return box;
}

paper::Signatures signatures_of(const StocktakeOnPaper& stocktake) {
    const auto& state = stocktake.page.state;
    paper::Signatures boxes;
    for (const auto& one : state.signed_by) {
        boxes.boxes.push_back(signed_by(stocktake, stocktake.warehouse ? "仓管员" : "盘点人", one));
    }
    if (state.signed_by.empty()) {
        boxes.boxes.push_back({.role = stocktake.warehouse ? "仓管员" : "盘点人"});
    }
    boxes.boxes.push_back(
        signed_by(stocktake, stocktake.warehouse ? "客服专员" : "复核人", state.checked_by));
    boxes.boxes.push_back({.role = stocktake.warehouse ? "财务监盘" : "监盘人"});
    boxes.boxes.push_back(
        signed_by(stocktake, stocktake.warehouse ? "客服部经理" : "批准", state.approved_by));
    return boxes;
}

}  // namespace

std::string stocktake_reason_on_paper(StocktakeReason reason) {
    switch (reason) {
        case StocktakeReason::issue_unrecorded:
            return "漏记发放";
        case StocktakeReason::receipt_unrecorded:
            return "漏记收货";
        case StocktakeReason::mixed_up:
            return "串货";
        case StocktakeReason::damaged:
            return "破损";
        case StocktakeReason::lost:
            return "遗失";
        case StocktakeReason::earlier_mistake:
            return "前期差错";
        case StocktakeReason::unknown:
            return "原因不明";
        case StocktakeReason::other:
            break;
    }
    return "其他";
}

paper::Document stocktake_sheet(const StocktakeOnPaper& stocktake) {
    auto document = page_of(stocktake, "（盲盘）");
    paper::Table table{.columns = shared_columns()};
    for (const char* title : {"初盘", "复盘", "备注"}) table.columns.push_back({title, 12});
    std::size_t number = 0;
    for (const auto* lines : {&stocktake.lines, &stocktake.goods}) {
        for (const auto& line : *lines) {
            auto cells = shared_cells(stocktake, line, ++number);
            cells.resize(table.columns.size());
            table.rows.push_back({std::move(cells)});
        }
    }
    for (int i = 0; i < k_empty_rows; ++i) {
        paper::Row row;
        row.cells.resize(table.columns.size());
        row.cells.front().text = std::to_string(++number);
        table.rows.push_back(std::move(row));
    }
    document.blocks.emplace_back(std::move(table));
    document.blocks.emplace_back(
        paper::Signatures{{{.role = "盘点人"}, {.role = "复盘人"}, {.role = "监盘人"}}});
    return document;
}

paper::Document stocktake_result(const StocktakeOnPaper& stocktake) {
    auto document = page_of(stocktake, "");
    document.blocks.emplace_back(result_table(stocktake, stocktake.lines));
    document.blocks.emplace_back(paper::Paragraph{"差异 = 实盘 − 账面，负数为盘亏。", Look::small});
    if (!stocktake.goods.empty()) {
        document.blocks.emplace_back(paper::Paragraph{"顾客存货（不计价值）", Look::strong});
        document.blocks.emplace_back(result_table(stocktake, stocktake.goods));
    }
    if (stocktake.page.totals) {
        const auto& totals = *stocktake.page.totals;
        paper::FieldGrid grid{.columns = 4};
        grid.fields = {{"盘盈", std::to_string(totals.surplus_pieces) + " 件 " +
                                    totals.surplus.text() + " 元"},
                       {"盘亏", std::to_string(totals.shortage_pieces) + " 件 " +
                                    totals.shortage.text() + " 元"},
                       {"净差异", totals.net.text() + " 元"},
                       {"超差品项", std::to_string(totals.above_tolerance)}};
        document.blocks.emplace_back(std::move(grid));
    }
    document.blocks.emplace_back(signatures_of(stocktake));
    return document;
}

}  // namespace qiantai::domain
