#include "terminal/app/worker.hpp"

#include <stdexcept>

#include "tests/app/app_fixture.hpp"

namespace qiantai::app {

using namespace test;

TEST_CASE("a job that throws is told, to whoever asked if somebody waits, and the next one runs") {
    AppWindow window;
    window.sign_in(Who::clerk);
    auto flow = window.app.flow();
    std::string told;
    run_job(
        flow, [](Office&) -> Status { throw std::out_of_range("13812345678"); },
        [&](Flow&, const Status& done) { told = done ? "" : done.error().code(); });
    window.settle();
    CHECK(told == k_program_fault.code);
    CHECK(window.log.has({"work_failed", k_program_fault.code}));
    CHECK_FALSE(window.log.has({"13812345678"}));

    ReplyQueue replies;
    bool ran = false;
    {
        Worker worker(window.office, replies, [](Office&) {});
        worker.post([](Office&) -> Reply { throw std::bad_alloc(); });
        worker.post([&](Office&) -> Reply {
            ran = true;
            return {};
        });
    }
    CHECK(ran);
    const auto answers = replies.take();
    REQUIRE(answers.size() == 1);
    auto& toasts = window.scene().toasts;
    toasts = ToastQueue();
    answers.front()(flow);
    toasts.step(0);
    REQUIRE(toasts.shown() != nullptr);
    CHECK(toasts.shown()->text.utf8() == k_too_little_memory.words_zh);
}

}  // namespace qiantai::app
