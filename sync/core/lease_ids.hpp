#pragma once

// Ids that tills and hub derive alike, of what holds a campaign's cap and of what is given under it.

#include <string_view>

#include "schema/base/uuid.hpp"

namespace qiantai::sync {

/// What one database of a till (`incarnation`) wants of a campaign: a restored one has another claim
/// and begins with nothing.
Uuid lease_claim_id(const Uuid& campaign_id, const Uuid& incarnation, std::string_view store_code);
/// What the hub granted for it.
Uuid lease_id(const Uuid& claim_id, std::string_view store_code);
/// What of a campaign's cap is with tills.
Uuid lease_pool_id(const Uuid& campaign_id);
/// Of a line that was taken back: the same at every till that does.
Uuid issuance_return_id(const Uuid& line_id, std::string_view store_code);
/// The same whichever of the two lines came first.
Uuid entitlement_conflict_id(const Uuid& one_line, const Uuid& other_line,
                             std::string_view store_code);

}  // namespace qiantai::sync
