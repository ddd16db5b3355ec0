#include "terminal/tickets/rules/ticket_search.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "terminal/store/name_fold.hpp"

namespace qiantai::domain {
namespace {

void add_pairs(std::string_view text, std::set<std::string>& pairs) {
    const auto folded = store::fold_name(text).characters;
    if (folded.size() == 1) pairs.insert(store::to_utf8(folded));
    for (std::size_t i = 0; i + 1 < folded.size(); ++i) {
        pairs.insert(store::to_utf8(std::u32string_view(folded).substr(i, 2)));
    }
}

template <typename Visit>
void each_word(std::string_view typed, Visit visit) {
    for (std::string_view rest = typed; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        visit(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

}  // namespace

std::string search_pairs(std::span<const std::string_view> texts) {
    std::set<std::string> pairs;
    for (const auto text : texts) add_pairs(text, pairs);
    std::string joined;
    for (const auto& pair : pairs) joined += (joined.empty() ? "" : " ") + pair;
    return joined;
}

std::string search_expression(std::string_view typed) {
    std::set<std::string> pairs;
    each_word(typed, [&](std::string_view word) { add_pairs(word, pairs); });
    std::string expression;
    for (const auto& pair : pairs) {
        if (!expression.empty()) expression += " AND ";
        // A single character is the beginning of every pair that it stands in but the last one's.
        const bool single = store::from_utf8(pair).size() == 1;
        expression += '"' + pair + '"' + (single ? "*" : "");
    }
    return expression;
}

bool holds_words(std::span<const std::string_view> texts, std::string_view typed) {
    std::vector<std::u32string> folded;
    for (const auto text : texts) folded.push_back(store::fold_name(text).characters);
    bool all = true;
    each_word(typed, [&](std::string_view word) {
        const auto wanted = store::fold_name(word).characters;
        all = all && std::ranges::any_of(folded, [&](const std::u32string& text) {
                  return text.find(wanted) != std::u32string::npos;
              });
    });
    return all;
}

}  // namespace qiantai::domain
