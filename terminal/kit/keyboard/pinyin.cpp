#include "terminal/kit/keyboard/pinyin.hpp"

#include <googlepinyin/pinyinime.h>

#include <algorithm>
#include <array>

#include "terminal/kit/core/text_edit.hpp"

namespace qiantai::ui {
namespace {

// The engine's words are UTF-16 without surrogates: its dictionary knows no character beyond the
// first plane.
std::string candidate_text(const ime_pinyin::char16* text) {
    std::string out;
    for (; *text != 0; ++text) {
        const unsigned c = *text;
        if (c < 0x80U) {
            out += static_cast<char>(c);
        } else if (c < 0x800U) {
            out += static_cast<char>(0xC0U | c >> 6U);
            out += static_cast<char>(0x80U | (c & 0x3FU));
        } else {
            out += static_cast<char>(0xE0U | c >> 12U);
            out += static_cast<char>(0x80U | (c >> 6U & 0x3FU));
            out += static_cast<char>(0x80U | (c & 0x3FU));
        }
    }
    return out;
}

std::size_t length(const ime_pinyin::char16* text) {
    std::size_t count = 0;
    while (text[count] != 0) ++count;
    return count;
}

}  // namespace

std::filesystem::path default_pinyin_dictionary() {
    return "/usr/lib/x86_64-linux-gnu/googlepinyin/data/dict_pinyin.dat";
}

Result<std::unique_ptr<GooglePinyin>> GooglePinyin::open(const std::filesystem::path& dictionary) {
    // The engine opens "successfully" without a dictionary and then finds nothing.
    if (!std::filesystem::exists(dictionary) ||
        !ime_pinyin::im_open_decoder(dictionary.c_str(), "")) {
        return make_error(k_pinyin_missing, dictionary.string());
    }
    return std::unique_ptr<GooglePinyin>(new GooglePinyin);
}

GooglePinyin::~GooglePinyin() {
    ime_pinyin::im_close_decoder();
}

std::vector<PinyinCandidate> GooglePinyin::candidates(std::string_view letters, std::size_t most) {
    if (letters.empty()) return {};
    ime_pinyin::im_reset_search();
    const auto count = ime_pinyin::im_search(letters.data(), letters.size());
    const ime_pinyin::uint16* starts = nullptr;
    const auto syllables = ime_pinyin::im_get_spl_start_pos(starts);
    std::vector<PinyinCandidate> found;
    std::array<ime_pinyin::char16, 64> word{};
    for (std::size_t i = 0; i < count && found.size() < most; ++i) {
        if (ime_pinyin::im_get_candidate(i, word.data(), word.size() - 1) == nullptr) continue;
        // One character for each syllable, so a word's length says how far it reaches into the
        // letters.
        const auto used = std::min(length(word.data()), syllables);
        PinyinCandidate candidate{candidate_text(word.data()), starts[used]};
        if (std::ranges::find(found, candidate.text, &PinyinCandidate::text) == found.end()) {
            found.push_back(std::move(candidate));
        }
    }
    return found;
}

std::string GooglePinyin::cut(std::string_view letters) {
    if (letters.empty()) return {};
    ime_pinyin::im_reset_search();
    ime_pinyin::im_search(letters.data(), letters.size());
    const ime_pinyin::uint16* starts = nullptr;
    const auto syllables = ime_pinyin::im_get_spl_start_pos(starts);
    std::string out;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const auto* const end = starts + syllables;
        const bool begins = i > 0 && letters[i] != '\'' && std::find(starts, end, i) != end;
        // The separator that was typed is such a blank already.
        if (begins && letters[i - 1] != '\'') out += ' ';
        out += letters[i];
    }
    return out;
}

}  // namespace qiantai::ui
