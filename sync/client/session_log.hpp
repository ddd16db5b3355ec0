#pragma once

#include "schema/base/event_log.hpp"
#include "sync/client/session_context.hpp"

namespace qiantai::sync {

/// One line: how a session ended and what it moved.
void log_session(EventLog& log, const SessionReport& report);

}  // namespace qiantai::sync
