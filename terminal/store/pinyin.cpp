#include "terminal/store/pinyin.hpp"

#include <algorithm>

#include "terminal/store/pinyin_surnames.hpp"
#include "terminal/store/pinyin_table.hpp"

namespace qiantai::store {
namespace {

// Where names differ from the dictionary's first reading.
constexpr SurnameReading k_given_readings[] = {
    {U'长', "chang"}, {U'長', "chang"}, {U'靓', "liang"}, {U'翟', "zhai"}, {U'葛', "ge"},
    {U'卜', "bu"},    {U'任', "ren"},   {U'那', "na"},    {U'覃', "qin"},
};

std::string_view find_reading(std::span<const SurnameReading> readings, char32_t character) {
    for (const auto& entry : readings) {
        if (entry.character == character) return entry.reading;
    }
    return {};
}

std::string_view table_reading(char32_t character) {
    const auto& table = pinyin_table();
    if (character >= table.dense_first && character - table.dense_first < table.dense.size()) {
        return table.syllables[table.dense[character - table.dense_first]];
    }
    const auto found =
        std::ranges::lower_bound(table.sparse, character, {}, &PinyinTable::Entry::character);
    if (found == table.sparse.end() || found->character != character) return {};
    return table.syllables[found->syllable];
}

const CompoundSurname* find_compound(std::u32string_view name) {
    if (name.size() < 3) return nullptr;
    for (const auto& surname : compound_surnames()) {
        if (name.starts_with(surname.characters)) return &surname;
    }
    return nullptr;
}

std::string_view or_else(std::string_view reading, std::string_view otherwise) {
    return reading.empty() ? otherwise : reading;
}

// True if some syllable starts with these letters. The list is sorted.
bool has_syllable(std::string_view letters) {
    const auto syllables = pinyin_table().syllables;
    const auto found = std::ranges::lower_bound(syllables, letters);
    return found != syllables.end() && found->starts_with(letters);
}

// "lu" as "lv", for syllables written with ü.
std::string with_v(std::string_view letters) {
    std::string other(letters);
    std::ranges::replace(other, 'u', 'v');
    return other;
}

}  // namespace

std::string_view pinyin_of(char32_t character) {
    return or_else(find_reading(k_given_readings, character), table_reading(character));
}

std::size_t surname_length(std::u32string_view name) {
    return name.empty() ? 0 : find_compound(name) ? 2 : 1;
}

std::vector<std::string_view> read_name(std::u32string_view name) {
    std::vector<std::string_view> readings;
    readings.reserve(name.size());
    for (const char32_t character : name) readings.push_back(pinyin_of(character));
    if (const auto* compound = find_compound(name)) {
        readings[0] = or_else(compound->first, readings[0]);
        readings[1] = or_else(compound->second, readings[1]);
    } else if (!name.empty()) {
        readings[0] = or_else(find_reading(surname_readings(), name[0]), readings[0]);
    }
    return readings;
}

bool starts_a_syllable(std::string_view letters) {
    return !letters.empty() && (has_syllable(letters) || has_syllable(with_v(letters)));
}

bool reading_starts_with(std::string_view reading, std::string_view letters) {
    if (letters.size() > reading.size()) return false;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (letters[i] != reading[i] && !(letters[i] == 'u' && reading[i] == 'v')) return false;
    }
    return true;
}

std::string_view pinyin_fingerprint() {
    return pinyin_table().fingerprint;
}

}  // namespace qiantai::store
