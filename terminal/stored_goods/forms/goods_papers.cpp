// What stands on the papers of stored goods.

#include "terminal/stored_goods/forms/goods_forms.hpp"

#include "terminal/base/text_rules.hpp"

namespace qiantai::domain {
namespace {

using paper::Align;
using paper::Look;

std::string unit_on_paper(const StoredGoods& goods) {
    return goods.unit.empty() ? "件" : goods.unit;
}

std::string counted(int quantity, const StoredGoods& goods) {
    return std::to_string(quantity) + " " + unit_on_paper(goods);
}

std::string staff_on_paper(const GoodsPaperFacts& facts, const std::string& number) {
    const auto found = facts.staff.find(number);
    return found == facts.staff.end() ? number : found->second + " " + number;
}

std::string fee_on_paper(Fen fee) {
    return fee == Fen() ? "免费" : fee.text() + " 元";
}

/// "A2406 · 2027-01-31".
std::string batch_and_expiry(const StoredGoods& goods) {
    const auto expires = goods.expires_on ? goods.expires_on->text() : std::string();
    if (goods.batch.empty() || expires.empty()) return goods.batch + expires;
    return goods.batch + "\n" + expires;
}

paper::Head head_of(const GoodsPaperFacts& facts, std::string title, std::string code,
                    const StoredGoods& goods) {
    return {.chain = facts.chain_name,
            .title = std::move(title),
            .code = std::move(code),
            .store = facts.store,
            .number = goods.number,
            .scanned = goods.number};
}

void add_fact(paper::FieldGrid& grid, std::string label, const std::string& value) {
    if (!value.empty()) grid.fields.push_back({std::move(label), value});
}

paper::Strokes strokes_of(const GoodsEvent& event) {
    const auto strokes = parse_signature(event.signature);
    return strokes ? *strokes : paper::Strokes();
}

/// The withdrawals that stand, each with what was left after it.
struct TakenOut {
    const GoodsOnPaper* from;
    const GoodsEvent* event;
    int left;
};
std::vector<TakenOut> taken_out(std::span<const GoodsOnPaper> all) {
    std::vector<TakenOut> rows;
    for (const auto& one : all) {
        int left = one.goods.quantity;
        for (const auto& event : one.events) {
            if (event.kind != GoodsEventKind::withdrawal || is_reversed(event.id, one.events)) {
                continue;
            }
            left -= event.quantity.value_or(0);
            rows.push_back({&one, &event, left});
        }
    }
    std::ranges::stable_sort(rows, {}, [](const TakenOut& row) { return row.event->created_at; });
    return rows;
}

paper::Table goods_table(std::span<const GoodsOnPaper> all) {
    paper::Table table{.columns = {{"序号", 6.5, Align::center},
                                   {"单号", 21},
                                   {"品名", 21},
                                   {"批号\n有效期", 12},
                                   {"原小票", 12},
                                   {"货位", 8, Align::center},
                                   {"数量", 8, Align::right},
                                   {"余量", 8, Align::right},
                                   {"寄存费", 8, Align::right}}};
    Fen fees;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& goods = all[i].goods;
        const auto state = fold_goods(goods, all[i].events);
        fees = fees + goods.fee;
        table.rows.push_back({{{std::to_string(i + 1), {}},
                               {goods.number, {}},
                               {goods.item, {}},
                               {batch_and_expiry(goods), {}},
                               {goods.till_receipt, {}},
                               {state.place, {}},
                               {counted(goods.quantity, goods), {}},
                               {counted(state.remaining, goods), {}},
                               {goods.fee == Fen() ? "免费" : goods.fee.text(), {}}}});
    }
    if (all.size() > 1) {
        paper::Row sum{.is_sum = true};
        sum.cells.resize(table.columns.size());
        sum.cells[2].text = "合计 " + std::to_string(all.size()) + " 笔";
        sum.cells.back().text = fees == Fen() ? "免费" : fees.text();
        table.rows.push_back(std::move(sum));
    }
    return table;
}

paper::Table withdrawals_table(std::span<const GoodsOnPaper> all, const GoodsPaperFacts& facts) {
    paper::Table table{.columns = {{"日期时间", 17},
                                   {"品名", 24},
                                   {"领取", 9, Align::right},
                                   {"余量", 9, Align::right},
                                   {"经办", 14},
                                   {"领取人", 10},
                                   {"签名", 17, Align::center}},
                       .when_empty = "还没有领取过"};
    for (const auto& row : taken_out(all)) {
        const auto& event = *row.event;
        table.rows.push_back(
            {{{time_on_paper(event.created_at, facts.utc_offset_minutes), {}},
              {row.from->goods.item, {}},
              {counted(event.quantity.value_or(0), row.from->goods), {}},
              {counted(row.left, row.from->goods), {}},
              {staff_on_paper(facts, event.created_by), {}},
              {event.signed_by == GoodsSigner::other ? mask_name(event.signer) : "本人", {}},
              {"", strokes_of(event)}}});
    }
    return table;
}

/// What was signed on the screen; of what nobody has signed for, a line to sign on. Where they
/// differ each says for which rows of the table it is.
std::vector<paper::Signature> customer_signatures(std::span<const GoodsOnPaper> all,
                                                  const GoodsPaperFacts& facts) {
    std::vector<paper::Signature> boxes;
    std::vector<std::string> rows;
    std::vector<std::string_view> given;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto* signing = signing_of(all[i].events);
        const auto text = signing != nullptr ? std::string_view(signing->signature) : "";
        const auto known = std::ranges::find(given, text);
        const auto row = std::to_string(i + 1);
        if (known != given.end()) {
            rows[static_cast<std::size_t>(known - given.begin())] += "、" + row;
            continue;
        }
        given.push_back(text);
        rows.push_back(row);
        paper::Signature box{.role = "顾客签名"};
        if (!text.empty()) {
            box.strokes = strokes_of(*signing);
            box.name = facts.member_name;
            box.when = signing->business_date.text();
        }
        boxes.push_back(std::move(box));
    }
    for (std::size_t i = 0; boxes.size() > 1 && i < boxes.size(); ++i) {
        boxes[i].role += "（" + rows[i] + "）";
    }
    return boxes;
}

}  // namespace

paper::Document deposit_slip(const GoodsOnPaper& goods, const GoodsPaperFacts& facts) {
    const auto& row = goods.goods;
    paper::FieldGrid grid{.columns = 1};
    add_fact(grid, "会员", facts.member_name + "  " + facts.member_phone);
    add_fact(grid, "批号", row.batch);
    add_fact(grid, "有效期至", row.expires_on ? row.expires_on->text() : "");
    add_fact(grid, "原小票号", row.till_receipt);
    add_fact(grid, "寄存费", fee_on_paper(row.fee));
    add_fact(grid, "存入时间", time_on_paper(row.created_at, facts.utc_offset_minutes));
    add_fact(grid, "经办人", staff_on_paper(facts, row.created_by));
    return {.medium = paper::Medium::roll_80,
            .head = head_of(facts, "存货小票", "QT-F19 第 1 版", row),
            .blocks = {paper::Paragraph{row.item, Look::heading},
                       paper::Paragraph{"存入 " + counted(row.quantity, row), Look::figure,
                                        Align::center},
                       grid, paper::QrCode{row.number, "领取时请出示，或报手机号", 26}},
            .printed = facts.printed};
}

paper::Document withdrawal_slip(const GoodsOnPaper& goods, const GoodsEvent& withdrawal,
                                const GoodsPaperFacts& facts) {
    const auto& row = goods.goods;
    int left = row.quantity;
    for (const auto& taken : taken_out({&goods, 1})) {
        left = taken.left;
        if (taken.event->id == withdrawal.id) break;
    }
    const bool by_other = withdrawal.signed_by == GoodsSigner::other;
    paper::FieldGrid grid{.columns = 1};
    add_fact(grid, "会员", facts.member_name + "  " + facts.member_phone);
    add_fact(grid, "领后还剩", counted(left, row));
    add_fact(grid, "批号", row.batch);
    add_fact(grid, "有效期至", row.expires_on ? row.expires_on->text() : "");
    add_fact(grid, "领取时间", time_on_paper(withdrawal.created_at, facts.utc_offset_minutes));
    add_fact(grid, "领取人", by_other ? mask_name(withdrawal.signer) + "（代领）" : "本人");
    add_fact(grid, "经办人", staff_on_paper(facts, withdrawal.created_by));
    const auto taken = counted(withdrawal.quantity.value_or(0), row);
    paper::Document document{
        .medium = paper::Medium::roll_80,
        .head = head_of(facts, "领取小票", "QT-F20 第 1 版", row),
        .blocks = {paper::Paragraph{row.item, Look::heading},
                   paper::Paragraph{"领取 " + taken, Look::figure, Align::center}, grid,
                   paper::Signatures{
                       {{.role = by_other ? "代领人签名" : "顾客签名",
                         .strokes = strokes_of(withdrawal),
                         .name = by_other ? mask_name(withdrawal.signer) : facts.member_name,
                         .when = withdrawal.business_date.text()}}}},
        .printed = facts.printed};
    if (is_reversed(withdrawal.id, goods.events)) {
        document.blocks.insert(document.blocks.begin(),
                               paper::Paragraph{"已冲正，本单作废", Look::heading, Align::center});
    } else if (left > 0) {
        document.blocks.emplace_back(paper::QrCode{row.number, "下次领取请出示，或报手机号", 26});
    }
    return document;
}

paper::Document deposit_sheet(std::span<const GoodsOnPaper> all, const GoodsPaperFacts& facts) {
    const auto& first = all.front().goods;
    paper::FieldGrid who{.columns = 2};
    who.fields = {{"会员", facts.member_name + "  " + facts.member_phone},
                  {"存入日", first.business_date.text()},
                  {"经办人", staff_on_paper(facts, first.created_by)},
                  {"存入门店", facts.store}};
    std::string conditions;
    for (std::size_t i = 0; i < facts.conditions.size(); ++i) {
        conditions += (i > 0 ? "\n" : "") + std::to_string(i + 1) + ". " + facts.conditions[i];
    }
    paper::Document document{
        .medium = paper::Medium::a4_portrait,
        .head = head_of(facts, "寄存单", "QT-F18 第 1 版", first),
        .blocks = {who, paper::Paragraph{"寄存明细", Look::heading}, goods_table(all)},
        .printed = facts.printed};
    document.blocks.emplace_back(paper::Paragraph{"领取记录", Look::heading});
    document.blocks.emplace_back(withdrawals_table(all, facts));
    if (!conditions.empty()) {
        document.blocks.emplace_back(paper::Paragraph{"寄存须知", Look::heading});
        document.blocks.emplace_back(paper::Paragraph{conditions});
        document.blocks.emplace_back(
            paper::Paragraph{"顾客已核对数量，同意以上寄存须知。", Look::strong});
    }
    paper::Signatures signatures{customer_signatures(all, facts)};
    signatures.boxes.push_back({.role = "经办人签名"});
    signatures.boxes.push_back({.role = "店长签名"});
    document.blocks.emplace_back(std::move(signatures));
    return document;
}

}  // namespace qiantai::domain
