#pragma once

// Tickets as people see them: names beside the numbers of staff, contact data by role, clocks as
// they stand now. One per answer: what it reads once (names, calendars, the time) it keeps.

#include <map>
#include <string>

#include "terminal/tickets/rules/ticket_cache.hpp"
#include "terminal/tickets/rules/tickets_sql.hpp"

namespace qiantai::domain {

class TicketView {
  public:
    static Result<TicketView> load(ServiceContext& context, const Session& session);

    TimeMs now() const { return m_now; }
    TicketUnits& units() { return m_units; }
    Result<TicketPage> build_page(const Uuid& ticket_id);
    Result<TicketLine> build_line(const TicketStateRow& row);
    Result<TicketLink> build_link(const TicketStateRow& row);
    /// `ticket` with what was corrected.
    Result<TicketCustomer> build_customer(const Ticket& ticket);

  private:
    TicketView(ServiceContext& context, const Session& session, TicketUnits units)
        : m_context(context), m_session(session), m_units(std::move(units)) {}
    Result<ShownClock> build_clock(const Ticket& ticket, const TicketState& state,
                                   const TicketClock& clock);
    Result<std::vector<std::int64_t>> load_warnings(const TicketStateRow& row, TicketTimer timer);
    Result<std::vector<TicketLink>> build_related(const Ticket& ticket);
    Status add_clocks(TicketPage& page);
    Status add_headquarters(TicketPage& page);
    void add_people(TicketPage& page) const;
    void drop_unclaimed(TicketPage& page) const;
    std::string staff_name(const std::string& number) const;

    ServiceContext& m_context;
    const Session& m_session;
    TicketUnits m_units;
    TimeMs m_now = 0;
    std::map<std::string, std::string> m_staff;
    std::map<std::string, std::string> m_tiers;
};

Result<std::optional<TicketStateRow>> find_state(sqlite::Database& database, const Uuid& ticket_id);

}  // namespace qiantai::domain
