#include "terminal/tickets/rules/tickets_sql.hpp"

#include "sync/core/scope.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/calendars/rules/calendars.hpp"
#include "terminal/tickets/rules/tickets_facts.hpp"

namespace qiantai::domain {

Result<std::optional<Ticket>> find_ticket(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<Ticket>("WHERE id = ?");
    return sqlite::one(database.cached(sql).bind(id), sqlite::read_row<Ticket>);
}

Result<Ticket> load_ticket(sqlite::Database& database, const Uuid& id) {
    QIANTAI_TRY(auto ticket, find_ticket(database, id));
    if (!ticket) return make_error(k_ticket_not_found, {}, "ticket_id");
    return *std::move(ticket);
}

Result<std::vector<TicketEvent>> load_ticket_events(sqlite::Database& database,
                                                    const Uuid& ticket_id) {
    static const auto sql = "SELECT " + shape_of<TicketEvent>().columns +
                            ", row_hlc FROM ticket_event WHERE ticket_id = ? ORDER BY row_hlc, id";
    return sqlite::all(database.cached(sql).bind(ticket_id), [](const sqlite::Statement& row) {
        auto event = sqlite::read_row<TicketEvent>(row);
        event.order = row.integer(row.column_count() - 1);
        return event;
    });
}

Result<TicketUnits> TicketUnits::load(ServiceContext& context) {
    QIANTAI_TRY(const auto policy, load_policy(context, k_ticket_times_policy));
    TicketUnits units(context, policy ? parse_ticket_times(*policy) : TicketTimes());
    QIANTAI_TRY(units.m_changes, load_calendar_changes(context));
    return units;
}

Result<BusinessCalendar> TicketUnits::load_known_at(TimeMs at, const std::string& store_code) {
    if (store_code.empty()) return load_calendar_known_at(*m_context, at, CalendarUnit::duty);
    if (store_code == sync::k_hq_store_code) {
        return load_calendar_known_at(*m_context, at, CalendarUnit::office);
    }
    auto calendar = load_calendar_known_at(*m_context, at, CalendarUnit::store, store_code);
    const bool unknown = !calendar && calendar.error().kind == &k_calendar_store_unknown;
    return unknown ? load_calendar_known_at(*m_context, at, CalendarUnit::store) : calendar;
}

Result<const BusinessCalendar*> TicketUnits::calendar_of(const Ticket& ticket,
                                                         const TicketClock& clock) {
    const bool of_roster = is_owed_by_roster(ticket, clock.timer);
    const auto& whose = of_roster ? std::string() : ticket.store_code;
    const auto later = std::ranges::upper_bound(m_changes, clock.since_at);
    const auto era = static_cast<std::size_t>(later - m_changes.begin());
    const auto known = m_earlier.find({whose, era});
    if (known != m_earlier.end()) return &known->second;
    QIANTAI_TRY(auto calendar, load_known_at(clock.since_at, whose));
    return &m_earlier.emplace(std::pair(whose, era), std::move(calendar)).first->second;
}

Result<const BusinessCalendar*> TicketUnits::handler_of(const std::string& store_code) {
    const auto known = m_handlers.find(store_code);
    if (known != m_handlers.end()) return &known->second;
    const bool is_office = store_code == sync::k_hq_store_code;
    auto calendar = is_office ? load_calendar(*m_context, CalendarUnit::office)
                              : load_calendar(*m_context, CalendarUnit::store, store_code);
    // A ticket may arrive before its store's row does; until then it runs by this store's hours.
    if (!calendar && calendar.error().kind == &k_calendar_store_unknown) {
        calendar = load_calendar(*m_context, CalendarUnit::store);
    }
    if (!calendar) return calendar.error();
    return &m_handlers.emplace(store_code, *std::move(calendar)).first->second;
}

Result<TicketCalendars> TicketUnits::calendars_of(const Ticket& ticket) {
    QIANTAI_TRY(const auto* handler, handler_of(ticket.store_code));
    QIANTAI_TRY(auto duty, load_calendar(*m_context, CalendarUnit::duty));
    return TicketCalendars{*handler, std::move(duty)};
}

}  // namespace qiantai::domain
