#pragma once

#include "schema/base/clock.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

/// The next clock for a row that the hub itself writes in this transaction: greater than all it
/// gave before (kept as a fact) and than `after`, which is what the row has already. While the
/// hub's time is in doubt it only counts on from what it has given and taken.
Result<sync::Hlc> next_hub_hlc(HubWriter& writer, TimeMs now, sync::Hlc after = {});

/// The greatest clock that this hub ever gave or took, 0 if none: whoever has met it goes on from
/// there, so that it must be taken again whatever the wall clock says by now.
Result<sync::Hlc> load_greatest_hlc(HubReader& reader);
Status note_taken_hlc(HubWriter& writer, sync::Hlc taken);

/// Remembers, in a transaction of its own, the greatest clock that was refused as too far ahead:
/// accept_refused_clocks() takes it for one that was given after all, by a hub whose database is
/// lost.
Status note_refused_hlc(HubStore& store, sync::Hlc refused);
/// False if none was refused.
Result<bool> accept_refused_clocks(HubWriter& writer);

/// A hub's clock that stands before the last time it was right, or longer after it than any hub is
/// switched off, can't be right. `last_time` 0: never noted.
bool is_far_from(TimeMs last_time, TimeMs now);
/// As far as the database knows: noted as doubtful by the running service, or is_far_from().
Result<bool> is_clock_doubtful(HubReader& reader, TimeMs now);
/// A fact that is a number; 0 if it is missing.
Result<std::int64_t> load_fact_number(HubReader& reader, std::string_view name);

}  // namespace qiantai::hub
