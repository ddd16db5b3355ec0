#pragma once

// How the terminal goes on: intents change the state and post jobs, replies change the state again.
// Everything here runs on the drawing thread, between frames; what needs the database is a job.

#include <utility>

#include "terminal/app/app_intents.hpp"
#include "terminal/desk/jobs.hpp"
#include "terminal/desk/office.hpp"
#include "terminal/desk/sync_link.hpp"

namespace qiantai::app {

/// What intents and replies are applied with.
struct Flow {
    ui::AppState& state;
    JobQueue& jobs;
    SyncLink& link;
    double now_s = 0;  ///< steady time of the frame
};

/// Runs `work(Office&)` on the database's thread, then `then(Flow&, result)` here, unless the
/// person has left or was replaced meanwhile.
template <typename Work, typename Then>
void run_job(Flow& flow, Work work, Then then) {
    const int number = flow.state.session_number;
    flow.jobs.post([number, work = std::move(work), then = std::move(then)](Office& office) {
        auto result = work(office);
        return Reply([number, then, result = std::move(result)](Flow& later) {
            if (later.state.session_number == number) then(later, result);
        });
    });
}

/// As run_job, for work of the signed-in person: `work(domain::ServiceContext&, const
/// domain::Session&)`.
template <typename Work, typename Then>
void run_service(Flow& flow, Work work, Then then) {
    run_job(
        flow,
        [session = *flow.state.session, work = std::move(work)](Office& office) {
            return work(office.context(), session);
        },
        std::move(then));
}

/// The program's first work: opens the database and goes on to signing in.
void start(Flow& flow);
void apply(Flow& flow, const ui::AppIntent& intent);
/// Between frames: what happens because time passes.
void step(Flow& flow);
/// When the terminal locks if nobody touches it.
double lock_at_s(const ui::AppState& state);

/// Goes to a screen and lets it load what it shows. Where one was is kept for going back, as it was
/// there: the same member, the same list.
void open_screen(Flow& flow, ui::Screen screen);
/// As an entry of the rail: what is open of the same capability is left for good, so that pressing
/// its entry again makes the way back no longer. From the home screen there is no way back.
void open_capability(Flow& flow, ui::Screen screen);
/// Before the open screen is filled with something else: one comes back to what is there now.
void remember_place(ui::Work& work);
void go_back(Flow& flow);
/// Lets the open screen load what it shows.
void load_screen(Flow& flow);
/// The person leaves; `keep` says whether the work waits for the same person.
enum class KeepWork : std::uint8_t { yes, no };
void leave(Flow& flow, KeepWork keep);

/// Words in the language of the screen, for toasts.
template <typename... Values>
ui::Text tr(const Flow& flow, ui::TextKey key, const Values&... values) {
    return ui::translate(flow.state.settings.language, key, fmt::make_format_args(values...));
}
/// Tells an error at the bottom of the screen.
void show_error(Flow& flow, const Error& error);
/// Tells there that something is done.
void show_done(Flow& flow, ui::TextKey words);

/// Each screen's own part, in flow_*.cpp.
void apply(Flow& flow, const ui::ShellIntent& intent);
void apply(Flow& flow, const ui::SetUpIntent& intent);
void apply(Flow& flow, const ui::SignInIntent& intent);
void apply(Flow& flow, const ui::SyncPageIntent& intent);
void step_set_up(Flow& flow);
/// A code, or an address, a blank and a code.
void scan_set_up(Flow& flow, const std::string& scanned);
void apply(Flow& flow, const ui::ListsIntent& intent);
void apply(Flow& flow, const ui::CaseIntent& intent);
void begin_sign_in(Flow& flow);
void opened_home(Flow& flow);
void opened_sync_page(Flow& flow);
/// What the sync page shows beyond the state every screen has; asked for by each change of that.
void load_sync_page(Flow& flow);
void apply(Flow& flow, const ui::FindIntent& intent);
void apply(Flow& flow, const ui::MemberIntent& intent);
void apply(Flow& flow, const ui::MemberFormIntent& intent);
void apply(Flow& flow, const ui::RegisterIntent& intent);
void apply(Flow& flow, const ui::MemberEditIntent& intent);
void opened_find(Flow& flow);
/// The person leaves: what was asked for will not be answered, and what was typed has to be on
/// disk.
void pause_find(Flow& flow);
void opened_member(Flow& flow);
void opened_register(Flow& flow);
void pause_register(Flow& flow);
/// The page is left: nothing that was revealed stays.
void pause_member(Flow& flow);
void pause_edit(Flow& flow);

/// Opens an empty registration but for what is known already.
void begin_registration(Flow& flow, const ui::MemberForm& carried);
/// Opens the form with the member, who has to be there in full.
void begin_edit(Flow& flow, const domain::Member& member);
/// A card's code while the page is open; false if nothing there waits for one.
bool scan_into_member(Flow& flow, const std::string& code);
/// A card's code while a registration is open: it is the new card's.
void scan_into_registration(Flow& flow, const std::string& code);

/// Goes to the member's page.
void open_member(Flow& flow, const Uuid& id);
/// A barcode scanner typed a code while somebody works: the member who has the card is opened.
void scan(Flow& flow, const std::string& code);
void opened_lists(Flow& flow);
/// The tab of duplicates and conflicts, and the page of one of them.
void load_cases(Flow& flow);
void load_more_cases(Flow& flow);
/// The two side by side, as the case that headquarters has of them or one of our own.
void compare_members(Flow& flow, const domain::PossibleDuplicate& other);
void opened_case(Flow& flow);
/// A toast's button. False if it is not about that.
bool press_case_toast(Flow& flow, const std::string& action_id);
bool press_look_up_toast(Flow& flow, const std::string& action_id);
/// Asks headquarters for what stands in the search field.
void look_up(Flow& flow);
/// A session with headquarters ended: what was looked up may be there.
void session_ended(Flow& flow, const std::optional<Error>& error);
/// How many members wait on the work lists, for the rail.
void count_lists(Flow& flow);

/// A job that reads what the screens show of the shop and the way to headquarters.
Reply load_shop(Office& office);
/// The chain's sign: logo.png beside terminal.toml, if there is one. One that can't be shown is
/// told on standard error.
Reply load_chain_logo(Office& office);
Reply load_sync_view(Office& office);

}  // namespace qiantai::app
