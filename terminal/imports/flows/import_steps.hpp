#pragma once

#include <memory>
#include <utility>

#include "terminal/desk/flow.hpp"

namespace qiantai::app {

/// Work that takes long, as one job after the other, so that those of the counter get through
/// between them: calls `(*step)(Office&)` on the database's thread, and after each call
/// `then(Flow&, const Result&)` here, whoever is signed in by then, which says whether there is to
/// be another one. What the step keeps between its calls is its own; nothing here touches it.
template <typename Step, typename Then>
void run_steps(Flow& flow, std::shared_ptr<Step> step, Then then) {
    flow.jobs.post([step, then](Office& office) -> Reply {
        auto done =
            catch_thrown([&] { return (*step)(office); }, [&] { office.forget_interrupted(); });
        if (!done) office.log().write_error("work_failed", done.error());
        return [step, then, done = std::move(done)](Flow& later) {
            if (then(later, done)) run_steps(later, step, then);
        };
    });
}

}  // namespace qiantai::app
