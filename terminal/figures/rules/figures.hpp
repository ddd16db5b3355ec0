#pragma once

// The figures of a store, or at headquarters of what headquarters has: members, cases, callbacks and
// stocktakes, while receipts lie at the stores. Right of all: figures_read. Nothing is written.
// Whoever may see no people (sees_people()) asks for whole months, quarters and years, and small cells
// are taken out. Thread rule: as ServiceContext; a year of a large store takes seconds.

#include "terminal/base/service_context.hpp"
#include "terminal/figures/rules/figure_answer_facts.hpp"

namespace qiantai::domain {

class Figures {
  public:
    explicit Figures(ServiceContext& context) : m_context(context) {}

    /// What there is, and how each is reckoned.
    Result<std::vector<FigureListing>> list(const Session& session);
    /// Every figure of a period with the period before and the year before, and the breakdowns asked
    /// for. Errors: k_figure_period_malformed, k_figure_only_whole, k_figure_store_unknown.
    Result<FigureAnswer> show(const Session& session, const FigureRequest& request);
    /// The breakdowns of `request.by` alone, one at least. The same errors, and k_figure_by_missing.
    Result<std::vector<FigureBreakdown>> breakdown(const Session& session,
                                                   const FigureRequest& request);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
