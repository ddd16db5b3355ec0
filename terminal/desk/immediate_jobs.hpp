#pragma once

#include "terminal/desk/jobs.hpp"
#include "terminal/desk/sync_link.hpp"

namespace qiantai::app {

/// For a terminal without threads, such as one that is drawn into pictures: every job is done where
/// it is posted; its reply comes with the next frame.
class ImmediateJobs final : public JobQueue {
  public:
    ImmediateJobs(Office& office, ReplyQueue& replies) : m_office(office), m_replies(replies) {}
    void post(Job job) override { m_replies.push(job(m_office)); }

  private:
    Office& m_office;
    ReplyQueue& m_replies;
};

/// No way to headquarters.
class NoLink final : public SyncLink {
    void start(Office&) override {}
    void notify_change() override {}
    void sync_now() override {}
    void look_up(sync::LookUpQuestion, LookUpThen) override {}
};

}  // namespace qiantai::app
