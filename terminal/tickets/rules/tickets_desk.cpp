#include <algorithm>

#include "sync/core/scope.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/tickets/rules/ticket_cache.hpp"
#include "terminal/tickets/rules/ticket_correction_facts.hpp"
#include "terminal/tickets/rules/ticket_course.hpp"
#include "terminal/tickets/rules/ticket_fold.hpp"
#include "terminal/tickets/rules/ticket_retention.hpp"
#include "terminal/tickets/rules/ticket_texts.hpp"
#include "terminal/tickets/rules/ticket_view.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "terminal/tickets/rules/tickets_sql.hpp"

namespace qiantai::domain {
namespace {

Status set_ticket_store(sqlite::Database& database, const Uuid& ticket, const std::string& store) {
    auto& statement = database.cached("UPDATE ticket SET store_code = ? WHERE id = ?");
    return statement.bind(store, ticket).run();
}

Status check_receiver(sqlite::Database& database, const std::string& store) {
    if (store == sync::k_hq_store_code) return {};
    auto& known = database.cached("SELECT 1 FROM store WHERE code = ? AND status = 'open'");
    QIANTAI_TRY(const bool exists, sqlite::any(known.bind(store)));
    if (!exists) return make_error(k_ticket_store_unknown, store, "to_store");
    return {};
}

AuditEntry about_ticket(std::string_view action, const Ticket& ticket) {
    return {.action = std::string(action),
            .subject_entity = "ticket",
            .subject_id = ticket.id.text(),
            .detail = {{"number", ticket.number}}};
}

}  // namespace

Result<TicketPage> Tickets::transfer(const Session& session, const TicketTransfer& transfer) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    auto& database = m_context.database;
    QIANTAI_TRY(auto reason, normalise_ticket_reason(transfer.reason));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(auto one, load_case(transfer.ticket_id, Writable::by_its_owner));
    QIANTAI_TRY_STATUS(check_step(one.ticket, one.state, TicketStep::transferred, session));
    QIANTAI_TRY_STATUS(check_receiver(database, transfer.to_store));
    if (transfer.to_store == one.ticket.store_code) {
        return make_error(k_ticket_value_malformed, transfer.to_store, "to_store");
    }
    QIANTAI_TRY(auto event, new_event(session, one.ticket, one.events, TicketStep::transferred));
    event.to_store = transfer.to_store;
    event.reason = std::move(reason);
    QIANTAI_TRY_STATUS(set_ticket_store(database, one.ticket.id, transfer.to_store));
    return save(session, one.ticket, event, "tickets.transfer", transaction);
}

Result<TicketPage> Tickets::correct(const Session& session, const TicketCorrection& correction) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    QIANTAI_TRY(auto reason, normalise_ticket_reason(correction.reason));
    const auto fields = correctable_fields();
    if (std::ranges::find(fields, correction.field) == fields.end()) {
        return make_error(k_ticket_value_malformed, correction.field, "field");
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case(correction.ticket_id, Writable::by_whoever_sees));
    QIANTAI_TRY_STATUS(check_step(one.ticket, one.state, TicketStep::corrected, session));
    const bool of_a_stranger =
        correction.field == "customer_name" || correction.field == "customer_phone";
    if (of_a_stranger && one.ticket.member_id) {
        return make_error(k_ticket_has_member, {}, "field");
    }
    QIANTAI_TRY(auto event, new_event(session, one.ticket, one.events, TicketStep::corrected));
    event.field = correction.field;
    event.reason = std::move(reason);
    std::string& kept = is_contact_field(event.field) ? event.contact : event.words;
    if (event.field == k_warranty_field) {
        const bool fits =
            one.ticket.kind == TicketKind::repair &&
            (correction.value == k_corrected_yes || correction.value == k_corrected_no);
        if (!fits) return make_error(k_ticket_value_malformed, "yes, no", "value");
        kept = correction.value;
    } else if (event.field == "customer_phone" && !correction.value.empty()) {
        QIANTAI_TRY(const auto country, load_phone_country(m_context));
        QIANTAI_TRY(kept, normalise_callable(correction.value, country));
    } else if (event.field == "customer_name" && !correction.value.empty()) {
        QIANTAI_TRY(kept, normalise_name(correction.value));
    } else {
        QIANTAI_TRY(kept, normalise_note(correction.value, k_ticket_address_length_max, "value"));
        QIANTAI_TRY_STATUS(check_column(m_context.manifest, "ticket", event.field, kept));
    }
    return save(session, one.ticket, event, "tickets.correct", transaction);
}

Result<TicketPage> Tickets::decide(const Session& session, const Uuid& ticket_id, const Uuid& holds,
                                   std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_decide));
    QIANTAI_TRY(auto why, normalise_ticket_reason(reason));
    auto& database = m_context.database;
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const auto one, load_case(ticket_id, Writable::by_whoever_sees));
    const bool open = std::ranges::any_of(one.state.contradictions, [&](const auto& pair) {
        return !pair.decided && (pair.one == holds || pair.other == holds);
    });
    if (!open) return make_error(k_ticket_no_contradiction, {}, "holds");
    QIANTAI_TRY_STATUS(check_step(one.ticket, one.state, TicketStep::decided, session));
    const auto chosen = std::ranges::find(one.events, holds, &TicketEvent::id);
    QIANTAI_ASSERT(chosen != one.events.end());
    const bool goes_elsewhere =
        chosen->step == TicketStep::transferred && chosen->to_store != one.ticket.store_code;
    if (goes_elsewhere) {
        QIANTAI_TRY_STATUS(load_case(ticket_id, Writable::by_its_owner));
        QIANTAI_TRY_STATUS(set_ticket_store(database, ticket_id, chosen->to_store));
    }
    QIANTAI_TRY(auto event, new_event(session, one.ticket, one.events, TicketStep::decided));
    event.about_id = holds;
    event.reason = std::move(why);
    return save(session, one.ticket, event, "tickets.decide", transaction);
}

Result<TicketPage> Tickets::hold(const Session& session, const Uuid& ticket_id, bool take_over) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case(ticket_id, Writable::by_whoever_sees));
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    const TimeMs age = now - one.state.held_at.value_or(now - k_ticket_hold_ms);
    const bool mine = one.state.held_by == session.staff_number;
    const bool theirs = !mine && age < k_ticket_hold_ms;
    const bool still_mine = mine && age < k_ticket_hold_ms / 2;
    const bool told = !m_context.identity.is_headquarters() || one.state.is_closed() || still_mine;
    if (!told && (!theirs || take_over)) {
        QIANTAI_TRY(const auto event, new_event(session, one.ticket, one.events, TicketStep::held));
        return save(session, one.ticket, event, "tickets.hold", transaction);
    }
    QIANTAI_TRY(auto view, TicketView::load(m_context, session));
    return view.build_page(ticket_id);
}

Result<int> Tickets::hand_over(const Session& session, std::string_view from, std::string_view to,
                               std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_decide));
    QIANTAI_TRY(const auto why, normalise_ticket_reason(reason));
    auto& database = m_context.database;
    QIANTAI_TRY_STATUS(refresh_tickets(database));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    auto& colleague = database.cached(
        "SELECT 1 FROM staff WHERE number = ? AND store_code = ? AND status = 'active'");
    QIANTAI_TRY(const bool works_here,
                sqlite::any(colleague.bind(to, m_context.identity.store_code)));
    if (!works_here || from == to) return make_error(k_ticket_value_malformed, {}, "to");
    auto& kept = database.cached(
        "SELECT ticket_id FROM ticket_state INDEXED BY ticket_state_by_keeper WHERE keeper = ?"
        " AND store_code = ?"
        " AND closed_at IS NULL ORDER BY place");
    QIANTAI_TRY(const auto tickets,
                sqlite::all(kept.bind(from, m_context.identity.store_code), sqlite::id_column));
    for (const Uuid& id : tickets) {
        QIANTAI_TRY(const auto one, load_case(id, Writable::by_its_owner));
        QIANTAI_TRY(auto event, new_event(session, one.ticket, one.events, TicketStep::assigned));
        event.department = one.state.department;
        event.assignee = to;
        event.words = why;
        QIANTAI_TRY_STATUS(sqlite::insert(database, event));
        QIANTAI_TRY_STATUS(refold_ticket(database, id));
    }
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "tickets.hand_over",
                                     .detail = {{"from", std::string(from)},
                                                {"to", std::string(to)},
                                                {"count", std::to_string(tickets.size())}}}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return static_cast<int>(tickets.size());
}

Result<TicketPage> Tickets::erase_customer(const Session& session, const Uuid& ticket_id,
                                           std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_erase));
    QIANTAI_TRY(auto why, normalise_ticket_reason(reason));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case(ticket_id, Writable::by_its_owner));
    if (one.ticket.member_id) return make_error(k_ticket_has_member, {}, "ticket_id");
    QIANTAI_TRY_STATUS(erase_ticket(m_context, one.ticket, one.events));
    auto entry = about_ticket("tickets.erase_customer", one.ticket);
    entry.detail["reason"] = std::move(why);
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, entry));
    QIANTAI_TRY_STATUS(refold_ticket(m_context.database, ticket_id));
    QIANTAI_TRY(auto view, TicketView::load(m_context, session));
    QIANTAI_TRY(auto page, view.build_page(ticket_id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<TicketCustomer> Tickets::reveal_contact(const Session& session, const Uuid& ticket_id,
                                               std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_reveal));
    QIANTAI_TRY(auto why, normalise_ticket_reason(reason));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case(ticket_id, Writable::by_whoever_sees));
    const auto ticket = corrected_ticket(one.ticket, one.events);
    TicketCustomer customer{.name = ticket.customer_name,
                            .phone = ticket.customer_phone,
                            .address = ticket.address,
                            .contact = ContactAccess::full};
    if (ticket.member_id) {
        QIANTAI_TRY(customer.member_id, resolve_merged(m_context.database, *ticket.member_id));
        QIANTAI_TRY(const auto member, load_member(m_context.database, *customer.member_id));
        customer.name = member.name;
        customer.phone = member.phone;
    }
    auto entry = about_ticket("tickets.reveal_contact", ticket);
    entry.detail["reason"] = std::move(why);
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, entry));
    QIANTAI_TRY_STATUS(transaction.commit());
    return customer;
}

Result<std::optional<std::vector<Uuid>>> steps_of_call(sqlite::Database& database,
                                                       const Uuid& ticket_id, std::int64_t call,
                                                       std::string_view by) {
    QIANTAI_TRY(const auto events, load_ticket_events(database, ticket_id));
    std::vector<Uuid> steps;
    for (const auto& event : events) {
        if (event.order <= call) continue;
        const bool of_call = comes_of_call(event) && event.created_by == by;
        const bool beside = event.step == TicketStep::noted ||
                            event.step == TicketStep::evidence_added ||
                            event.step == TicketStep::corrected || event.step == TicketStep::held;
        if (!of_call && !beside) return std::optional<std::vector<Uuid>>();
        if (of_call) steps.push_back(event.id);
    }
    return std::optional(std::move(steps));
}

Status take_call_back(ServiceContext& context, const Session& session, const Uuid& ticket_id,
                      std::span<const Uuid> steps) {
    QIANTAI_TRY(const auto ticket, load_ticket(context.database, ticket_id));
    QIANTAI_TRY(auto events, load_ticket_events(context.database, ticket_id));
    QIANTAI_TRY(const auto now, load_moment(context));
    for (const Uuid& step : steps) {
        TicketEvent event{.id = context.new_id(),
                          .store_code = context.identity.store_code,
                          .ticket_id = ticket.id,
                          .member_id = ticket.member_id,
                          .step = TicketStep::corrected,
                          .after = newest_of(events),
                          .about_id = step,
                          .field = std::string(k_call_field),
                          .business_date = now.today,
                          .created_by = session.staff_number,
                          .created_at = now.at};
        QIANTAI_TRY_STATUS(sqlite::insert(context.database, event));
        auto entry = about_ticket("tickets.correct", ticket);
        entry.detail["field"] = k_call_field;
        QIANTAI_TRY_STATUS(append_audit(context, &session, entry, now));
    }
    return refold_ticket(context.database, ticket_id);
}

}  // namespace qiantai::domain
