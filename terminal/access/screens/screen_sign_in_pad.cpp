#include "terminal/access/screens/screen_sign_in_pad.hpp"

#include <cmath>

#include "assets/words/shell.hpp"
#include "terminal/access/rules/access_facts.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_pad.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_pad_height = 372;
constexpr float k_pad_width_portrait = 408;
constexpr float k_pad_height_portrait = 420;
constexpr float k_asked_height = 28, k_entered_height = 40;
constexpr std::size_t k_pin_least = 4;

Text pad_title(const Ui& ui, const SignInState& state) {
    const auto& whom = state.name.empty() ? state.number : state.name;
    switch (state.step) {
        case SignInState::Step::person:
            return ui.tr(words::sign_in_choose_first);
        case SignInState::Step::number:
            return ui.tr(words::sign_in_number);
        case SignInState::Step::pin:
            if (state.changing) return ui.tr(words::change_pin_old);
            break;
        case SignInState::Step::new_pin:
            return ui.tr(words::sign_in_new_pin, whom);
        case SignInState::Step::new_pin_again:
            return ui.tr(words::sign_in_new_pin_again);
    }
    return ui.tr(words::sign_in_pin, whom);
}

struct Remark {
    Text problem{};
    Text help{};
};

Remark remark_of(Ui& ui, const SignInState& state) {
    if (state.wait_until_s > ui.now_s()) {
        ui.wake_at(ui.now_s() + 1);
        const auto left = static_cast<int>(std::ceil(state.wait_until_s - ui.now_s()));
        return {ui.tr(words::sign_in_wait, left)};
    }
    if (state.pins_differ) return {ui.tr(words::sign_in_pins_differ)};
    if (!state.error) return {};
    // Who chose a name can't have typed a wrong number.
    const bool chosen = state.error->kind == &domain::k_sign_in_refused && !state.name.empty();
    if (!chosen) return {error_text(ui, *state.error)};
    return {ui.tr(words::sign_in_wrong), ui.tr(words::sign_in_forgot)};
}

float remark_height(const Ui& ui) {
    return 2 * line_height(ui, TextStyle::small) + line_height(ui, TextStyle::caption);
}

// Its place is kept, so that the pad does not move when something has to be said; it ends where
// what is asked begins.
void draw_remark(Ui& ui, Rect place, const SignInState& state, const Remark& remark) {
    if (state.checking) {
        draw_text(ui, place.cut_bottom(line_height(ui, TextStyle::small)),
                  ui.tr(words::sign_in_checking), TextStyle::small, Role::ink2, Align::center);
        return;
    }
    if (remark.problem.empty()) return;
    const auto high = wrapped_height(ui, remark.problem, TextStyle::small, place.width()) +
                      wrapped_height(ui, remark.help, TextStyle::caption, place.width());
    place.top = std::max(place.top, place.bottom - high);
    const auto words =
        draw_wrapped(ui, place, remark.problem, TextStyle::small, Role::danger, Align::center);
    place.top += words;
    if (remark.help.empty()) return;
    draw_wrapped(ui, place, remark.help, TextStyle::caption, Role::ink2, Align::center);
}

void draw_entered(Ui& ui, const Rect& line, const SignInState& state, bool wrong) {
    if (state.step == SignInState::Step::number) {
        draw_text(ui, line, Text::data(state.number), TextStyle::figure, Role::ink, Align::center);
        return;
    }
    // As many places as it must have; what is longer gets more of them.
    draw_pin_dots(ui, line, state.pin.size(), std::max(k_pin_least, state.pin.size()), wrong);
}

Text lacks_of(const Ui& ui, const SignInState& state) {
    if (state.step == SignInState::Step::number) {
        return state.number.empty() ? ui.tr(words::sign_in_lacks_number) : Text();
    }
    return state.pin.size() < k_pin_least ? ui.tr(words::sign_in_lacks_pin, k_pin_least) : Text();
}

ImVec2 pad_size(const Ui& ui) {
    return ui.portrait() ? ImVec2{ui.px(k_pad_width_portrait), ui.px(k_pad_height_portrait)}
                         : ImVec2{ui.px(k_sign_in_pad_width), ui.px(k_pad_height)};
}

}  // namespace

SignInPadHead sign_in_pad_head(const Ui& ui) {
    return {remark_height(ui), ui.px(k_asked_height), ui.px(k_entered_height)};
}

void draw_sign_in_asked(Ui& ui, Rect& rest, const SignInState& state) {
    const auto remark = remark_of(ui, state);
    const auto title = pad_title(ui, state);
    const auto middle = [&](Rect line) {
        const auto high = wrapped_height(ui, title, TextStyle::body, line.width());
        draw_wrapped(ui, line.centered(line.width(), high), title, TextStyle::body, Role::ink2,
                     Align::center);
    };
    draw_remark(ui, rest.cut_top(remark_height(ui)), state, remark);
    middle(rest.cut_top(ui.px(k_asked_height)));
    draw_entered(ui, rest.cut_top(ui.px(k_entered_height)), state, !remark.problem.empty());
}

void draw_sign_in_keys(Ui& ui, const Rect& rect, const SignInState& state, SignInIntents& intents) {
    const bool idle = state.step == SignInState::Step::person;
    const auto pad = rect.centered(std::min(pad_size(ui).x, rect.width()), rect.height());
    {
        const Unreachable busy(ui, idle || state.checking || state.wait_until_s > ui.now_s());
        const NumberPad keys{.order = PadOrder::telephone, .lacks = lacks_of(ui, state)};
        for (const auto key : draw_number_pad(ui, pad, "pad", keys)) {
            intents.add(sign_in::PressPad{key});
        }
    }
    // Before somebody is chosen it is there, but pale: nothing jumps in later.
    if (idle) fill(ui, pad, Role::background, 0, 0.55f);
}

void draw_sign_in_pad(Ui& ui, Rect& rest, const SignInState& state, SignInIntents& intents) {
    draw_sign_in_asked(ui, rest, state);
    draw_sign_in_keys(ui, rest.cut_top(pad_size(ui).y), state, intents);
}

}  // namespace qiantai::ui
