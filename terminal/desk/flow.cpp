#include "terminal/desk/flow.hpp"

#include <map>

#include "sync/client/waiting_entries.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

/// What the buttons of the toasts do, by their action_id.
struct ToastActions {
    std::map<std::string, std::function<void(Flow&)>> by_id{};
};

std::optional<SyncView::Problem> problem_of(const sync::SyncStatus& status) {
    if (!status.last_error) return std::nullopt;
    const auto& error = *status.last_error;
    return SyncView::Problem{error.words_zh, error.words_en, error.actor};
}

}  // namespace

void show_error(Flow& flow, const Error& error) {
    const bool zh = flow.scene.settings.language == Language::zh;
    flow.scene.toasts.push(
        {Text::words(std::string(zh ? error.kind->words_zh : error.kind->words_en)), Tone::danger});
}

void show_done(Flow& flow, TextKey words) {
    flow.scene.toasts.push({translate(flow.scene.settings.language, words), Tone::success});
}

void show_offer(Flow& flow, Toast toast, std::function<void(Flow&)> then) {
    flow.get<ToastActions>().by_id[toast.action_id] = std::move(then);
    flow.scene.toasts.push(std::move(toast));
}

void press_toast(Flow& flow, const std::string& action_id) {
    flow.scene.toasts.drop();
    auto& actions = flow.get<ToastActions>().by_id;
    if (const auto then = actions.extract(action_id)) then.mapped()(flow);
}

Reply load_sync_view(Office& office) {
    if (!office.is_enrolled()) return {};
    const auto status = sync::load_status(office.context().database, office.context().clock);
    if (!status) {
        office.log().write_error("sync_status_not_loaded", status.error());
        return [error = status.error()](Flow& flow) { show_error(flow, error); };
    }
    const auto entries = sync::load_waiting_entries(office.context().database);
    if (!entries) {
        office.log().write_error("sync_status_not_loaded", entries.error());
        return [error = entries.error()](Flow& flow) { show_error(flow, error); };
    }
    return [status = *status, entries = *entries](Flow& flow) {
        auto& view = flow.scene.sync;
        view = SyncView{.sessions = std::move(view.sessions)};
        view.online = status.online;
        view.alone = !status.enrolled;
        view.offline_since = status.offline_since;
        view.waiting = entries.count;
        view.waiting_more = entries.more;
        view.waiting_since = status.waiting_since;
        view.refused = status.refused_count;
        view.complete_at = status.last_complete_at;
        view.clock_fault = status.clock_fault;
        view.clock_offset_ms = status.clock_offset_ms;
        view.first_load_done = status.first_load_done;
        view.problem = problem_of(status);
        const auto& open = flow.screens.at(flow.nav.screen);
        if (flow.scene.session && open.sync_changed != nullptr) open.sync_changed(flow);
    };
}

}  // namespace qiantai::app
