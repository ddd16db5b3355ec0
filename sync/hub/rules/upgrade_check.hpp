#pragma once

#include "schema/manifest/manifest.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

/// What an upgrade found among the rows that were kept while nobody here knew what they meant.
struct UpgradeCheck {
    std::int64_t placed = 0;     ///< rows shown to everybody who may see them from now on
    std::int64_t withdrawn = 0;  ///< rows that their writer could not have written
    std::int64_t emptied = 0;    ///< columns likewise, of rows that stand
};

/// A hub keeps entities and columns of newer terminals before it knows them, and hands them on. Once
/// it does, they are held to the same rules as if they came now: a store can't have planted what is
/// headquarters' to say, another store's row, or a value that is none. In a transaction of its own,
/// once for each schema version; the program calls it before anybody is served.
Result<UpgradeCheck> check_after_upgrade(HubStore& store, const Manifest& manifest);

}  // namespace qiantai::hub
