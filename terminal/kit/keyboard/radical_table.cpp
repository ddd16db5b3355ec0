#include "terminal/kit/keyboard/radical_table.hpp"

namespace qiantai::ui {

std::vector<RadicalForm> radicals_of(int strokes) {
    std::vector<RadicalForm> found;
    for (const auto& form : radical_table().forms) {
        if (form.strokes == strokes) found.push_back(form);
    }
    return found;
}

std::vector<RareCharacter> characters_of(std::uint16_t radical) {
    const auto table = radical_table();
    std::vector<RareCharacter> found;
    if (radical + 1u >= table.starts.size()) return found;
    const auto first = table.starts[radical], last = table.starts[radical + 1u];
    found.reserve(last - first);
    for (const auto packed : table.characters.subspan(first, last - first)) {
        found.push_back({packed & 0x1FFFFF, static_cast<int>(packed >> 21)});
    }
    return found;
}

}  // namespace qiantai::ui
