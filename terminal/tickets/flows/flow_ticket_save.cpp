// What a scanner says while a case is taken in, and taking it in.

#include "terminal/members/flows/member_flows.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "terminal/tickets/flows/ticket_take_parts.hpp"
#include "terminal/tickets/rules/tickets.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

domain::TicketIntake intake_of(const TicketTakeState& state) {
    const auto& written = state.written;
    domain::TicketIntake intake{.kind = state.kind(),
                                .channel = state.channel(),
                                .subject = written.subject,
                                .words = written.words,
                                .demand = state.is_case() ? written.demand : std::string(),
                                .severity = state.severity(),
                                .alarm = state.alarm(),
                                .product = written.product,
                                .till_receipt = written.till_receipt,
                                .purchase_id = written.purchase_id,
                                .purchased_on = written.purchased_on,
                                .photos = written.photos};
    if (!written.product.empty()) intake.quantity = written.quantity;
    if (state.who.member) {
        intake.member_id = state.who.member->member.id;
    } else {
        intake.customer_name = written.customer_name;
        intake.customer_phone = written.customer_phone;
    }
    if (state.channel() == TicketChannel::authority) {
        intake.authority_number = written.authority_number;
    }
    if (state.kind() != TicketKind::repair) return intake;
    intake.device = written.device;
    intake.in_warranty = written.in_warranty;
    intake.brought_in = written.brought_in;
    if (!written.brought_in) intake.address = written.address;
    return intake;
}

FieldErrors check_ticket(const TicketTakeState& state) {
    FieldErrors errors;
    // A name that was typed and belongs to nobody must not be lost silently.
    if (state.lacks_person()) {
        errors.try_emplace("member_id",
                           make_error(state.who.typed.empty() ? k_field_missing
                                                              : domain::k_purchase_member_unknown));
    }
    if (state.written.words.empty()) {
        errors.try_emplace("words", make_error(domain::k_ticket_words_missing));
    }
    return errors;
}

bool has_a_place(const TicketTakeState& state, std::string_view field) {
    if (field == "member_id" || field == "words") return true;
    if (field == "customer_name" || field == "customer_phone") return state.written.is_no_member;
    if (field == "product" || field == "till_receipt") return state.types_product;
    if (field == "device") return state.kind() == TicketKind::repair;
    if (field == "address") return state.kind() == TicketKind::repair && !state.written.brought_in;
    return field == "authority_number" && state.channel() == TicketChannel::authority;
}

void ticket_taken(Flow& flow, const domain::TicketPage& page) {
    const bool sync_now = page.sync_now;
    auto choices = std::move(ticket_take_of(flow).choices);
    forget_ticket(flow);
    ticket_take_of(flow) = {.begun = true, .choices = std::move(choices), .done = page};
    // Headquarters has to hear of it within the hour.
    if (sync_now) flow.link.sync_now();
}

/// What a code says: a member, or a receipt of somebody or nobody.
struct ScannedForTicket {
    std::optional<ShownMember> member{};
    std::optional<domain::Purchase> purchase{};
};
Result<ScannedForTicket> find_for_ticket(domain::ServiceContext& context,
                                         const domain::Session& session, const std::string& code) {
    ScannedForTicket scanned;
    QIANTAI_TRY(const auto members, find_shown_members(context, session, code));
    if (members.size() == 1) {
        scanned.member = members.front();
        return scanned;
    }
    if (!domain::has_right(session.role, domain::Right::purchases_keep)) return scanned;
    QIANTAI_TRY(const auto page,
                domain::Purchases(context).list(session, {.number = code, .limit = 2}));
    // Of two with the same number somebody has to say which.
    if (page.purchases.size() != 1) return scanned;
    scanned.purchase = page.purchases.front().purchase;
    if (!scanned.purchase->member_id) return scanned;
    const auto member = load_shown_member(context, session, *scanned.purchase->member_id);
    if (member) scanned.member = *member;
    return scanned;
}

void take_scanned(Flow& flow, const std::string& code, const ScannedForTicket& scanned) {
    if (scanned.member) pick_member(flow, ticket_person_place(), *scanned.member);
    auto& state = ticket_take_of(flow);
    if (scanned.purchase) {
        const auto& purchase = *scanned.purchase;
        auto& written = state.written;
        const auto items = domain::items_of(purchase);
        state.types_product = items.size() != 1;
        written.purchase_id = purchase.id;
        written.till_receipt = purchase.number;
        written.purchased_on = purchase.business_date;
        written.product = items.size() == 1 ? items.front().name : std::string();
        written.quantity = items.size() == 1 ? items.front().pieces.value_or(1) : 1;
    } else if (!scanned.member) {
        state.types_product = true;
        state.written.purchase_id.reset();
        state.written.till_receipt = code;
    }
    ticket_changed(flow);
}

}  // namespace

void save_ticket(Flow& flow) {
    auto& state = ticket_take_of(flow);
    if (state.saving || state.done || !state.begun) return;
    state.errors = check_ticket(state);
    if (!state.errors.empty()) return;
    state.saving = true;
    run_service(
        flow,
        [intake = intake_of(state)](domain::ServiceContext& context,
                                    const domain::Session& session) {
            return domain::Tickets(context).take(session, intake);
        },
        [](Flow& later, const Result<domain::TicketPage>& page) {
            auto& now = ticket_take_of(later);
            now.saving = false;
            if (page) return ticket_taken(later, *page);
            const auto& error = page.error();
            if (!has_a_place(now, error.field)) show_error(later, error);
            now.errors.insert_or_assign(error.field, error);
        });
}

bool scan_into_ticket(Flow& flow, const std::string& code) {
    const auto& state = ticket_take_of(flow);
    if (state.saving || !state.begun) return true;
    if (state.done) begin_empty_ticket(flow);
    run_service(
        flow,
        [code](domain::ServiceContext& context, const domain::Session& session) {
            return find_for_ticket(context, session, code);
        },
        [code](Flow& later, const Result<ScannedForTicket>& scanned) {
            if (!scanned) return show_error(later, scanned.error());
            if (ticket_take_of(later).begun) take_scanned(later, code, *scanned);
        });
    return true;
}

}  // namespace qiantai::app
