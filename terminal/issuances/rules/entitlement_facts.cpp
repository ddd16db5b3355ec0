#include "terminal/issuances/rules/entitlement_facts.hpp"

namespace qiantai::domain {

EntitlementState entitlement_state(const Entitlement& entitlement, bool used, Date today) {
    if (used) return EntitlementState::used;
    if (entitlement.voided_at) return EntitlementState::voided;
    return entitlement.expires_on < today ? EntitlementState::expired : EntitlementState::unused;
}

}  // namespace qiantai::domain
