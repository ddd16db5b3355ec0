#include "terminal/ui/screen_home.hpp"

#include "terminal/ui/app_intents.hpp"
#include "terminal/ui/shown.hpp"
#include "terminal/ui/sync_words.hpp"
#include "terminal/ui/widget_card.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_sync_height = 250;

void draw_sync(Ui& ui, const Rect& rect, const AppState& state) {
    const auto& sync = state.sync;
    auto inside = draw_card(ui, rect);
    draw_card_title(ui, inside, ui.tr(TextKey::home_sync_title));
    const auto words = sync_words(ui, state.shop, sync);
    const auto body_high =
        wrapped_height(ui, words.body, TextStyle::small, inside.width() - ui.px(60));
    auto line = inside.cut_top(ui.px(32) + body_high, ui.px(k_gap_m));
    const auto sign = line.cut_left(ui.px(44), ui.px(k_gap));
    draw_icon(ui, {sign.center_x(), sign.center_y()}, words.icon, 44, tone_text(words.tone));
    draw_text(ui, line.cut_top(ui.px(32)), words.title, TextStyle::large_strong, Role::ink);
    draw_wrapped(ui, line, words.body, TextStyle::small, Role::ink2);
    divider(ui, inside.left, inside.right, inside.top);
    inside.cut_top(ui.px(k_gap_m));
    const auto time = [&](const std::optional<TimeMs>& at) {
        return at ? time_text(state.shop, *at) : ui.tr(TextKey::sync_never);
    };
    const auto row = inside.cut_top(ui.px(52));
    draw_fact(ui, row.column(0, 3, ui.px(k_gap)), ui.tr(TextKey::home_sync_waiting),
              Text::data(fmt::format("{}", sync.waiting)));
    draw_fact(ui, row.column(1, 3, ui.px(k_gap)), ui.tr(TextKey::home_sync_refused),
              Text::data(fmt::format("{}", sync.refused)),
              sync.refused > 0 ? Tone::danger : Tone::neutral);
    draw_fact(ui, row.column(2, 3, ui.px(k_gap)), ui.tr(TextKey::home_sync_complete),
              time(sync.complete_at));
}

}  // namespace

void draw_home(Ui& ui, const Rect& area, const AppState& state, AppIntents&) {
    auto rest = area;
    draw_sync(ui, rest.cut_top(ui.px(k_sync_height)), state);
}

}  // namespace qiantai::ui
