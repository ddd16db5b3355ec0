// Work beside the database's thread and the drawing one.

#include "terminal/app/aside_worker.hpp"

#include <doctest/doctest.h>

#include <future>
#include <new>

#include "terminal/desk/flow.hpp"

namespace qiantai::app {
namespace {

/// Counts what it is given.
struct CountedJobs final : JobQueue {
    void post(Job) override {
        const MutexLock lock(mutex);
        ++count;
        changed.notify_all();
    }
    void wait_for(int most) {
        const MutexLock lock(mutex);
        while (count < most) changed.wait(mutex);
    }
    Mutex mutex;
    Condition changed;
    int count = 0;
};

AsideEnd end_with_both() {
    return {.reply = [](Flow&) {}, .job = [](Office&) { return Reply(); }};
}

}  // namespace

TEST_CASE("work aside is done in its order, and what it ends with goes to both threads") {
    CountedJobs jobs;
    ReplyQueue replies;
    std::vector<int> order;
    {
        AsideWorker aside(jobs, replies);
        for (int i = 0; i < 3; ++i) {
            aside.post([&order, i] {
                order.push_back(i);
                return end_with_both();
            });
        }
        jobs.wait_for(3);
    }
    CHECK(order == std::vector<int>{0, 1, 2});
    CHECK(replies.take().size() == 3);
}

TEST_CASE("work aside that throws does not keep the next from being done") {
    CountedJobs jobs;
    ReplyQueue replies;
    AsideWorker aside(jobs, replies);
    aside.post([]() -> AsideEnd { throw std::bad_alloc(); });
    aside.post(end_with_both);
    jobs.wait_for(1);
    CHECK(jobs.count == 1);
}

TEST_CASE("a program that closes does not wait for a printer that never answers, nor hear of it") {
    CountedJobs jobs;
    ReplyQueue replies;
    std::promise<void> printer, begun, done;
    const auto answers = printer.get_future().share();
    {
        AsideWorker aside(jobs, replies, 1);
        aside.post([answers, &begun, &done] {
            begun.set_value();
            answers.wait();
            done.set_value();
            return end_with_both();
        });
        begun.get_future().wait();
    }
    printer.set_value();
    done.get_future().wait();
    CHECK(jobs.count == 0);
    CHECK(replies.take().empty());
}

}  // namespace qiantai::app
