#pragma once

#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {

struct TextBox {
    FieldKind kind = FieldKind::text;
    std::size_t characters_max = 64;
    Text label{};
    Text hint{};  ///< shown while it is empty
    TextStyle style = TextStyle::large;
    bool enabled = true;
};

struct TextBoxResult {
    std::optional<std::string> changed{};
    bool focused = false;
    bool entered = false;  ///< Enter was pressed in it
};

/// The editable text of every field: caret, selection, composition of the on-screen keyboard,
/// physical keys and clipboard. `target` is where a touch gives it the focus, `text` where the
/// characters stand; draws no frame.
TextBoxResult draw_text_box(Ui& ui, const Rect& target, const Rect& text, std::string_view name,
                            const std::string& value, const TextBox& box);

}  // namespace qiantai::ui
