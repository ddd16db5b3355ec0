#pragma once

#include "schema/base/clock.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

/// The next clock for a row that the hub itself writes in this transaction: greater than all it
/// gave before (kept as a fact) and than `after`, which is what the row has already.
Result<sync::Hlc> next_hub_hlc(HubWriter& writer, TimeMs now, sync::Hlc after = {});

/// The greatest clock in a row.
sync::Hlc greatest_hlc(const sync::RowState& state);

}  // namespace qiantai::hub
