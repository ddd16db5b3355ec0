#include "terminal/store/name_fold.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "terminal/store/normal_forms.hpp"
#include "terminal/store/pinyin_table.hpp"

namespace qiantai::store {
namespace {

constexpr bool is_unified_ideograph(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x20000 && c <= 0x2F7FF) || (c >= 0x30000 && c <= 0x3FFFF);
}

// Characters that folding leaves as they are, or that only separate: most names consist of nothing
// else.
constexpr bool is_simple(char32_t c) {
    return is_unified_ideograph(c) || c == U' ' || c == U'·' || (c >= U'a' && c <= U'z') ||
           (c >= U'0' && c <= U'9');
}

bool is_separator(char32_t character) {
    const auto category = U_GET_GC_MASK(static_cast<UChar32>(character));
    return (category & (U_GC_P_MASK | U_GC_Z_MASK | U_GC_CC_MASK | U_GC_CF_MASK)) != 0;
}

// ICU's part of folding.
std::u32string normalize(std::u32string_view characters) {
    auto text = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(characters.data()),
                                              static_cast<int32_t>(characters.size()));
    text = normalized(normalized(text, NormalForm::compatible_casefolded), NormalForm::decomposed);
    std::u32string out;
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 c = text.char32At(at);
        if (u_charType(c) != U_NON_SPACING_MARK) out += static_cast<char32_t>(c);
    }
    return out;
}

char32_t simplified(char32_t character) {
    const auto table = pinyin_table().simplified;
    const auto found =
        std::ranges::lower_bound(table, character, {}, &PinyinTable::Simplified::character);
    return found != table.end() && found->character == character ? found->form : character;
}

}  // namespace

FoldedName fold_name(std::string_view name) {
    std::u32string characters = from_utf8(name);
    if (!std::ranges::all_of(characters, is_simple)) characters = normalize(characters);
    FoldedName folded;
    folded.characters.reserve(characters.size());
    bool at_part_start = true;
    for (const char32_t c : characters) {
        if (!is_unified_ideograph(c) && is_separator(c)) {
            at_part_start = true;
            continue;
        }
        if (at_part_start) folded.part_starts.push_back(folded.characters.size());
        at_part_start = false;
        folded.characters += is_unified_ideograph(c) ? simplified(c) : c;
    }
    return folded;
}

void append_utf8(std::string& out, char32_t character) {
    const auto c = static_cast<std::uint32_t>(character);
    const auto add = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) {
        add(c);
    } else if (c < 0x800) {
        add(0xC0 | c >> 6), add(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        add(0xE0 | c >> 12), add(0x80 | (c >> 6 & 0x3F)), add(0x80 | (c & 0x3F));
    } else {
        add(0xF0 | c >> 18), add(0x80 | (c >> 12 & 0x3F)), add(0x80 | (c >> 6 & 0x3F)),
            add(0x80 | (c & 0x3F));
    }
}

std::string to_utf8(std::u32string_view characters) {
    std::string out;
    out.reserve(characters.size() * 3);
    for (const char32_t c : characters) append_utf8(out, c);
    return out;
}

std::u32string from_utf8(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<int32_t>(text.size());
    for (int32_t at = 0; at < length;) {
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, at, length, c);
        out += static_cast<char32_t>(c);
    }
    return out;
}

bool is_han(char32_t character) {
    return is_unified_ideograph(character) ||
           u_charType(static_cast<UChar32>(character)) == U_PRIVATE_USE_CHAR ||
           u_hasBinaryProperty(static_cast<UChar32>(character), UCHAR_IDEOGRAPHIC);
}

}  // namespace qiantai::store
