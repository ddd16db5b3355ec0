#include "terminal/stocktakes/screens/screen_counting.hpp"

#include <algorithm>

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/stocktakes/screens/counting_parts.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_counting_side_dp = 320, k_counting_pad_dp = 300, k_counting_pad_height = 340;
constexpr float k_count_card_least = 208, k_counting_log_height = 380, k_log_least_dp = 240;
/// From here on everything stands beside each other and nothing but the side scrolls.
constexpr float k_counting_wide_dp = 1080, k_counting_high_dp = 560;
constexpr float k_counting_beside_dp = 740;  ///< from here on the pad stands beside the card

void draw_counting_side(Ui& ui, const Rect& area, const Scene& scene, const CountingState& state,
                        CountingIntents& intents) {
    ScrollArea scroll(ui, "side", draw_card(ui, area, k_gap), Role::surface);
    auto rest = scroll.content();
    draw_count_waiting(ui, rest, state, intents);
    draw_counting_rounds(ui, rest, state, intents);
    draw_counting_zone_cards(ui, rest, scene, state, intents);
    draw_counting_by_hand(ui, rest, state, intents);
    rest.cut_top(ui.px(k_gap_s));
    draw_counting_end(ui, rest, state, intents);
    scroll.finish(rest.top);
}

/// A desk: the subject above, the log and the pad below it, the zones at the side.
void draw_wide_counting(Ui& ui, Rect rest, const Scene& scene, const CountingState& state,
                        CountingIntents& intents) {
    draw_counting_side(ui, rest.cut_right(ui.px(k_counting_side_dp), ui.px(k_gap)), scene, state,
                       intents);
    draw_count_card(ui, rest, scene, state, k_count_card_least, intents);
    if (rest.height() < ui.px(k_log_least_dp)) return;
    const auto pad = rest.cut_right(ui.px(k_counting_pad_dp), ui.px(k_gap));
    draw_counting_pad(ui, pad, state, intents);
    draw_counting_log(ui, rest, scene, state, rest.height(), intents);
}

void draw_counting_column(Ui& ui, Rect& rest, const Scene& scene, const CountingState& state,
                          CountingIntents& intents) {
    draw_counting_zone_line(ui, rest, state, intents);
    draw_counting_rounds(ui, rest, state, intents);
    draw_count_waiting(ui, rest, state, intents);
    draw_count_card(ui, rest, scene, state, 0, intents);
}

void draw_counting_below(Ui& ui, Rect& rest, const Scene& scene, const CountingState& state,
                         CountingIntents& intents) {
    draw_counting_log(ui, rest, scene, state, ui.px(k_counting_log_height), intents);
    draw_counting_by_hand(ui, rest, state, intents);
    rest.cut_top(ui.px(k_gap_s));
    draw_counting_end(ui, rest, state, intents);
}

}  // namespace

void draw_counting(Ui& ui, const Rect& area, const Scene& scene, const CountingState& state,
                   CountingIntents& intents) {
    auto rest = page_width(ui, area);
    const bool wide = rest.width() >= ui.px(k_counting_wide_dp) &&
                      rest.height() >= ui.px(k_counting_high_dp);
    if (wide) return draw_wide_counting(ui, rest, scene, state, intents);
    if (rest.width() >= ui.px(k_counting_beside_dp)) {
        const auto pad = rest.cut_right(ui.px(k_counting_pad_dp), ui.px(k_gap));
        draw_counting_pad(
            ui, {pad.left, pad.top, pad.right,
                 std::min(pad.bottom, pad.top + ui.px(k_counting_pad_height))},
            state, intents);
        ScrollArea scroll(ui, "desk", rest);
        auto content = scroll.content();
        draw_counting_column(ui, content, scene, state, intents);
        draw_counting_below(ui, content, scene, state, intents);
        scroll.finish(content.top);
        return;
    }
    ScrollArea scroll(ui, "desk", rest);
    auto content = scroll.content();
    draw_counting_column(ui, content, scene, state, intents);
    draw_counting_pad(ui, content.cut_top(ui.px(k_counting_pad_height), ui.px(k_gap)), state,
                      intents);
    draw_counting_below(ui, content, scene, state, intents);
    scroll.finish(content.top);
}

}  // namespace qiantai::ui
