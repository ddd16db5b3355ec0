#include "assets/words/gallery.hpp"
#include "assets/words/kit.hpp"
#include "terminal/gallery/gallery_pages.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_pick_chips.hpp"
#include "terminal/kit/widgets/widget_section.hpp"

namespace qiantai::ui::gallery {
namespace {

void draw_text_field(Form& form, GalleryText key, std::string_view name, const GalleryState& state,
                     const Field& field, GalleryIntents& intents) {
    const auto result = form.text(name, text_of(state, key), field);
    if (result.changed) intents.emplace_back(SetText{key, *result.changed});
}

void draw_gender(Ui& ui, Form& form, const GalleryState& state, GalleryIntents& intents) {
    const auto place = form.control(ui.tr(words::gallery_gender));
    const std::array options{ui.tr(words::gallery_female), ui.tr(words::gallery_male),
                             ui.tr(words::gallery_unsaid)};
    const auto chosen = draw_segmented(ui, place, "gender", options, state.gender);
    if (chosen) intents.emplace_back(SetGender{*chosen});
}

void draw_choices(Ui& ui, Form& form, const GalleryState& state, GalleryIntents& intents) {
    const Field birthday{.label = ui.tr(words::gallery_birthday)};
    if (draw_date_field(ui, form.next(), "birthday", birthday, state.birthday)) {
        intents.emplace_back(OpenModal{GalleryModal::date_sheet});
    }
    const Field tier{.label = ui.tr(words::gallery_tier)};
    const auto words = tier_words(ui);
    const auto chosen = state.tier ? words[static_cast<std::size_t>(*state.tier)] : Text();
    if (draw_select(ui, form.next(), "tier", tier, chosen)) {
        intents.emplace_back(OpenModal{GalleryModal::tier_sheet});
    }
    const Field clerk{.label = ui.tr(words::gallery_home_clerk), .enabled = false};
    draw_select(ui, form.next(), "clerk", clerk, Text::data("林晓岚 1003"));
}

void draw_who(Ui& ui, Form& form, const GalleryState& state, GalleryIntents& intents) {
    form.heading(ui.tr(words::gallery_form_who));
    const auto& phone = text_of(state, GalleryText::phone);
    draw_text_field(form, GalleryText::phone, "phone", state,
                    {.label = ui.tr(words::gallery_phone),
                     .kind = FieldKind::phone,
                     .characters_max = 40,
                     .required = true,
                     .valid = phone.size() == 11},
                    intents);
    draw_text_field(
        form, GalleryText::name, "name", state,
        {.label = ui.tr(words::gallery_name), .kind = FieldKind::name, .required = true}, intents);
    draw_gender(ui, form, state, intents);
    const Banner duplicate{Tone::warning,
                           ui.tr(words::gallery_duplicate, "欧阳晶", "0746", "2025-03"),
                           ui.tr(words::gallery_look)};
    draw_banner(ui, form.whole_row(), "duplicate", duplicate);
    draw_choices(ui, form, state, intents);
}

void draw_more(Ui& ui, Form& form, const GalleryState& state, GalleryIntents& intents) {
    form.heading(ui.tr(words::gallery_form_more), ui.tr(words::gallery_form_more_note));
    const auto& card = text_of(state, GalleryText::card);
    const bool wrong = !card.empty() && card.size() != 13;
    draw_text_field(form, GalleryText::card, "card", state,
                    {.label = ui.tr(words::gallery_card),
                     .hint = ui.tr(words::gallery_card_hint),
                     .error = wrong ? ui.tr(words::gallery_card_error) : Text(),
                     .kind = FieldKind::digits,
                     .characters_max = 13,
                     .valid = card.size() == 13},
                    intents);
    draw_text_field(form, GalleryText::email, "email", state,
                    {.label = ui.tr(words::gallery_email),
                     .note = ui.tr(words::gallery_email_note),
                     .kind = FieldKind::latin},
                    intents);
    draw_text_field(form, GalleryText::remark, "remark", state,
                    {.label = ui.tr(words::gallery_remark),
                     .hint = ui.tr(words::gallery_remark_hint),
                     .kind = FieldKind::lines,
                     .characters_max = 500,
                     .lines = 3},
                    intents);
    const auto consent = ui.tr(words::gallery_consent);
    if (draw_checkbox(ui, form.whole_row(), "consent",
                      {.label = consent, .checked = state.consent})) {
        intents.emplace_back(Toggle::consent);
    }
}

// Numbered questions that are answered by touching.
void draw_questions(Ui& ui, Form& form, const GalleryState& state, GalleryIntents& intents) {
    auto& rest = form.whole_row();
    draw_section_head(ui, rest,
                      {.number = 1, .title = ui.tr(words::gallery_question_who), .answered = true});
    draw_section_head(ui, rest,
                      {.number = 2,
                       .title = ui.tr(words::gallery_question_what),
                       .note = ui.tr(words::gallery_question_note),
                       .next = true});
    constexpr std::array k_words{words::gallery_pick_noise, words::gallery_pick_leak,
                                 words::gallery_pick_power, words::gallery_pick_broken,
                                 words::gallery_pick_other, words::gallery_pick_channel};
    std::vector<PickChip> chips;
    for (std::size_t i = 0; i < k_words.size(); ++i) {
        const bool opens = k_words.at(i) == words::gallery_pick_channel;
        chips.push_back({.text = ui.tr(k_words.at(i)),
                         .on = state.picks.at(i),
                         .icon = opens ? Icon::store : Icon::none,
                         .opens = opens});
    }
    const auto pick = draw_pick_chips(
        ui, rest, {.name = "picks", .chips = chips, .label = ui.tr(words::gallery_pick_label)});
    if (pick) intents.emplace_back(TouchPick{*pick});
    rest.cut_top(ui.px(k_gap));
    draw_section_head(ui, rest, {.number = 3, .title = ui.tr(words::gallery_question_grave)});
    constexpr std::array k_grave{words::gallery_grave_normal, words::gallery_grave_urgent};
    for (std::size_t i = 0; i < k_grave.size(); ++i) {
        const PromiseRow row{.title = ui.tr(k_grave.at(i)),
                             .note = ui.tr(words::gallery_grave_note),
                             .first = Text::data("16:31"),
                             .first_label = ui.tr(words::gallery_grave_answer),
                             .second = Text::data("14:31"),
                             .second_label = ui.tr(words::gallery_grave_solved),
                             .chosen = state.promise == i};
        if (draw_promise_row(ui, rest, fmt::format("promise {}", i), row)) {
            intents.emplace_back(SetPromise{i});
        }
        rest.cut_top(ui.px(k_gap_s));
    }
}

}  // namespace

void draw_forms_page(Ui& ui, const Rect& area, const GalleryState& state, GalleryIntents& intents) {
    const auto plan = plan_form(ui, area);
    {
        ScrollArea scroll(ui, "form", plan.form);
        Form form(ui, form_content(ui, scroll.content()));
        draw_who(ui, form, state, intents);
        draw_more(ui, form, state, intents);
        draw_questions(ui, form, state, intents);
        scroll.finish(form.bottom());
    }
    const std::array buttons{
        BarButton{
            "save", ui.tr(words::gallery_save), {.kind = ButtonKind::primary, .icon = Icon::check}},
        BarButton{"cancel", ui.tr(words::cancel)}};
    if (draw_action_bar(ui, plan.bar, buttons) == 0) {
        intents.emplace_back(ShowToast{{ui.tr(words::gallery_saved), Tone::success}});
    }
}

}  // namespace qiantai::ui::gallery
