#include "terminal/access/screens/sheet_change_pin.hpp"

#include "assets/words/shell.hpp"
#include "terminal/access/screens/screen_sign_in_pad.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_sheet_width_dp = 780;
constexpr float k_keys_height_dp = 304;

}  // namespace

void draw_change_pin(Ui& ui, const Rect& area, const SignInState& state, SignInIntents& intents) {
    const IdScope scope("change pin");
    bool closed = false;
    const auto panel = draw_sheet(ui, area, {.width_dp = k_sheet_width_dp}, [&](Rect& rest) {
        closed = draw_sheet_title(ui, rest, {ui.tr(words::change_pin), Text::data(state.name)});
        if (ui.portrait()) {
            draw_sign_in_asked(ui, rest, state);
            draw_sign_in_keys(ui, rest.cut_top(ui.px(k_keys_height_dp)), state, intents);
            return;
        }
        auto row = rest.cut_top(ui.px(k_keys_height_dp));
        const auto keys = row.column(1, 2, ui.px(k_gap_xl));
        auto words = row.column(0, 2, ui.px(k_gap_xl));
        words = words.centered(words.width(), sign_in_pad_head(ui).high());
        draw_sign_in_asked(ui, words, state);
        draw_sign_in_keys(ui, keys, state, intents);
    });
    if (closed || panel.dismissed) intents.add(sign_in::Back{});
}

}  // namespace qiantai::ui
