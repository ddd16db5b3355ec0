#pragma once

#include "sync/client/member_look_up.hpp"
#include "terminal/desk/jobs.hpp"

namespace qiantai::app {

class Office;
/// What is done with headquarters' answer, on the drawing thread.
using LookUpThen = std::function<void(Flow&, const Result<sync::LookedUp>&)>;

/// The way to headquarters, as the flow sees it: all from the drawing thread or a job.
class SyncLink {
  public:
    virtual ~SyncLink() = default;
    /// Once the terminal is enrolled; called by a job.
    virtual void start(Office& office) = 0;
    /// Something was saved.
    virtual void notify_change() = 0;
    /// A person asks.
    virtual void sync_now() = 0;
    /// Asks headquarters without anybody waiting for it.
    virtual void look_up(sync::LookUpQuestion question, LookUpThen then) = 0;
};

}  // namespace qiantai::app
