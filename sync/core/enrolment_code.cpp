#include "sync/core/enrolment_code.hpp"

#include <array>
#include <cstdint>

#include "schema/base/encoding.hpp"

namespace qiantai::sync {
namespace {

constexpr std::string_view k_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t k_secret_length = 8, k_fingerprint_length = 12, k_group_length = 5;
constexpr std::size_t k_code_length = k_secret_length + k_fingerprint_length;

/// The first `length` groups of five bits of `bytes`.
std::string to_base32(std::span<const std::uint8_t> bytes, std::size_t length) {
    std::string out;
    for (std::size_t i = 0; i < length; ++i) {
        unsigned value = 0;
        for (std::size_t bit = i * 5; bit < i * 5 + 5; ++bit) {
            value = value << 1 | ((bytes[bit / 8] >> (7 - bit % 8)) & 1u);
        }
        out += k_alphabet[value];
    }
    return out;
}

/// The alphabet's letter for what was typed, or 0.
char canonical_letter(char32_t typed) {
    // Letters and digits as a Chinese input method in full-width mode writes them.
    if (typed >= 0xFF01 && typed <= 0xFF5E) typed -= 0xFF01 - 0x21;
    if (typed >= 'a' && typed <= 'z') typed -= 'a' - 'A';
    if (typed == 'I' || typed == 'L') return '1';
    if (typed == 'O') return '0';
    if (typed >= 0x80 || k_alphabet.find(static_cast<char>(typed)) == std::string_view::npos)
        return 0;
    return static_cast<char>(typed);
}

/// Blanks and dashes of any kind.
bool is_separator(char32_t typed) {
    return typed == ' ' || typed == '\t' || typed == '\r' || typed == '\n' || typed == '-' ||
           typed == '_' || typed == 0xA0 || typed == 0x3000 ||
           (typed >= 0x2010 && typed <= 0x2015) || typed == 0x2212 || typed == 0xFF0D ||
           typed == 0xFF3F;
}

/// Takes the first code point off `text`, which is well-formed and not empty.
char32_t take_code_point(std::string_view& text) {
    const auto lead = static_cast<std::uint8_t>(text[0]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t code = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i)
        code = code << 6 | (static_cast<std::uint8_t>(text[i]) & 0x3Fu);
    text.remove_prefix(length);
    return code;
}

}  // namespace

std::string EnrolmentCode::text() const {
    const std::string letters = secret + fingerprint;
    std::string out;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (i > 0 && i % k_group_length == 0) out += '-';
        out += letters[i];
    }
    return out;
}

EnrolmentCode make_enrolment_code(std::string_view ca_der, Random& random) {
    std::array<std::uint8_t, k_secret_length * 5 / 8> bytes{};
    random.fill(bytes);
    return {.secret = to_base32(bytes, k_secret_length), .fingerprint = ca_fingerprint(ca_der)};
}

Result<EnrolmentCode> parse_enrolment_code(std::string_view text) {
    if (!is_utf8(text)) return make_error(k_code_malformed);
    std::string letters;
    while (!text.empty()) {
        const char32_t typed = take_code_point(text);
        if (is_separator(typed)) continue;
        const char letter = canonical_letter(typed);
        if (letter == 0 || letters.size() == k_code_length) return make_error(k_code_malformed);
        letters += letter;
    }
    if (letters.size() != k_code_length) return make_error(k_code_malformed);
    return EnrolmentCode{.secret = letters.substr(0, k_secret_length),
                         .fingerprint = letters.substr(k_secret_length)};
}

std::string ca_fingerprint(std::string_view ca_der) {
    return to_base32(as_bytes(blake2b_256(ca_der)), k_fingerprint_length);
}

}  // namespace qiantai::sync
