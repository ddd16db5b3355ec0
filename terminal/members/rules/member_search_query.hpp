#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "terminal/members/rules/search_facts.hpp"
#include "terminal/store/member_search_keys.hpp"

namespace qiantai::domain {

/// The members whose key of this way starts with `prefix`.
struct NameRange {
    store::SearchWay way;
    std::string prefix;
    MatchedBy matched_by;
    /// Only candidates: the name behind the key's separator must also fit the query, see
    /// fits_mixed.
    bool must_fit = false;
    /// Looked into only if nothing else was found.
    bool last_resort = false;
};

/// What somebody typed or scanned, understood. Empty parts do not apply.
struct SearchQuery {
    std::string number;             ///< digits of a phone or card number; +86 is gone
    std::string card;               ///< a card number or its start, upper case
    std::u32string literal;         ///< everything, folded as names are
    std::u32string name;            ///< what of it is a name, part of one, pinyin or initials
    std::vector<NameRange> ranges;  ///< where to look for `name`, best first
    /// The query was a name and digits: a member must have both.
    bool needs_both = false;
};

/// Queries longer than this find nothing.
inline constexpr std::size_t k_query_bytes_max = 400;

SearchQuery parse_search_query(std::string_view text);

/// True if the name (folded) starts with the query's characters, each letter run read as syllables,
/// starts of syllables or first letters: "zhangsf", "张sf" and "张san" fit 张三丰.
bool fits_mixed(std::u32string_view query, std::u32string_view name);

/// True if one of the ranges holds this name.
bool is_in_ranges(const SearchQuery& query, std::string_view name);

}  // namespace qiantai::domain
