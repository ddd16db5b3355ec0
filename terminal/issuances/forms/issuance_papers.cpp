// What stands on the papers of gifts given away.

#include "terminal/base/text_rules.hpp"
#include "terminal/issuances/forms/issuance_forms.hpp"

namespace qiantai::domain {
namespace {

using paper::Align;
using paper::Look;

std::string issuer_on_paper(const IssuancePaperFacts& facts, const std::string& number) {
    const auto found = facts.staff.find(number);
    return found == facts.staff.end() ? number : found->second + " " + number;
}

std::string reason_on_paper(const Coded<IssuanceReason>& reason) {
    switch (reason.known().value_or(IssuanceReason::other)) {
        case IssuanceReason::campaign:
            return "活动";
        case IssuanceReason::loyal:
            return "老顾客";
        case IssuanceReason::makeup:
            return "补上次少发";
        case IssuanceReason::complaint:
            return "投诉安抚";
        case IssuanceReason::birthday:
            return "生日";
        case IssuanceReason::other:
            break;
    }
    return "其他";
}

paper::Strokes ink_of(const Issuance& issuance) {
    const auto strokes = parse_signature(issuance.signature);
    return strokes ? *strokes : paper::Strokes();
}

std::string lot_on_paper(const IssuanceLine& line) {
    const auto expires = line.expires_on ? line.expires_on->text() : std::string();
    if (line.batch.empty() || expires.empty()) return line.batch + expires;
    return line.batch + "\n" + expires;
}

paper::Row register_row(const RegisterEntry& entry, const IssuanceItem& item, int number,
                        const IssuancePaperFacts& facts) {
    const auto& issuance = entry.page.issuance;
    const auto source = issuance.till_receipt.empty() ? item.campaign : issuance.till_receipt;
    const std::string remark = item.taken_back               ? "已退回"
                               : !issuance.approved_by.empty() ? "超限，店长同意"
                                                               : issuance.unsigned_reason;
    return {{{std::to_string(number), {}},
             {time_on_paper(issuance.created_at, facts.utc_offset_minutes), {}},
             {source, {}},
             {entry.card_number, {}},
             {entry.masked_name, {}},
             {entry.page.phone, {}},
             {item.code, {}},
             {item.name, {}},
             {item.spec, {}},
             {lot_on_paper(item.line), {}},
             {std::to_string(item.line.pieces), {}},
             {reason_on_paper(issuance.reason), {}},
             {issuer_on_paper(facts, issuance.created_by), {}},
             {"", ink_of(issuance)},
             {entry.checked_on, {}},
             {entry.checked_by.empty() ? "" : issuer_on_paper(facts, entry.checked_by), {}},
             {remark, {}}}};
}

/// What a day's register and a month's say differently.
struct RegisterWords {
    std::string number{};
    std::string sum_title{};
    std::string when_empty{};
};

/// Gifts that were not taken back, by code.
std::vector<RegisterGift> gifts_of(std::span<const RegisterEntry> entries) {
    std::map<std::string, RegisterGift> gifts;
    for (const auto& entry : entries) {
        for (const auto& item : entry.page.items) {
            if (item.taken_back) continue;
            auto& gift = gifts[item.code + item.line.gift_id.text()];
            gift = {item.line.gift_id, item.code, item.name, item.unit,
                    gift.pieces + item.line.pieces};
        }
    }
    std::vector<RegisterGift> all;
    for (auto& [code, gift] : gifts) all.push_back(std::move(gift));
    return all;
}

paper::Document register_paper(const RegisterWords& words, std::span<const RegisterEntry> entries,
                               const IssuancePaperFacts& facts) {
    paper::Table table{.columns = {{"序号", 3, Align::center},
                                   {"日期时间", 8},
                                   {"小票号/活动", 8},
                                   {"会员卡号", 8},
                                   {"顾客", 5},
                                   {"电话", 7},
                                   {"礼品编码", 6},
                                   {"名称", 8},
                                   {"规格", 5},
                                   {"批号\n有效期", 7},
                                   {"数量", 4, Align::right},
                                   {"发放原因", 6},
                                   {"经办人", 6},
                                   {"顾客签名", 7, Align::center},
                                   {"核查日期", 7},
                                   {"主管签字", 6},
                                   {"备注", 6}},
                       .when_empty = words.when_empty};
    int number = 0;
    for (const auto& entry : entries) {
        for (const auto& item : entry.page.items) {
            table.rows.push_back(register_row(entry, item, ++number, facts));
        }
    }
    paper::Table totals{.columns = {{"礼品编码", 20}, {"名称", 50}, {"数量", 20, Align::right}},
                        .when_empty = "没有"};
    const auto gifts = gifts_of(entries);
    int pieces = 0;
    for (const auto& gift : gifts) {
        pieces += gift.pieces;
        totals.rows.push_back({{{gift.code, {}},
                                {gift.name, {}},
                                {std::to_string(gift.pieces) + " " + gift.unit, {}}}});
    }
    paper::Row sum{.is_sum = true};
    sum.cells = {{"合计", {}}, {"", {}}, {std::to_string(pieces), {}}};
    totals.rows.push_back(std::move(sum));
    return {.medium = paper::Medium::a4_landscape,
            .head = {.chain = facts.chain_name,
                     .title = "赠品发放记录表",
                     .code = "QT-F06 第 1 版",
                     .store = facts.store,
                     .number = words.number},
            .blocks = {table, paper::Paragraph{words.sum_title, Look::heading}, totals,
                       paper::Signatures{{{.role = "制表"}, {.role = "店长"}}}},
            .printed = facts.printed};
}

}  // namespace

paper::Document issuance_slip(const IssuancePage& page, const std::string& masked_name,
                              const IssuancePaperFacts& facts) {
    const auto& issuance = page.issuance;
    paper::FieldGrid grid{.columns = 1};
    const auto add = [&](std::string label, const std::string& value) {
        if (!value.empty()) grid.fields.push_back({std::move(label), value});
    };
    add("领取人", page.phone.empty() ? masked_name : masked_name + "  " + page.phone);
    add("小票号", issuance.till_receipt);
    add("发放原因", reason_on_paper(issuance.reason));
    add("发放时间", time_on_paper(issuance.created_at, facts.utc_offset_minutes));
    add("经办人", issuer_on_paper(facts, issuance.created_by));
    if (!issuance.approved_by.empty()) {
        add("同意人", issuer_on_paper(facts, issuance.approved_by));
    }
    paper::Document document{.medium = paper::Medium::roll_80,
                             .head = {.chain = facts.chain_name,
                                      .title = "礼品领取小票",
                                      .code = "QT-F23 第 1 版",
                                      .store = facts.store,
                                      .number = issuance.number},
                             .printed = facts.printed};
    int given = 0;
    for (const auto& item : page.items) {
        if (item.taken_back) continue;
        given += item.line.pieces;
        document.blocks.emplace_back(paper::Paragraph{
            item.name + " × " + std::to_string(item.line.pieces) + " " + item.unit,
            Look::heading});
    }
    if (given == 0) {
        document.blocks.emplace_back(
            paper::Paragraph{"已全部退回，本单作废", Look::heading, Align::center});
    }
    document.blocks.emplace_back(grid);
    if (issuance.signature.empty()) {
        document.blocks.emplace_back(paper::Signatures{{{.role = "顾客签名"}}});
    } else {
        document.blocks.emplace_back(
            paper::Signatures{{{.role = "顾客签名",
                                .strokes = ink_of(issuance),
                                .name = masked_name,
                                .when = issuance.business_date.text()}}});
    }
    return document;
}

paper::Document issuance_register(const RegisterDay& day, std::span<const RegisterEntry> entries,
                                  const IssuancePaperFacts& facts) {
    return register_paper({.number = day.day.text(),
                           .sum_title = "当日合计（退回的不计）",
                           .when_empty = "当天没有发放礼品"},
                          entries, facts);
}

paper::Document issuance_month(Date month, std::string_view terminal_code,
                               std::span<const RegisterEntry> entries,
                               const IssuancePaperFacts& facts) {
    return register_paper({.number = month.text().substr(0, 7) + " · 终端 " +
                                     std::string(terminal_code),
                           .sum_title = "本月累计（退回的不计）",
                           .when_empty = "本月此终端没有发放礼品"},
                          entries, facts);
}

}  // namespace qiantai::domain
