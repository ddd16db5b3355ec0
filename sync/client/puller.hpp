#pragma once

#include "sync/client/session_context.hpp"

namespace qiantai::sync {

/// Reads the feed of the hub's scopes to its end and applies it page by page, see feed_applier.hpp.
/// On the first load `bulk` runs around it. Counts into `context.report`. On an error everything
/// applied so far is stored with its cursors.
Status pull_all(const SessionContext& context, const HubHello& hello, const BulkLoadHooks& bulk);

}  // namespace qiantai::sync
