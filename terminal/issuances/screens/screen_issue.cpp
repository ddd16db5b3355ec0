#include "terminal/issuances/screens/screen_issue.hpp"

#include <algorithm>

#include "terminal/desk/shown.hpp"
#include "terminal/issuances/screens/issue_parts.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_recipient_dp = 372, k_recipient_least_dp = 300;
constexpr float k_issue_beside_dp = 720;  ///< from here on recipient and gifts stand side by side

Text issue_lacks(const Ui& ui, const IssueState& state) {
    std::vector<Text> missing;
    if (!state.recipient.member_id && state.recipient.recipient_name.empty()) {
        missing.push_back(ui.tr(TextKey::issue_to_whom));
    }
    if (state.choices.empty()) missing.push_back(ui.tr(TextKey::issue_gifts));
    if (state.needs_reason() && !state.reason) missing.push_back(ui.tr(TextKey::issue_reason));
    if (state.reason == IssuanceReason::other && state.needs_reason() && state.words.empty()) {
        missing.push_back(ui.tr(TextKey::issue_words));
    }
    if (!missing.empty()) return fill_first_text(ui, missing);
    if (state.verdict && state.verdict->refused > 0) return ui.tr(TextKey::issue_lacks_allowed);
    if (state.verdict && state.verdict->over > 0 && !state.approved()) {
        return ui.tr(TextKey::issue_lacks_manager);
    }
    return {};
}

/// What is given, and how it ends: a slip, or no signature.
void draw_issue_gifts(Ui& ui, Rect& rest, const Scene& scene, const IssueState& state,
                      IssueIntents& intents) {
    Card card(ui, rest, k_gap);
    auto& inside = card.inside;
    draw_issue_search(ui, inside, state, intents);
    draw_issue_lines(ui, inside, state, intents);
    draw_issue_quotas(ui, inside, scene, state);
    if (draw_switch(ui, inside.cut_top(ui.px(k_target_min), ui.px(k_gap_s)), "print slip",
                    ui.tr(TextKey::issue_print_slip), state.print_slip)) {
        intents.add(issue::SetPrintSlip{!state.print_slip});
    }
    if (draw_button(ui, inside.cut_top(ui.px(k_button_height)), "unsigned",
                    ui.tr(TextKey::issue_unsigned),
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
    const auto wide = std::clamp(area.width() * 0.32f, ui.px(k_recipient_least_dp),
                                 ui.px(k_recipient_dp));
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

}  // namespace

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

void draw_issue(Ui& ui, const Rect& area, const Scene& scene, const IssueState& state,
                IssueIntents& intents) {
    const auto plan = plan_form(ui, area);
    draw_issue_columns(ui, plan.form, scene, state, intents);
    const FormBar bar{.save = ui.tr(TextKey::issue_sign, state.pieces()),
                      .save_style = {.kind = ButtonKind::primary,
                                     .icon = Icon::pen,
                                     .lacks = issue_lacks(ui, state),
                                     .busy = state.saving},
                      .give_up = ui.tr(TextKey::issue_clear),
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
