#pragma once

// What the parts of the tickets' services share: reading rows, and the calendars and times by which
// a unit's clocks run.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/tickets/rules/ticket_facts.hpp"
#include "terminal/tickets/rules/ticket_times.hpp"

namespace qiantai::domain {

Result<std::optional<Ticket>> find_ticket(sqlite::Database& database, const Uuid& id);
/// k_ticket_not_found.
Result<Ticket> load_ticket(sqlite::Database& database, const Uuid& id);
/// In the order in which they count.
Result<std::vector<TicketEvent>> load_ticket_events(sqlite::Database& database,
                                                    const Uuid& ticket_id);

/// What came to a case of one call: its steps, if nothing else has happened to the case since. `call`: the
/// row_hlc and the person of the call. Nothing if something has.
Result<std::optional<std::vector<Uuid>>> steps_of_call(sqlite::Database& database,
                                                       const Uuid& ticket_id, std::int64_t call,
                                                       std::string_view by);
/// Inside a transaction: these have no effect any more. k_ticket_not_found.
Status take_call_back(ServiceContext& context, const Session& session, const Uuid& ticket_id,
                      std::span<const Uuid> steps);

/// Calendars and times, each read once: as they hold now, and as they held when a promise was made.
class TicketUnits {
  public:
    static Result<TicketUnits> load(ServiceContext& context);

    const TicketTimes& times() const { return m_times; }
    /// Of the store that has a ticket; headquarters' office. Stands as long as this.
    Result<const BusinessCalendar*> handler_of(const std::string& store_code);
    Result<TicketCalendars> calendars_of(const Ticket& ticket);
    /// In which the clock counts: as its owner's was known when it was promised. Stands as long as
    /// this.
    Result<const BusinessCalendar*> calendar_of(const Ticket& ticket, const TicketClock& clock);

  private:
    TicketUnits(ServiceContext& context, TicketTimes times) : m_context(&context), m_times(times) {}
    Result<BusinessCalendar> load_known_at(TimeMs at, const std::string& store_code);
    ServiceContext* m_context;
    TicketTimes m_times;
    std::map<std::string, BusinessCalendar> m_handlers;
    /// Of a store, headquarters' office, or its roster (empty), between two changes of calendars.
    std::map<std::pair<std::string, std::size_t>, BusinessCalendar> m_earlier;
    std::vector<TimeMs> m_changes;
};

}  // namespace qiantai::domain
