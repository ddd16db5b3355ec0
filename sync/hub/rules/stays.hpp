#pragma once

// A member follows the customer: whoever is looked up at another store stays in that store's scope
// for a while, with cards and consents (every row of an entity that follows_person), and leaves it
// again. While it lasts, WorkingSet shows that store every change of the person.

#include <span>

#include "schema/manifest/manifest.hpp"
#include "sync/hub/rules/working_set.hpp"

namespace qiantai::hub {

/// Begins these stays, or prolongs them. Not flushed.
Status begin_stays(HubWriter& writer, const Manifest& manifest, WorkingSet& rows,
                   std::span<const Stay> stays);

/// Ends the store's stays whose time is over: its terminals are told that the rows are gone. One
/// transaction, and none if there is nothing to end. The rest of very many waits for the next call.
Status end_stays(HubStore& store, const Manifest& manifest, std::string_view store_code,
                 TimeMs now);

}  // namespace qiantai::hub
