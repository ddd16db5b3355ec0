#pragma once

// What tickets come to: 客户投诉分析统计表 (FORMS.md A4) and the service figures that come from
// tickets (FORMS.md B5). Right of all: tickets_figures. A period is of at most 366 days; at a store
// it is the store's. Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/tickets/rules/ticket_figures_facts.hpp"

namespace qiantai::domain {

class TicketFigures {
  public:
    explicit TicketFigures(ServiceContext& context) : m_context(context) {}

    /// Complaints taken in the period. k_ticket_period_malformed.
    Result<TicketStatistics> statistics(const Session& session, const TicketPeriod& period);
    /// Of every store, and of everybody there who took tickets. k_ticket_period_malformed.
    Result<std::vector<ServiceFiguresOf>> figures(const Session& session,
                                                  const TicketPeriod& period);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
