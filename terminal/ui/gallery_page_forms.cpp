#include "terminal/ui/gallery_pages.hpp"
#include "terminal/ui/paint.hpp"
#include "terminal/ui/scroll_area.hpp"
#include "terminal/ui/widget_button.hpp"
#include "terminal/ui/widget_card.hpp"
#include "terminal/ui/widget_choice.hpp"
#include "terminal/ui/widget_field.hpp"

namespace qiantai::ui::gallery {
namespace {

// Fields in two or three columns, as high as the highest of each row.
class Form {
  public:
    Form(Ui& ui, const Rect& content, const GalleryState& state, GalleryIntents& intents)
        : m_ui(ui),
          m_rest(content),
          m_state(state),
          m_intents(intents),
          m_columns(content.width() > ui.px(1000)  ? 3
                    : content.width() > ui.px(560) ? 2
                                                   : 1),
          m_gap(ui.px(k_gap_l)) {}

    Rect next(const Field& field) {
        if (m_column == m_columns) end_row();
        const auto place = m_rest.column(m_column++, m_columns, m_gap);
        m_high = std::max(m_high, field_height(m_ui, field, place.width()));
        return place;
    }
    void text(GalleryText key, std::string_view name, const Field& field) {
        const auto result = draw_field(m_ui, next(field), name, text_of(m_state, key), field);
        if (result.changed) m_intents.emplace_back(SetText{key, *result.changed});
    }
    Rect whole_row(float height) {
        end_row();
        return m_rest.cut_top(height, m_ui.px(k_gap));
    }
    void end_row() {
        if (m_column == 0) return;
        m_rest.cut_top(m_high, m_ui.px(k_gap));
        m_column = 0;
        m_high = 0;
    }
    float bottom() {
        end_row();
        return m_rest.top;
    }
    float width() const { return m_rest.width(); }

  private:
    Ui& m_ui;
    Rect m_rest;
    const GalleryState& m_state;
    GalleryIntents& m_intents;
    int m_columns;
    float m_gap;
    int m_column = 0;
    float m_high = 0;
};

void draw_gender(Ui& ui, Form& form, const GalleryState& state, GalleryIntents& intents) {
    const Field field{.label = ui.tr(TextKey::gallery_gender)};
    auto place = form.next(field);
    draw_field_label(ui, place, field.label);
    const std::array options{ui.tr(TextKey::gallery_female), ui.tr(TextKey::gallery_male),
                             ui.tr(TextKey::gallery_unsaid)};
    const auto chosen =
        draw_segmented(ui, place.cut_top(ui.px(k_button_height)), "gender", options, state.gender);
    if (chosen) intents.emplace_back(SetGender{*chosen});
}

void draw_choices(Ui& ui, Form& form, const GalleryState& state, GalleryIntents& intents) {
    const Field birthday{.label = ui.tr(TextKey::gallery_birthday)};
    if (draw_date_field(ui, form.next(birthday), "birthday", birthday, state.birthday)) {
        intents.emplace_back(OpenModal{GalleryModal::date_sheet});
    }
    const Field tier{.label = ui.tr(TextKey::gallery_tier)};
    const auto words = tier_words(ui);
    const auto chosen = state.tier ? words[static_cast<std::size_t>(*state.tier)] : Text();
    if (draw_select(ui, form.next(tier), "tier", tier, chosen)) {
        intents.emplace_back(OpenModal{GalleryModal::tier_sheet});
    }
    const Field clerk{.label = ui.tr(TextKey::gallery_home_clerk), .enabled = false};
    draw_select(ui, form.next(clerk), "clerk", clerk, Text::data("林晓岚 1003"));
}

void draw_form(Ui& ui, Form& form, const GalleryState& state, GalleryIntents& intents) {
    const auto& phone = text_of(state, GalleryText::phone);
    form.text(GalleryText::phone, "phone",
              {.label = ui.tr(TextKey::gallery_phone),
               .kind = FieldKind::phone,
               .characters_max = 11,
               .required = true,
               .valid = phone.size() == 11});
    form.text(GalleryText::name, "name", {.label = ui.tr(TextKey::gallery_name), .required = true});
    draw_gender(ui, form, state, intents);
    const Banner duplicate{Tone::warning,
                           ui.tr(TextKey::gallery_duplicate, "欧阳晶", "0746", "2025-03"),
                           ui.tr(TextKey::gallery_look)};
    draw_banner(ui, form.whole_row(banner_height(ui, duplicate, form.width())), "duplicate",
                duplicate);
    draw_choices(ui, form, state, intents);
    const auto& card = text_of(state, GalleryText::card);
    form.text(
        GalleryText::card, "card",
        {.label = ui.tr(TextKey::gallery_card),
         .hint = ui.tr(TextKey::gallery_card_hint),
         .error = card.empty() || card.size() == 13 ? Text() : ui.tr(TextKey::gallery_card_error),
         .kind = FieldKind::digits,
         .characters_max = 13,
         .valid = card.size() == 13});
    form.text(GalleryText::email, "email",
              {.label = ui.tr(TextKey::gallery_email),
               .note = ui.tr(TextKey::gallery_email_note),
               .kind = FieldKind::latin});
    form.text(GalleryText::remark, "remark",
              {.label = ui.tr(TextKey::gallery_remark),
               .hint = ui.tr(TextKey::gallery_remark_hint),
               .kind = FieldKind::lines,
               .characters_max = 500,
               .lines = 3});
    const auto consent = ui.tr(TextKey::gallery_consent);
    const auto place = form.whole_row(checkbox_height(ui, consent, form.width()));
    if (draw_checkbox(ui, place, "consent", consent, state.consent)) {
        intents.emplace_back(Toggle::consent);
    }
}

}  // namespace

void draw_forms_page(Ui& ui, const Rect& area, const GalleryState& state, GalleryIntents& intents) {
    auto rest = area;
    // The action bar stands below the scrolling form, above the keyboard, so "save" is always
    // there.
    auto actions = rest.cut_bottom(ui.px(k_button_height), ui.px(k_gap));
    const auto save = ui.tr(TextKey::gallery_save), cancel = ui.tr(TextKey::cancel);
    const ButtonStyle strong{.kind = ButtonKind::primary, .icon = Icon::check};
    const auto save_width = std::max(button_width(ui, save, strong), ui.px(220));
    if (draw_button(ui, actions.cut_right(save_width, ui.px(k_gap_m)), "save", save, strong)) {
        intents.emplace_back(ShowToast{{ui.tr(TextKey::gallery_saved), Tone::success}});
    }
    draw_button(ui, actions.cut_right(button_width(ui, cancel, {}), ui.px(k_gap_m)), "cancel",
                cancel);
    draw_text(ui, actions, ui.tr(TextKey::gallery_draft_saved), TextStyle::small, Role::ink2);
    ScrollArea scroll(ui, "form", rest.inset(-ui.px(4), 0));
    auto content = scroll.content().inset(ui.px(4), 0);
    Form form(ui, content, state, intents);
    draw_form(ui, form, state, intents);
    scroll.finish(form.bottom());
}

}  // namespace qiantai::ui::gallery
