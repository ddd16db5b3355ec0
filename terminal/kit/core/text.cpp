#include "terminal/kit/core/text.hpp"

namespace qiantai::ui {
namespace {

constexpr TextEntry k_table[] = {
#define X(key, zh, en) {#key, zh, en},
#include "terminal/kit/core/text_words.inc"
#undef X
};

}  // namespace

std::span<const TextEntry> text_table() {
    return k_table;
}

Text translate(Language language, TextKey key, fmt::format_args arguments) {
    const auto& entry = k_table[static_cast<std::size_t>(key)];
    return Text::words(fmt::vformat(language == Language::zh ? entry.zh : entry.en, arguments));
}

}  // namespace qiantai::ui
