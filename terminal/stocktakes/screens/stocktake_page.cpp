#include "terminal/stocktakes/screens/stocktake_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assets/words/gifts.hpp"
#include "assets/words/stocktakes.hpp"
#include "terminal/desk/case_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_action_row.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_course.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/stocktakes/screens/stocktake_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_stocktake_side_width = 340;
constexpr std::size_t k_problems_shown = 60;

/// The stations that everybody sees, whoever owes the next step.
constexpr std::pair<StocktakeStep, StocktakePhase> k_stocktake_stations[] = {
    {StocktakeStep::papers_entered, StocktakePhase::planned},
    {StocktakeStep::frozen, StocktakePhase::ready},
    {StocktakeStep::opened, StocktakePhase::counting},
    {StocktakeStep::approved, StocktakePhase::variances},
    {StocktakeStep::posted, StocktakePhase::approved}};

std::vector<CourseStep> stocktake_course_shown(const Ui& ui, const domain::StocktakeState& state) {
    std::vector<CourseStep> steps;
    bool reached = state.phase == StocktakePhase::cancelled;
    for (const auto& [step, waits_in] : k_stocktake_stations) {
        const bool here = state.phase == waits_in;
        steps.push_back({.name = stocktake_event_text(ui, step),
                         .stand = here      ? StepStand::here
                                  : reached ? StepStand::ahead
                                            : StepStand::done});
        reached = reached || here;
    }
    return steps;
}

void draw_stocktake_about(Ui& ui, Rect& rest, const Scene& scene,
                          const domain::StocktakePage& page) {
    const auto& stocktake = page.stocktake;
    Card card(ui, rest);
    if (!stocktake.words.empty()) {
        draw_paragraph(ui, card.inside, Text::data(stocktake.words), TextStyle::body, Role::ink,
                       k_gap_s);
    }
    std::vector<Fact> facts{
        {.label = ui.tr(words::stocktake_kind), .value = stocktake_kind_text(ui, stocktake.kind)},
        {.label = ui.tr(words::stocktake_store),
         .value = Text::data(store_name(scene.shop, stocktake.store_code))},
        {.label = ui.tr(words::stocktake_planned_on),
         .value = date_text(ui, scene.shop, stocktake.planned_on)}};
    if (page.state.frozen_at) {
        facts.push_back({.label = ui.tr(words::stocktake_frozen),
                         .value = time_text(ui, scene.shop, *page.state.frozen_at)});
    }
    if (page.state.approved_by) {
        facts.push_back({.label = ui.tr(words::stocktake_approver),
                         .value = colleague_text(scene, page.state.approved_by->staff_number)});
    }
    facts.push_back({.label = ui.tr(words::requisition_number),
                     .value = Text::data(stocktake.number),
                     .whole_row = true});
    draw_facts(ui, card.inside, facts);
}

void draw_stocktake_zones(Ui& ui, Rect& rest, const Scene& scene,
                          const domain::StocktakePage& page) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::stocktake_zones));
    for (const auto& one : page.state.zones) {
        auto line = card.inside.cut_top(ui.px(k_tag_height_dp), ui.px(k_gap_xs));
        const auto stand =
            ui.tr(one.done ? words::stocktake_zone_done : words::stocktake_zone_open);
        draw_tag(ui, line.cut_right(tag_width(ui, stand), ui.px(k_gap_s)), stand,
                 one.done ? Tone::success : Tone::neutral);
        draw_text(ui, line, Text::data(one.zone.name), TextStyle::body_strong, Role::ink);
        for (const auto& progress : page.progress) {
            if (progress.zone != one.zone.name) continue;
            const auto key = progress.round == StocktakeRound::recount
                                 ? words::stocktake_progress_again
                                 : words::stocktake_progress;
            draw_paragraph(
                ui, card.inside,
                ui.tr(key, colleague_text(scene, progress.counter).utf8(), progress.things,
                      time_text(ui, scene.shop, progress.last_at).utf8()),
                TextStyle::small, Role::ink2, 0);
        }
        card.inside.cut_top(ui.px(k_gap_s));
    }
}

void draw_stocktake_problems(Ui& ui, Rect& rest, const StocktakePageState& state,
                             StocktakePageIntents& intents) {
    if (state.problems.empty()) return;
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::stocktake_problems),
                    number_text(static_cast<std::int64_t>(state.problems.size())), Tone::warning);
    const auto count = std::min(state.problems.size(), k_problems_shown);
    for (std::size_t i = 0; i < count; ++i) {
        const auto& problem = state.problems[i];
        using enum domain::StocktakeProblemKind;
        // Signing and explaining stand elsewhere on the page.
        const bool elsewhere = problem.kind == reason_missing || problem.kind == counter_unsigned ||
                               problem.kind == checker_unsigned;
        const ActionRow row{.icon = elsewhere ? Icon::information : Icon::alert,
                            .title = stocktake_problem_text(ui, problem),
                            .locked = elsewhere,
                            .last = i + 1 == count};
        if (draw_action_row(ui, card.inside, fmt::format("problem {}", i), row)) {
            intents.add(stocktake::Solve{i});
        }
    }
}

void draw_stocktake_variances(Ui& ui, Rect& rest, const Scene& scene,
                              const StocktakePageState& state, StocktakePageIntents& intents) {
    const auto& page = *state.page;
    if (!page.totals) return;
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::stocktake_variances),
                    number_text(page.totals->differing));
    draw_variance_totals(ui, card.inside, *page.totals);
    card.inside.cut_top(ui.px(k_gap_s));
    draw_paragraph(ui, card.inside, ui.tr(words::stocktake_formula), TextStyle::small, Role::ink2,
                   k_gap_s);
    if (state.lines.empty()) {
        draw_paragraph(ui, card.inside, ui.tr(words::stocktake_no_variance), TextStyle::body,
                       Role::ink2, 0);
    }
    const bool may = page.state.phase == StocktakePhase::variances &&
                     scene.has_right(domain::Right::stocktakes_lead);
    const auto touch = draw_variance_table(
        ui, card.inside, scene.shop, {.lines = state.lines, .work = state.why, .may_explain = may});
    if (touch.opened) intents.add(stocktake::OpenVariance{*touch.opened});
    if (touch.given) intents.add(stocktake::ExplainVariance{*touch.given});
    if (touch.saved) intents.add(stocktake::SaveVariance{});
    const int matching = page.totals->lines - page.totals->differing;
    draw_paragraph(ui, card.inside, ui.tr(words::stocktake_matching, matching), TextStyle::small,
                   Role::ink2, 0);
}

bool is_button_step(StocktakeStep step) {
    using enum StocktakeStep;
    // The others are taken where what they are about stands.
    return step != zone_done && step != chosen && step != barcode_settled && step != explained;
}

/// Two people take part in these.
bool is_second_person(StocktakeStep step) {
    using enum StocktakeStep;
    return step == counter_signed || step == checker_signed || step == approved;
}

bool is_stocktake_onward(StocktakeStep step) {
    using enum StocktakeStep;
    return step == papers_entered || step == frozen || step == opened || step == counter_signed ||
           step == checker_signed || step == approved || step == resumed;
}

void draw_stocktake_paper(Ui& ui, Rect& rest, const Scene& scene, StocktakePageIntents& intents) {
    const bool may = scene.has_right(domain::Right::stocktakes_sign) &&
                     scene.has_right(domain::Right::prints_keep);
    if (!may) return;
    const ActionRow row{.icon = Icon::printer, .title = ui.tr(words::stocktake_print)};
    if (draw_action_row(ui, rest, "print", row)) intents.add(stocktake::Print{});
}

void draw_stocktake_steps(Ui& ui, Rect& rest, const Scene& scene, const StocktakePageState& state,
                          StocktakePageIntents& intents) {
    const auto& page = *state.page;
    const bool counts = page.state.phase == StocktakePhase::counting &&
                        scene.has_right(domain::Right::stocktakes_count) &&
                        scene.shop.store_code == page.stocktake.store_code;
    // While something is still open, counting is the next thing.
    const bool count_first = counts && !state.problems.empty();
    if (counts) {
        const auto place = rest.cut_top(ui.px(k_button_height + 4), ui.px(k_gap_s));
        if (draw_button(ui, place, "count", ui.tr(words::stocktake_count),
                        {.kind = count_first ? ButtonKind::primary : ButtonKind::secondary,
                         .icon = Icon::barcode_scan})) {
            intents.add(stocktake::Count{});
        }
    }
    bool filled = count_first;
    for (std::size_t i = 0; i < page.next.size(); ++i) {
        const auto& next = page.next[i];
        const auto step = next.step.known();
        if (!step || !is_button_step(*step)) continue;
        const bool locked = !next.refused.empty();
        if (!locked && !filled && is_stocktake_onward(*step)) {
            filled = true;
            const auto place = rest.cut_top(ui.px(k_button_height + 4), ui.px(k_gap_s));
            if (draw_button(ui, place, "next step", ui.tr(stocktake_act_key(*step)),
                            {.kind = ButtonKind::primary,
                             .icon = stocktake_step_icon(*step),
                             .busy = state.busy})) {
                intents.add(stocktake::TakeStep{*step});
            }
            continue;
        }
        // Whoever counted can't check, nor approve; somebody else can at the same till.
        const bool here = locked && next.where == scene.shop.store_code && is_second_person(*step);
        const auto why_not = locked ? stocktake_lock_text(ui, scene.shop, next) : Text();
        const ActionRow row{.icon = stocktake_step_icon(*step),
                            .title = ui.tr(stocktake_act_key(*step)),
                            .note = here ? ui.tr(words::stocktake_sign_here) : why_not,
                            .locked = locked && !here,
                            .last = i + 1 == page.next.size()};
        if (draw_action_row(ui, rest,
                            fmt::format("{} {}",
                                        here     ? "here"
                                        : locked ? "locked"
                                                 : "step",
                                        code_of(*step)),
                            row)) {
            if (here) {
                intents.add(stocktake::TakeStepHere{*step});
            } else {
                intents.add(stocktake::TakeStep{*step});
            }
        }
    }
    draw_stocktake_paper(ui, rest, scene, intents);
    if (page.late == 0) return;
    draw_paragraph(ui, rest, ui.tr(words::stocktake_late, page.late), TextStyle::body,
                   Role::warning, k_gap_s);
    const bool may_correct = page.state.phase == StocktakePhase::posted &&
                             scene.has_right(domain::Right::stocktakes_lead);
    const ActionRow row{.icon = Icon::refresh,
                        .title = ui.tr(stocktake_act_key(StocktakeStep::corrected)),
                        .last = true};
    if (may_correct && draw_action_row(ui, rest, "step corrected", row)) {
        intents.add(stocktake::TakeStep{StocktakeStep::corrected});
    }
}

void draw_stocktake_side(Ui& ui, Rect& rest, const Scene& scene, const StocktakePageState& state,
                         StocktakePageIntents& intents) {
    const auto& phase = state.page->state.phase;
    auto line = rest.cut_top(ui.px(k_tag_height_dp), ui.px(k_gap_m));
    const auto words = stocktake_phase_text(ui, phase);
    draw_tag(ui, line.cut_left(tag_width(ui, words), ui.px(k_gap_s)), words,
             stocktake_phase_tone(phase));
    draw_stocktake_steps(ui, rest, scene, state, intents);
}

void draw_stocktake_case(Ui& ui, Rect& rest, const Scene& scene, const StocktakePageState& state,
                         StocktakePageIntents& intents) {
    const auto& page = *state.page;
    const auto gap = ui.px(k_gap);
    {
        Card card(ui, rest, k_gap);
        draw_course(ui, card.inside, stocktake_course_shown(ui, page.state), {});
    }
    rest.cut_top(gap);
    draw_stocktake_problems(ui, rest, state, intents);
    if (!state.problems.empty()) rest.cut_top(gap);
    draw_stocktake_variances(ui, rest, scene, state, intents);
    if (page.totals) rest.cut_top(gap);
    draw_stocktake_zones(ui, rest, scene, page);
    rest.cut_top(gap);
    draw_stocktake_about(ui, rest, scene, page);
}

}  // namespace

Text stocktake_page_title(const Ui& ui, const StocktakePageState& state) {
    if (!state.page) return ui.tr(words::stocktakes_title);
    // The number is longer than a narrow title has room for, so it stands on the page.
    return stocktake_kind_text(ui, state.page->stocktake.kind);
}

void draw_stocktake_page(Ui& ui, const Rect& area, const Scene& scene,
                         const StocktakePageState& state, StocktakePageIntents& intents) {
    if (!state.page) {
        if (draw_page_absence(ui, area, state.error)) intents.add(stocktake::Reload{});
        return;
    }
    const IdScope scope(state.id.text());
    draw_case_page(
        ui, area, {.side_width_dp = k_stocktake_side_width, .gap_dp = k_gap},
        [&](Rect& rest) { draw_stocktake_case(ui, rest, scene, state, intents); },
        [&](Rect& rest) { draw_stocktake_side(ui, rest, scene, state, intents); });
}

}  // namespace qiantai::ui
