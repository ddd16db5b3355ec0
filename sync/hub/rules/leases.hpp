#pragma once

// Campaigns' caps, held offline: a till gives pieces away only out of a lease, and the hub alone
// makes leases. Whatever tills say and however long they are silent:
//
// 1. lease_pool.leased is the sum of granted less returned over the campaign's leases, in the same
//    transaction; it never grows beyond the cap that the campaign has then.
// 2. A lease belongs to one database of a till (its incarnation). A restored one has a claim of its
//    own; what the lost one was granted counts as given away for ever.
// 3. `granted` only grows, `returned` only grows and only as the till's claim says. What a claim says
//    of its use decides how much is topped up, never what the cap lets.
// 4. At most half of what is left goes to one till at a time, so that those that call later find
//    something.
// 5. A claim that knows of more than this hub granted was granted it by a hub that lost its newest
//    days: it counts from then on.
//
// A store that lets several write at once has to lock the pool's row when it is loaded.

#include "sync/hub/rules/working_set.hpp"

namespace qiantai::hub {

/// Answers the claims among the changed rows; `device` is who pushed them. Not flushed.
Status follow_lease_claims(HubWriter& writer, WorkingSet& rows, const Device& device, TimeMs now);

/// A right that two lines of the changed rows or of before used up: both stand, and a conflict that
/// both stores see says so. A line that was taken back is none. After save_duplicate_keys(); not
/// flushed.
Status follow_entitlement_uses(HubWriter& writer, WorkingSet& rows, TimeMs now);

}  // namespace qiantai::hub
