#pragma once

#include <cstdint>

#include "schema/base/clock.hpp"

namespace qiantai::ui {

/// One thing that a keyboard did. Their order is the order in which it was done.
struct KeyEvent {
    enum class Kind : std::uint8_t {
        character,  ///< a key that writes, or would under another layout, went down
        end,        ///< Enter, keypad Enter, Tab, or what scanners send as CR and LF
        modifier,   ///< Shift and the like, which mean nothing alone
        other,      ///< writes nothing or is no key's: arrows, chords, an input method's words
        released,
    };
    /// As the window system gave it, for nobody but itself.
    struct Native {
        int key = 0, scancode = 0, action = 0, modifiers = 0;
    };

    Kind kind = Kind::other;
    TimeMs at_ms = 0;       ///< when it was done, by a steady clock of the keyboard's side
    char32_t text = 0;      ///< what the layout made of it; 0: nothing
    char position = 0;      ///< what a US keyboard has at this place; 0: no character
    bool repeated = false;  ///< comes from holding the key down
    Native native{};
};

/// Who would get the characters that are typed now.
enum class KeySink : std::uint8_t { nobody, pad, field };

/// In the stream of characters: here begins typing of which it is not known yet who does it, and:
/// it was a scanner's, so whatever took in the characters since then gives them up again.
inline constexpr char32_t k_typing_begins = 0x02, k_typing_taken_back = 0x18;

}  // namespace qiantai::ui
