#pragma once

#include <functional>

#include "terminal/desk/jobs.hpp"
#include "terminal/desk/sync_link.hpp"

namespace qiantai::app {

/// For a terminal without threads, such as one that is drawn into pictures: every job is done where
/// it is posted; its reply comes with the next frame.
class ImmediateJobs final : public JobQueue {
  public:
    /// Both outlive this. `after_job` runs after each job, as the worker's does.
    ImmediateJobs(Office& office, ReplyQueue& replies, std::function<void(Office&)> after_job)
        : m_office(office), m_replies(replies), m_after_job(std::move(after_job)) {}
    void post(Job job) override {
        m_replies.push(job(m_office));
        m_after_job(m_office);
    }

  private:
    Office& m_office;
    ReplyQueue& m_replies;
    std::function<void(Office&)> m_after_job;
};

/// What would be done beside the other threads is done where it is posted.
class ImmediateAside final : public AsideQueue {
  public:
    /// Both outlive this.
    ImmediateAside(JobQueue& jobs, ReplyQueue& replies) : m_jobs(jobs), m_replies(replies) {}
    void post(Aside work) override {
        auto end = work();
        m_replies.push(std::move(end.reply));
        if (end.job) m_jobs.post(std::move(end.job));
    }

  private:
    JobQueue& m_jobs;
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
