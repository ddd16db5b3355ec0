#include "sync/core/lease_ids.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "sync/core/scope.hpp"

namespace qiantai::sync {

Uuid lease_claim_id(const Uuid& campaign_id, const Uuid& incarnation,
                    std::string_view store_code) {
    return Uuid::derive("lease claim|" + campaign_id.text() + '|' + incarnation.text(),
                        Cell::of_store(store_code));
}

Uuid lease_id(const Uuid& claim_id, std::string_view store_code) {
    return Uuid::derive("lease|" + claim_id.text(), Cell::of_store(store_code));
}

Uuid lease_pool_id(const Uuid& campaign_id) {
    return Uuid::derive("lease pool|" + campaign_id.text(), Cell::of_store(k_hq_store_code));
}

Uuid issuance_return_id(const Uuid& line_id, std::string_view store_code) {
    return Uuid::derive("issuance return|" + line_id.text(), Cell::of_store(store_code));
}

Uuid entitlement_conflict_id(const Uuid& one_line, const Uuid& other_line,
                             std::string_view store_code) {
    const auto& [first, second] = std::minmax(one_line, other_line);
    return Uuid::derive("entitlement conflict|" + first.text() + '|' + second.text(),
                        Cell::of_store(store_code));
}

}  // namespace qiantai::sync
