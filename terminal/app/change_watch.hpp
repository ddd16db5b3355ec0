#pragma once

#include "terminal/desk/jobs.hpp"
#include "terminal/desk/sync_link.hpp"

namespace qiantai::app {

/// Tells the link and the screens when a job has saved something, so that nobody who saves has to.
class ChangeWatch {
  public:
    /// Both outlive this.
    ChangeWatch(ReplyQueue& replies, SyncLink& link) : m_replies(replies), m_link(link) {}

    /// After each job, on its thread.
    void operator()(Office& office);

  private:
    ReplyQueue& m_replies;
    SyncLink& m_link;
    std::int64_t m_last = -1;
};

}  // namespace qiantai::app
