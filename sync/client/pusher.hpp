#pragma once

#include "sync/client/outbox_reader.hpp"
#include "sync/client/session_context.hpp"

namespace qiantai::sync {

/// Sends all waiting changes, batch after batch. Each answer is stored before the next batch is
/// read. Handles by itself: a gap (the hub was set back), a clock that was ahead (changes are
/// stamped anew), a batch that the hub finds too large. Counts into `context.report`. On an error
/// everything acknowledged so far is stored.
Status push_all(const SessionContext& context, BatchLimits limits = {});

}  // namespace qiantai::sync
