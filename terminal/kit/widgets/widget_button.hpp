#pragma once

#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {

/// What a press weighs: the one table of it.
enum class ButtonKind : std::uint8_t {
    primary,    ///< filled: the next thing; one in a view
    secondary,  ///< outlined: another thing, also one that takes something away and can be undone
    ghost,      ///< words only: leaves this, or asks before it takes something away
    danger,     ///< filled in red: done at once, and nothing brings it back
};

struct ButtonStyle {
    ButtonKind kind = ButtonKind::secondary;
    Icon icon = Icon::none;
    /// What is missing before it can be pressed, said below the label or as the label; empty: it
    /// can be.
    Text lacks{};
    bool chosen = false;  ///< of several secondary ones that which stands
    bool busy = false;    ///< shows that it works on it, and cannot be pressed again
    Finishes finishes = Finishes::nothing;
    ImGuiKey key = ImGuiKey_None;  ///< presses it too, and is named on it
    TextStyle words = TextStyle::large_strong;
};

/// How wide the button has to be for its words.
float button_width(const Ui& ui, const Text& label, const ButtonStyle& style);
/// True when pressed.
bool draw_button(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                 const ButtonStyle& style = {});

/// Words alone, smaller than a button's: for what is seldom wanted in a row of a list.
bool draw_text_button(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                      Role role = Role::primary_text);

/// An icon without words; `label` names it for everyone who cannot see it.
bool draw_icon_button(Ui& ui, const Rect& rect, std::string_view name, const Text& label, Icon icon,
                      Role role = Role::ink2, bool enabled = true);

}  // namespace qiantai::ui
