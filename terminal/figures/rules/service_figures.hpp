#pragma once

// The service figures (FORMS.md B5): cases, callbacks and stocktakes define and count them; here they
// are only put beside the others.

#include "terminal/base/service_context.hpp"
#include "terminal/figures/rules/breakdown_facts.hpp"

namespace qiantai::domain {

struct ServiceScope {
    FigureDays days{};
    std::string store_code{};  ///< empty = all, at headquarters
    std::string tier{};        ///< of a tier there is none of these
    std::string clerk{};       ///< who took the cases, who called
};
/// Those that the session may not see say not_for_role. Begins read transactions of its own.
Result<std::vector<FigureValue>> load_service_figures(ServiceContext& context,
                                                      const Session& session,
                                                      const ServiceScope& scope);
/// Why members who were asleep or lost stayed away, from callbacks that were reached.
Result<FigureBreakdown> load_loss_reasons(ServiceContext& context, const Session& session,
                                          const ServiceScope& scope);

}  // namespace qiantai::domain
