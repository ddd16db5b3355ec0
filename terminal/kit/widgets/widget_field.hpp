#pragma once

#include "terminal/kit/core/text_box.hpp"

namespace qiantai::ui {

/// A field of a form: label above, box, and below it what helps or what is wrong.
struct Field {
    Text label;
    Text hint{};   ///< in the empty box
    Text note{};   ///< below it
    Text error{};  ///< below it, in place of the note
    FieldKind kind = FieldKind::text;
    std::size_t characters_max = 64;
    bool required = false;
    bool waits = false;     ///< touching what stands before it may fill it: it is not begun with
    bool valid = false;     ///< shows a check mark: this one is right
    bool doubtful = false;  ///< shows an amber sign instead: something beside it asks for a look
    bool enabled = true;
    int lines = 1;  ///< how many lines high, for FieldKind::lines
};

/// With its label and, if there is any, its note or error. Cuts itself off `rest`, like the other
/// fields here.
TextBoxResult draw_field(Ui& ui, Rect& rest, std::string_view name, const std::string& value,
                         const Field& field);

/// After a field's text box: its label and what stands below it come into sight with it.
void keep_whole_field_in_sight(Ui& ui, std::string_view name, float top, float bottom);

/// The label line above a field; cuts it off `area`.
void draw_field_label(Ui& ui, Rect& area, const Text& label);
/// The sign before words that say what is wrong; cuts its room off the line.
void draw_error_sign(Ui& ui, Rect& line);
/// What helps or what is wrong, below the box; cuts itself off `rest`.
void draw_below_field(Ui& ui, Rect& rest, const Field& field);
/// Label, box and note of a field whose box shows something else than text: a choice, a date.
/// Returns the box.
Rect draw_field_frame(Ui& ui, Rect& rest, const Field& field, bool focused);

struct Search {
    Text hint;
    bool scan = false;  ///< offers to scan with the camera or scanner
    FieldKind kind = FieldKind::text;
    bool begins = false;    ///< the screen is there to find something
    bool required = false;  ///< in a form: something has to be found
    bool wrong = false;
};
struct SearchResult {
    std::optional<std::string> changed{};
    std::string composing{};  ///< see TextBoxResult
    bool entered = false;
    bool scan = false;
};
inline constexpr float k_search_height = 68;
SearchResult draw_search(Ui& ui, const Rect& rect, std::string_view name, const std::string& value,
                         const Search& search);

/// A choice among more than fit side by side: shows the chosen one, opens a sheet. True when
/// pressed.
bool draw_select(Ui& ui, Rect& rest, std::string_view name, const Field& field, const Text& chosen,
                 Icon icon = Icon::chevron_down);

}  // namespace qiantai::ui
