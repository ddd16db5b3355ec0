// Which zone is counted, how far each is, and how one ends it.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assets/words/stocktakes.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/stocktakes/screens/counting_parts.hpp"
#include "terminal/stocktakes/screens/stocktake_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_zone_card_height = 84, k_zone_disc_dp = 36, k_left_sheet_width = 760,
                k_left_row_height = 64;
constexpr std::size_t k_recounts_shown = 3;

/// Who counts there and since when it is known; or that nobody does.
Text zone_note(const Ui& ui, const Scene& scene, const CountingState& state,
               const std::string& zone) {
    std::string words;
    for (const auto& one : state.progress) {
        if (one.zone != zone || !(one.round == state.round)) continue;
        const bool own = scene.session && one.counter == scene.session->staff_number;
        words += words.empty() ? "" : " · ";
        words += own ? ui.tr(words::counting_you).utf8()
                     : colleague_text(scene, one.counter).utf8() + " " +
                           time_text(ui, scene.shop, one.last_at).utf8();
    }
    return words.empty() ? ui.tr(words::counting_nobody) : Text::data(words);
}

/// Whoever counted there last, as far as is known here.
std::optional<Text> zone_counter(const Scene& scene, const CountingState& state,
                                 const std::string& zone) {
    const domain::StocktakeProgress* last = nullptr;
    for (const auto& one : state.progress) {
        if (one.zone != zone || !(one.round == state.round)) continue;
        if (last == nullptr || one.last_at > last->last_at) last = &one;
    }
    if (last == nullptr) return std::nullopt;
    return colleague_text(scene, last->counter);
}

void draw_zone_card(Ui& ui, Rect& rest, const Scene& scene, const CountingState& state,
                    std::size_t index, CountingIntents& intents) {
    const auto& zone = state.zones[index];
    const bool open = zone.zone.name == state.zone;
    const auto place = rest.cut_top(ui.px(k_zone_card_height), ui.px(k_gap_s));
    const auto press =
        press_area(ui, place, fmt::format("zone {}", zone.zone.name), Text::data(zone.zone.name));
    fill(ui, place, open ? Role::primary_soft : Role::surface, k_radius_card);
    border(ui, place, open ? Role::primary : Role::line, k_radius_card, open ? 2 : 1);
    if (press.held) fill(ui, place, Role::ink, k_radius_card, 0.06f);
    auto inside = place.inset(ui.px(k_gap), ui.px(k_gap_s));
    if (const auto who = zone_counter(scene, state, zone.zone.name)) {
        const auto disc = inside.cut_left(ui.px(k_zone_disc_dp), ui.px(k_gap_s));
        draw_avatar(ui, {disc.center_x(), disc.center_y()}, k_zone_disc_dp, *who,
                    open ? Role::surface : Role::primary_soft);
    }
    const auto count = ui.tr(words::counting_zone_things, state.counted_in(zone.zone.name));
    const auto wide = text_width(ui, count.utf8(), TextStyle::body_strong) + 1;
    draw_text(ui, inside.cut_right(wide, ui.px(k_gap_s)), count, TextStyle::body_strong,
              zone.done ? Role::success : Role::ink, Align::right);
    const auto first = line_height(ui, TextStyle::large_strong);
    const auto second = line_height(ui, TextStyle::small);
    auto lines = inside.centered(inside.width(), first + second);
    draw_text(ui, lines.cut_top(first),
              Text::data(zone.done ? zone.zone.name + " ✓" : zone.zone.name),
              TextStyle::large_strong, open ? Role::primary_text : Role::ink);
    draw_text(ui, lines, zone_note(ui, scene, state, zone.zone.name), TextStyle::small, Role::ink2);
    if (press.focused) focus_ring(ui, place, k_radius_card);
    if (press.pressed) intents.add(counting::ChooseZone{index});
}

}  // namespace

int CountingState::left() const {
    return static_cast<int>(std::ranges::count_if(open, [](const auto& problem) {
        return problem.kind == domain::StocktakeProblemKind::not_counted;
    }));
}

int CountingState::counted_in(const std::string& zone_name) const {
    int things = 0;
    for (const auto& one : progress) {
        if (one.zone == zone_name && one.round == round) things += one.things;
    }
    return things;
}

void draw_recounts(Ui& ui, Rect& rest, const CountingState& state) {
    std::size_t shown = 0;
    for (const auto& problem : state.open) {
        if (!(problem.kind == domain::StocktakeProblemKind::recount_missing)) continue;
        if (++shown > k_recounts_shown) return;
        draw_banner(ui, rest, fmt::format("recount {}", shown),
                    {.tone = Tone::warning,
                     .text = ui.tr(words::counting_recount,
                                   problem.name.empty() ? problem.code : problem.name)});
        rest.cut_top(ui.px(k_gap_s));
    }
}

void draw_counting_tags(Ui& ui, Rect& rest, const Scene& scene, const CountingState& state) {
    auto line = rest.cut_top(ui.px(k_tag_height_dp), ui.px(k_gap_s));
    if (state.blind) {
        const auto blind = ui.tr(words::counting_blind);
        draw_tag(ui, line.cut_left(tag_width(ui, blind), ui.px(k_gap_s)), blind, Tone::neutral);
    }
    if (!state.frozen_at) return;
    const auto frozen =
        ui.tr(words::counting_frozen, time_text(ui, scene.shop, *state.frozen_at).utf8());
    draw_tag(ui, line.cut_left(tag_width(ui, frozen)), frozen, Tone::info);
}

void draw_counting_rounds(Ui& ui, Rect& rest, const CountingState& state,
                          CountingIntents& intents) {
    const std::array rounds{ui.tr(words::counting_first), ui.tr(words::counting_again)};
    const auto pressed =
        draw_segmented(ui, rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s)), "round", rounds,
                       state.round == StocktakeRound::first ? 0 : 1);
    if (pressed) {
        intents.add(
            counting::SetRound{*pressed == 0 ? StocktakeRound::first : StocktakeRound::recount});
    }
}

void draw_counting_zone_cards(Ui& ui, Rect& rest, const Scene& scene, const CountingState& state,
                              CountingIntents& intents) {
    int counted = 0;
    for (const auto& zone : state.zones) counted += state.counted_in(zone.zone.name);
    const int all = counted + state.left();
    auto line = rest.cut_top(line_height(ui, TextStyle::figure));
    const auto done = number_text(counted);
    draw_text(ui, line.cut_left(text_width(ui, done.utf8(), TextStyle::figure) + 1, ui.px(k_gap_s)),
              done, TextStyle::figure, Role::ink);
    draw_text(ui, line, ui.tr(words::counting_of, all), TextStyle::body, Role::ink2);
    draw_progress(ui, rest.cut_top(ui.px(16), ui.px(k_gap_s)),
                  all == 0 ? 0 : static_cast<float>(counted) / static_cast<float>(all));
    for (std::size_t i = 0; i < state.zones.size(); ++i) {
        draw_zone_card(ui, rest, scene, state, i, intents);
    }
}

void draw_counting_zone_line(Ui& ui, Rect& rest, const CountingState& state,
                             CountingIntents& intents) {
    std::vector<Text> names;
    std::optional<std::size_t> chosen;
    for (const auto& one : state.zones) {
        if (one.zone.name == state.zone) chosen = names.size();
        names.push_back(Text::data(one.done ? one.zone.name + " ✓" : one.zone.name));
    }
    if (const auto pressed = draw_choices(ui, rest, "zone", names, chosen)) {
        intents.add(counting::ChooseZone{*pressed});
    }
    rest.cut_top(ui.px(k_gap_s));
}

void draw_counting_end(Ui& ui, Rect& rest, const CountingState& state, CountingIntents& intents) {
    if (state.left() > 0) {
        auto line = rest.cut_top(ui.px(k_target_min));
        const auto way = ui.tr(words::counting_which);
        const auto wide = text_width(ui, way.utf8(), TextStyle::body_strong) + ui.px(k_gap);
        if (draw_text_button(ui, line.cut_right(wide, ui.px(k_gap_s)), "which left", way)) {
            intents.add(counting::AskFinish{});
        }
        const auto words = ui.tr(words::counting_left, state.left());
        draw_wrapped(
            ui,
            line.centered(line.width(), wrapped_height(ui, words, TextStyle::body, line.width())),
            words, TextStyle::body, Role::ink2);
    }
    if (draw_button(ui, rest.cut_top(ui.px(k_button_height)), "finish zone",
                    ui.tr(words::counting_finish, state.zone),
                    {.kind = ButtonKind::primary, .icon = Icon::check_all, .busy = state.busy})) {
        intents.add(counting::AskFinish{});
    }
}

void draw_counting_sheet(Ui& ui, const Rect& area, const Scene& scene, const CountingState& state,
                         CountingIntents& intents) {
    if (!state.leaving) return;
    const BarButton buttons[] = {
        {"finish anyway",
         ui.tr(words::counting_finish, state.zone),
         {.kind = ButtonKind::primary, .icon = Icon::check_all, .busy = state.busy}},
        {"rest is none", ui.tr(words::stocktake_rest_none), {.busy = state.busy}}};
    const auto answer = draw_question_sheet(
        ui, area,
        {{ui.tr(words::counting_left, state.left()), Text::data(state.zone)},
         k_left_sheet_width,
         buttons,
         ui.tr(words::counting_look_on)},
        [&](Rect& inside) {
            ScrollArea scroll(ui, "left", inside, Role::surface);
            auto rest = scroll.content();
            draw_paragraph(ui, rest, ui.tr(words::counting_left_note), TextStyle::body, Role::ink2,
                           k_gap_s);
            for (const auto& problem : state.open) {
                if (!(problem.kind == domain::StocktakeProblemKind::not_counted)) continue;
                const auto where = problem.thing ? stocktake_thing_text(
                                                       ui, scene.shop, problem.code, *problem.thing)
                                                 : Text::data(problem.code);
                draw_list_row_still(
                    ui, rest.cut_top(ui.px(k_left_row_height)),
                    {.title = Text::data(problem.name.empty() ? problem.code : problem.name),
                     .subtitle = where});
            }
            inside.top = scroll.finish(rest.top);
        });
    if (answer.pressed == 0U) intents.add(counting::FinishZone{});
    if (answer.pressed == 1U) intents.add(counting::RestIsNone{});
    if (answer.left) intents.add(counting::CloseSheet{});
}

Text counting_title(const Ui& ui, const CountingState& state) {
    if (state.zone.empty()) return ui.tr(words::counting_title);
    return Text::data(ui.tr(words::counting_title).utf8() + " · " + state.zone);
}

}  // namespace qiantai::ui
