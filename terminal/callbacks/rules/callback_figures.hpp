#pragma once

#include "terminal/base/service_context.hpp"
#include "terminal/callbacks/rules/callback_figures_facts.hpp"

namespace qiantai::domain {

/// Thread rule: as ServiceContext.
class CallbackReport {
  public:
    explicit CallbackReport(ServiceContext& context) : m_context(context) {}

    /// A store's own; at headquarters every store's, or one's. Right: callbacks_figures; of one
    /// person: callbacks_manage too. k_callback_period_malformed.
    Result<CallbackFigures> figures(const Session& session, const CallbackFiguresFilter& filter);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
