#pragma once

#include "schema/sqlite/database.hpp"
#include "sync/client/session_context.hpp"

namespace qiantai::sync {

/// Reads the feed of the hub's scopes to its end and applies it page by page, see feed_applier.hpp.
/// On the first load `bulk` runs around it. Counts into `context.report`. On an error everything
/// applied so far is stored with its cursors.
Status pull_all(const SessionContext& context, const HubHello& hello, const BulkLoadHooks& bulk);

/// Runs `load`, which applies feed pages and tells whether the feed was read to its end. As long as
/// that never happened, `bulk` runs around it, and the fact first_load_done is set at the end.
Status load_feed(sqlite::Database& database, const BulkLoadHooks& bulk, SessionReport& report,
                 const std::function<Result<bool>()>& load);

}  // namespace qiantai::sync
