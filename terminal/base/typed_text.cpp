#include "terminal/base/typed_text.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>

#include "schema/base/encoding.hpp"
#include "terminal/store/normal_forms.hpp"

namespace qiantai::domain {

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::optional<std::u32string> composed(std::string_view text) {
    if (is_ascii(text)) return std::u32string(text.begin(), text.end());
    if (!is_utf8(text)) return std::nullopt;
    const auto wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    const auto normal = store::normalized(wide, store::NormalForm::composed);
    std::u32string out;
    for (std::int32_t at = 0; at < normal.length(); at = normal.moveIndex32(at, 1)) {
        out += static_cast<char32_t>(normal.char32At(at));
    }
    return out;
}

std::string to_utf8(std::u32string_view text) {
    std::string out;
    icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                  static_cast<std::int32_t>(text.size()))
        .toUTF8String(out);
    return out;
}

int digit_of(char32_t c) {
    const auto character = static_cast<UChar32>(c);
    return u_charType(character) == U_DECIMAL_DIGIT_NUMBER ? u_charDigitValue(character) : -1;
}

bool is_blank(char32_t c) {
    return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

bool is_han(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_HAN;
}

bool is_direction_mark(char32_t c) {
    return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_BIDI_CONTROL) != 0;
}

bool is_invisible(char32_t c) {
    return is_direction_mark(c) ||
           u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool is_number_filler(char32_t c) {
    const auto character = static_cast<UChar32>(c);
    const auto category = U_GET_GC_MASK(character);
    return is_blank(c) || is_invisible(c) || c == U'.' || c == U'．' || c == U'·' ||
           (category & (U_GC_PS_MASK | U_GC_PE_MASK)) != 0 ||
           u_hasBinaryProperty(character, UCHAR_DASH) != 0;
}

}  // namespace qiantai::domain
