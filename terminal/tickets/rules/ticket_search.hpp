#pragma once

// Searching the words of tickets. Chinese puts no blanks between words, so what is indexed is pairs
// of neighbouring characters; a text is found if all pairs of what is looked for are in it, in one
// of its fields.

#include <span>
#include <string>
#include <string_view>

namespace qiantai::domain {

/// The pairs of all texts, each once, with blanks between; a text of one character gives that
/// character. Empty if there is nothing to find.
std::string search_pairs(std::span<const std::string_view> texts);

/// The full-text expression (FTS5) that finds what a person typed; empty if there is nothing to
/// look for.
std::string search_expression(std::string_view typed);

/// Pairs may stand apart: true if every word that was typed is in one of the texts as a whole.
bool holds_words(std::span<const std::string_view> texts, std::string_view typed);

}  // namespace qiantai::domain
