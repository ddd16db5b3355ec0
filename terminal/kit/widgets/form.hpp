#pragma once

#include <optional>
#include <span>
#include <string>

#include "terminal/kit/core/measure.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_field.hpp"

namespace qiantai::ui {

inline constexpr float k_form_column_least = 272;

/// Lays out the fields of a form in one to three columns, by its width; fields of a row are as high
/// as the highest of them. Inside of a ScrollArea:
///
///     Form form(ui, scroll.content());
///     form.heading(title);
///     const auto phone = form.text("phone", state.phone, {.label = …});
///     draw_banner(ui, form.whole_row(), "hint", banner);
///     scroll.finish(form.bottom());
class Form {
  public:
    Form(Ui& ui, const Rect& content, int columns_most = 3);

    int columns() const { return m_columns; }
    float width() const { return m_rest.width(); }
    /// The place of the next field, for draw_select, draw_date_field and the like, which cut
    /// themselves off it.
    Rect& next();
    TextBoxResult text(std::string_view name, const std::string& value, const Field& field);
    /// Draws the label of a control that has none of its own, such as draw_segmented; returns where
    /// the control stands.
    Rect control(const Text& label);
    /// The fields that follow stand in so many columns at most, as far as the width allows.
    void set_columns(int most, float least_dp = k_form_column_least);
    /// The fields between these stand on a white card.
    void begin_card();
    void end_card();
    /// A piece over the whole width; the fields begin a new row after it. Without a height it cuts
    /// itself off what is left.
    Rect& whole_row();
    Rect whole_row(float height) { return whole_row().cut_top(height); }
    /// The title of a section, with a line of explanation if there is one.
    void heading(const Text& title, const Text& note = {});
    void end_row();
    /// Where the form ends.
    float bottom();

  private:
    void end_cell();
    void next_part();

    Ui& m_ui;
    Rect m_rest;
    float m_start;
    int m_columns;
    int m_column = 0;
    float m_high = 0;  ///< of this row's fields, but for the one that is drawn in m_cell
    Rect m_cell{};
    std::optional<LateGround> m_ground;
    Rect m_card{};
    bool m_part_begun = false;
};

/// A form and its buttons: the bar stands below what scrolls and above the on-screen keyboard, so
/// that "save" is always there.
struct FormPlan {
    Rect form;  ///< for a ScrollArea; reaches over the fields by room for their focus rings
    Rect bar;
    Rect
        ground;  ///< the bar's own surface, to the screen's edges; empty if it stands in the middle
};
FormPlan plan_form(const Ui& ui, const Rect& area, float width_dp = k_form_width);
/// The fields' place in the scrolling content of FormPlan::form.
Rect form_content(const Ui& ui, const Rect& content);

/// The bar of a form: saving alone at the right; giving up far from it, at the left, and beside
/// that what there is to know.
struct FormBar {
    Text save;
    ButtonStyle save_style{};
    Text give_up;
    bool saving = false;  ///< too late to give it up
    Text note{};
    bool note_is_wrong = false;  ///< in the danger colour, and a touch leads to what is wrong
};
enum class FormBarAnswer : std::uint8_t { none, save, give_up };
/// Drawn after the form, as Tab goes. Saving while something is wrong leads there.
FormBarAnswer draw_form_bar(Ui& ui, const FormPlan& plan, const FormBar& bar);

/// Everything that has to be filled in before a button can be pressed; empty: nothing has.
Text fill_first_text(const Ui& ui, std::span<const Text> missing);

struct BarButton {
    std::string name;
    Text label;
    ButtonStyle style{};
};
/// Buttons from the right, the strong one first. Returns the one pressed.
std::optional<std::size_t> draw_action_bar(Ui& ui, const Rect& bar,
                                           std::span<const BarButton> buttons);

}  // namespace qiantai::ui
