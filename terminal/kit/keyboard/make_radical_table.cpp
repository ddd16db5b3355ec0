// Runs during the build: brings Unicode's radical and stroke counts of every Chinese character into
// one table, in the order in which they are looked up.
// Usage: make_radical_table IRG_SOURCES CJK_RADICALS EQUIVALENTS OUTPUT
// The first three are Unihan_IRGSources.txt, CJKRadicals.txt and EquivalentUnifiedIdeograph.txt of
// the Unicode character database.

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace {

constexpr int k_radicals = 214;
constexpr int k_strokes_most = 63;

struct Character {
    int radical = 0;  ///< number times 2, plus 1 for the simplified form of the radical
    int rest = 0;     ///< strokes beside the radical
    int strokes = 0;  ///< of the whole character
};
using Characters = std::map<std::uint32_t, Character>;

struct Form {
    int strokes;
    std::ptrdiff_t rank;  ///< of two radicals, the one of more characters comes first
    int radical;
    std::uint32_t character;
    auto operator<=>(const Form&) const = default;
};

std::uint32_t hex(std::string_view digits) {
    std::uint32_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    return value;
}

// "85.3", "149'.5", "47.-1": an apostrophe marks the simplified radical. A radical that is missing
// a stroke counts as itself.
void read_radical(std::string_view text, Character& character) {
    int number = 0, rest = 0;
    const auto* end = text.data() + text.size();
    auto at = std::from_chars(text.data(), end, number).ptr;
    const bool simplified = at != end && *at == '\'';
    while (at != end && *at != '.') ++at;
    if (at != end) std::from_chars(at + 1, end, rest);
    character.radical = number * 2 + (simplified ? 1 : 0);
    character.rest = std::clamp(rest, 0, k_strokes_most);
}

Characters read_characters(std::istream& in) {
    Characters characters;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string code, key, value;
        if (line.starts_with('#') || !(words >> code >> key >> value)) continue;
        if (key != "kRSUnicode" && key != "kTotalStrokes") continue;
        auto& character = characters[hex(std::string_view(code).substr(2))];
        if (key == "kRSUnicode") {
            read_radical(value, character);
        } else {
            std::from_chars(value.data(), value.data() + value.size(), character.strokes);
        }
    }
    return characters;
}

// The radicals as they are written: 水 and 氵, 言 and 讠.
std::set<Form> read_forms(std::istream& radicals, std::istream& equivalents,
                          const Characters& characters) {
    std::map<int, std::ptrdiff_t> counts;
    for (const auto& [code, character] : characters) ++counts[character.radical];
    std::set<Form> forms;
    const auto add = [&](std::uint32_t code, int radical) {
        const auto found = characters.find(code);
        if (found == characters.end() || found->second.strokes == 0) return;
        // Of some radicals Unicode counts nothing as simplified, such as 辶 and 黄.
        if (counts[radical] == 0) radical &= ~1;
        forms.insert({found->second.strokes, -counts[radical], radical, code});
    };
    for (std::string line; std::getline(radicals, line);) {
        std::string number, sign, code;
        std::istringstream words(line);
        if (line.starts_with('#') || !(words >> number >> sign)) continue;
        if (!(words >> code)) code = sign;
        Character radical;
        read_radical(number.substr(0, number.find(';')), radical);
        add(hex(code), radical.radical);
    }
    for (std::string line; std::getline(equivalents, line);) {
        std::string from, semicolon, code;
        std::istringstream words(line);
        if (!line.starts_with('2') || !(words >> from >> semicolon >> code)) continue;
        if (hex(from) < 0x2E80 || hex(from) > 0x2EFF) continue;
        const auto found = characters.find(hex(code));
        const bool is_form = found != characters.end() && found->second.rest == 0;
        if (is_form) add(hex(code), found->second.radical);
    }
    return forms;
}

// Names are likeliest in the first block, then in extension A, then B and so on.
int block_rank(std::uint32_t code) {
    if (code >= 0x4E00 && code <= 0x9FFF) return 0;
    return code < 0x4E00 ? 1 : code < 0xFB00 ? 9 : static_cast<int>(code >> 16);
}

void write_table(std::ostream& out, const std::set<Form>& forms, const Characters& characters) {
    std::vector<std::tuple<int, int, int, std::uint32_t>> sorted;
    for (const auto& [code, character] : characters) {
        // Compatibility ideographs are other codes of characters that are there already.
        const bool compatible = (code >= 0xF900 && code <= 0xFAFF) || (code >> 8) == 0x2F8 ||
                                (code >> 8) == 0x2F9 || (code >> 8) == 0x2FA;
        if (character.radical == 0 || compatible) continue;
        sorted.emplace_back(character.radical, character.rest, block_rank(code), code);
    }
    std::ranges::sort(sorted);
    out << "#include \"terminal/kit/keyboard/radical_table.hpp\"\n\nnamespace qiantai::ui {\nnamespace {\n"
        << "constexpr RadicalForm k_forms[] = {\n";
    for (const auto& form : forms) {
        out << '{' << form.character << ',' << form.radical << ',' << form.strokes << "},\n";
    }
    out << "};\nconstexpr std::uint32_t k_characters[] = {\n";
    std::vector<std::size_t> starts(k_radicals * 2 + 3, 0);
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const auto& [radical, rest, rank, code] = sorted[i];
        out << (static_cast<std::uint32_t>(rest) << 21 | code) << (i % 16 == 15 ? ",\n" : ",");
        starts[static_cast<std::size_t>(radical) + 1] = i + 1;
    }
    out << "};\nconstexpr std::uint32_t k_starts[] = {";
    std::size_t last = 0;
    for (const auto start : starts) out << (last = std::max(last, start)) << ',';
    out << "};\n}  // namespace\n\nRadicalTable radical_table() { return {k_forms, k_characters, "
           "k_starts}; }\n\n}  // namespace qiantai::ui\n";
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 5) {
        std::cerr << "usage: make_radical_table IRG_SOURCES CJK_RADICALS EQUIVALENTS OUTPUT\n";
        return 2;
    }
    std::ifstream sources(arguments[1]), radicals(arguments[2]), equivalents(arguments[3]);
    const auto characters = read_characters(sources);
    const auto forms = read_forms(radicals, equivalents, characters);
    if (characters.size() < 90000 || forms.size() < k_radicals) {
        std::cerr << "The Unicode character database is incomplete: " << characters.size()
                  << " characters, " << forms.size() << " radicals\n";
        return 1;
    }
    std::ofstream out(arguments[4], std::ios::binary | std::ios::trunc);
    write_table(out, forms, characters);
    out.close();
    if (!out) {
        std::cerr << arguments[4] << " could not be written\n";
        return 1;
    }
    return 0;
}
