#pragma once

// How the terminal goes on: intents change the state and post jobs, replies change the state again.
// Everything here runs on the drawing thread, between frames; what needs the database is a job.

#include <utility>

#include "schema/base/thrown.hpp"
#include "terminal/desk/jobs.hpp"
#include "terminal/desk/navigator.hpp"
#include "terminal/desk/office.hpp"
#include "terminal/desk/sync_link.hpp"

namespace qiantai::app {

/// What intents and replies are applied with.
struct Flow {
    ui::Scene& scene;
    ui::StateBag& states;
    Navigator& nav;
    const Screens& screens;
    JobQueue& jobs;
    SyncLink& link;
    double now_s = 0;  ///< steady time of the frame

    /// What the screen with this state keeps.
    template <typename State>
    State& get() const {
        return states.get<State>();
    }
};

/// Runs `work(Office&)` on the database's thread, then `then(Flow&, result)` here, unless the
/// person has left or was replaced meanwhile.
template <typename Work, typename Then>
void run_job(Flow& flow, Work work, Then then) {
    const int number = flow.scene.session_number;
    flow.jobs.post([number, work = std::move(work), then = std::move(then)](Office& office) {
        auto result = [&] {
            if constexpr (requires { work(office).error(); }) {
                return catch_thrown([&] { return work(office); },
                                    [&] { office.forget_interrupted(); });
            } else {
                return work(office);
            }
        }();
        if constexpr (requires { result.error(); }) {
            if (!result) office.log().write_error("work_failed", result.error());
        }
        return Reply([number, then, result = std::move(result)](Flow& later) {
            if (later.scene.session_number == number) then(later, result);
        });
    });
}

/// As run_job, for work of the signed-in person: `work(domain::ServiceContext&, const
/// domain::Session&)`.
template <typename Work, typename Then>
void run_service(Flow& flow, Work work, Then then) {
    run_job(
        flow,
        [session = *flow.scene.session, work = std::move(work)](Office& office) {
            return work(office.context(), session);
        },
        std::move(then));
}

/// Words in the language of the screen, for toasts.
template <typename... Values>
ui::Text tr(const Flow& flow, ui::TextKey key, const Values&... values) {
    return ui::translate(flow.scene.settings.language, key, fmt::make_format_args(values...));
}
/// Tells an error at the bottom of the screen.
void show_error(Flow& flow, const Error& error);
/// Tells there that something is done.
void show_done(Flow& flow, ui::TextKey words);
/// The same with a button, which does `then`. The toast's action_id names it.
void show_offer(Flow& flow, ui::Toast toast, std::function<void(Flow&)> then);
/// The button was pressed.
void press_toast(Flow& flow, const std::string& action_id);

/// A job that reads how it stands with headquarters, for every screen.
Reply load_sync_view(Office& office);

}  // namespace qiantai::app
