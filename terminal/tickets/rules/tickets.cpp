#include "terminal/tickets/rules/tickets.hpp"

#include "terminal/base/audit.hpp"
#include "terminal/tickets/rules/ticket_fold.hpp"
#include "terminal/tickets/rules/ticket_view.hpp"
#include "terminal/tickets/rules/tickets_sql.hpp"

namespace qiantai::domain {

Result<Tickets::Case> Tickets::load_case(const Uuid& ticket_id, Writable writable) {
    Case one;
    QIANTAI_TRY(one.ticket, load_ticket(m_context.database, ticket_id));
    const auto& own = m_context.identity.store_code;
    const bool owner = one.ticket.store_code == own || m_context.identity.is_headquarters();
    const bool may_add = writable == Writable::by_whoever_sees && one.ticket.taken_at == own;
    if (!owner && !may_add) {
        return make_error(k_ticket_of_other_store, one.ticket.store_code, "ticket_id");
    }
    QIANTAI_TRY(one.events, load_ticket_events(m_context.database, ticket_id));
    one.state = fold_ticket(one.ticket, one.events);
    // The head is written back nowhere; what the course asks of it counts as it was corrected.
    one.ticket.in_warranty = corrected_ticket(one.ticket, one.events).in_warranty;
    return one;
}

Result<TicketEvent> Tickets::new_event(const Session& session, const Ticket& ticket,
                                       std::span<const TicketEvent> events, TicketStep step) {
    QIANTAI_TRY(const auto now, load_moment(m_context));
    return TicketEvent{.id = m_context.new_id(),
                       .store_code = m_context.identity.store_code,
                       .ticket_id = ticket.id,
                       .member_id = ticket.member_id,
                       .step = step,
                       .after = newest_of(events),
                       .business_date = now.today,
                       .created_by = session.staff_number,
                       .created_at = now.at};
}

Result<TicketPage> Tickets::save(const Session& session, const Ticket& ticket,
                                 const TicketEvent& event, std::string_view action,
                                 sqlite::Transaction& transaction,
                                 std::span<const TicketEvent> with) {
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, event));
    for (const auto& one : with) QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, one));
    AuditEntry entry{.action = std::string(action),
                     .subject_entity = "ticket",
                     .subject_id = ticket.id.text(),
                     .detail = {{"number", ticket.number}, {"step", event.step.text()}}};
    if (!event.field.empty()) entry.detail["field"] = event.field;
    if (!event.to_store.empty()) entry.detail["to_store"] = event.to_store;
    if (event.amount) entry.detail["amount"] = event.amount->text();
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, entry));
    QIANTAI_TRY_STATUS(refold_ticket(m_context.database, ticket.id));
    QIANTAI_TRY(auto view, TicketView::load(m_context, session));
    QIANTAI_TRY(auto page, view.build_page(ticket.id));
    const bool news = event.step == TicketStep::received || event.step == TicketStep::severity_set;
    page.sync_now = news && headquarters_hears(page.ticket, page.state.severity);
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<int> Tickets::rebuild(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    QIANTAI_TRY_STATUS(rebuild_tickets(m_context.database));
    auto& count = m_context.database.cached("SELECT count(*) FROM ticket_state");
    QIANTAI_TRY(const auto tickets, sqlite::only(count, sqlite::integer_column));
    return static_cast<int>(tickets);
}

}  // namespace qiantai::domain
