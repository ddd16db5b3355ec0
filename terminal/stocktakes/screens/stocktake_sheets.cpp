// What is asked over the page of a stocktake: whose result holds, who counts again, what a barcode
// is, what another zone is called.

#include <algorithm>

#include "assets/words/stocktakes.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_reason.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/stocktakes/screens/stocktake_page.hpp"
#include "terminal/stocktakes/screens/stocktake_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_stocktake_sheet_width = 640;

const domain::StocktakeProblem* problem_asked(const StocktakePageState& state) {
    return state.about < state.problems.size() ? &state.problems[state.about] : nullptr;
}

Text stocktake_sheet_heading(const Ui& ui, const StocktakePageState& state) {
    switch (state.sheet) {
        case StocktakeSheet::choose:
            return ui.tr(words::stocktake_choose);
        case StocktakeSheet::recount:
            return ui.tr(words::stocktake_recount);
        case StocktakeSheet::settle:
            return ui.tr(words::stocktake_settle);
        case StocktakeSheet::zone:
        case StocktakeSheet::none:
            break;
    }
    return ui.tr(words::stocktake_act_zone);
}

Text stocktake_sheet_about(const Ui& ui, const StocktakePageState& state) {
    if (state.sheet == StocktakeSheet::zone) return {};
    const auto* problem = problem_asked(state);
    return problem ? stocktake_problem_text(ui, *problem) : Text();
}

void draw_asked_reason(Ui& ui, Rect& rest, const StocktakePageState& state,
                       std::span<const Choice> usual, StocktakePageIntents& intents) {
    const auto given = draw_reason(ui, rest, state.reason,
                                   {.usual = usual, .characters_max = k_gift_reason_length_max});
    if (given) intents.add(stocktake::GiveReason{*given});
}

void draw_choose_fields(Ui& ui, Rect& rest, const Scene& scene, const StocktakePageState& state,
                        StocktakePageIntents& intents) {
    const auto* problem = problem_asked(state);
    if (!problem) return;
    std::vector<Text> names;
    for (const auto& counter : problem->people) names.push_back(colleague_text(scene, counter));
    const auto pressed = draw_choices(ui, rest, "counter", names, std::nullopt);
    if (pressed) intents.add(stocktake::ChooseCounter{problem->people[*pressed]});
}

void draw_typed_field(Ui& ui, Rect& rest, const StocktakePageState& state, const Field& field,
                      StocktakePageIntents& intents) {
    const auto typed = draw_field(ui, rest, "typed", state.typed, field);
    if (typed.changed) intents.add(stocktake::Type{*typed.changed});
}

std::vector<BarButton> stocktake_sheet_buttons(const Ui& ui, const StocktakePageState& state) {
    const auto save = [&](TextKey label, Text lacks) {
        return BarButton{
            "save sheet",
            ui.tr(label),
            {.kind = ButtonKind::primary, .lacks = std::move(lacks), .busy = state.busy}};
    };
    switch (state.sheet) {
        case StocktakeSheet::recount:
            return {{"count again",
                     ui.tr(words::stocktake_count_again),
                     {.kind = ButtonKind::primary, .icon = Icon::barcode_scan}},
                    {"first stands",
                     ui.tr(words::stocktake_first_stands),
                     {.lacks = reason_lacks(ui, state.reason), .busy = state.busy}}};
        case StocktakeSheet::settle:
            return {save(words::stocktake_save,
                         state.typed.empty() ? ui.tr(words::stocktake_gift_code) : Text()),
                    {"none of ours", ui.tr(words::stocktake_none_of_ours), {}}};
        case StocktakeSheet::zone:
            return {save(words::stocktake_act_zone,
                         state.typed.empty() ? ui.tr(words::stocktake_zones) : Text())};
        case StocktakeSheet::choose:
        case StocktakeSheet::none:
            break;
    }
    return {};
}

}  // namespace

void draw_stocktake_sheet(Ui& ui, const Rect& area, const Scene& scene,
                          const StocktakePageState& state, StocktakePageIntents& intents) {
    if (state.sheet == StocktakeSheet::none || !state.page) return;
    const IdScope scope("stocktake sheet");
    const auto buttons = stocktake_sheet_buttons(ui, state);
    const auto answer = draw_question_sheet(
        ui, area,
        {{stocktake_sheet_heading(ui, state), stocktake_sheet_about(ui, state)},
         k_stocktake_sheet_width,
         buttons},
        [&](Rect& inside) {
            ScrollArea scroll(ui, "asked", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            switch (state.sheet) {
                case StocktakeSheet::choose:
                    draw_choose_fields(ui, rest, scene, state, intents);
                    break;
                case StocktakeSheet::recount:
                    draw_paragraph(ui, rest, ui.tr(words::stocktake_recount_note), TextStyle::body,
                                   Role::ink2, k_gap);
                    draw_asked_reason(ui, rest, state, stocktake_step_reasons(), intents);
                    break;
                case StocktakeSheet::settle:
                    draw_typed_field(ui, rest, state,
                                     {.label = ui.tr(words::stocktake_gift_code),
                                      .kind = FieldKind::latin,
                                      .characters_max = k_gift_short_length_max},
                                     intents);
                    break;
                case StocktakeSheet::zone:
                    draw_typed_field(ui, rest, state,
                                     {.label = ui.tr(words::stocktake_zones),
                                      .characters_max = k_stocktake_zone_length_max},
                                     intents);
                    if (draw_switch(ui, rest.cut_top(ui.px(k_target_min)), "shared",
                                    ui.tr(words::stocktake_shared), state.shared)) {
                        intents.add(stocktake::SetShared{!state.shared});
                    }
                    break;
                case StocktakeSheet::none:
                    break;
            }
            inside.top = scroll.finish(rest.top);
        });
    if (answer.pressed) {
        const auto& name = buttons[*answer.pressed].name;
        if (name == "count again") {
            intents.add(stocktake::CountAgain{});
        } else if (name == "none of ours") {
            intents.add(stocktake::NoneOfOurs{});
        } else {
            intents.add(stocktake::Save{});
        }
    }
    if (answer.left) intents.add(stocktake::CloseSheet{});
}

}  // namespace qiantai::ui
