#include "terminal/kit/core/text.hpp"

#include <span>
#include <string_view>
#include <type_traits>

#include "terminal/kit/core/word_tables.inc"

namespace qiantai::ui {
namespace {

/// True if the value is one, however it was passed.
bool is_one(const fmt::format_args& arguments, int index) {
    return fmt::visit_format_arg(
        [](const auto& value) {
            using Value = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, bool>) {
                return false;
            } else if constexpr (std::is_integral_v<Value>) {
                return value == Value{1};
            } else if constexpr (std::is_same_v<Value, fmt::string_view>) {
                return std::string_view(value.data(), value.size()) == "1";
            } else {
                return false;
            }
        },
        arguments.get(index));
}

/// English says one thing in another form than several: of "{0} [0:piece|pieces]" the one that fits
/// the value 0.
std::string choose_forms(std::string_view words, const fmt::format_args& arguments) {
    std::string chosen;
    for (;;) {
        const auto begin = words.find('[');
        const auto bar = words.find('|', begin), end = words.find(']', begin);
        if (begin == std::string_view::npos || bar > end || end == std::string_view::npos) break;
        chosen += words.substr(0, begin);
        const int index = words.at(begin + 1) - '0';
        const auto one = words.substr(begin + 3, bar - begin - 3);
        const auto several = words.substr(bar + 1, end - bar - 1);
        chosen += is_one(arguments, index) ? one : several;
        words.remove_prefix(end + 1);
    }
    return chosen.append(words);
}

}  // namespace

std::vector<TextEntry> text_table() {
    std::vector<TextEntry> all;
    for (const auto& table : k_tables) all.insert(all.end(), table.begin(), table.end());
    return all;
}

Text translate(Language language, TextKey key, fmt::format_args arguments) {
    if (!key.entry()) return {};
    const auto& entry = *key.entry();
    if (language == Language::zh) return Text::words(fmt::vformat(entry.zh, arguments));
    return Text::words(fmt::vformat(choose_forms(entry.en, arguments), arguments));
}

}  // namespace qiantai::ui
