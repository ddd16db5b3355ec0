// What stands on the papers of cases.

#include <algorithm>

#include "terminal/base/amount_in_words.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/tickets/forms/ticket_forms.hpp"

namespace qiantai::domain {
namespace {

using paper::Align;
using paper::Look;

std::string on_paper(TicketKind kind) {
    switch (kind) {
        case TicketKind::complaint:
            return "投诉";
        case TicketKind::repair:
            return "报修";
        case TicketKind::enquiry:
            return "咨询";
        case TicketKind::suggestion:
            break;
    }
    return "建议";
}

std::string on_paper(TicketChannel channel) {
    switch (channel) {
        case TicketChannel::counter:
            return "到店";
        case TicketChannel::phone:
            return "电话";
        case TicketChannel::email:
            return "邮件";
        case TicketChannel::online:
            return "网络";
        case TicketChannel::headquarters:
            return "总部";
        case TicketChannel::authority:
            break;
    }
    return "12315 转办";
}

std::string on_paper(ResolutionKind resolution) {
    switch (resolution) {
        case ResolutionKind::refund:
            return "退货退款";
        case ResolutionKind::replacement:
            return "换新";
        case ResolutionKind::discount:
            return "折价";
        case ResolutionKind::compensation:
            return "赔偿";
        case ResolutionKind::repair:
            return "维修";
        case ResolutionKind::apology:
            return "道歉";
        case ResolutionKind::other:
            break;
    }
    return "其他";
}

std::string on_paper(TicketSeverity severity) {
    if (severity == TicketSeverity::urgent) return "紧急";
    return severity == TicketSeverity::serious ? "重大" : "一般";
}

std::string on_paper(TicketFault fault) {
    if (fault == TicketFault::ours) return "我方责任";
    return fault == TicketFault::not_ours ? "非我方责任" : "待查";
}

/// A code that only a newer program knows stands as it is: a paper says nothing wrong.
template <typename E>
std::string coded_on_paper(const Coded<E>& coded) {
    const auto value = coded.known();
    return value ? on_paper(*value) : std::string(coded.text());
}

std::string ticket_staff_on_paper(const TicketPaperFacts& facts, const std::string& number) {
    const auto found = facts.staff.find(number);
    return found == facts.staff.end() ? number : found->second + " " + number;
}

/// Masked already, unless this person may see it in full.
std::string masked_number(const TicketCustomer& customer) {
    return customer.contact == ContactAccess::full ? mask_phone(customer.phone) : customer.phone;
}

std::string named_or(const std::string& name, std::string_view nobody) {
    return name.empty() ? std::string(nobody) : name;
}

paper::Head ticket_head(const TicketPaperFacts& facts, std::string title, std::string code,
                        std::string number, std::string scanned) {
    return {.chain = facts.chain_name,
            .title = std::move(title),
            .code = std::move(code),
            .store = facts.store,
            .number = std::move(number),
            .scanned = std::move(scanned)};
}

struct PaperGrid {
    paper::FieldGrid grid;

    /// Empty values leave no hole.
    void add(std::string label, const std::string& value, int span = 1) {
        if (!value.empty()) grid.fields.push_back({std::move(label), value, span});
    }
    /// A field that the form has, filled in or not.
    void always(std::string label, const std::string& value, int span = 1) {
        grid.fields.push_back({std::move(label), named_or(value, "—"), span});
    }
};

std::optional<std::int64_t> promised(const TicketPage& page, TicketTimer timer) {
    for (const auto& shown : page.clocks) {
        if (shown.clock.timer == timer) return shown.clock.due_at;
    }
    return std::nullopt;
}

void add_promise(PaperGrid& grid, const TicketPage& page, const TicketPaperFacts& facts,
                 std::string label, TicketTimer timer) {
    const auto due = promised(page, timer);
    if (due) grid.add(std::move(label), time_on_paper(*due, facts.utc_offset_minutes) + " 前");
}

std::string quantity_on_paper(const Ticket& ticket) {
    return ticket.quantity ? std::to_string(*ticket.quantity) : std::string();
}

/// The newest of this step that has an effect, after `since`; null if there is none.
const ShownTicketEvent* find_event(const TicketPage& page, TicketStep step,
                                   const TicketEvent* since = nullptr) {
    for (const auto& shown : page.events) {
        if (since != nullptr && shown.event.id == since->id) return nullptr;
        if (shown.event.step == step && !shown.without_effect) return &shown;
    }
    return nullptr;
}

/// What somebody said, who and when.
std::string said_on_paper(const TicketEvent& event, const TicketPaperFacts& facts) {
    const auto& words = event.words.empty() ? event.reason : event.words;
    const auto who = ticket_staff_on_paper(facts, event.created_by) + "，" +
                     time_on_paper(event.created_at, facts.utc_offset_minutes);
    return words.empty() ? who : words + "\n" + who;
}

void add_matter(PaperGrid& grid, const TicketPage& page, const TicketPaperFacts& facts) {
    const auto& ticket = page.ticket;
    grid.always("客户名称", page.customer.name);
    grid.always("联系方式", masked_number(page.customer));
    grid.always("受理日期", time_on_paper(ticket.created_at, facts.utc_offset_minutes));
    grid.always("受理方式", coded_on_paper(ticket.channel));
    grid.always("品名", ticket.product.empty() ? ticket.device : ticket.product);
    grid.always("数量", quantity_on_paper(ticket));
    grid.always("购买日期", ticket.purchased_on ? ticket.purchased_on->text() : std::string());
    grid.always("小票号", ticket.till_receipt);
    grid.add("类别", ticket.subject);
    grid.add("12315 编号", ticket.authority_number);
    grid.always("投诉理由", ticket.words, 2);
    grid.always("投诉要求", ticket.demand, 2);
}

/// Which proposal of the case it is, from 1.
int ordinal_of(const TicketPage& page, const TicketEvent& proposal) {
    int later = 0, all = 0;
    for (const auto& shown : page.events) {
        if (shown.event.step != TicketStep::proposed || shown.without_effect) continue;
        ++all;
        if (shown.event.id == proposal.id) later = all - 1;
    }
    return all - later;
}

/// The event that a later proposal begins with: what follows it is about that one.
const TicketEvent* next_proposal(const TicketPage& page, const TicketEvent& proposal) {
    const TicketEvent* next = nullptr;
    for (const auto& shown : page.events) {
        if (shown.event.id == proposal.id) return next;
        if (shown.event.step == TicketStep::proposed && !shown.without_effect) next = &shown.event;
    }
    return next;
}

/// What became of one proposal: the events between it and the next one, the newest first.
TicketPage page_of_proposal(const TicketPage& page, const TicketEvent& proposal) {
    TicketPage part = page;
    const auto* next = next_proposal(page, proposal);
    auto begin = part.events.begin();
    if (next != nullptr) {
        begin = std::ranges::find(part.events, next->id,
                                  [](const ShownTicketEvent& one) { return one.event.id; }) +
                1;
    }
    const auto end = std::ranges::find(part.events, proposal.id,
                                       [](const ShownTicketEvent& one) { return one.event.id; });
    part.events = std::vector<ShownTicketEvent>(begin, end);
    return part;
}

std::string satisfaction_on_paper(const std::optional<int>& satisfaction) {
    return satisfaction ? "满意度 " + std::to_string(*satisfaction) + "（5 为很满意）"
                        : std::string();
}

/// How the customer agreed, if so.
const ShownTicketEvent* find_agreement(const TicketPage& part) {
    for (const auto& shown : part.events) {
        if (is_agreement(shown.event.step) && !shown.without_effect) return &shown;
    }
    return nullptr;
}

std::string customers_opinion(const TicketPage& part, const TicketPaperFacts& facts) {
    if (const auto* refused = find_event(part, TicketStep::refused)) {
        return "不同意：" + said_on_paper(refused->event, facts);
    }
    const auto* agreed = find_agreement(part);
    if (agreed == nullptr) return {};
    const auto& event = agreed->event;
    std::string opinion = "同意";
    if (event.step == TicketStep::agreed) {
        const auto when = time_on_paper(said_at(event), facts.utc_offset_minutes);
        opinion += "（非当面，" + when + "）：" + event.words;
    }
    const auto rated = satisfaction_on_paper(event.satisfaction);
    return rated.empty() ? opinion : opinion + "。" + rated;
}

std::string managers_opinion(const TicketPage& part, const TicketEvent& proposal,
                             const TicketPaperFacts& facts) {
    if (const auto* approved = find_event(part, TicketStep::approved)) {
        return "同意。" + said_on_paper(approved->event, facts);
    }
    if (const auto* returned = find_event(part, TicketStep::returned)) {
        return "退回：" + said_on_paper(returned->event, facts);
    }
    return proposal.approver == TicketApprover::nobody ? "在经办人权限内，无须审批" : "待审批";
}

paper::Signature customer_box(const TicketPage& part, const TicketPaperFacts& facts) {
    paper::Signature box{.role = "客户签字"};
    const auto* agreed = find_agreement(part);
    if (agreed == nullptr) return box;
    // Nobody signs for somebody else: what was agreed otherwise says so.
    if (agreed->event.step == TicketStep::agreed) {
        box.name = "非当面同意，未签字";
        return box;
    }
    if (agreed->event.step == TicketStep::paper_signed) {
        box.name = "签于纸质单据，见附件";
        return box;
    }
    if (const auto strokes = parse_signature(agreed->event.signature)) box.strokes = *strokes;
    box.name = part.customer.name;
    box.when = time_on_paper(agreed->event.created_at, facts.utc_offset_minutes);
    return box;
}

}  // namespace

paper::Document ticket_receipt(const TicketPage& page, const TicketPaperFacts& facts) {
    const auto& ticket = page.ticket;
    PaperGrid grid{{.columns = 1}};
    grid.add("顾客", page.customer.name.empty()
                         ? masked_number(page.customer)
                         : mask_name(page.customer.name) + "  " + masked_number(page.customer));
    grid.add("品名", ticket.product);
    grid.add("物品", ticket.device);
    grid.add("小票号", ticket.till_receipt);
    grid.add("要求", ticket.demand);
    grid.add("受理时间", time_on_paper(ticket.created_at, facts.utc_offset_minutes));
    add_promise(grid, page, facts, "上门", TicketTimer::visit);
    add_promise(grid, page, facts, "答复", TicketTimer::answer);
    add_promise(grid, page, facts, "办完", TicketTimer::solve);
    grid.add("经办人", ticket_staff_on_paper(facts, ticket.created_by));
    grid.add("门店电话", facts.store_phone);
    const auto caption = ticket.brought_in ? "取件请出示" : "查询请出示，或报单号";
    return {.medium = paper::Medium::roll_80,
            .head = ticket_head(facts, "受理回执", "QT-F22 第 1 版", ticket.number, ticket.number),
            .blocks = {paper::Paragraph{coded_on_paper(ticket.kind) +
                                            (ticket.subject.empty() ? "" : " · " + ticket.subject),
                                        Look::heading, Align::center},
                       paper::Paragraph{ticket.words}, grid.grid,
                       paper::QrCode{ticket.number, caption, 26}},
            .printed = facts.printed};
}

paper::Document ticket_record(const TicketPage& page, const TicketPaperFacts& facts) {
    const auto& ticket = page.ticket;
    PaperGrid grid{{.columns = 2}};
    add_matter(grid, page, facts);
    grid.always("工单类型", coded_on_paper(ticket.kind));
    grid.always("严重程度", coded_on_paper(page.state.severity));
    add_promise(grid, page, facts, "首次答复", TicketTimer::answer);
    add_promise(grid, page, facts, "承诺办完", TicketTimer::solve);
    grid.always("门店", facts.store);
    grid.always("受理人", ticket_staff_on_paper(facts, ticket.created_by));
    return {
        .medium = paper::Medium::a4_portrait,
        .head =
            ticket_head(facts, "客户投诉记录单", "QT-F02 第 1 版", ticket.number, ticket.number),
        .blocks = {grid.grid, paper::Signatures{{{.role = "受理人员签字"}, {.role = "客户签字"}}}},
        .printed = facts.printed};
}

paper::Document ticket_resolution(const TicketPage& page, const ShownTicketEvent& proposal,
                                  const TicketPaperFacts& facts) {
    const auto& ticket = page.ticket;
    const auto& event = proposal.event;
    const auto part = page_of_proposal(page, event);
    PaperGrid matter{{.columns = 2}};
    add_matter(matter, page, facts);
    matter.always("责任判定", coded_on_paper(page.state.fault));
    matter.always("处理部门", named_or(page.state.department, facts.store));
    PaperGrid result{{.columns = 2}};
    const auto amount = event.amount.value_or(Fen());
    result.always("处理方式", coded_on_paper(event.resolution));
    result.always("金额（元）", amount == Fen() ? std::string() : amount.text());
    if (amount != Fen()) result.always("金额大写", "人民币" + amount_in_words(amount), 2);
    const auto* done = find_event(part, TicketStep::carried_out);
    result.always("处理日期",
                  time_on_paper(done != nullptr ? done->event.created_at : event.created_at,
                                facts.utc_offset_minutes));
    const auto due = promised(page, TicketTimer::solve);
    result.always("期限", due ? time_on_paper(*due, facts.utc_offset_minutes) : std::string());
    result.always("处理结果", done != nullptr ? done->event.words : std::string("待执行"), 2);
    result.always("受理人员意见", said_on_paper(event, facts), 2);
    result.always("部门经理意见", managers_opinion(part, event, facts), 2);
    result.always("客户意见", customers_opinion(part, facts), 2);
    paper::Document document{
        .medium = paper::Medium::a4_portrait,
        .head = ticket_head(facts, "客户投诉处理单", "QT-F03 第 1 版",
                            ticket.number + "-" + std::to_string(ordinal_of(page, event)),
                            ticket.number),
        .blocks = {matter.grid, paper::Paragraph{"投诉处理结果", Look::heading}, result.grid,
                   paper::Signatures{
                       {customer_box(part, facts), {.role = "受理人员"}, {.role = "部门经理"}}}},
        .printed = facts.printed};
    if (find_event(part, TicketStep::refused) != nullptr) {
        document.blocks.insert(document.blocks.begin(),
                               paper::Paragraph{"未达成", Look::heading, Align::center});
    }
    return document;
}

}  // namespace qiantai::domain
