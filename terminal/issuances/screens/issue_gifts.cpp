#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "assets/words/gifts.hpp"
#include "assets/words/issuances.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/button_rows.hpp"
#include "terminal/gifts/screens/gift_picture.hpp"
#include "terminal/issuances/screens/issuance_words.hpp"
#include "terminal/issuances/screens/issue_parts.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_quota.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

constexpr std::size_t k_issuable_shown = 4;
constexpr float k_issue_stepper_dp = 212, k_issue_stepper_height = 60, k_issue_line_height = 80,
                k_issue_picture_dp = 56;
constexpr float k_issue_line_beside_dp = 440;  ///< from here on the stepper stands beside the name

constexpr IssuanceReason k_free_reasons[] = {IssuanceReason::loyal, IssuanceReason::makeup,
                                             IssuanceReason::complaint, IssuanceReason::birthday,
                                             IssuanceReason::other};

/// What the judge says of a line; empty: all of it can be given.
Text line_note(const Ui& ui, const IssueState& state, std::size_t index) {
    if (!state.verdict || index >= state.verdict->lines.size()) return {};
    std::string words;
    for (const auto& obstacle : state.verdict->lines[index].obstacles) {
        words += (words.empty() ? "" : " · ") + issue_bar_text(ui, obstacle).utf8();
    }
    return Text::data(words);
}

int shelf_of(const IssueState& state, const Uuid& gift_id) {
    const auto gift = std::ranges::find(state.gifts, gift_id, &IssuableGift::gift_id);
    return gift == state.gifts.end() ? 0 : gift->on_shelf;
}

std::string_view picture_of(const IssueState& state, const Uuid& gift_id) {
    const auto gift = std::ranges::find(state.gifts, gift_id, &IssuableGift::gift_id);
    return gift == state.gifts.end() ? std::string_view() : gift->picture;
}

void draw_issue_line(Ui& ui, Rect& rest, const IssueState& state, std::size_t index,
                     IssueIntents& intents) {
    const auto& choice = state.choices[index];
    const auto name = Text::data(choice.name);
    auto place = rest.cut_top(ui.px(k_issue_line_height));
    const bool beside = place.width() >= ui.px(k_issue_line_beside_dp);
    const auto stepper =
        beside ? place.cut_right(ui.px(k_issue_stepper_dp), ui.px(k_gap_m))
                     .centered(ui.px(k_issue_stepper_dp), ui.px(k_issue_stepper_height))
               : rest.cut_top(ui.px(k_issue_stepper_height), ui.px(k_gap_s));
    const auto icon = place.cut_left(ui.px(k_issue_picture_dp), ui.px(k_gap_m));
    draw_gift_picture(ui, icon.centered(icon.width(), icon.width()), name, state.pictures,
                      picture_of(state, choice.wish.gift_id));
    const auto note = line_note(ui, state, index);
    const auto stands =
        choice.campaign.empty() ? ui.tr(words::issue_no_campaign).utf8() : choice.campaign;
    const auto below =
        note.empty()
            ? Text::data(
                  stands + " · " +
                  ui.tr(words::requisition_here, shelf_of(state, choice.wish.gift_id)).utf8())
            : note;
    const auto first = line_height(ui, TextStyle::large_strong);
    const auto second = wrapped_height(ui, below, TextStyle::small, place.width());
    auto lines = place.centered(place.width(), first + second);
    draw_text(ui, lines.cut_top(first), name, TextStyle::large_strong, Role::ink);
    draw_wrapped(ui, lines, below, TextStyle::small, note.empty() ? Role::success : Role::warning);
    const auto pieces =
        draw_stepper(ui, stepper, fmt::format("line {}", index), name,
                     {.value = choice.wish.pieces, .least = 0, .most = domain::k_gift_pieces_max});
    if (pieces) intents.add(issue::SetPieces{index, *pieces});
    divider(ui, rest.left, rest.right, rest.top - 1);
}

void draw_reason_of_gift(Ui& ui, Rect& rest, const IssueState& state, IssueIntents& intents) {
    if (!state.needs_reason()) return;
    rest.cut_top(ui.px(k_gap_m));
    draw_field_label(ui, rest, ui.tr(words::issue_reason));
    std::vector<Text> reasons;
    std::optional<std::size_t> chosen;
    for (const auto reason : k_free_reasons) {
        if (state.reason == reason) chosen = reasons.size();
        reasons.push_back(issuance_reason_text(ui, reason));
    }
    if (const auto pressed = draw_choices(ui, rest, "reason", reasons, chosen)) {
        intents.add(issue::SetReason{k_free_reasons[*pressed]});
    }
    rest.cut_top(ui.px(k_gap_m));
    if (state.reason != IssuanceReason::other) return;
    const auto words = draw_field(ui, rest, "words", state.words,
                                  {.label = ui.tr(words::issue_words),
                                   .characters_max = k_issuance_words_length_max,
                                   .required = true});
    if (words.changed) intents.add(issue::TypeWords{*words.changed});
}

QuotaBar quota_bar(const Ui& ui, Text label, int used, int adds, int total) {
    return {.label = std::move(label),
            .left = ui.tr(words::issue_quota_left, used, std::max(0, total - used - adds), total),
            .used = used,
            .adds = adds,
            .total = total};
}

/// Pieces of the choices that are given for this campaign.
int pieces_for(const IssueState& state, const Uuid& campaign_id) {
    int pieces = 0;
    for (const auto& choice : state.choices) {
        if (choice.wish.campaign_id == campaign_id) pieces += choice.wish.pieces;
    }
    return pieces;
}

void draw_campaign_quotas(Ui& ui, Rect& rest, const IssueState& state) {
    std::set<Uuid> shown;
    for (const auto& choice : state.choices) {
        if (!choice.wish.campaign_id || !shown.insert(*choice.wish.campaign_id).second) continue;
        const auto& campaign_id = *choice.wish.campaign_id;
        const auto offer =
            std::ranges::find_if(state.offers->offers, [&](const domain::IssueOffer& one) {
                return one.campaign.id == campaign_id && one.gift_id == choice.wish.gift_id;
            });
        const int pieces = pieces_for(state, campaign_id);
        if (offer != state.offers->offers.end() && offer->campaign.rule.per_member > 0) {
            const int at_a_time = std::max(1, offer->pieces);
            draw_quota_bar(
                ui, rest,
                quota_bar(ui, ui.tr(words::issue_quota_person, choice.campaign), offer->times,
                          (pieces + at_a_time - 1) / at_a_time, offer->campaign.rule.per_member));
        }
        const auto lease =
            std::ranges::find(state.leases, campaign_id, &domain::LeaseLine::campaign_id);
        if (lease == state.leases.end()) continue;
        draw_quota_bar(ui, rest,
                       quota_bar(ui, ui.tr(words::issue_quota_lease, choice.campaign), lease->used,
                                 pieces, lease->used + lease->left));
    }
}

}  // namespace

void draw_issue_search(Ui& ui, Rect& rest, const IssueState& state, IssueIntents& intents) {
    const auto place = rest.cut_top(ui.px(k_search_height), ui.px(k_gap_s));
    const auto search =
        draw_search(ui, place, "gift", state.typed, {.hint = ui.tr(words::issue_scan_hint)});
    if (search.changed || search.composing != state.composing) {
        intents.add(issue::Search{search.changed.value_or(state.typed), search.composing});
    }
    const bool looks = !live_text(state.typed, state.composing).empty();
    if (!looks) return;
    const auto found = state.found();
    if (search.entered && !found.empty()) intents.add(issue::AddGift{found.front()->gift_id});
    const auto count = std::min(found.size(), k_issuable_shown);
    for (std::size_t i = 0; i < count; ++i) {
        const auto& one = *found[i];
        const ListRow row{
            .title = Text::data(one.name),
            .subtitle =
                Text::data(one.code + " · " + ui.tr(words::requisition_here, one.on_shelf).utf8()),
            .icon = Icon::plus,
            .last = i + 1 == count};
        if (draw_list_row(ui, rest.cut_top(ui.px(k_row_height)), "add " + one.code, row).pressed) {
            intents.add(issue::AddGift{one.gift_id});
        }
    }
}

void draw_issue_lines(Ui& ui, Rect& rest, const IssueState& state, IssueIntents& intents) {
    if (state.choices.empty()) {
        draw_paragraph(ui, rest, ui.tr(words::issue_no_lines), TextStyle::body, Role::ink2,
                       k_gap_m);
    }
    for (std::size_t i = 0; i < state.choices.size(); ++i) {
        draw_issue_line(ui, rest, state, i, intents);
    }
    draw_reason_of_gift(ui, rest, state, intents);
}

void draw_agreed(Ui& ui, Rect& rest, const IssueState& state) {
    if (!state.verdict || state.verdict->over == 0 || !state.approved()) return;
    draw_banner(ui, rest, "agreed",
                {.tone = Tone::success, .text = ui.tr(words::issue_approved, state.verdict->over)});
    rest.cut_top(ui.px(k_gap_m));
}

void draw_over_limit(Ui& ui, Rect& rest, const IssueState& state, IssueIntents& intents) {
    draw_agreed(ui, rest, state);
    if (!state.gives_less()) return;
    const auto& verdict = *state.verdict;
    rest.cut_top(ui.px(k_gap_s));
    const bool may_ask = verdict.over > 0 && verdict.refused == 0;
    std::vector<BarButton> buttons;
    if (verdict.free > 0) {
        buttons.push_back({"only allowed", ui.tr(words::issue_only_allowed, verdict.free), {}});
    }
    if (may_ask) {
        buttons.push_back({"ask manager",
                           ui.tr(words::issue_ask_manager, verdict.over),
                           {.icon = Icon::account}});
    }
    const auto pressed = draw_button_rows(ui, rest, buttons);
    rest.cut_top(ui.px(k_gap_m));
    if (!pressed) return;
    if (buttons[*pressed].name == "only allowed") {
        intents.add(issue::OnlyAllowed{});
    } else {
        intents.add(issue::AskManager{});
    }
}

void draw_issue_quotas(Ui& ui, Rect& rest, const Scene& scene, const IssueState& state) {
    if (!state.offers) return;
    rest.cut_top(ui.px(k_gap));
    const int over = state.approved() && state.verdict ? state.verdict->over : 0;
    draw_quota_bar(ui, rest,
                   quota_bar(ui, ui.tr(words::issue_quota_mine), state.offers->given_today,
                             state.pieces() - over, state.offers->quota));
    draw_campaign_quotas(ui, rest, state);
    if (over == 0) return;
    for (const auto& one : state.offers->approvers) {
        if (one.number != state.agreeing->staff_number) continue;
        const auto who = colleague_text(scene, one.number).utf8();
        draw_quota_bar(ui, rest,
                       quota_bar(ui, ui.tr(words::issue_quota_manager, who), one.quota - one.left,
                                 over, one.quota));
    }
}

}  // namespace qiantai::ui
