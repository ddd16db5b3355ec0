#pragma once

// The folders that tills fill, as seen by a command that stays.

#include "schema/base/event_log.hpp"
#include "terminal/imports/rules/import_look.hpp"

namespace qiantai::ctl {

class FolderWatch {
  public:
    /// Both outlive it.
    FolderWatch(domain::ServiceContext& context, EventLog& log) : m_context(context), m_log(log) {}

    /// Somebody waited for a second. A look begins with the first call, and a minute after each.
    void pass_second();
    /// A piece of the look that is under way; false: none is. What fails is in the log, and tried
    /// again a minute later.
    bool step();

  private:
    static constexpr int k_look_every_s = 60;
    void end(const Status& done);

    domain::ServiceContext& m_context;
    EventLog& m_log;
    std::optional<domain::ImportLook> m_look;
    int m_seconds_left = 0;
};

}  // namespace qiantai::ctl
