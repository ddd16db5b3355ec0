#pragma once

#include "terminal/app/change_watch.hpp"
#include "terminal/app/print_post.hpp"

namespace qiantai::app {

/// What the database's thread does after each job.
class AfterJob {
  public:
    /// Both outlive this.
    AfterJob(ReplyQueue& replies, SyncLink& link) : m_changes(replies, link), m_prints(replies) {}

    void operator()(Office& office) {
        m_changes(office);
        m_prints(office);
    }

  private:
    ChangeWatch m_changes;
    PrintPost m_prints;
};

}  // namespace qiantai::app
