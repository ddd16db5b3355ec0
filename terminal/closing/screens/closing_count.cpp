#include "terminal/closing/screens/closing_count.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assets/words/closing.hpp"
#include "assets/words/stocktakes.hpp"
#include "schema/base/signature.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_action_row.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_signature.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/stocktakes/screens/stocktake_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_signer_height = 56, k_signer_disc = 40, k_tag_line_height = 28,
                k_signature_dp = 120;
constexpr std::size_t k_problems_named = 3;

/// How far it is before the variances are open: blind, so only how much of it is done.
void draw_count_course(Ui& ui, Rect& rest, const DayCount& count) {
    const auto& zones = count.page.state.zones;
    const auto done = std::ranges::count_if(zones, &domain::StocktakeZoneState::done);
    draw_paragraph(
        ui, rest,
        ui.tr(words::closing_count_zones, static_cast<int>(done), static_cast<int>(zones.size())),
        TextStyle::body, Role::ink2, k_gap_s);
}

/// All that keeps it from going on: the first few by name.
void draw_count_problems(Ui& ui, Rect& rest, const DayCount& count, ClosingIntents& intents) {
    if (count.problems.empty()) return;
    std::string words;
    for (std::size_t i = 0; i < std::min(count.problems.size(), k_problems_named); ++i) {
        words += (words.empty() ? "" : "\n") + stocktake_problem_text(ui, count.problems[i]).utf8();
    }
    if (count.problems.size() > k_problems_named) words += " …";
    const ActionRow row{
        .icon = Icon::alert,
        .title = ui.tr(words::closing_count_left, static_cast<int>(count.problems.size())),
        .note = Text::data(words),
        .last = true};
    if (draw_action_row(ui, rest, "count problems", row)) intents.add(closing::OpenCount{});
}

void draw_count_variances(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state,
                          ClosingIntents& intents) {
    const auto& count = *state.count;
    if (count.page.state.frozen_at) {
        draw_paragraph(ui, rest,
                       ui.tr(words::closing_count_frozen,
                             time_text(ui, scene.shop, *count.page.state.frozen_at).utf8()),
                       TextStyle::small, Role::ink2, k_gap_s);
    }
    draw_variance_totals(ui, rest, *count.page.totals);
    const bool may = count.page.state.phase == StocktakePhase::variances &&
                     scene.has_right(domain::Right::stocktakes_lead);
    const auto touch = draw_variance_table(
        ui, rest, scene.shop, {.lines = count.differing, .work = state.why, .may_explain = may});
    if (touch.opened) intents.add(closing::OpenVariance{*touch.opened});
    if (touch.given) intents.add(closing::ExplainVariance{*touch.given});
    if (touch.saved) intents.add(closing::SaveVariance{});
}

/// What agrees stays as proof, folded away.
void draw_count_matching(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state,
                         ClosingIntents& intents) {
    const auto& matching = state.count->matching;
    if (matching.empty()) return;
    auto line = rest.cut_top(ui.px(k_target_min));
    const auto way =
        ui.tr(state.show_matching ? words::closing_hide_matching : words::closing_show_matching);
    const auto wide = std::max(text_width(ui, way.utf8(), TextStyle::body_strong) + ui.px(k_gap),
                               ui.px(k_target_min));
    if (draw_text_button(ui, line.cut_right(wide, ui.px(k_gap_s)), "show matching", way)) {
        intents.add(closing::ShowMatching{!state.show_matching});
    }
    const auto sign = line.cut_left(ui.px(28), ui.px(k_gap_s));
    draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::check_circle, 22, Role::success);
    const auto words = ui.tr(words::stocktake_matching, static_cast<int>(matching.size()));
    draw_wrapped(
        ui, line.centered(line.width(), wrapped_height(ui, words, TextStyle::body, line.width())),
        words, TextStyle::body, Role::ink);
    if (state.show_matching) draw_matching_lines(ui, rest, scene.shop, matching);
}

struct ClosingSigner {
    Text name;
    Text what;
    Text when;
    std::vector<Stroke> strokes{};  ///< in place of the time beside the name
};

void draw_closing_signer(Ui& ui, Rect& rest, const ClosingSigner& signer) {
    auto line = rest.cut_top(ui.px(k_signer_height), ui.px(k_gap_xs));
    const auto disc = line.cut_left(ui.px(k_signer_disc), ui.px(k_gap_m));
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, k_signer_disc, signer.name);
    auto what = signer.what;
    if (signer.strokes.empty()) {
        const auto wide = text_width(ui, signer.when.utf8(), TextStyle::small) + 1;
        draw_text(ui, line.cut_right(wide, ui.px(k_gap_s)), signer.when, TextStyle::small,
                  Role::ink2, Align::right);
    } else {
        draw_signature_thumbnail(ui, line.cut_right(ui.px(k_signature_dp), ui.px(k_gap_s)),
                                 signer.strokes);
        what = Text::data(what.utf8() + " · " + signer.when.utf8());
    }
    const auto first = line_height(ui, TextStyle::body_strong);
    const auto second = line_height(ui, TextStyle::small);
    auto lines = line.centered(line.width(), first + second);
    draw_text(ui, lines.cut_top(first), signer.name, TextStyle::body_strong, Role::ink);
    draw_text(ui, lines, what, TextStyle::small, Role::ink2);
}

}  // namespace

void draw_closing_stocktake(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state,
                            ClosingIntents& intents) {
    if (!state.count) return;
    const auto& count = *state.count;
    {
        Card card(ui, rest);
        auto& inside = card.inside;
        auto line = inside.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
        const auto way = ui.tr(words::closing_count_open);
        const auto wide = text_width(ui, way.utf8(), TextStyle::body_strong) + ui.px(k_gap);
        if (draw_text_button(ui, line.cut_right(wide, ui.px(k_gap_s)), "open count", way)) {
            intents.add(closing::OpenCount{});
        }
        const auto& totals = count.page.totals;
        draw_text(ui, line,
                  totals ? ui.tr(words::closing_count_variances, totals->differing)
                         : stocktake_kind_text(ui, count.page.stocktake.kind),
                  TextStyle::large_strong, Role::ink);
        auto second = inside.cut_top(ui.px(k_tag_line_height), ui.px(k_gap_xs));
        const auto phase = stocktake_phase_text(ui, count.page.state.phase);
        draw_tag(ui, second.cut_right(tag_width(ui, phase), ui.px(k_gap_s)), phase,
                 stocktake_phase_tone(count.page.state.phase));
        draw_text(ui, second, Text::data(count.page.stocktake.number), TextStyle::small,
                  Role::ink2);
        if (totals) {
            draw_count_variances(ui, inside, scene, state, intents);
            draw_count_matching(ui, inside, scene, state, intents);
        } else {
            draw_count_course(ui, inside, count);
        }
        draw_count_problems(ui, inside, count, intents);
    }
    rest.cut_top(ui.px(k_gap));
}

void draw_closing_signers(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state) {
    draw_paragraph(ui, rest, ui.tr(words::closing_signature), TextStyle::body_strong, Role::ink2,
                   k_gap_xs);
    const auto of_count = [&](const domain::StocktakeSignature& one, TextKey what) {
        draw_closing_signer(ui, rest,
                            {colleague_text(scene, one.staff_number), ui.tr(what),
                             time_text(ui, scene.shop, one.at)});
    };
    if (state.count) {
        const auto& stand = state.count->page.state;
        for (const auto& one : stand.signed_by) of_count(one, words::closing_signed_count);
        if (stand.checked_by) of_count(*stand.checked_by, words::closing_signed_check);
        if (stand.approved_by) of_count(*stand.approved_by, words::closing_signed_approve);
    }
    const auto& closes = state.page->closes;
    const bool closed = !closes.empty();
    std::vector<Stroke> strokes;
    if (closed && !closes.front().close.signature.empty()) {
        if (const auto kept = parse_signature(closes.front().close.signature)) strokes = *kept;
    }
    draw_closing_signer(ui, rest,
                        {closed ? colleague_text(scene, closes.front().close.created_by)
                                : Text::data(scene.session->name),
                         ui.tr(words::closing_signed_close),
                         closed ? time_text(ui, scene.shop, closes.front().close.created_at)
                                : ui.tr(words::closing_signs_last),
                         strokes});
    rest.cut_top(ui.px(k_gap_s));
}

}  // namespace qiantai::ui
