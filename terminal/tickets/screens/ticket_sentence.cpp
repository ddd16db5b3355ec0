#include "terminal/tickets/screens/ticket_sentence.hpp"

#include <algorithm>
#include <array>

namespace qiantai::ui {
namespace {

constexpr std::string_view k_between_words = "、", k_after_own = "，";
/// What ends a part of a sentence: nothing is put between it and the next word.
constexpr std::array<std::string_view, 12> k_ends{"、", "，", "。", "；", "：", "！",
                                                  "？", ",",  ".",  ";",  " ",  "\n"};

bool ends_part(const std::string& sentence) {
    return sentence.empty() || std::ranges::any_of(k_ends, [&](std::string_view end) {
               return sentence.ends_with(end);
           });
}

void put_in(std::string& sentence, const std::vector<TouchedWord>& touched, std::string_view word) {
    if (!ends_part(sentence)) {
        const bool after_word = std::ranges::any_of(
            touched, [&](const TouchedWord& one) { return sentence.ends_with(one.text); });
        sentence += after_word ? k_between_words : k_after_own;
    }
    sentence += word;
}

/// With the mark that set it off.
void take_out(std::string& sentence, std::string_view word) {
    const auto at = sentence.find(word);
    if (at == std::string::npos) return;
    auto begin = at, end = at + word.size();
    const auto before = std::string_view(sentence).substr(0, begin);
    const auto after = std::string_view(sentence).substr(end);
    for (const auto mark : {k_between_words, k_after_own}) {
        if (before.ends_with(mark)) {
            begin -= mark.size();
            break;
        }
        if (before.empty() && after.starts_with(mark)) {
            end += mark.size();
            break;
        }
    }
    sentence.erase(begin, end - begin);
}

}  // namespace

bool is_touched(const std::vector<TouchedWord>& touched, std::string_view word) {
    return std::ranges::find(touched, word, &TouchedWord::text) != touched.end();
}

void touch_word(std::string& sentence, std::vector<TouchedWord>& touched, std::string_view word) {
    const auto found = std::ranges::find(touched, word, &TouchedWord::text);
    if (found != touched.end()) {
        if (!found->was_there) take_out(sentence, word);
        touched.erase(found);
        return;
    }
    const bool was_there = sentence.find(word) != std::string::npos;
    if (!was_there) put_in(sentence, touched, word);
    touched.push_back({std::string(word), was_there});
}

void drop_deleted_words(const std::string& sentence, std::vector<TouchedWord>& touched) {
    std::erase_if(touched, [&](const TouchedWord& one) {
        return sentence.find(one.text) == std::string::npos;
    });
}

}  // namespace qiantai::ui
