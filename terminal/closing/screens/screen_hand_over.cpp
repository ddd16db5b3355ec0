#include "terminal/closing/screens/screen_hand_over.hpp"

#include <algorithm>
#include <utility>

#include "assets/words/closing.hpp"
#include "terminal/closing/screens/closing_words.hpp"
#include "terminal/desk/case_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_pick_chips.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_hand_over_side_width = 380, k_thing_row_height = 68, k_thing_stepper_width = 200;
constexpr int k_thing_count_max = 9999;

/// What most stores hand over; a touch puts it on the list.
constexpr TextKey k_usual_things[] = {words::hand_over_door_key, words::hand_over_safe_key,
                                      words::hand_over_float, words::hand_over_stamp};

void draw_hand_over_count(Ui& ui, Rect& rest, const HandOverState& state,
                          HandOverIntents& intents) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::hand_over_count));
    if (state.start->stocktake_id) {
        draw_paragraph(ui, card.inside,
                       ui.tr(words::hand_over_counted, state.start->stocktake_number),
                       TextStyle::body, Role::ink, 0);
        return;
    }
    draw_paragraph(ui, card.inside, ui.tr(words::hand_over_not_counted), TextStyle::body,
                   Role::warning, k_gap_m);
    if (draw_button(ui, card.inside.cut_top(ui.px(k_button_height)), "count",
                    ui.tr(words::hand_over_plan_count), {.icon = Icon::clipboard})) {
        intents.add(hand_over::Count{});
    }
}

void draw_hand_over_items(Ui& ui, Rect& rest, const Scene& scene, const HandOverState& state) {
    const auto& items = state.start->items;
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::hand_over_items),
                    items.empty() ? Text() : number_text(static_cast<std::int64_t>(items.size())));
    if (items.empty()) {
        draw_paragraph(ui, card.inside, ui.tr(words::hand_over_items_none), TextStyle::body,
                       Role::ink2, 0);
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        const ListRow row{
            .title = day_item_text(ui, items[i].kind),
            .subtitle = day_subjects_text(ui, scene.shop, items[i].kind, items[i].subjects),
            .icon = day_item_icon(items[i].kind),
            .icon_tone = items[i].must ? Tone::warning : Tone::neutral,
            .trailing_strong = number_text(items[i].count),
            .last = i + 1 == items.size()};
        draw_list_row_still(ui, card.inside.cut_top(ui.px(k_row_height)), row);
    }
}

void draw_usual_things(Ui& ui, Rect& rest, const HandOverState& state, HandOverIntents& intents) {
    std::vector<std::string> names;
    std::vector<PickChip> chips;
    for (const auto key : k_usual_things) {
        auto name = ui.tr(key).utf8();
        const bool there = std::ranges::find(state.things, name, &domain::HandOverThing::name) !=
                           state.things.end();
        if (there) continue;
        chips.push_back({.text = Text::data(name), .icon = Icon::plus});
        names.push_back(std::move(name));
    }
    if (chips.empty()) return;
    if (const auto pressed = draw_pick_chips(ui, rest, {.name = "usual", .chips = chips})) {
        intents.add(hand_over::AddThing{names[*pressed]});
    }
    rest.cut_top(ui.px(k_gap_s));
}

void draw_hand_over_things(Ui& ui, Rect& rest, const HandOverState& state,
                           HandOverIntents& intents) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::hand_over_things));
    for (std::size_t i = 0; i < state.things.size(); ++i) {
        const auto& thing = state.things[i];
        auto line = card.inside.cut_top(ui.px(k_thing_row_height));
        const auto place = line.cut_right(ui.px(k_thing_stepper_width), ui.px(k_gap_m));
        const auto name = Text::data(thing.name);
        const auto count = draw_stepper(
            ui, place.centered(place.width(), ui.px(k_target_min)), fmt::format("thing {}", i),
            name, {.value = thing.count, .least = 0, .most = k_thing_count_max});
        if (count) intents.add(hand_over::SetCount{i, *count});
        draw_text(ui, line, name, TextStyle::body_strong, Role::ink);
    }
    draw_usual_things(ui, card.inside, state, intents);
    const auto typed = draw_field(ui, card.inside, "thing", state.thing,
                                  {.label = ui.tr(words::hand_over_thing),
                                   .hint = ui.tr(words::hand_over_thing_hint),
                                   .characters_max = 60});
    if (typed.changed) intents.add(hand_over::TypeThing{*typed.changed});
    if (state.thing.empty()) return;
    if (draw_button(ui, card.inside.cut_top(ui.px(k_button_height)), "add thing",
                    ui.tr(words::hand_over_add), {.icon = Icon::plus})) {
        intents.add(hand_over::AddThing{state.thing});
    }
}

/// Those who can take it over: the others of the same role.
std::vector<domain::StaffTile> takers_of(const Scene& scene) {
    std::vector<domain::StaffTile> takers;
    for (const auto& one : scene.colleagues) {
        const bool same = one.role == scene.session->role;
        if (same && one.number != scene.session->staff_number) takers.push_back(one);
    }
    return takers;
}

/// The first thing that is missing.
Text hand_over_lacks(const Ui& ui, const HandOverState& state) {
    const bool explained = state.start->stocktake_id || !state.words.empty();
    const std::pair<bool, TextKey> needed[] = {{!state.things.empty(), words::hand_over_things},
                                               {!state.taker.empty(), words::hand_over_taker},
                                               {explained, words::hand_over_words},
                                               {!state.pin.empty(), words::hand_over_pin}};
    for (const auto& [given, words] : needed) {
        const Text missing[] = {ui.tr(words)};
        if (!given) return fill_first_text(ui, missing);
    }
    return {};
}

void draw_hand_over_side(Ui& ui, Rect& rest, const Scene& scene, const HandOverState& state,
                         HandOverIntents& intents) {
    const auto takers = takers_of(scene);
    std::vector<Text> names;
    std::optional<std::size_t> chosen;
    for (const auto& one : takers) {
        if (one.number == state.taker) chosen = names.size();
        names.push_back(Text::data(one.name));
    }
    draw_field_label(ui, rest, ui.tr(words::hand_over_taker));
    if (takers.empty()) {
        draw_paragraph(ui, rest, ui.tr(words::hand_over_no_taker), TextStyle::body, Role::warning,
                       k_gap);
        return;
    }
    if (const auto pressed = draw_choices(ui, rest, "taker", names, chosen)) {
        intents.add(hand_over::ChooseTaker{takers[*pressed].number});
    }
    rest.cut_top(ui.px(k_gap_m));
    const auto words = draw_field(
        ui, rest, "words", state.words,
        {.label = ui.tr(words::hand_over_words), .characters_max = k_day_close_words_length_max});
    if (words.changed) intents.add(hand_over::TypeWords{*words.changed});
    const auto pin = draw_field(ui, rest, "pin", state.pin,
                                {.label = ui.tr(words::hand_over_pin),
                                 .error = state.refused ? error_text(ui, *state.refused) : Text(),
                                 .kind = FieldKind::secret,
                                 .characters_max = 12});
    if (pin.changed) intents.add(hand_over::TypePin{*pin.changed});
    const ButtonStyle style{.kind = ButtonKind::primary,
                            .icon = Icon::check,
                            .lacks = hand_over_lacks(ui, state),
                            .busy = state.busy};
    if (draw_button(ui, rest.cut_top(ui.px(k_button_height + 4)), "hand over",
                    ui.tr(words::hand_over_do), style)) {
        intents.add(hand_over::Save{});
    }
}

void draw_hand_over_done(Ui& ui, Rect& rest, const Scene& scene,
                         const domain::HandOverShown& shown) {
    Card card(ui, rest);
    draw_card_title(
        ui, card.inside,
        ui.tr(words::hand_over_done, time_text(ui, scene.shop, shown.hand_over.created_at).utf8()));
    std::string things;
    for (const auto& thing : shown.things) {
        if (!things.empty()) things += " · ";
        things += thing.name + " ×" + std::to_string(thing.count);
    }
    const Fact facts[] = {
        {.label = ui.tr(words::hand_over_leaver),
         .value = colleague_text(scene, shown.hand_over.from_staff)},
        {.label = ui.tr(words::hand_over_taker),
         .value = colleague_text(scene, shown.hand_over.to_staff)},
        {.label = ui.tr(words::hand_over_count),
         .value = shown.stocktake_number.empty() ? Text::data(shown.hand_over.words)
                                                 : Text::data(shown.stocktake_number)},
        {.label = ui.tr(words::hand_over_things), .value = Text::data(things)}};
    draw_facts(ui, card.inside, facts);
}

void draw_hand_over_page(Ui& ui, Rect& rest, const Scene& scene, const HandOverState& state,
                         HandOverIntents& intents) {
    draw_hand_over_count(ui, rest, state, intents);
    rest.cut_top(ui.px(k_gap));
    draw_hand_over_things(ui, rest, state, intents);
    rest.cut_top(ui.px(k_gap));
    draw_hand_over_items(ui, rest, scene, state);
    for (const auto& before : state.start->before) {
        rest.cut_top(ui.px(k_gap));
        draw_hand_over_done(ui, rest, scene, before);
    }
}

}  // namespace

void draw_hand_over(Ui& ui, const Rect& area, const Scene& scene, const HandOverState& state,
                    HandOverIntents& intents) {
    if (!state.start) {
        if (draw_page_absence(ui, area, state.error)) intents.add(hand_over::Reload{});
        return;
    }
    draw_case_page(
        ui, area, {.side_width_dp = k_hand_over_side_width, .gap_dp = k_gap},
        [&](Rect& rest) { draw_hand_over_page(ui, rest, scene, state, intents); },
        [&](Rect& rest) { draw_hand_over_side(ui, rest, scene, state, intents); });
}

}  // namespace qiantai::ui
