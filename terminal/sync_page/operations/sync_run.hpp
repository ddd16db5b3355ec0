#pragma once

#include "sync/client/session.hpp"
#include "sync/client/status.hpp"
#include "terminal/operations/operation.hpp"

namespace qiantai::ctl {

/// One session with the hub from here: the report says what passed, also when it ended early. An
/// error only if the terminal isn't enrolled or the hub's address can't be used at all.
Result<sync::SessionReport> run_session(Desk& desk, const sync::SessionProgress& progress = {});

boost::json::object to_json(const sync::SessionReport& report);
boost::json::object to_json(const sync::SyncStatus& status,
                            const std::map<std::string, sync::WaitingChanges>& waiting_by_entity);

}  // namespace qiantai::ctl
