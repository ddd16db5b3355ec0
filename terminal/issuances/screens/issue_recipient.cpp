#include <algorithm>

#include "assets/words/issuances.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/issuances/screens/issuance_words.hpp"
#include "terminal/issuances/screens/issue_parts.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_list.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_offer_row_height = 76;

/// Somebody with a card: the name leads, and what was given to them this year stands below it.
void draw_member_recipient(Ui& ui, Rect& rest, const Scene& scene, const IssueState& state,
                           IssueIntents& intents) {
    if (state.who.member) {
        Intents<MemberPickIntent> picking;
        draw_member_pick(ui, rest, scene, state.who, {}, picking);
        intents.add_all(picking);
    } else {
        draw_list_row_still(ui, rest.cut_top(ui.px(k_row_height)),
                            {.title = Text::data(state.member_name), .avatar = true, .last = true});
    }
    if (state.offers) {
        const auto& offers = *state.offers;
        draw_paragraph(
            ui, rest,
            offers.times_this_year == 0
                ? ui.tr(words::issue_member_line_none)
                : ui.tr(words::issue_member_line, offers.times_this_year, offers.pieces_this_year),
            TextStyle::small, Role::ink2);
    }
    const auto label = ui.tr(words::issue_rights);
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    const auto wide = text_width(ui, label.utf8(), TextStyle::body) + ui.px(k_gap_m);
    if (draw_text_button(ui, line.cut_left(std::min(wide, line.width())), "rights", label)) {
        intents.add(issue::ShowRights{});
    }
}

/// Found by name, number or card; or somebody who is none of ours.
void draw_named_recipient(Ui& ui, Rect& rest, const Scene& scene, const IssueState& state,
                          IssueIntents& intents) {
    Intents<MemberPickIntent> picking;
    draw_member_pick(ui, rest, scene, state.who, {}, picking);
    intents.add_all(picking);
    rest.cut_top(ui.px(k_gap_m));
    if (state.who.is_touched()) return;
    draw_paragraph(ui, rest, ui.tr(words::issue_no_member), TextStyle::small, Role::ink2, k_gap_s);
    const auto name =
        draw_field(ui, rest, "name", state.recipient.recipient_name,
                   {.label = ui.tr(words::issue_name), .kind = FieldKind::name, .required = true});
    if (name.changed) intents.add(issue::TypeName{*name.changed});
    const auto phone = draw_field(
        ui, rest, "phone", state.recipient.recipient_phone,
        {.label = ui.tr(words::issue_phone), .kind = FieldKind::phone, .characters_max = 20});
    if (phone.changed) intents.add(issue::TypePhone{*phone.changed});
}

void draw_receipt_of_recipient(Ui& ui, Rect& rest, const IssueState& state, IssueIntents& intents) {
    const auto receipt = draw_field(ui, rest, "receipt", state.recipient.till_receipt,
                                    {.label = ui.tr(words::issue_receipt),
                                     .hint = ui.tr(words::issue_receipt_hint),
                                     .kind = FieldKind::latin,
                                     .characters_max = k_gift_short_length_max});
    if (receipt.changed) intents.add(issue::TypeReceipt{*receipt.changed});
    if (state.recipient.till_receipt.empty()) return;
    const auto amount = draw_field(
        ui, rest, "amount", state.amount,
        {.label = ui.tr(words::issue_amount), .kind = FieldKind::amount, .characters_max = 12});
    if (amount.changed) intents.add(issue::TypeAmount{*amount.changed});
}

void draw_recipient_warnings(Ui& ui, Rect& rest, const Scene& scene, const IssueState& state) {
    if (!state.offers) return;
    if (state.offers->on_duty) {
        draw_banner(ui, rest, "on duty",
                    {.tone = Tone::danger, .text = ui.tr(words::issue_bar_on_duty)});
        rest.cut_top(ui.px(k_gap_s));
    }
    if (state.offers->recent.empty()) return;
    const auto& last = state.offers->recent.front();
    draw_banner(ui, rest, "recent",
                {.text = ui.tr(words::issue_recent, state.offers->recent.size() + 1,
                               past_date_text(ui, scene.shop, last.business_date).utf8(),
                               last.gifts, last.pieces)});
    rest.cut_top(ui.px(k_gap_s));
}

/// Which gift, and how often of how often.
Text offer_note(const Ui& ui, const domain::IssueOffer& offer) {
    const int most = offer.campaign.rule.per_member;
    if (most == 0) return Text::data(offer.gift_name);
    return Text::data(offer.gift_name + " · " +
                      ui.tr(words::issue_offer_times, offer.times, most).utf8());
}

}  // namespace

void draw_issue_recipient(Ui& ui, Rect& rest, const Scene& scene, const IssueState& state,
                          IssueIntents& intents) {
    Card card(ui, rest, k_gap);
    auto& inside = card.inside;
    draw_card_title(ui, inside, ui.tr(words::issue_to_whom));
    if (state.recipient.member_id) {
        draw_member_recipient(ui, inside, scene, state, intents);
    } else {
        draw_named_recipient(ui, inside, scene, state, intents);
    }
    draw_receipt_of_recipient(ui, inside, state, intents);
    draw_recipient_warnings(ui, inside, scene, state);
}

void draw_issue_offers(Ui& ui, Rect& rest, const IssueState& state, IssueIntents& intents) {
    if (!state.offers || state.offers->offers.empty()) return;
    Card card(ui, rest, k_gap_s);
    auto& inside = card.inside;
    auto title =
        inside.cut_top(ui.px(k_card_title_height + k_card_title_gap)).inset(ui.px(k_gap_m), 0);
    draw_card_title(ui, title, ui.tr(words::issue_offers));
    for (std::size_t i = 0; i < state.offers->offers.size(); ++i) {
        const auto& offer = state.offers->offers[i];
        const bool allowed = offer.allowed > 0;
        auto place = inside.cut_top(ui.px(k_offer_row_height));
        const auto trailing = allowed ? ui.tr(words::issue_allowed, offer.allowed)
                              : offer.obstacles.empty()
                                  ? Text()
                                  : issue_bar_text(ui, offer.obstacles.front());
        ListRow row{.title = Text::data(offer.campaign.name),
                    .subtitle = offer_note(ui, offer),
                    .icon = allowed ? Icon::check_circle : Icon::minus,
                    .icon_tone = allowed ? Tone::success : Tone::neutral,
                    .last = i + 1 == state.offers->offers.size()};
        // Where the reason has no room beside the name it is said below, in the gift's place.
        const auto beside = text_width(ui, trailing.utf8(), TextStyle::small) + ui.px(k_gap) +
                            text_width(ui, row.title.utf8(), TextStyle::large_strong) +
                            ui.px(44 + 14 + 2 * k_gap_m);
        if (allowed || beside <= place.width()) {
            row.trailing = trailing;
        } else {
            row.subtitle = trailing;
        }
        const auto name = "offer " + offer.campaign.code + " " + offer.gift_name;
        if (draw_list_row(ui, place, name, row).pressed) intents.add(issue::Take{i});
    }
}

}  // namespace qiantai::ui
