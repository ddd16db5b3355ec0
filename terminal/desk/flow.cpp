#include "terminal/desk/flow.hpp"

#include <variant>

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

/// Nobody touched the terminal for so long: it locks. Long enough to talk to a customer, short
/// enough that nobody else serves himself.
constexpr double k_lock_after_s = 180;

bool is_missing(const Error& error) {
    return error.kind == &sqlite::k_database_missing;
}

/// Further back nobody remembers what was there.
constexpr std::size_t k_places_most = 20;

void show_screen(Flow& flow, Screen screen) {
    flow.state.work.screen = screen;
    flow.state.work.person_menu = false;
    load_screen(flow);
}

/// False if what was there is there no more: a form that was ended meanwhile.
bool take_place(Work& work, const Place& place) {
    switch (place.screen) {
        case Screen::member:
            if (work.member.id != place.member) work.member = MemberState{.id = place.member};
            break;
        case Screen::member_edit:
            if (work.edit.id != place.member) return false;
            break;
        case Screen::member_case:
            work.member_case = CaseState{.shown = *place.shown_case};
            break;
        case Screen::lists:
            work.lists.tab = place.tab;
            break;
        case Screen::home:
        case Screen::find:
        case Screen::member_register:
        case Screen::sync:
            break;
    }
    work.screen = place.screen;
    return true;
}

Reply tell_opened(const Status& status, bool enrolled) {
    return [status, enrolled](Flow& flow) {
        if (!status) {
            flow.state.stage = Stage::broken;
            flow.state.broken = status.error();
        } else if (!enrolled) {
            flow.state.stage = Stage::set_up;
        } else {
            begin_sign_in(flow);
        }
    };
}

}  // namespace

void start(Flow& flow) {
    flow.jobs.post([&link = flow.link](Office& office) -> Reply {
        const auto status = office.open(store::TerminalOptions::IfMissing::fail);
        if (!status) {
            if (is_missing(status.error())) return tell_opened({}, false);
            return tell_opened(status, false);
        }
        const bool enrolled = office.take_identity().ok();
        if (enrolled) link.start(office);
        return tell_opened({}, enrolled);
    });
    flow.jobs.post(load_shop);
    flow.jobs.post(load_sync_view);
    flow.jobs.post(load_chain_logo);
}

void apply(Flow& flow, const AppIntent& intent) {
    std::visit([&](const auto& part) { apply(flow, part); }, intent);
}

void step(Flow& flow) {
    auto& state = flow.state;
    state.toasts.step(flow.now_s);
    if (state.stage == Stage::set_up) step_set_up(flow);
    const bool idle = flow.now_s - state.touched_s >= k_lock_after_s;
    if (state.stage == Stage::working && idle) leave(flow, KeepWork::yes);
}

double lock_at_s(const AppState& state) {
    return state.touched_s + k_lock_after_s;
}

void load_screen(Flow& flow) {
    if (flow.state.work.screen != Screen::member) pause_member(flow);
    switch (flow.state.work.screen) {
        case Screen::home:
            return opened_home(flow);
        case Screen::find:
            return opened_find(flow);
        case Screen::lists:
            return opened_lists(flow);
        case Screen::member_case:
            return opened_case(flow);
        case Screen::member:
            return opened_member(flow);
        case Screen::member_register:
            return opened_register(flow);
        case Screen::member_edit:
            return;
        case Screen::sync:
            return opened_sync_page(flow);
    }
}

void open_screen(Flow& flow, Screen screen) {
    auto& work = flow.state.work;
    if (work.screen != screen) remember_place(work);
    show_screen(flow, screen);
}

void open_capability(Flow& flow, Screen screen) {
    auto& back = flow.state.work.back;
    if (screen == Screen::home) {
        back.clear();
    } else if (way_of(flow.state.work.screen) != screen) {
        remember_place(flow.state.work);
    } else {
        while (!back.empty() && way_of(back.back().screen) == screen) back.pop_back();
    }
    show_screen(flow, screen);
}

void remember_place(Work& work) {
    Place place{.screen = work.screen, .tab = work.lists.tab};
    if (work.screen == Screen::member) place.member = work.member.id;
    if (work.screen == Screen::member_edit) place.member = work.edit.id;
    if (work.screen == Screen::member_case) place.shown_case = work.member_case.shown;
    work.back.push_back(std::move(place));
    if (work.back.size() > k_places_most) work.back.erase(work.back.begin());
}

void go_back(Flow& flow) {
    auto& work = flow.state.work;
    while (!work.back.empty()) {
        const auto place = std::move(work.back.back());
        work.back.pop_back();
        if (!take_place(work, place)) continue;
        return load_screen(flow);
    }
}

void show_error(Flow& flow, const Error& error) {
    const bool zh = flow.state.settings.language == Language::zh;
    flow.state.toasts.push(
        {Text::words(std::string(zh ? error.kind->words_zh : error.kind->words_en)), Tone::danger});
}

void show_done(Flow& flow, TextKey words) {
    flow.state.toasts.push({translate(flow.state.settings.language, words), Tone::success});
}

}  // namespace qiantai::app
