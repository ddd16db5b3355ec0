#include "terminal/base/text_rules.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>

#include "terminal/base/typed_text.hpp"

namespace qiantai::domain {
namespace {

constexpr char32_t k_interpunct = 0xB7;
constexpr std::size_t k_name_length_max = 60;

bool is_interpunct(char32_t c) {
    switch (c) {
        case k_interpunct:
        case 0x2022:  // bullet
        case 0x2027:  // hyphenation point
        case 0x2219:  // bullet operator
        case 0x22C5:  // dot operator
        case 0x30FB:  // katakana middle dot
        case 0xFF65:  // half-width katakana middle dot
            return true;
        default:
            return false;
    }
}

bool is_full_stop(char32_t c) {
    return c == '.' || c == 0xFF0E;
}

bool is_forbidden(char32_t c) {
    const auto character = static_cast<UChar32>(c);
    return u_charType(character) == U_CONTROL_CHAR || U_IS_UNICODE_NONCHAR(character) ||
           c == 0xFFFD;
}

bool is_letter(char32_t c) {
    const auto character = static_cast<UChar32>(c);
    // Characters outside Unicode's tables are in use for rare names, in the private area.
    return u_isalpha(character) != 0 || u_charType(character) == U_PRIVATE_USE_CHAR;
}

/// A letter or its mark in a script whose letters change with their neighbours: there a joiner says
/// how a name is written.
bool takes_joiner(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    const auto script = uscript_getScript(static_cast<UChar32>(c), &status);
    const bool plain = script == USCRIPT_HAN || script == USCRIPT_LATIN ||
                       script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
    return !plain && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_XID_CONTINUE) != 0;
}

bool is_variation_selector(char32_t c) {
    return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_VARIATION_SELECTOR) != 0;
}

/// Invisible marks that come along when a name is pasted would make equal names differ.
bool belongs_to_name(std::u32string_view text, std::size_t at) {
    const char32_t c = text[at];
    if (!is_invisible(c)) return true;
    if (at == 0) return false;
    if (is_variation_selector(c)) return is_han(text[at - 1]);
    const bool joiner = u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_JOIN_CONTROL) != 0;
    return joiner && at + 1 < text.size() && takes_joiner(text[at - 1]) &&
           takes_joiner(text[at + 1]);
}

std::u32string drop_invisible_and_double_blanks(std::u32string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!belongs_to_name(text, at)) continue;
        if (!is_blank(text[at])) {
            out += text[at];
        } else if (!out.empty() && out.back() != U' ') {
            out += U' ';
        }
    }
    if (!out.empty() && out.back() == U' ') out.pop_back();
    return out;
}

void unify_interpuncts(std::u32string& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool inside = i > 0 && i + 1 < text.size();
        if (is_interpunct(text[i])) {
            text[i] = k_interpunct;
        } else if (inside && is_full_stop(text[i]) && is_han(text[i - 1]) && is_han(text[i + 1])) {
            text[i] = k_interpunct;
        }
    }
}

std::u32string with_plain_line_ends(std::u32string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != U'\r') {
            out += text[at];
        } else if (at + 1 == text.size() || text[at + 1] != U'\n') {
            out += U'\n';
        }
    }
    return out;
}

}  // namespace

Result<std::string> normalise_name(std::string_view typed) {
    const auto characters = composed(typed);
    if (!characters) return make_error(k_name_malformed, {}, "name");
    auto name = drop_invisible_and_double_blanks(*characters);
    unify_interpuncts(name);
    const bool forbidden = std::ranges::any_of(name, is_forbidden);
    if (forbidden || name.size() > k_name_length_max || !std::ranges::any_of(name, is_letter)) {
        return make_error(k_name_malformed, {}, "name");
    }
    return to_utf8(name);
}

Result<std::string> normalise_note(std::string_view typed, std::size_t length_max,
                                   std::string_view field) {
    const auto characters = composed(typed);
    if (!characters) return make_error(k_text_malformed, {}, std::string(field));
    auto text = with_plain_line_ends(*characters);
    std::erase_if(text, is_direction_mark);
    std::u32string_view note = text;
    while (!note.empty() && is_blank(note.front())) note.remove_prefix(1);
    while (!note.empty() && is_blank(note.back())) note.remove_suffix(1);
    const bool forbidden = std::ranges::any_of(
        note, [](char32_t c) { return c != '\n' && c != '\t' && is_forbidden(c); });
    if (forbidden || note.size() > length_max) {
        return make_error(k_text_malformed, fmt::format("at most {} characters", length_max),
                          std::string(field));
    }
    return to_utf8(note);
}

std::string mask_name(std::string_view name) {
    const auto characters = composed(name);
    if (!characters || characters->empty()) return {};
    const std::size_t stars = std::min<std::size_t>(characters->size() - 1, 3);
    return to_utf8(std::u32string_view(*characters).substr(0, 1)) + std::string(stars, '*');
}

bool has_digit_run(std::string_view text, std::size_t count) {
    const auto characters = composed(text);
    if (!characters) return false;
    std::size_t run = 0;
    for (const char32_t c : *characters) {
        if (digit_of(c) >= 0) {
            if (++run >= count) return true;
        } else if (!is_number_filler(c)) {
            run = 0;
        }
    }
    return false;
}

Result<std::string> normalise_reason(std::string_view typed, std::size_t length_max,
                                     const ErrorKind& missing) {
    constexpr std::size_t k_digits_most = 6;
    QIANTAI_TRY(auto reason, normalise_note(typed, length_max, "reason"));
    if (reason.empty() || has_digit_run(reason, k_digits_most + 1)) {
        return make_error(missing, {}, "reason");
    }
    return reason;
}

bool is_setup_code(std::string_view code, std::size_t length_max) {
    return !code.empty() && code.size() <= length_max && std::ranges::all_of(code, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '.';
    });
}

}  // namespace qiantai::domain
