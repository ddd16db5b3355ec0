// Runs during the build: asks ICU (Han-Latin) for the reading of every Chinese character, takes off
// the tones, asks it (Hant-Hans) for the simplified form of every traditional one, and writes both
// tables as a C++ file. Usage: make_pinyin_table OUTPUT.

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>

#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

constexpr char32_t k_dense_first = 0x3400;
constexpr char32_t k_dense_last = 0x9FFF;
constexpr UChar32 k_diaeresis = 0x0308;

// "lǚ" becomes "lv", "ē" becomes "e"; empty unless the result is a plain syllable.
std::string without_tone(const icu::UnicodeString& reading) {
    UErrorCode error = U_ZERO_ERROR;
    const auto* nfd = icu::Normalizer2::getNFDInstance(error);
    const icu::UnicodeString apart = nfd->normalize(reading, error);
    std::string plain;
    for (int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
        const UChar32 c = apart.char32At(at);
        if (c >= 'a' && c <= 'z') {
            plain += static_cast<char>(c);
        } else if (c == k_diaeresis && !plain.empty() && plain.back() == 'u') {
            plain.back() = 'v';
        } else if (u_charType(c) != U_NON_SPACING_MARK) {
            return {};
        }
    }
    return plain;
}

std::map<char32_t, std::string> read_all(const icu::Transliterator& han_latin, UErrorCode& error) {
    std::map<char32_t, std::string> readings;
    const icu::UnicodeSet han(UNICODE_STRING_SIMPLE("[[:Han:]]"), error);
    for (int32_t range = 0; range < han.getRangeCount(); ++range) {
        for (UChar32 c = han.getRangeStart(range); c <= han.getRangeEnd(range); ++c) {
            icu::UnicodeString text(c);
            han_latin.transliterate(text);
            if (auto plain = without_tone(text); !plain.empty()) {
                readings.emplace(static_cast<char32_t>(c), std::move(plain));
            }
        }
    }
    return readings;
}

// Single characters only: what a simplified text would write for each.
std::map<char32_t, char32_t> simplify_all(const icu::Transliterator& hant_hans, UErrorCode& error) {
    // In names 乾 (qian) is written so in simplified texts too; 干 is another character there.
    constexpr UChar32 k_kept = 0x4E7E;
    std::map<char32_t, char32_t> simplified;
    const icu::UnicodeSet han(UNICODE_STRING_SIMPLE("[[:Han:]]"), error);
    for (int32_t range = 0; range < han.getRangeCount(); ++range) {
        for (UChar32 c = han.getRangeStart(range); c <= han.getRangeEnd(range); ++c) {
            icu::UnicodeString text(c);
            hant_hans.transliterate(text);
            if (c == k_kept || text.countChar32() != 1 || text.char32At(0) == c) continue;
            simplified.emplace(static_cast<char32_t>(c), static_cast<char32_t>(text.char32At(0)));
        }
    }
    return simplified;
}

// FNV-1a: only tells one table from another.
std::uint64_t fingerprint_of(const std::map<char32_t, std::string>& readings,
                             const std::map<char32_t, char32_t>& simplified) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    const auto add = [&](std::uint64_t value) { hash = (hash ^ value) * 0x100000001B3U; };
    for (const auto& [character, syllable] : readings) {
        add(character);
        for (const char c : syllable) add(static_cast<unsigned char>(c));
    }
    for (const auto& [character, form] : simplified) {
        add(character);
        add(form);
    }
    return hash;
}

void write_table(std::ostream& out, const std::map<char32_t, std::string>& readings,
                 const std::map<char32_t, char32_t>& simplified) {
    std::map<std::string, std::size_t> syllables{{"", 0}};
    for (const auto& reading : readings) syllables.emplace(reading.second, 0);
    out << "#include \"terminal/store/pinyin_table.hpp\"\n\nnamespace qiantai::store {\nnamespace "
           "{\n"
        << "constexpr std::string_view k_syllables[] = {";
    std::size_t number = 0;
    for (auto& [syllable, index] : syllables) {
        out << '"' << syllable << "\", ";
        index = number++;
    }
    out << "};\nconstexpr std::uint16_t k_dense[] = {";
    for (char32_t c = k_dense_first; c <= k_dense_last; ++c) {
        const auto found = readings.find(c);
        out << (found == readings.end() ? 0 : syllables[found->second]) << ',';
        if (c % 32 == 31) out << '\n';
    }
    out << "};\nconstexpr PinyinTable::Entry k_sparse[] = {\n";
    for (const auto& [c, syllable] : readings) {
        if (c < k_dense_first || c > k_dense_last) {
            out << '{' << static_cast<std::uint32_t>(c) << ',' << syllables[syllable] << "},\n";
        }
    }
    out << "};\nconstexpr PinyinTable::Simplified k_simplified[] = {\n";
    for (const auto& [c, form] : simplified) {
        out << '{' << static_cast<std::uint32_t>(c) << ',' << static_cast<std::uint32_t>(form)
            << "},\n";
    }
    out << "};\nconstexpr PinyinTable k_table{k_syllables, "
        << static_cast<std::uint32_t>(k_dense_first) << ", k_dense, k_sparse, k_simplified, \""
        << std::hex << fingerprint_of(readings, simplified)
        << "\"};\n}  // namespace\n\nconst PinyinTable& pinyin_table() { return k_table; }\n\n"
        << "}  // namespace qiantai::store\n";
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 2) {
        std::cerr << "usage: make_pinyin_table OUTPUT\n";
        return 2;
    }
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> han_latin(
        icu::Transliterator::createInstance("Han-Latin", UTRANS_FORWARD, error));
    const std::unique_ptr<icu::Transliterator> hant_hans(
        icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, error));
    if (U_FAILURE(error)) {
        std::cerr << "ICU has no Han-Latin or no Hant-Hans: " << u_errorName(error) << '\n';
        return 1;
    }
    const auto readings = read_all(*han_latin, error);
    const auto simplified = simplify_all(*hant_hans, error);
    std::ofstream out(arguments[1], std::ios::binary | std::ios::trunc);
    write_table(out, readings, simplified);
    out.close();
    if (!out || U_FAILURE(error)) {
        std::cerr << arguments[1] << " could not be written\n";
        return 1;
    }
    return 0;
}
