#include "terminal/kit/core/field_filter.hpp"

#include <imgui_internal.h>
#include <unicode/uchar.h>

namespace qiantai::ui {
namespace {

// Nobody can tell I, L and 1 or O and 0 apart on paper, so codes have none of these letters and a
// typed one means the digit. U is left out so that no code spells a word.
char32_t code_character(char32_t typed) {
    if (typed >= 0xFF01 && typed <= 0xFF5E) typed -= 0xFF01 - 0x21;
    if (typed >= 'a' && typed <= 'z') typed -= 'a' - 'A';
    if (typed == 'I' || typed == 'L') return '1';
    if (typed == 'O') return '0';
    const bool letter = typed >= 'A' && typed <= 'Z' && typed != 'U';
    return letter || (typed >= '0' && typed <= '9') ? typed : 0;
}

// Of any script; 0 if it is none.
char32_t digit(char32_t character) {
    const auto typed = static_cast<UChar32>(character);
    if (u_charType(typed) != U_DECIMAL_DIGIT_NUMBER) return 0;
    return static_cast<char32_t>('0' + u_charDigitValue(typed));
}

// The character the field keeps, 0 for none.
char32_t kept(FieldKind kind, char32_t character) {
    switch (kind) {
        case FieldKind::digits:
        case FieldKind::secret:
            return digit(character);
        case FieldKind::amount:
            if (const auto plain = digit(character)) return plain;
            if (character == U'.' || character == U'．' || character == U'。') return '.';
            return character == U'-' || character == U'－' ? U'-' : 0;
        case FieldKind::phone:
            // What it means is for the rule of phone numbers to say, which needs all of it.
            if (const auto plain = digit(character)) return plain;
            return character >= 0x20 && character != 0x7F ? character : 0;
        case FieldKind::latin:
            return character >= 0x20 && character < 0x7F ? character : 0;
        case FieldKind::code:
            return code_character(character);
        case FieldKind::text:
        case FieldKind::name:
        case FieldKind::lines:
            break;
    }
    return character;
}

}  // namespace

std::string accepted(FieldKind kind, std::string_view typed) {
    std::string out;
    for (std::size_t at = 0; at < typed.size();) {
        const auto next = next_character(typed, at);
        unsigned int character = 0;
        ImTextCharFromUtf8(&character, typed.data() + at, typed.data() + next);
        char bytes[5] = {};
        if (const auto keeps = kept(kind, character)) {
            ImTextCharToUtf8(bytes, static_cast<unsigned int>(keeps));
            out += bytes;
        }
        at = next;
    }
    return out;
}

}  // namespace qiantai::ui
