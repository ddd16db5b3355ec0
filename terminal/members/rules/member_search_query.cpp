#include "terminal/members/rules/member_search_query.hpp"

#include <span>

#include "terminal/store/name_fold.hpp"
#include "terminal/store/pinyin.hpp"

namespace qiantai::domain {
namespace {

/// How many ways to cut a run of letters into syllables and first letters are tried.
constexpr std::size_t k_cuts_max = 8;
constexpr std::size_t k_syllable_letters_max = 6;

bool is_ascii_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
bool is_ascii_letter(char32_t c) {
    return c >= U'a' && c <= U'z';
}

std::string digits_of(std::u32string_view text) {
    std::string digits;
    for (const char32_t c : text) digits += static_cast<char>(c);
    return digits;
}

// "+86 138 0013 8000" is what a phone's own contact list holds.
std::string without_country_code(std::string digits, bool plus) {
    if (plus && digits.starts_with("86")) return digits.substr(2);
    if (digits.size() == 13 && digits.starts_with("86")) return digits.substr(2);
    if (digits.size() == 15 && digits.starts_with("0086")) return digits.substr(4);
    return digits;
}

std::string read_card(std::string_view text) {
    std::string card;
    bool has_digit = false;
    for (const char c : text) {
        if (c == ' ') continue;
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        has_digit |= upper >= '0' && upper <= '9';
        if (upper != '-' && !(upper >= '0' && upper <= '9') && !(upper >= 'A' && upper <= 'Z'))
            return {};
        card += upper;
    }
    return has_digit ? card : std::string{};
}

// The first letters of every way to cut the query into characters and starts of syllables, longest
// pieces first.
class Cuts {
  public:
    explicit Cuts(std::u32string_view query) : m_query(query), m_readings(store::read_name(query)) {
        cut(0, {});
    }
    const std::vector<std::string>& initials() const { return m_found; }

  private:
    void cut(std::size_t at, const std::string& initials) {
        if (m_found.size() >= k_cuts_max) return;
        if (at == m_query.size()) {
            if (std::ranges::find(m_found, initials) == m_found.end()) m_found.push_back(initials);
            return;
        }
        if (!is_ascii_letter(m_query[at])) {
            std::string next = initials;
            if (m_readings[at].empty())
                store::append_utf8(next, m_query[at]);
            else
                next += m_readings[at].front();
            return cut(at + 1, next);
        }
        std::string piece;
        std::vector<std::size_t> ends;
        for (std::size_t end = at; end < m_query.size() && is_ascii_letter(m_query[end]); ++end) {
            piece += static_cast<char>(m_query[end]);
            if (piece.size() > k_syllable_letters_max || !store::starts_a_syllable(piece)) break;
            ends.push_back(end + 1);
        }
        for (auto end = ends.rbegin(); end != ends.rend(); ++end)
            cut(*end, initials + piece.front());
    }

    std::u32string_view m_query;
    std::vector<std::string_view> m_readings;
    std::vector<std::string> m_found;
};

void add_cuts(std::u32string_view name, std::vector<NameRange>& ranges) {
    const Cuts cuts(name);
    for (const auto& initials : cuts.initials()) {
        ranges.push_back({store::SearchWay::initials, initials, MatchedBy::mixed, true, true});
    }
}

std::vector<NameRange> ranges_of_letters(std::u32string_view name) {
    const std::string letters = store::to_utf8(name);
    std::vector<NameRange> ranges{
        {store::SearchWay::pinyin, letters, MatchedBy::pinyin},
        {store::SearchWay::name, letters, MatchedBy::name},
        {store::SearchWay::initials, letters, MatchedBy::initials},
        {store::SearchWay::part, letters, MatchedBy::given_pinyin},
        {store::SearchWay::inner, letters, MatchedBy::name_part},
    };
    add_cuts(name, ranges);
    return ranges;
}

std::vector<NameRange> ranges_of_name(std::u32string_view name) {
    if (name.empty()) return {};
    if (std::ranges::all_of(name, is_ascii_letter)) return ranges_of_letters(name);
    const std::string text = store::to_utf8(name);
    std::vector<NameRange> ranges{
        {store::SearchWay::name, text, MatchedBy::name},
        {store::SearchWay::inner, text, MatchedBy::name_part},
    };
    if (std::ranges::any_of(name, is_ascii_letter)) {
        const auto readings = store::read_name(name);
        std::string spelled;
        for (std::size_t i = 0; i < name.size(); ++i) {
            if (readings[i].empty())
                store::append_utf8(spelled, name[i]);
            else
                spelled += readings[i];
        }
        ranges.push_back({store::SearchWay::pinyin, spelled, MatchedBy::mixed, true});
        add_cuts(name, ranges);
    }
    return ranges;
}

bool fits_from(std::u32string_view query, std::u32string_view name,
               std::span<const std::string_view> readings) {
    if (query.empty()) return true;
    if (name.empty()) return false;
    if (query[0] == name[0] && fits_from(query.substr(1), name.substr(1), readings.subspan(1)))
        return true;
    std::string letters;
    for (const char32_t c : query) {
        if (!is_ascii_letter(c)) break;
        letters += static_cast<char>(c);
        if (!store::reading_starts_with(readings[0], letters)) break;
        if (fits_from(query.substr(letters.size()), name.substr(1), readings.subspan(1)))
            return true;
    }
    return false;
}

}  // namespace

SearchQuery parse_search_query(std::string_view text) {
    SearchQuery query;
    if (text.size() > k_query_bytes_max) return query;
    auto characters = store::fold_name(text).characters;
    const bool plus = std::erase(characters, U'+') > 0;
    query.literal = characters;
    const auto first_digit = std::ranges::find_if(characters, is_ascii_digit);
    const auto first_other = std::ranges::find_if_not(characters, is_ascii_digit);
    if (first_other == characters.end()) {
        query.number = without_country_code(digits_of(characters), plus);
        query.name = characters;
    } else if (first_digit == characters.end()) {
        query.name = characters;
    } else if (std::all_of(first_digit, characters.end(), is_ascii_digit)) {
        query.name.assign(characters.begin(), first_digit);
        query.number = digits_of({first_digit, characters.end()});
        query.needs_both = true;
    } else if (first_digit == characters.begin() &&
               std::none_of(first_other, characters.end(), is_ascii_digit)) {
        query.name.assign(first_other, characters.end());
        query.number = digits_of({characters.begin(), first_other});
        query.needs_both = true;
    } else {
        query.name = characters;
    }
    query.card = read_card(text);
    query.ranges = ranges_of_name(query.name);
    return query;
}

bool fits_mixed(std::u32string_view query, std::u32string_view name) {
    if (query.empty() || name.empty()) return query.empty();
    // Most candidates fail at once here, before their readings are looked up.
    if (!is_ascii_letter(query[0]) && query[0] != name[0]) return false;
    return fits_from(query, name, store::read_name(name));
}

bool is_in_ranges(const SearchQuery& query, std::string_view name) {
    const auto keys = store::make_search_keys({.name = name, .phone = {}});
    return std::ranges::any_of(query.ranges, [&](const NameRange& range) {
        const std::string prefix = static_cast<char>(range.way) + range.prefix;
        return std::ranges::any_of(keys, [&](const std::string& key) {
            return key.starts_with(prefix) &&
                   (!range.must_fit ||
                    fits_mixed(query.name, store::from_utf8(store::name_in_key(key))));
        });
    });
}

}  // namespace qiantai::domain
