#include "terminal/tickets/rules/ticket_figures_facts.hpp"

namespace qiantai::domain {

HandlingColumn handling_column(const Coded<ResolutionKind>& resolution) {
    if (resolution.empty()) return HandlingColumn::none;
    if (resolution == ResolutionKind::compensation) return HandlingColumn::compensation;
    if (resolution == ResolutionKind::refund) return HandlingColumn::taken_back;
    if (resolution == ResolutionKind::discount) return HandlingColumn::discount;
    return HandlingColumn::other;
}

}  // namespace qiantai::domain
