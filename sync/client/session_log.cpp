#include "sync/client/session_log.hpp"

namespace qiantai::sync {

void log_session(EventLog& log, const SessionReport& report) {
    if (report.error) log.write_error("sync_session_failed", *report.error);
    log.write(LogLevel::info, "sync_session",
              {{"complete", report.ok()},
               {"sent", report.sent},
               {"rejected", report.rejected},
               {"received", report.received},
               {"written", report.written},
               {"unreadable", report.unreadable},
               {"restamped", report.restamped},
               {"first_load", report.first_load}});
}

}  // namespace qiantai::sync
