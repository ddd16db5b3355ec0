#pragma once

// Scopes that show rows which are not their own, for a while.
//
// A member follows the customer: whoever is looked up at another store stays in that store's scope,
// with cards and consents (every row of an entity that follows_person), and leaves it again.
//
// A desk of headquarters has contact columns only under an open authorisation
// (Entity::opens_contact, made by whoever may write that entity): the row it names, and what
// belongs to it, stands in that desk's own scope, which alone of headquarters' scopes carries those
// columns (feed_reader.hpp). At its end the desk is told that it is gone from there.
//
// While it lasts, WorkingSet shows the scope every change.

#include <span>

#include "schema/manifest/manifest.hpp"
#include "sync/hub/rules/working_set.hpp"

namespace qiantai::hub {

/// Begins these stays of persons that were looked up, or prolongs them. Not flushed.
Status begin_stays(HubWriter& writer, const Manifest& manifest, WorkingSet& rows,
                   std::span<const Stay> stays);

/// Begins and ends stays at desks as the authorisations among the changed rows say. Not flushed.
Status follow_authorisations(HubWriter& writer, const Manifest& manifest, WorkingSet& rows,
                             TimeMs now);

/// Ends the device's stays whose time is over: terminals are told that the rows are gone. One
/// transaction, and none if there is nothing to end. The rest of very many waits for the next call.
Status end_stays(HubStore& store, const Manifest& manifest, const Device& device, TimeMs now);

}  // namespace qiantai::hub
