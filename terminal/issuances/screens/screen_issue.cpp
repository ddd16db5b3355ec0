#include "terminal/issuances/screens/screen_issue.hpp"

#include <algorithm>

#include "assets/words/issuances.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/issuances/screens/issue_parts.hpp"
#include "terminal/kit/core/measure.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_recipient_dp = 372, k_recipient_least_dp = 300;
/// From here on the signature stands beside them too.
constexpr float k_desk_dp = 1180, k_desk_side_dp = 312, k_desk_sign_dp = 392,
                k_desk_lines_least = 260;
constexpr float k_issue_beside_dp = 720;  ///< from here on recipient and gifts stand side by side

/// What is given, and how it ends: a slip, or no signature.
void draw_issue_gifts(Ui& ui, Rect& rest, const Scene& scene, const IssueState& state,
                      IssueIntents& intents) {
    Card card(ui, rest, k_gap);
    auto& inside = card.inside;
    draw_issue_search(ui, inside, state, intents);
    draw_issue_lines(ui, inside, state, intents);
    draw_over_limit(ui, inside, state, intents);
    draw_issue_quotas(ui, inside, scene, state);
    if (draw_switch(ui, inside.cut_top(ui.px(k_target_min), ui.px(k_gap_s)), "print slip",
                    ui.tr(words::issue_print_slip), state.print_slip)) {
        intents.add(issue::SetPrintSlip{!state.print_slip});
    }
    if (draw_button(ui, inside.cut_top(ui.px(k_button_height)), "unsigned",
                    ui.tr(words::issue_unsigned),
                    {.kind = ButtonKind::ghost, .lacks = issue_lacks(ui, state)})) {
        intents.add(issue::Unsigned{});
    }
}

void draw_issue_columns(Ui& ui, const Rect& area, const Scene& scene, const IssueState& state,
                        IssueIntents& intents) {
    const auto gap = ui.px(k_gap);
    if (area.width() < ui.px(k_issue_beside_dp)) {
        ScrollArea scroll(ui, "form", area);
        auto rest = form_content(ui, scroll.content());
        draw_issue_recipient(ui, rest, scene, state, intents);
        rest.cut_top(gap);
        draw_issue_gifts(ui, rest, scene, state, intents);
        rest.cut_top(gap);
        draw_issue_offers(ui, rest, state, intents);
        scroll.finish(rest.top);
        return;
    }
    auto rest = area;
    const auto wide =
        std::clamp(area.width() * 0.32f, ui.px(k_recipient_least_dp), ui.px(k_recipient_dp));
    {
        ScrollArea scroll(ui, "recipient", rest.cut_left(wide, gap));
        auto column = form_content(ui, scroll.content());
        draw_issue_recipient(ui, column, scene, state, intents);
        column.cut_top(gap);
        draw_issue_offers(ui, column, state, intents);
        scroll.finish(column.top);
    }
    ScrollArea scroll(ui, "form", rest);
    auto column = form_content(ui, scroll.content());
    draw_issue_gifts(ui, column, scene, state, intents);
    scroll.finish(column.top);
}

/// Picture 12: who, what, and the signature beside each other; what limits it stays in sight.
void draw_issue_desk(Ui& ui, Rect rest, const Scene& scene, const IssueState& state,
                     IssueIntents& intents) {
    const auto gap = ui.px(k_gap);
    {
        ScrollArea scroll(ui, "recipient", rest.cut_left(ui.px(k_desk_side_dp), gap));
        auto column = form_content(ui, scroll.content());
        draw_issue_recipient(ui, column, scene, state, intents);
        column.cut_top(gap);
        draw_issue_offers(ui, column, state, intents);
        scroll.finish(column.top);
    }
    const auto sign = rest.cut_right(ui.px(k_desk_sign_dp), gap);
    auto inside = draw_card(ui, rest, k_gap);
    const auto quotas = measured_height(
        ui, inside.width(), [&](Rect& place) { draw_issue_quotas(ui, place, scene, state); });
    // With the keyboard up the lines need the room more than what is left of the quota.
    const bool room = inside.height() - quotas >= ui.px(k_desk_lines_least);
    auto foot = room ? inside.cut_bottom(quotas) : Rect{};
    {
        ScrollArea scroll(ui, "form", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
        auto column = form_content(ui, scroll.content());
        draw_issue_search(ui, column, state, intents);
        draw_issue_lines(ui, column, state, intents);
        draw_agreed(ui, column, state);
        draw_issue_approval(ui, column, scene, state, intents);
        scroll.finish(column.top);
    }
    if (room) draw_issue_quotas(ui, foot, scene, state);
    draw_issue_sign(ui, sign, scene, state, intents);
}

}  // namespace

bool IssueState::is_over() const {
    return verdict && verdict->over > 0 && !approved();
}

bool IssueState::gives_less() const {
    return verdict && (verdict->refused > 0 || is_over());
}

int IssueState::goes_at_once(std::size_t line) const {
    const int wished = choices.at(line).wish.pieces;
    if (!gives_less() || line >= verdict->lines.size()) return wished;
    return std::min(wished, verdict->lines[line].free);
}

bool IssueState::needs_reason() const {
    return std::ranges::any_of(choices,
                               [](const IssueChoice& one) { return !one.wish.campaign_id; });
}

int IssueState::pieces() const {
    int count = 0;
    for (const auto& one : choices) count += one.wish.pieces;
    return count;
}

std::vector<const IssuableGift*> IssueState::found() const {
    const auto& wanted = live_text(typed, composing);
    std::vector<const IssuableGift*> matching;
    for (const auto& one : gifts) {
        const bool chosen = std::ranges::any_of(choices, [&](const IssueChoice& choice) {
            return !choice.wish.campaign_id && choice.wish.gift_id == one.gift_id;
        });
        const bool named = one.name.find(wanted) != std::string::npos ||
                           one.code.find(wanted) != std::string::npos ||
                           std::ranges::find(one.barcodes, wanted) != one.barcodes.end();
        if (!chosen && named) matching.push_back(&one);
    }
    return matching;
}

Text issue_lacks_at_once(const Ui& ui, const IssueState& state) {
    std::vector<Text> missing;
    if (!state.recipient.member_id && state.recipient.recipient_name.empty()) {
        missing.push_back(ui.tr(words::issue_to_whom));
    }
    if (state.choices.empty()) missing.push_back(ui.tr(words::issue_gifts));
    if (state.needs_reason() && !state.reason) missing.push_back(ui.tr(words::issue_reason));
    if (state.reason == IssuanceReason::other && state.needs_reason() && state.words.empty()) {
        missing.push_back(ui.tr(words::issue_words));
    }
    return missing.empty() ? Text() : fill_first_text(ui, missing);
}

Text issue_lacks(const Ui& ui, const IssueState& state) {
    auto missing = issue_lacks_at_once(ui, state);
    if (!missing.empty()) return missing;
    if (state.verdict && state.verdict->refused > 0) return ui.tr(words::issue_lacks_allowed);
    if (state.is_over()) return ui.tr(words::issue_lacks_manager);
    return {};
}

void draw_issue(Ui& ui, const Rect& area, const Scene& scene, const IssueState& state,
                IssueIntents& intents) {
    const auto page = page_width(ui, area);
    if (page.width() >= ui.px(k_desk_dp)) {
        return draw_issue_desk(ui, page, scene, state, intents);
    }
    const auto plan = plan_form(ui, area);
    draw_issue_columns(ui, plan.form, scene, state, intents);
    const FormBar bar{.save = ui.tr(words::issue_sign, state.pieces()),
                      .save_style = {.kind = ButtonKind::primary,
                                     .icon = Icon::pen,
                                     .lacks = issue_lacks(ui, state),
                                     .busy = state.saving},
                      .give_up = ui.tr(words::issue_clear),
                      .saving = state.saving,
                      .note = state.error ? error_text(ui, *state.error) : Text(),
                      .note_is_wrong = state.error.has_value()};
    switch (draw_form_bar(ui, plan, bar)) {
        case FormBarAnswer::none:
            break;
        case FormBarAnswer::save:
            intents.add(issue::TurnToCustomer{});
            break;
        case FormBarAnswer::give_up:
            intents.add(issue::GiveUp{});
            break;
    }
}

}  // namespace qiantai::ui
