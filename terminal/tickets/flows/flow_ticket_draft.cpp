// What stands on the page of a case that is taken in: read when it opens, on disk with every change.

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "terminal/tickets/flows/ticket_take_parts.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

const domain::DraftKey k_ticket_draft{std::string(k_ticket_draft_kind)};
constexpr int k_bought_receipts = 10;

struct TicketBeginning {
    domain::TicketChoices choices{};
    std::optional<TicketWritten> written{};
    std::optional<ShownMember> member{};
};
Result<TicketBeginning> load_ticket_beginning(domain::ServiceContext& context,
                                              const domain::Session& session) {
    TicketBeginning beginning;
    QIANTAI_TRY(beginning.choices, domain::TicketLists(context).choices(session));
    QIANTAI_TRY(const auto draft, domain::Drafts(context).load(session, k_ticket_draft));
    if (!draft) return beginning;
    const auto json = parse_json_object(draft->content_json);
    if (!json) return beginning;
    beginning.written = from_json<TicketWritten>(*json);
    if (!beginning.written || !beginning.written->member_id) return beginning;
    // Whoever was erased meanwhile is chosen anew.
    const auto member = load_shown_member(context, session, *beginning.written->member_id);
    if (member) beginning.member = *member;
    return beginning;
}

void add_bought(std::vector<BoughtLine>& lines, const domain::Purchase& purchase) {
    BoughtLine line{
        .purchase_id = purchase.id, .number = purchase.number, .date = purchase.business_date};
    for (const auto& item : domain::items_of(purchase)) {
        line.product = item.name.empty() ? item.code : item.name;
        line.quantity = item.pieces.value_or(1);
        line.amount = item.amount;
        lines.push_back(line);
    }
    if (!line.product.empty()) return;
    // Nobody wrote down what it was: the receipt itself is still worth naming.
    line.product = purchase.number;
    line.amount = purchase.amount;
    if (!line.product.empty()) lines.push_back(line);
}

/// The newest lines of the person's receipts.
Result<std::vector<BoughtLine>> load_bought_lines(domain::ServiceContext& context,
                                                  const domain::Session& session,
                                                  const Uuid& member) {
    std::vector<BoughtLine> lines;
    if (!domain::has_right(session.role, domain::Right::purchases_keep)) return lines;
    QIANTAI_TRY(const auto page, domain::Purchases(context).list(
                                     session, {.member_id = member, .limit = k_bought_receipts}));
    for (const auto& line : page.purchases) {
        if (!line.purchase.is_refund()) add_bought(lines, line.purchase);
        if (lines.size() >= k_bought_lines_max) break;
    }
    lines.resize(std::min(lines.size(), k_bought_lines_max));
    return lines;
}

struct TicketPerson {
    std::vector<BoughtLine> bought{};
    std::vector<domain::TicketLink> earlier{};
};
Result<TicketPerson> load_person(domain::ServiceContext& context, const domain::Session& session,
                                 const Uuid& member) {
    TicketPerson person;
    QIANTAI_TRY(person.bought, load_bought_lines(context, session, member));
    QIANTAI_TRY(person.earlier, domain::TicketLists(context).earlier(session, member));
    return person;
}

void keep_ticket(Flow& flow) {
    auto& state = ticket_take_of(flow);
    state.draft_at.reset();
    auto written = state.written;
    written.member_id =
        state.who.member ? std::optional(state.who.member->member.id) : std::nullopt;
    run_service(
        flow,
        [json = boost::json::serialize(to_json(written))](domain::ServiceContext& context,
                                                          const domain::Session& session) {
            return domain::Drafts(context).save(session, k_ticket_draft, json);
        },
        [](Flow& later, const Status& kept) {
            if (!kept) return show_error(later, kept.error());
            ticket_take_of(later).draft_at = later.scene.shop.now_ms;
        });
}

domain::PromiseQuestion promise_question(const TicketTakeState& state) {
    return {.kind = state.kind(),
            .channel = state.channel(),
            .alarm = state.alarm(),
            .brought_in = state.kind() == TicketKind::repair && state.written.brought_in};
}

void guess_of_words(TicketTakeState& state) {
    drop_deleted_words(state.written.words, state.written.touched);
    state.guess = domain::guess_severity(state.choices, state.written.words);
}

}  // namespace

TicketTakeState& ticket_take_of(Flow& flow) {
    return flow.get<TicketTakeState>();
}

void begin_empty_ticket(Flow& flow) {
    auto choices = std::move(ticket_take_of(flow).choices);
    ticket_take_of(flow) = {.begun = true, .choices = std::move(choices)};
    // A desk of headquarters hears of its cases itself.
    const auto role = flow.scene.session->role;
    if (role == StaffRole::cs_agent || role == StaffRole::cs_manager) {
        ticket_take_of(flow).written.channel = TicketChannel::headquarters;
    }
    ask_promises(flow);
}

void load_ticket_take(Flow& flow) {
    auto& state = ticket_take_of(flow);
    // What was under way when the terminal was locked has no answer any more.
    state.saving = state.who.asking = false;
    if (state.begun) return ask_promises(flow);
    run_service(flow, load_ticket_beginning, [](Flow& later, const Result<TicketBeginning>& found) {
        if (!found) return show_error(later, found.error());
        if (ticket_take_of(later).begun) return;
        ticket_take_of(later).choices = found->choices;
        begin_empty_ticket(later);
        if (!found->written) return;
        auto& now = ticket_take_of(later);
        now.written = *found->written;
        now.who.member = found->member;
        now.types_product = !now.written.purchase_id && !now.written.product.empty();
        now.restored = now.is_touched();
        guess_of_words(now);
        ask_promises(later);
        load_ticket_person(later);
        load_take_thumbnails(later);
    });
}

void load_ticket_person(Flow& flow) {
    auto& state = ticket_take_of(flow);
    state.bought.clear();
    state.earlier.clear();
    if (!state.who.member) return;
    const Uuid member = state.who.member->member.id;
    run_service(
        flow,
        [member](domain::ServiceContext& context, const domain::Session& session) {
            return load_person(context, session, member);
        },
        [member](Flow& later, const Result<TicketPerson>& person) {
            if (!person) return show_error(later, person.error());
            auto& now = ticket_take_of(later);
            if (!now.who.member || now.who.member->member.id != member) return;
            now.bought = person->bought;
            now.earlier = person->earlier;
        });
}

void ticket_changed(Flow& flow) {
    auto& state = ticket_take_of(flow);
    const auto before = state.alarm();
    guess_of_words(state);
    if (state.alarm() != before) ask_promises(flow);
    keep_ticket(flow);
}

void ask_promises(Flow& flow) {
    run_service(
        flow,
        [question = promise_question(ticket_take_of(flow))](domain::ServiceContext& context,
                                                            const domain::Session& session) {
            return domain::TicketLists(context).promises(session, question);
        },
        [](Flow& later, const Result<std::vector<domain::SeverityPromise>>& promises) {
            if (!promises) return show_error(later, promises.error());
            ticket_take_of(later).promises = *promises;
        });
}

void forget_ticket(Flow& flow) {
    ticket_take_of(flow) = {};
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).discard(session, k_ticket_draft);
        },
        [](Flow& later, const Status& discarded) {
            if (!discarded) show_error(later, discarded.error());
        });
}

std::string whom_of_ticket_draft(const std::string& content_json) {
    const auto json = parse_json_object(content_json);
    const auto written = json ? from_json<TicketWritten>(*json) : std::nullopt;
    if (!written) return {};
    return written->customer_name.empty() ? written->product : written->customer_name;
}

}  // namespace qiantai::app
