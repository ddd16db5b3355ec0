#pragma once

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

struct PressOptions {
    bool enabled = true;
    bool repeats = false;     ///< acts again and again while held
    bool holds_drag = false;  ///< the finger's way belongs to it; nothing scrolls meanwhile
    bool long_press = false;  ///< holding it does something: a ring closes round the finger
    bool tab_stop = true;
    ItemKind kind = ItemKind::button;
    ImGuiKey key = ImGuiKey_None;  ///< presses it from anywhere in its view
};

struct Press {
    ImGuiID id = 0;
    bool pressed = false;       ///< released on it, or activated by Enter or Space
    bool held = false;          ///< the finger is on it
    bool focused = false;       ///< the keyboard acts on it: draw a focus ring
    bool long_pressed = false;  ///< once, when held for half a second
};

/// The rectangle, grown to the least size a touch target may have.
Rect touch_target(const Ui& ui, const Rect& rect);

/// Makes a rectangle touchable, and reachable by Tab and arrows. The touchable part is exactly
/// `target`.
Press press_area(Ui& ui, const Rect& target, std::string_view name, const Text& label,
                 const PressOptions& options = {});

/// "F9", where somebody has a keyboard to press it on; else nothing.
Text key_text(const Ui& ui, ImGuiKey key);

}  // namespace qiantai::ui
