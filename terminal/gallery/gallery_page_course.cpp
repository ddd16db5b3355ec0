#include "assets/words/gallery.hpp"
#include "terminal/gallery/gallery_pages.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_action_row.hpp"
#include "terminal/kit/widgets/widget_board.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_clock.hpp"
#include "terminal/kit/widgets/widget_course.hpp"
#include "terminal/kit/widgets/widget_money_lines.hpp"

namespace qiantai::ui::gallery {
namespace {

constexpr float k_gallery_column = 320;

void draw_counters_row(Ui& ui, Rect& rest) {
    const std::array counters{CounterFilter{1, ui.tr(words::gallery_clock_over), Text::data("¥"),
                                            Icon::timer_off, Tone::danger},
                              CounterFilter{2, ui.tr(words::gallery_clock_soon), Text::data("120"),
                                            Icon::timer, Tone::warning, true},
                              CounterFilter{0, ui.tr(words::gallery_clock_runs), {}, Icon::timer}};
    const auto row = rest.cut_top(ui.px(k_counter_height), ui.px(k_gap));
    for (int i = 0; i < 3; ++i) {
        draw_counter_filter(ui, row.column(i, 3, ui.px(k_gap_m)), fmt::format("counter {}", i),
                            counters[static_cast<std::size_t>(i)]);
    }
}

void draw_tabs_row(Ui& ui, Rect& rest, const GalleryState& state, GalleryIntents& intents) {
    const std::array heads{
        BoardColumnHead{ui.tr(words::gallery_clock_over), ui.tr(words::gallery_looks), 1},
        BoardColumnHead{ui.tr(words::gallery_clock_soon), ui.tr(words::gallery_looks), 12},
        BoardColumnHead{ui.tr(words::gallery_clock_runs), ui.tr(words::gallery_looks), 0}};
    const auto pressed = draw_board_tabs(ui, rest.cut_top(ui.px(k_board_tabs_height), ui.px(k_gap)),
                                         heads, state.tab % 3);
    if (pressed) intents.emplace_back(SetTab{*pressed});
    auto column = rest;
    draw_board_head(ui, column, heads[1]);
    draw_board_nothing(ui, column, ui.tr(words::gallery_none));
    rest.top = column.top + ui.px(k_target_min);
}

void draw_clocks_card(Ui& ui, Columns& columns) {
    struct Sample {
        ClockLook look;
        TextKey left;
        float share;
    };
    constexpr Sample k_samples[] = {{ClockLook::running, words::gallery_clock_runs, 0.4f},
                                    {ClockLook::due_soon, words::gallery_clock_soon, 0.85f},
                                    {ClockLook::overdue, words::gallery_clock_over, 1},
                                    {ClockLook::paused, words::gallery_clock_paused, 0.3f},
                                    {ClockLook::shop_closed, words::gallery_clock_closed, 0.6f},
                                    {ClockLook::met, words::gallery_clock_met, 1},
                                    {ClockLook::met_late, words::gallery_clock_late, 1}};
    Card card(ui, columns.next());
    draw_card_title(ui, card.inside, ui.tr(words::gallery_clocks));
    for (const auto& sample : k_samples) {
        draw_clock_line(ui, card.inside,
                        {sample.look, ui.tr(sample.left), Text::data("11-21 14:49"), sample.share});
        card.inside.cut_top(ui.px(k_gap_s));
    }
}

void draw_actions_card(Ui& ui, Columns& columns) {
    Card card(ui, columns.next());
    draw_card_title(ui, card.inside, ui.tr(words::gallery_actions));
    draw_action_row(ui, card.inside, "action",
                    {.icon = Icon::phone_in_talk,
                     .title = ui.tr(words::gallery_action),
                     .note = ui.tr(words::gallery_action_note)});
    draw_action_row(ui, card.inside, "plain action",
                    {.icon = Icon::replay, .title = ui.tr(words::gallery_action)});
    draw_action_row(ui, card.inside, "locked action",
                    {.icon = Icon::check_circle,
                     .title = ui.tr(words::gallery_action),
                     .note = ui.tr(words::gallery_action_locked),
                     .locked = true,
                     .last = true});
}

void draw_money_card(Ui& ui, Columns& columns) {
    const std::array lines{MoneyLine{ui.tr(words::gallery_money_back),
                                     ui.tr(words::gallery_money_done), Text::data("¥369.00")},
                           MoneyLine{ui.tr(words::gallery_money_gift), {}, Text::data("¥39.00")},
                           MoneyLine{ui.tr(words::gallery_money_kept), {}, Text::data("−¥120.00")}};
    Card card(ui, columns.next());
    draw_card_title(ui, card.inside, ui.tr(words::gallery_money));
    draw_money_lines(ui, card.inside, lines,
                     {ui.tr(words::gallery_money_sum), {}, Text::data("¥288.00")});
}

void draw_course_card(Ui& ui, Rect& rest) {
    const auto step = ui.tr(words::gallery_step_code);
    const std::vector<CourseStep> steps{
        {ui.tr(words::gallery_step_code), Text::data("11-19"), StepStand::done},
        {ui.tr(words::gallery_step_check), {}, StepStand::skipped},
        {ui.tr(words::gallery_step_load), Text::data("11-20"), StepStand::done},
        {ui.tr(words::gallery_step_done), Text::data("11-28"), StepStand::here},
        {step, {}, StepStand::ahead}};
    {
        Card card(ui, rest, k_gap);
        draw_course(ui, card.inside, steps, ui.tr(words::gallery_course_earlier));
    }
    rest.cut_top(ui.px(k_gap));
    // Where there is no room for the row.
    auto narrow = rest;
    narrow.right = narrow.left + ui.px(k_gallery_column);
    {
        Card card(ui, narrow, k_gap);
        draw_course(ui, card.inside, steps, {});
    }
    rest.top = narrow.top + ui.px(k_gap);
}

}  // namespace

void draw_course_page(Ui& ui, const Rect& area, const GalleryState& state,
                      GalleryIntents& intents) {
    ScrollArea scroll(ui, "page", area);
    auto rest = scroll.content();
    draw_course_card(ui, rest);
    draw_counters_row(ui, rest);
    draw_tabs_row(ui, rest, state, intents);
    Columns columns(ui, rest, k_gallery_column, 3);
    draw_clocks_card(ui, columns);
    draw_actions_card(ui, columns);
    draw_money_card(ui, columns);
    scroll.finish(columns.bottom());
}

}  // namespace qiantai::ui::gallery
