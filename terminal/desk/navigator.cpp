#include "terminal/desk/navigator.hpp"

#include "terminal/desk/flow.hpp"

namespace qiantai::app {
namespace {

/// Further back nobody remembers what was there.
constexpr std::size_t k_places_most = 20;

// What was done is over: nobody comes back to it, and the next one begins fresh.
bool forget_done(Flow& flow, ui::ScreenId screen) {
    const auto& task = flow.screens.at(screen).task;
    if (task.is_done == nullptr || !task.is_done(flow.states)) return false;
    task.forget(flow.states);
    return true;
}

void show_screen(Flow& flow, ui::ScreenId screen) {
    if (flow.nav.screen != screen) forget_done(flow, flow.nav.screen);
    flow.nav.screen = screen;
    flow.nav.visit = ++flow.nav.visits;
    flow.nav.person_menu = false;
    flow.nav.asking.reset();
    load_screen(flow);
}

/// Of the way that led there, `count` places back from the beginning and then `last`: the nearest
/// screen with an entry in the rail.
ui::ScreenId root_on_way(const Screens& screens, const Navigator& navigator, std::size_t count,
                         ui::ScreenId last) {
    if (screens.at(last).way) return last;
    for (auto i = count; i > 0; --i) {
        const auto place = navigator.back[i - 1].screen;
        if (screens.at(place).way) return place;
    }
    return screens.way_of(last);
}

/// The same of a place that one comes back to.
ui::ScreenId root_of(const Screens& screens, const Navigator& navigator, std::size_t index) {
    return root_on_way(screens, navigator, index, navigator.back[index].screen);
}

}  // namespace

void lock(Flow& flow) {
    flow.nav.locking = true;
}

void load_screen(Flow& flow) {
    for (const auto& entry : flow.screens.entries) {
        if (entry.id != flow.nav.screen && entry.closed != nullptr) entry.closed(flow);
    }
    const auto& entry = flow.screens.at(flow.nav.screen);
    if (entry.opened != nullptr) entry.opened(flow);
}

void open_screen(Flow& flow, ui::ScreenId screen) {
    if (flow.nav.screen != screen) remember_place(flow);
    show_screen(flow, screen);
}

ui::ScreenId lit_screen(const Screens& screens, const Navigator& navigator) {
    return root_on_way(screens, navigator, navigator.back.size(), navigator.screen);
}

void open_capability(Flow& flow, ui::ScreenId screen) {
    auto& nav = flow.nav;
    const auto& screens = flow.screens;
    if (const auto begin = screens.at(screen).entered) begin(flow);
    if (screen == screens.entries.front().id) {
        nav.back.clear();
    } else if (lit_screen(screens, nav) != screen) {
        remember_place(flow);
    } else {
        while (!nav.back.empty() && root_of(screens, nav, nav.back.size() - 1) == screen) {
            nav.back.pop_back();
        }
    }
    show_screen(flow, screen);
}

void remember_place(Flow& flow) {
    const auto& entry = flow.screens.at(flow.nav.screen);
    if (forget_done(flow, entry.id)) return;
    auto& back = flow.nav.back;
    back.push_back(
        {entry.id, entry.place != nullptr ? entry.place(flow) : Restore(), flow.nav.visit});
    if (back.size() > k_places_most) back.erase(back.begin());
}

void go_back(Flow& flow) {
    forget_done(flow, flow.nav.screen);
    auto& back = flow.nav.back;
    while (!back.empty()) {
        const auto place = std::move(back.back());
        back.pop_back();
        if (place.restore && !place.restore(flow)) continue;
        flow.nav.screen = place.screen;
        flow.nav.visit = place.visit;
        flow.nav.asking.reset();
        return load_screen(flow);
    }
}

void pause_screens(Flow& flow) {
    // The work under way will not be answered.
    if (flow.nav.asking) {
        flow.nav.asking->busy = false;
        flow.nav.asking->other.pin.clear();
    }
    for (const auto& entry : flow.screens.entries) {
        if (entry.paused != nullptr) entry.paused(flow);
    }
    // Whoever unlocks the terminal may have the next customer before him.
    if (!forget_done(flow, flow.nav.screen)) return;
    flow.nav.screen = flow.screens.way_of(flow.nav.screen);
    flow.nav.visit = ++flow.nav.visits;
}

void forget_work(Flow& flow) {
    flow.states.clear();
    flow.nav = Navigator{.screen = flow.screens.entries.front().id};
}

bool has_way_back(const Screens& screens, const Navigator& navigator) {
    if (navigator.back.empty()) return false;
    const auto before = navigator.back.back().screen;
    return navigator.screen != screens.way_of(navigator.screen) || before != screens.way_of(before);
}

}  // namespace qiantai::app
