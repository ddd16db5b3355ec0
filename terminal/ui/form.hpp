#pragma once

#include <optional>
#include <span>
#include <string>

#include "terminal/ui/columns.hpp"
#include "terminal/ui/widget_button.hpp"
#include "terminal/ui/widget_field.hpp"

namespace qiantai::ui {

/// Lays out the fields of a form in one to three columns, by its width; fields of a row are as high
/// as the highest of them. Inside of a ScrollArea:
///
///     Form form(ui, scroll.content());
///     form.heading(ui.tr(TextKey::contact));
///     const auto phone = form.text("phone", state.phone, {.label = …});
///     draw_banner(ui, form.whole_row(banner_height(ui, banner, form.width())), "hint", banner);
///     scroll.finish(form.bottom());
class Form {
  public:
    Form(Ui& ui, const Rect& content, int columns_most = 3);

    int columns() const { return m_columns; }
    float width() const { return m_rest.width(); }
    /// The place of the next field, for draw_select, draw_date_field and the like.
    Rect next(const Field& field);
    TextBoxResult text(std::string_view name, const std::string& value, const Field& field);
    /// Draws the label of a control that has none of its own, such as draw_segmented; returns where
    /// the control stands.
    Rect control(const Text& label);
    /// A piece over the whole width; the fields begin a new row after it.
    Rect whole_row(float height);
    /// The title of a section, with a line of explanation if there is one.
    void heading(const Text& title, const Text& note = {});
    void end_row();
    /// Where the form ends.
    float bottom();

  private:
    Rect cell(float height);

    Ui& m_ui;
    Rect m_rest;
    float m_start;
    int m_columns;
    int m_column = 0;
    float m_high = 0;
};

/// A form and its buttons: the bar stands below what scrolls and above the on-screen keyboard, so
/// that "save" is always there.
struct FormPlan {
    Rect form;  ///< for a ScrollArea; reaches over the fields by room for their focus rings
    Rect bar;
};
FormPlan plan_form(const Ui& ui, const Rect& area, float width_dp = k_form_width);
/// The fields' place in the scrolling content of FormPlan::form.
Rect form_content(const Ui& ui, const Rect& content);

struct BarButton {
    std::string name;
    Text label;
    ButtonStyle style{};
};
/// Buttons from the right, the strong one first, and at the left what there is to know. Buttons
/// that do not fit beside the note take its place. Returns the one pressed.
std::optional<std::size_t> draw_action_bar(Ui& ui, const Rect& bar,
                                           std::span<const BarButton> buttons,
                                           const Text& note = {});

}  // namespace qiantai::ui
