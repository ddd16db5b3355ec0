#include "terminal/kit/keyboard/name_pinyin.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <optional>

#include "terminal/kit/core/text_edit.hpp"
#include "terminal/kit/keyboard/name_characters.hpp"

namespace qiantai::ui {
namespace {

// The most likely surname shows most of its names; others that sound alike show that they are
// there.
constexpr std::size_t k_first_surname_most = 12;
constexpr std::size_t k_surname_most = 3;
constexpr std::size_t k_surnames_most = 6;
constexpr std::size_t k_given_most = 40;
// Of each half of a double given name; more would only be rarer.
constexpr std::size_t k_half_most = 8;

struct Piece {
    std::string text;
    std::size_t letters;    ///< how many it takes
    bool is_whole_reading;  ///< and not only the beginning of it is typed
};

bool is_latin(char c) {
    return c >= 'a' && c <= 'z';
}

// Calls back with the characters and the reading of each word, in their order.
template <typename Take>
void for_each_word(std::string_view words, Take take) {
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        const auto word = words.substr(0, end);
        words.remove_prefix(std::min(end + 1, words.size()));
        const auto reading = std::ranges::find_if(word, is_latin) - word.begin();
        take(word.substr(0, static_cast<std::size_t>(reading)),
             word.substr(static_cast<std::size_t>(reading)));
    }
}

std::size_t separators(std::string_view letters) {
    return std::min(letters.find_first_not_of('\''), letters.size());
}

// What of the words the letters begin with, or are the beginning of; the longest first, and as
// frequent ones stand first among those.
std::vector<Piece> matching(std::string_view words, std::string_view letters) {
    std::vector<Piece> found;
    const auto skipped = separators(letters);
    const auto typed = letters.substr(skipped);
    if (typed.empty()) return found;
    for_each_word(words, [&](std::string_view text, std::string_view reading) {
        if (typed.starts_with(reading)) {
            found.push_back({std::string(text), skipped + reading.size(), true});
        } else if (reading.starts_with(typed)) {
            found.push_back({std::string(text), letters.size(), false});
        }
    });
    std::ranges::stable_sort(found, [](const Piece& left, const Piece& right) {
        if (left.letters != right.letters) return left.letters > right.letters;
        return left.is_whole_reading && !right.is_whole_reading;
    });
    return found;
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) at = next_character(text, at);
    return count;
}

std::string_view given_words_for(std::string_view letters) {
    const auto typed = letters.substr(separators(letters));
    for (const auto words : given_name_words()) {
        const auto first = std::ranges::find_if(words, is_latin);
        if (!typed.empty() && *first == typed[0]) return words;
    }
    return {};
}

// Given names of one or two characters that take all the letters.
std::vector<std::string> given_names(std::string_view letters, std::size_t most) {
    std::vector<std::string> found;
    const auto first_halves = matching(given_words_for(letters), letters);
    for (const auto& piece : first_halves) {
        if (piece.letters == letters.size()) found.push_back(piece.text);
    }
    struct Double {
        std::string text;
        std::size_t first_letters, rank;
    };
    std::vector<Double> doubles;
    std::size_t halves = 0, reading = 0;
    for (const auto& first : first_halves) {
        if (first.letters == letters.size()) continue;
        if (first.letters != reading) halves = 0;
        reading = first.letters;
        if (halves++ >= k_half_most) continue;
        const auto rest = letters.substr(first.letters);
        std::size_t seconds = 0;
        for (const auto& second : matching(given_words_for(rest), rest)) {
            if (second.letters != rest.size() || seconds >= k_half_most) break;
            doubles.push_back({first.text + second.text, first.letters, halves + seconds++});
        }
    }
    std::ranges::stable_sort(doubles, [](const Double& left, const Double& right) {
        if (left.first_letters != right.first_letters) {
            return left.first_letters > right.first_letters;
        }
        return left.rank < right.rank;
    });
    for (auto& two : doubles) found.push_back(std::move(two.text));
    if (found.size() > most) found.resize(most);
    return found;
}

bool is_given_name(std::string_view text) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++characters) {
        const auto next = next_character(text, at);
        const auto one = text.substr(at, next - at);
        const bool known = std::ranges::any_of(given_name_words(), [&](std::string_view words) {
            bool there = false;
            for_each_word(words, [&](std::string_view character, std::string_view) {
                there |= character == one;
            });
            return there;
        });
        if (!known) return false;
        at = next;
    }
    return characters == 1 || characters == 2;
}

bool is_name(std::string_view text) {
    bool found = false;
    for_each_word(surname_words(), [&](std::string_view surname, std::string_view) {
        found |= text.starts_with(surname) && is_given_name(text.substr(surname.size()));
    });
    return found;
}

/// Whether a name's character is one that is written today: GB 2312 has those, and neither
/// traditional forms nor rarities.
class Everyday {
  public:
    Everyday() {
        UErrorCode status = U_ZERO_ERROR;
        m_converter = ucnv_open("GB2312", &status);
        QIANTAI_ASSERT(U_SUCCESS(status));
        ucnv_setFromUCallBack(m_converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                              &status);
        QIANTAI_ASSERT(U_SUCCESS(status));
    }
    ~Everyday() { ucnv_close(m_converter); }
    Everyday(const Everyday&) = delete;
    Everyday& operator=(const Everyday&) = delete;

    bool holds(const std::string& text) const {
        UErrorCode status = U_ZERO_ERROR;
        char bytes[128];
        ucnv_fromAlgorithmic(m_converter, UCNV_UTF8, bytes, sizeof bytes, text.data(),
                             static_cast<int32_t>(text.size()), &status);
        return U_SUCCESS(status);
    }

  private:
    UConverter* m_converter;
};

/// Candidates in the order of their importance, each once.
class Offer {
  public:
    explicit Offer(std::size_t most) : m_most(most) {}

    void add(std::string text, std::size_t letters) {
        const bool known = std::ranges::find(m_all, text, &PinyinCandidate::text) != m_all.end();
        if (!known && m_all.size() < m_most) m_all.push_back({std::move(text), letters});
    }
    std::vector<PinyinCandidate> take() { return std::move(m_all); }

  private:
    std::size_t m_most;
    std::vector<PinyinCandidate> m_all;
};

void add_names(Offer& offer, std::string_view letters, const std::vector<PinyinCandidate>& words) {
    auto surnames = matching(surname_words(), letters);
    if (surnames.size() > k_surnames_most) surnames.resize(k_surnames_most);
    for (const auto& surname : surnames) {
        if (surname.letters == letters.size()) offer.add(surname.text, surname.letters);
    }
    for (const auto& word : words) {
        const bool whole = word.letters == letters.size();
        if (whole && is_name(word.text)) offer.add(word.text, word.letters);
    }
    bool first = true;
    // Whoever types ouyang means 欧阳, not 欧 with a given name that begins with yang.
    const bool is_compound = !surnames.empty() && surnames.front().is_whole_reading &&
                             count_characters(surnames.front().text) > 1;
    const auto reach = is_compound ? surnames.front().letters : 0;
    for (const auto& surname : surnames) {
        if (surname.letters == letters.size() || surname.letters < reach) continue;
        const auto rest = letters.substr(surname.letters);
        const auto most = first ? k_first_surname_most : k_surname_most;
        for (const auto& given : given_names(rest, most)) {
            offer.add(surname.text + given, letters.size());
            first = false;
        }
    }
    for (const auto& surname : surnames) offer.add(surname.text, surname.letters);
}

}  // namespace

std::vector<PinyinCandidate> name_candidates(PinyinSource& engine, std::string_view letters,
                                             NamePart part, std::size_t most) {
    auto words = engine.candidates(letters, most);
    Offer offer(most);
    if (part == NamePart::whole) {
        add_names(offer, letters, words);
    } else {
        for (auto& given : given_names(letters, k_given_most)) {
            offer.add(std::move(given), letters.size());
        }
    }
    const Everyday everyday;
    std::ranges::stable_partition(
        words, [&](const PinyinCandidate& word) { return everyday.holds(word.text); });
    for (auto& word : words) offer.add(std::move(word.text), word.letters);
    return offer.take();
}

}  // namespace qiantai::ui
