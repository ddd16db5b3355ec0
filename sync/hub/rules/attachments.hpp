#pragma once

#include <string_view>

#include "schema/manifest/manifest.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

/// Whether the device may give and take this content: a row that it sees, or that is its store's own,
/// names it in a column that it sees. Nothing else gives the right.
Result<bool> may_have_content(HubReader& reader, const Manifest& manifest, const Device& device,
                              std::string_view name);

/// Takes away what rows have let go and no other row names, the files first, so that after a cut it
/// is done again. Pushes wait meanwhile: none names it anew unseen. Gives how many went.
Result<int> drop_loose_contents(HubStore& store, const Manifest& manifest);

}  // namespace qiantai::hub
