#include "terminal/members/screens/screen_register.hpp"

#include "assets/words/members.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_new_card_height = 184, k_new_card_low_height = 173;

// Of the newest other form, as long as nothing was typed into this one.
Text offer_of(const Ui& ui, const Scene& scene, const RegisterState& registration) {
    if (registration.drafts.empty() || registration.form.is_touched()) return {};
    const auto& draft = registration.drafts.front();
    auto who = draft.values.name;
    if (!draft.values.phone.empty()) {
        who += (who.empty() ? "" : " ") + domain::mask_phone(draft.values.phone);
    }
    const auto when = time_text(ui, scene.shop, draft.saved_at);
    return ui.tr(words::draft_offer, who, when.utf8());
}

// The number large enough to write it on a card, and as a code for the customer's phone.
void draw_new_card(Ui& ui, Rect rect, const RegisterState& registration, RegisterIntents& intents) {
    const auto card = card_that_speaks(registration.done->cards);
    if (!card) return;
    fill(ui, rect, Role::surface2, k_radius_control);
    auto inside = rect.inset(ui.px(k_gap_m), ui.px(k_gap_xs));
    const auto code = inside.cut_left(inside.height(), ui.px(k_gap_l));
    draw_qr(ui, code, "card code", ui.tr(words::register_card_code), registration.card_code);
    const auto print = ui.tr(words::register_print_card);
    const ButtonStyle style{.icon = Icon::printer};
    auto button = inside.cut_right(button_width(ui, print, style), ui.px(k_gap_m));
    if (draw_button(ui, button.centered(button.width(), ui.px(k_button_height)), "print card",
                    print, style)) {
        intents.add(registration::PrintCard{});
    }
    const auto hint = ui.tr(words::register_card_code_hint);
    const auto label = line_height(ui, TextStyle::caption);
    const auto number = line_height(ui, TextStyle::headline);
    const auto lines = wrapped_height(ui, hint, TextStyle::small, inside.width());
    auto words = inside.centered(inside.width(), label + number + ui.px(k_gap_s) + lines);
    draw_text(ui, words.cut_top(label), ui.tr(words::member_card_number), TextStyle::caption,
              Role::ink2);
    draw_text(ui, words.cut_top(number, ui.px(k_gap_s)), Text::data(card->number),
              TextStyle::headline, Role::ink);
    draw_wrapped(ui, words, hint, TextStyle::small, Role::ink2);
}

// It is on disk: the new card, and the way on.
void draw_done(Ui& ui, Rect& inside, const RegisterState& registration, RegisterIntents& intents) {
    const auto& details = *registration.done;
    constexpr float k_low_screen_dp = 640;
    const bool low = ui.screen().height() < ui.px(k_low_screen_dp);
    if (!low) {
        const auto sign = inside.cut_top(ui.px(72), ui.px(k_gap));
        dot(ui, {sign.center_x(), sign.center_y()}, ui.px(36), Role::success_soft);
        draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::check, 40, Role::success);
    }
    draw_paragraph(ui, inside, Text::data(ui.tr(words::register_done, details.member.name).utf8()),
                   TextStyle::headline, Role::ink, k_gap_xs, Align::center);
    draw_text(ui, inside.cut_top(ui.px(28), ui.px(low ? k_gap_s : k_gap)),
              ui.tr(words::register_done_safe), TextStyle::small, Role::ink2, Align::center);
    draw_new_card(ui,
                  inside.cut_top(ui.px(low ? k_new_card_low_height : k_new_card_height),
                                 ui.px(low ? k_gap_m : k_gap_l)),
                  registration, intents);
    const auto row = inside.cut_top(ui.px(k_button_height));
    if (draw_button(ui, row.column(0, 2, ui.px(k_gap_m)), "open member",
                    ui.tr(words::register_open_member), {.icon = Icon::account_card})) {
        intents.add(registration::OpenDone{});
    }
    if (draw_button(ui, row.column(1, 2, ui.px(k_gap_m)), "next registration",
                    ui.tr(words::register_next),
                    {.kind = ButtonKind::primary, .icon = Icon::account_plus})) {
        intents.add(registration::Next{});
    }
}

}  // namespace

void draw_register(Ui& ui, const Rect& area, const Scene& scene, const RegisterState& registration,
                   RegisterIntents& intents) {
    if (registration.done) {
        return draw_centered_card(
            ui, page_width(ui, area, k_text_width), k_gap_xl,
            [&](Rect& inside) { draw_done(ui, inside, registration, intents); });
    }
    const auto& form_state = registration.form;
    const auto plan = plan_form(ui, area);
    {
        ScrollArea scroll(ui, "form", plan.form);
        Form form(ui, form_content(ui, scroll.content()));
        const FormParts parts{
            .card = true,
            .tier = true,
            .home_clerk = domain::has_right(scene.session->role, domain::Right::members_assign),
            .consents = &registration.consents,
            .draft_offer = offer_of(ui, scene, registration)};
        MemberFormIntents typed;
        switch (draw_member_form(ui, form, scene, form_state, parts, typed)) {
            case DraftAnswer::none:
                break;
            case DraftAnswer::take:
                intents.add(registration::TakeDraft{registration.drafts.front().id});
                break;
            case DraftAnswer::drop:
                intents.add(registration::DropDraft{registration.drafts.front().id});
                break;
        }
        intents.add_all(typed);
        scroll.finish(form.bottom());
    }
    const auto& name = form_state.values.name;
    const auto save_whom = ui.tr(words::register_save_whom, short_name(name)).utf8();
    const FormBar bar{.save = name.empty() ? ui.tr(words::register_save) : Text::data(save_whom),
                      .save_style = {.kind = ButtonKind::primary,
                                     .icon = Icon::check,
                                     .busy = form_state.saving || !registration.id},
                      .give_up = ui.tr(words::register_discard),
                      .saving = form_state.saving,
                      .note = form_note(ui, scene, form_state),
                      .note_is_wrong = !form_state.errors.empty()};
    switch (draw_form_bar(ui, plan, bar)) {
        case FormBarAnswer::none:
            break;
        case FormBarAnswer::save:
            intents.add(registration::Save{});
            break;
        case FormBarAnswer::give_up:
            intents.add(registration::GiveUp{});
            break;
    }
}

bool has_register_modal(const RegisterState& state) {
    return state.form.sheet != FormSheet::none;
}

void draw_register_modal(Ui& ui, const Rect& area, const Scene& scene,
                         const RegisterState& registration, RegisterIntents& intents) {
    MemberFormIntents chosen;
    draw_form_sheet(ui, area, scene, registration.form, FormOf::newcomer, chosen);
    intents.add_all(chosen);
}

}  // namespace qiantai::ui
