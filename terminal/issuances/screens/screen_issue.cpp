#include "terminal/issuances/screens/screen_issue.hpp"

#include <algorithm>

#include "terminal/desk/shown.hpp"
#include "terminal/issuances/screens/issuance_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_list.hpp"

namespace qiantai::ui {
namespace {

constexpr std::size_t k_issuable_shown = 4;
constexpr float k_issue_sheet_width = 640;

constexpr IssuanceReason k_free_reasons[] = {IssuanceReason::loyal, IssuanceReason::makeup,
                                             IssuanceReason::complaint, IssuanceReason::birthday,
                                             IssuanceReason::other};

/// Where the parts of the form are drawn, with what they are drawn from.
struct IssueForm {
    Ui& ui;
    Form& form;
    const Scene& scene;
    const IssueState& state;
    IssueIntents& intents;

    void draw_recipient() const {
        form.heading(ui.tr(TextKey::issue_to_whom));
        if (state.recipient.member_id) {
            form.begin_card();
            draw_list_row_still(
                ui, form.whole_row(ui.px(k_row_height)),
                {.title = Text::data(state.member_name), .avatar = true, .last = true});
            form.end_card();
        } else {
            const auto name = form.text("name", state.recipient.recipient_name,
                                        {.label = ui.tr(TextKey::issue_name),
                                         .kind = FieldKind::name,
                                         .required = true});
            if (name.changed) intents.add(issue::TypeName{*name.changed});
            const auto phone = form.text("phone", state.recipient.recipient_phone,
                                         {.label = ui.tr(TextKey::issue_phone),
                                          .kind = FieldKind::phone,
                                          .characters_max = 20});
            if (phone.changed) intents.add(issue::TypePhone{*phone.changed});
        }
        const auto receipt = form.text("receipt", state.recipient.till_receipt,
                                       {.label = ui.tr(TextKey::issue_receipt),
                                        .kind = FieldKind::latin,
                                        .characters_max = k_gift_short_length_max});
        if (receipt.changed) intents.add(issue::TypeReceipt{*receipt.changed});
        if (!state.recipient.till_receipt.empty()) {
            const auto amount = form.text("amount", state.amount,
                                          {.label = ui.tr(TextKey::issue_amount),
                                           .kind = FieldKind::amount,
                                           .characters_max = 12});
            if (amount.changed) intents.add(issue::TypeAmount{*amount.changed});
        }
        draw_warnings();
    }

    void draw_warnings() const {
        if (!state.offers) return;
        if (state.offers->on_duty) {
            draw_banner(ui, form.whole_row(), "on duty",
                        {.tone = Tone::danger, .text = ui.tr(TextKey::issue_bar_on_duty)});
        }
        if (state.offers->recent.empty()) return;
        const auto& last = state.offers->recent.front();
        draw_banner(ui, form.whole_row(), "recent",
                    {.text = ui.tr(TextKey::issue_recent, state.offers->recent.size() + 1,
                                   past_date_text(ui, scene.shop, last.business_date).utf8(),
                                   last.gifts, last.pieces)});
    }

    void draw_offers() const {
        if (!state.offers || state.offers->offers.empty()) return;
        form.heading(ui.tr(TextKey::issue_offers));
        form.begin_card();
        for (std::size_t i = 0; i < state.offers->offers.size(); ++i) {
            const auto& offer = state.offers->offers[i];
            const bool allowed = offer.allowed > 0;
            ListRow row{.title = Text::data(offer.campaign.name),
                        .subtitle = Text::data(offer.gift_name),
                        .icon = allowed ? Icon::check_circle : Icon::minus,
                        .icon_tone = allowed ? Tone::success : Tone::neutral,
                        .last = i + 1 == state.offers->offers.size()};
            if (allowed) {
                row.trailing = ui.tr(TextKey::issue_allowed, offer.allowed);
            } else if (!offer.obstacles.empty()) {
                row.trailing = issue_bar_text(ui, offer.obstacles.front());
            }
            const auto name = "offer " + offer.campaign.code + " " + offer.gift_name;
            if (draw_list_row(ui, form.whole_row(ui.px(k_row_height)), name, row).pressed) {
                intents.add(issue::Take{i});
            }
        }
        form.end_card();
    }

    /// What the judge says of a line; empty: all of it can be given.
    Text line_note(std::size_t index) const {
        if (!state.verdict || index >= state.verdict->lines.size()) return {};
        const auto& verdict = state.verdict->lines[index];
        std::string words;
        for (const auto& obstacle : verdict.obstacles) {
            words += (words.empty() ? "" : " · ") + issue_bar_text(ui, obstacle).utf8();
        }
        return Text::data(words);
    }

    void draw_choices_made() const {
        for (std::size_t i = 0; i < state.choices.size(); ++i) {
            const auto& choice = state.choices[i];
            const auto name = Text::data(
                choice.campaign.empty() ? choice.name : choice.campaign + " · " + choice.name);
            const auto place = form.control(name);
            const auto pieces = draw_stepper(
                ui, place, fmt::format("line {}", i), name,
                {.value = choice.wish.pieces, .least = 0, .most = domain::k_gift_pieces_max});
            if (pieces) intents.add(issue::SetPieces{i, *pieces});
            const auto note = line_note(i);
            if (note.empty()) continue;
            draw_paragraph(ui, form.whole_row(), note, TextStyle::small, Role::warning, 0);
        }
    }

    void draw_search_for_gifts() const {
        auto place = form.whole_row(ui.px(k_search_height));
        const auto search = draw_search(ui, place, "gift", state.typed,
                                        {.hint = ui.tr(TextKey::requisition_gift_hint)});
        if (search.changed || search.composing != state.composing) {
            intents.add(issue::Search{search.changed.value_or(state.typed), search.composing});
        }
        if (live_text(state.typed, state.composing).empty()) return;
        const auto found = state.found();
        if (search.entered && !found.empty()) {
            intents.add(issue::AddGift{found.front()->gift_id});
        }
        const auto count = std::min(found.size(), k_issuable_shown);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& one = *found[i];
            const ListRow row{.title = Text::data(one.name),
                              .subtitle = Text::data(
                                  one.code + " · " +
                                  ui.tr(TextKey::requisition_here, one.on_shelf).utf8()),
                              .icon = Icon::plus,
                              .last = i + 1 == count};
            if (draw_list_row(ui, form.whole_row(ui.px(k_row_height)), "add " + one.code, row)
                    .pressed) {
                intents.add(issue::AddGift{one.gift_id});
            }
        }
    }

    void draw_gifts() const {
        form.heading(ui.tr(TextKey::issue_gifts));
        draw_choices_made();
        draw_search_for_gifts();
    }

    void draw_reason_of_gift() const {
        if (!state.needs_reason()) return;
        form.heading(ui.tr(TextKey::issue_reason));
        std::vector<Text> reasons;
        std::optional<std::size_t> chosen;
        for (const auto reason : k_free_reasons) {
            if (state.reason == reason) chosen = reasons.size();
            reasons.push_back(issuance_reason_text(ui, reason));
        }
        if (const auto pressed = draw_choices(ui, form.whole_row(), "reason", reasons, chosen)) {
            intents.add(issue::SetReason{k_free_reasons[*pressed]});
        }
        if (state.reason != IssuanceReason::other) return;
        const auto words = form.text("words", state.words,
                                     {.label = ui.tr(TextKey::issue_words),
                                      .characters_max = k_issuance_words_length_max,
                                      .required = true});
        if (words.changed) intents.add(issue::TypeWords{*words.changed});
    }

    void draw_over() const {
        if (!state.verdict) return;
        if (state.verdict->refused > 0 || (state.verdict->over > 0 && !state.approved)) {
            const auto label = ui.tr(TextKey::issue_only_allowed, state.verdict->free);
            if (draw_button(ui, form.whole_row(ui.px(k_button_height)), "only allowed", label)) {
                intents.add(issue::OnlyAllowed{});
            }
        }
        if (state.verdict->over > 0 && state.verdict->refused == 0) {
            const auto label = state.approved
                                   ? ui.tr(TextKey::issue_approved, state.verdict->over)
                                   : ui.tr(TextKey::issue_ask_manager, state.verdict->over);
            if (draw_button(ui, form.whole_row(ui.px(k_button_height)), "ask manager", label,
                            {.icon = Icon::account, .chosen = state.approved}) &&
                !state.approved) {
                intents.add(issue::AskManager{});
            }
        }
        if (!state.offers) return;
        draw_paragraph(ui, form.whole_row(),
                       ui.tr(TextKey::issue_quota, state.offers->given_today, state.offers->quota),
                       TextStyle::small, Role::ink2, 0);
    }
};

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
    if (state.verdict && state.verdict->over > 0 && !state.approved) {
        return ui.tr(TextKey::issue_lacks_manager);
    }
    return {};
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
    {
        ScrollArea scroll(ui, "form", plan.form);
        Form form(ui, form_content(ui, scroll.content()));
        const IssueForm parts{ui, form, scene, state, intents};
        parts.draw_recipient();
        parts.draw_offers();
        parts.draw_gifts();
        parts.draw_reason_of_gift();
        parts.draw_over();
        if (draw_switch(ui, form.whole_row(ui.px(k_target_min)), "print slip",
                        ui.tr(TextKey::issue_print_slip), state.print_slip)) {
            intents.add(issue::SetPrintSlip{!state.print_slip});
        }
        const auto lacks = issue_lacks(ui, state);
        if (draw_button(ui, form.whole_row(ui.px(k_button_height)), "unsigned",
                        ui.tr(TextKey::issue_unsigned),
                        {.kind = ButtonKind::ghost, .lacks = lacks})) {
            intents.add(issue::Unsigned{});
        }
        if (draw_button(ui, form.whole_row(ui.px(k_button_height)), "register",
                        ui.tr(TextKey::issue_register),
                        {.kind = ButtonKind::ghost, .icon = Icon::file})) {
            intents.add(issue::ShowRegister{});
        }
        scroll.finish(form.bottom());
    }
    const FormBar bar{.save = ui.tr(TextKey::issue_sign, state.pieces()),
                      .save_style = {.kind = ButtonKind::primary,
                                     .icon = Icon::check,
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

void draw_issue_sheet(Ui& ui, const Rect& area, const Scene& scene, const IssueState& state,
                      IssueIntents& intents) {
    std::vector<domain::StaffTile> managers;
    for (const auto& one : scene.colleagues) {
        if (one.role == StaffRole::store_manager && one.number != scene.session->staff_number) {
            managers.push_back(one);
        }
    }
    std::vector<Text> names;
    std::optional<std::size_t> chosen;
    for (const auto& one : managers) {
        if (one.number == state.approver) chosen = names.size();
        names.push_back(Text::data(one.name));
    }
    std::vector<Text> missing;
    if (!chosen) missing.push_back(ui.tr(TextKey::issue_approver));
    if (state.pin.empty()) missing.push_back(ui.tr(TextKey::issue_pin));
    auto lacks = missing.empty() ? Text() : fill_first_text(ui, missing);
    if (lacks.empty()) lacks = reason_lacks(ui, state.why);
    const BarButton buttons[] = {{"approve", ui.tr(TextKey::issue_approve),
                                  {.kind = ButtonKind::primary,
                                   .icon = Icon::check,
                                   .lacks = lacks,
                                   .busy = state.checking}}};
    const int over = state.verdict ? state.verdict->over : 0;
    const auto answer = draw_question_sheet(
        ui, area,
        {.heading = {ui.tr(TextKey::issue_over_title, over), Text::data(state.member_name)},
         .width_dp = k_issue_sheet_width,
         .buttons = buttons},
        [&](Rect& inside) {
            const auto why = draw_reason(ui, inside, state.why, {.usual = approval_reasons()});
            if (why) intents.add(issue::SetWhy{*why});
            inside.cut_top(ui.px(k_gap_m));
            draw_field_label(ui, inside, ui.tr(TextKey::issue_approver));
            if (const auto pressed = draw_choices(ui, inside, "approver", names, chosen)) {
                intents.add(issue::ChooseApprover{managers[*pressed].number});
            }
            inside.cut_top(ui.px(k_gap_m));
            const auto typed = draw_field(
                ui, inside, "pin", state.pin,
                {.label = ui.tr(TextKey::issue_pin),
                 .error = state.asking_error ? error_text(ui, *state.asking_error) : Text(),
                 .kind = FieldKind::secret,
                 .characters_max = 12});
            if (typed.changed) intents.add(issue::TypePin{*typed.changed});
        });
    if (answer.left) intents.add(issue::CloseSheet{});
    if (answer.pressed) intents.add(issue::Approve{});
}

CustomerPaper issue_slip(const IssueState& state) {
    const auto words = [&]<typename... Values>(TextKey key, const Values&... values) {
        return translate(state.turn.language, key, fmt::make_format_args(values...));
    };
    const auto& whom =
        state.recipient.member_id ? state.member_name : state.recipient.recipient_name;
    const int count = state.pieces();
    CustomerPaper slip{.form = words(TextKey::issue_slip_title),
                       .number = {},
                       .title = words(TextKey::issue_slip_heading, whom),
                       .lead = words(TextKey::issue_slip_lead),
                       .facts = {},
                       .amount = {words(TextKey::issue_slip_amount),
                                  words(TextKey::issue_slip_count, count)},
                       .note = words(TextKey::issue_slip_note),
                       .thanks = words(TextKey::customer_hand_back)};
    for (const auto& one : state.choices) {
        slip.facts.push_back({Text::data(one.name),
                              Text::data(fmt::format("{} {}", one.wish.pieces, one.unit))});
    }
    return slip;
}

void draw_issue_slip(Ui& ui, const Rect& window, const Scene& scene, const IssueState& state,
                     Intents<CustomerIntent>& intents) {
    draw_customer_turn(ui, window, scene, state.turn, issue_slip(state), intents);
}

}  // namespace qiantai::ui
