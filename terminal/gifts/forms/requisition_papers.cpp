// What stands on 礼品申请单.

#include <algorithm>

#include "terminal/base/amount_in_words.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/forms/requisition_forms.hpp"

namespace qiantai::domain {
namespace {

using paper::Align;
using paper::Look;

std::string person_on_paper(const RequisitionPaperFacts& facts, const std::string& number) {
    const auto found = facts.staff.find(number);
    return found == facts.staff.end() ? number : found->second + " " + number;
}

std::string place_on_paper(const RequisitionPaperFacts& facts, const std::string& code) {
    const auto found = facts.stores.find(code);
    return found == facts.stores.end() ? code : found->second + "（" + code + "）";
}

std::string purpose_on_paper(const Requisition& requisition, const RequisitionPaperFacts& facts) {
    switch (requisition.purpose.known().value_or(RequisitionPurpose::daily)) {
        case RequisitionPurpose::campaign:
            return facts.campaign.empty() ? "活动" : "活动：" + facts.campaign;
        case RequisitionPurpose::complaint:
            return "客诉安抚";
        case RequisitionPurpose::birthday:
            return "会员生日";
        case RequisitionPurpose::daily:
            break;
    }
    return "日常";
}

/// Who took the step, when; an empty place to sign where nobody has.
paper::Signature signature_of(const RequisitionPage& page, const RequisitionPaperFacts& facts,
                              std::string role, RequisitionStep step) {
    paper::Signature box{.role = std::move(role)};
    const auto& ignored = page.state.without_effect;
    for (const auto& event : page.events) {
        if (!(event.step == step) || std::ranges::find(ignored, event.id) != ignored.end()) {
            continue;
        }
        box.name = person_on_paper(facts, event.created_by);
        box.when = time_on_paper(event.created_at, facts.utc_offset_minutes);
    }
    return box;
}

paper::Signatures signatures_of(const RequisitionPage& page, const RequisitionPaperFacts& facts) {
    const auto& requisition = page.requisition;
    paper::Signatures signatures;
    signatures.boxes.push_back(
        {.role = "申请人",
         .name = person_on_paper(facts, requisition.created_by),
         .when = time_on_paper(requisition.created_at, facts.utc_offset_minutes)});
    const std::pair<const char*, RequisitionStep> steps[] = {
        {"店长", RequisitionStep::manager_approved},
        {"客服专员（审核）", RequisitionStep::checked},
        {"客服部经理（批准）", RequisitionStep::approved},
        {"仓管（发货）", RequisitionStep::dispatched},
        {"收货人", RequisitionStep::received},
        {"收货人（第二人）", RequisitionStep::countersigned}};
    for (const auto& [role, step] : steps) {
        signatures.boxes.push_back(signature_of(page, facts, role, step));
    }
    return signatures;
}

paper::Table lines_table(const RequisitionPage& page, const RequisitionPaperFacts& facts) {
    paper::Table table{.columns = {{"序号", 3, Align::center},
                                   {"编码", 6},
                                   {"名称", 10},
                                   {"规格", 7},
                                   {"单位", 4},
                                   {"现存", 4, Align::right},
                                   {"近30天\n发放", 5, Align::right},
                                   {"申请\n数量", 4, Align::right},
                                   {"批准\n数量", 4, Align::right},
                                   {"实发\n数量", 4, Align::right},
                                   {"实收\n数量", 4, Align::right}},
                       .when_empty = "没有礼品"};
    if (facts.with_prices) {
        table.columns.push_back({"单价\n（元）", 5, Align::right});
        table.columns.push_back({"金额\n（元）", 6, Align::right});
    }
    table.columns.push_back({"备注", 8});
    int number = 0;
    for (const auto& item : page.state.items) {
        const auto gift = std::ranges::find(page.gifts, item.gift_id, &RequisitionGift::gift_id);
        const bool known = gift != page.gifts.end();
        const auto spec = facts.specs.find(item.gift_id);
        const auto issued = facts.issued.find(item.gift_id);
        paper::Row row;
        const auto add = [&](std::string text) { row.cells.push_back({std::move(text), {}}); };
        const auto add_pieces = [&](int pieces) { add(std::to_string(pieces)); };
        add_pieces(++number);
        add(known ? gift->code : item.gift_id.text().substr(0, 8));
        add(known ? gift->name : "");
        add(spec == facts.specs.end() ? "" : spec->second);
        add(known ? gift->unit : "");
        add_pieces(known ? gift->at_receiver : 0);
        add_pieces(issued == facts.issued.end() ? 0 : issued->second);
        add_pieces(item.asked);
        add_pieces(item.approved);
        add_pieces(item.sent);
        add_pieces(item.arrived + item.damaged);
        if (facts.with_prices) {
            const Fen cost = known ? gift->cost : Fen();
            add(cost.text());
            add((cost * item.approved).text());
        }
        add(item.words);
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

paper::Document requisition_sheet(const RequisitionPage& page, const RequisitionPaperFacts& facts) {
    const auto& requisition = page.requisition;
    paper::FieldGrid grid{
        .fields = {{"单号", requisition.number},
                   {"申请门店", place_on_paper(facts, requisition.store_code)},
                   {"申请日期", requisition.business_date.text()},
                   {"希望到货日期", requisition.wanted_on.text() +
                                        (requisition.urgent ? "（加急）" : "")},
                   {"向谁申请", place_on_paper(facts, requisition.partner)},
                   {"用途", purpose_on_paper(requisition, facts)}}};
    if (!requisition.words.empty()) grid.fields.push_back({"说明", requisition.words, 2});
    int asked = 0, approved = 0;
    for (const auto& item : page.state.items) {
        asked += item.asked;
        approved += item.approved;
    }
    auto sum = "合计：申请 " + std::to_string(asked) + " 件，批准 " + std::to_string(approved) + " 件";
    if (facts.with_prices) {
        sum += "，批准金额 " + page.state.worth.text() + " 元（" +
               amount_in_words(page.state.worth) + "）";
    }
    return {.medium = paper::Medium::a4_portrait,
            .head = {.chain = facts.chain_name,
                     .title = "礼品申请单",
                     .code = "QT-F08 第 1 版",
                     .store = facts.store,
                     .number = requisition.number},
            .blocks = {grid, lines_table(page, facts), paper::Paragraph{sum, Look::strong},
                       signatures_of(page, facts)},
            .printed = facts.printed,
            .copies = {"门店联", "客服部联", "总仓联"}};
}

}  // namespace qiantai::domain
