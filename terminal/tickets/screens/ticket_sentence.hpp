#pragma once

// Words that are touched build the sentence in which the customer's matter is kept, in the order
// they were touched; touched again they go. What somebody typed is never changed.

#include <string>
#include <string_view>
#include <vector>

#include "schema/base/described.hpp"

namespace qiantai::ui {

/// A word that was touched and stands in the sentence.
struct TouchedWord {
    std::string text{};
    bool was_there = false;  ///< somebody had typed it before: it stays when it is touched again
};
QIANTAI_DESCRIBE(TouchedWord, "", text, was_there)

/// Puts the word in, or takes it out again.
void touch_word(std::string& sentence, std::vector<TouchedWord>& touched, std::string_view word);
/// Forgets the words that somebody has deleted meanwhile.
void drop_deleted_words(const std::string& sentence, std::vector<TouchedWord>& touched);
bool is_touched(const std::vector<TouchedWord>& touched, std::string_view word);

}  // namespace qiantai::ui
