#include "terminal/stocktakes/screens/screen_counting.hpp"

#include <algorithm>

#include "terminal/kit/core/measure.hpp"
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
constexpr float k_counting_pad_least = 268;  ///< so much it keeps when the end stands below it

void draw_counting_side(Ui& ui, const Rect& area, const Scene& scene, const CountingState& state,
                        CountingIntents& intents) {
    auto inside = draw_card(ui, area, k_gap);
    const auto high = measured_height(ui, inside.width(), [&](Rect& place) {
        CountingIntents none;
        draw_counting_end(ui, place, state, none);
    });
    auto foot = inside.cut_bottom(high, ui.px(k_gap_s));
    {
        ScrollArea scroll(ui, "side", inside, Role::surface);
        auto rest = scroll.content();
        draw_counting_tags(ui, rest, scene, state);
        draw_count_waiting(ui, rest, state, intents);
        draw_counting_rounds(ui, rest, state, intents);
        draw_counting_zone_cards(ui, rest, scene, state, intents);
        draw_recounts(ui, rest, state);
        draw_counting_by_hand(ui, rest, state, intents);
        scroll.finish(rest.top);
    }
    draw_counting_end(ui, foot, state, intents);
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
    draw_counting_tags(ui, rest, scene, state);
    draw_counting_zone_line(ui, rest, state, intents);
    draw_counting_rounds(ui, rest, state, intents);
    draw_count_waiting(ui, rest, state, intents);
    draw_count_card(ui, rest, scene, state, 0, intents);
}

void draw_counting_below(Ui& ui, Rect& rest, const Scene& scene, const CountingState& state,
                         CountingIntents& intents) {
    draw_counting_log(ui, rest, scene, state, ui.px(k_counting_log_height), intents);
    draw_recounts(ui, rest, state);
    draw_counting_by_hand(ui, rest, state, intents);
    rest.cut_top(ui.px(k_gap_s));
}

/// The pad beside the card, and how a zone ends below it: in sight while the card scrolls. Whether
/// there was room for the end.
bool draw_counting_pad_column(Ui& ui, Rect column, const CountingState& state,
                              CountingIntents& intents) {
    const auto high = measured_height(ui, column.width(), [&](Rect& place) {
        CountingIntents none;
        draw_counting_end(ui, place, state, none);
    });
    const bool room = column.height() >= high + ui.px(k_gap_s + k_counting_pad_least);
    if (room) {
        auto foot = column.cut_bottom(high, ui.px(k_gap_s));
        draw_counting_end(ui, foot, state, intents);
    }
    const auto bottom = std::min(column.bottom, column.top + ui.px(k_counting_pad_height));
    draw_counting_pad(ui, {column.left, column.top, column.right, bottom}, state, intents);
    return room;
}

}  // namespace

void draw_counting(Ui& ui, const Rect& area, const Scene& scene, const CountingState& state,
                   CountingIntents& intents) {
    auto rest = page_width(ui, area);
    const bool wide =
        rest.width() >= ui.px(k_counting_wide_dp) && rest.height() >= ui.px(k_counting_high_dp);
    if (wide) return draw_wide_counting(ui, rest, scene, state, intents);
    if (rest.width() >= ui.px(k_counting_beside_dp)) {
        const bool ended = draw_counting_pad_column(
            ui, rest.cut_right(ui.px(k_counting_pad_dp), ui.px(k_gap)), state, intents);
        ScrollArea scroll(ui, "desk", rest);
        auto content = scroll.content();
        draw_counting_column(ui, content, scene, state, intents);
        draw_counting_below(ui, content, scene, state, intents);
        if (!ended) draw_counting_end(ui, content, state, intents);
        scroll.finish(content.top);
        return;
    }
    ScrollArea scroll(ui, "desk", rest);
    auto content = scroll.content();
    draw_counting_column(ui, content, scene, state, intents);
    draw_counting_pad(ui, content.cut_top(ui.px(k_counting_pad_height), ui.px(k_gap)), state,
                      intents);
    draw_counting_below(ui, content, scene, state, intents);
    draw_counting_end(ui, content, state, intents);
    scroll.finish(content.top);
}

}  // namespace qiantai::ui
