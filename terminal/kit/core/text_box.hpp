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
    bool required = false;  ///< as an item of its form, see FormStop; so for the next four
    bool wrong = false;
    bool begins = false;
    bool waits = false;
    bool finds = false;
};

struct TextBoxResult {
    std::optional<std::string> changed{};
    /// The text with the pinyin that is being typed on the on-screen keyboard in its place; empty
    /// while none is. What looks for something while one types looks for this.
    std::string composing{};
    bool focused = false;
    bool entered = false;  ///< Enter was pressed in it
};

/// What is looked for while one types.
inline const std::string& live_text(const std::string& text, const std::string& composing) {
    return composing.empty() ? text : composing;
}

/// The editable text of every field: caret, selection, composition of the on-screen keyboard,
/// physical keys and clipboard. `target` is where a touch gives it the focus, `text` where the
/// characters stand; draws no frame.
TextBoxResult draw_text_box(Ui& ui, const Rect& target, const Rect& text, std::string_view name,
                            const std::string& value, const TextBox& box);

/// For pasting elsewhere: into a message on another device's window, say.
void put_on_clipboard(const std::string& text);

}  // namespace qiantai::ui
