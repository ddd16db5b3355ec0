#include <algorithm>

#include "assets/words/closing.hpp"
#include "assets/words/help.hpp"
#include "terminal/closing/flows/closing_flows.hpp"
#include "terminal/closing/rules/hand_overs.hpp"
#include "terminal/closing/screens/screen_hand_over.hpp"
#include "terminal/gifts/screens/screen_requisitions.hpp"
#include "terminal/stocktakes/screens/screen_stocktakes.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

HandOverState& hand_over_of(Flow& flow) {
    return flow.get<HandOverState>();
}

void load_hand_over(Flow& flow) {
    hand_over_of(flow).error.reset();
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::HandOvers(context).start(session);
        },
        [](Flow& later, const Result<domain::HandOverStart>& start) {
            auto& now = hand_over_of(later);
            if (!start) {
                now.error = start.error();
                return;
            }
            // What is on the list already stays as it was changed.
            if (!now.start) now.things = start->things;
            now.start = *start;
        });
}

/// A PIN stands nowhere longer than it is needed.
void forget_hand_over_pin(Flow& flow) {
    hand_over_of(flow).pin.clear();
}

void save_hand_over(Flow& flow) {
    auto& state = hand_over_of(flow);
    if (std::exchange(state.busy, true)) return;
    state.refused.reset();
    const domain::HandOverEntry entry{.things = state.things, .words = state.words};
    run_service(
        flow,
        [entry, taker = state.taker, pin = state.pin](domain::ServiceContext& context,
                                                      const domain::Session& session) {
            return domain::HandOvers(context).hand_over(session, entry, taker, pin);
        },
        [](Flow& later, const Result<domain::HandOverShown>& shown) {
            auto& now = hand_over_of(later);
            now.busy = false;
            now.pin.clear();
            if (!shown) {
                now.refused = shown.error();
                return;
            }
            now.words.clear();
            now.taker.clear();
            show_done(later, words::hand_over_saved);
            load_hand_over(later);
        });
}

struct ApplyHandOver {
    Flow& flow;

    HandOverState& state() const { return hand_over_of(flow); }
    void operator()(const hand_over::Reload&) const { load_hand_over(flow); }
    void operator()(const hand_over::Count&) const { open_screen(flow, k_stocktakes_screen); }
    void operator()(const hand_over::TypeThing& intent) const { state().thing = intent.text; }
    void operator()(const hand_over::AddThing& intent) const {
        const bool there = std::ranges::find(state().things, intent.name,
                                             &domain::HandOverThing::name) != state().things.end();
        if (!there) state().things.push_back({.name = intent.name});
        state().thing.clear();
    }
    void operator()(const hand_over::SetCount& intent) const {
        auto& things = state().things;
        if (intent.count == 0) {
            things.erase(things.begin() + static_cast<std::ptrdiff_t>(intent.thing));
        } else {
            things.at(intent.thing).count = intent.count;
        }
    }
    void operator()(const hand_over::TypeWords& intent) const { state().words = intent.text; }
    void operator()(const hand_over::ChooseTaker& intent) const { state().taker = intent.number; }
    void operator()(const hand_over::TypePin& intent) const { state().pin = intent.text; }
    void operator()(const hand_over::Save&) const { save_hand_over(flow); }
};

void apply_hand_over(Flow& flow, const HandOverIntent& intent) {
    std::visit(ApplyHandOver{flow}, intent);
}

}  // namespace

ScreenEntry hand_over_screen() {
    return {.id = k_hand_over_screen,
            .below = k_requisitions_screen,
            .title = words::hand_over_title,
            .help = words::help_hand_over,
            .draw = screen_draw(draw_hand_over, apply_hand_over),
            .opened = load_hand_over,
            .closed = forget_hand_over_pin,
            .paused = forget_hand_over_pin};
}

}  // namespace qiantai::app
