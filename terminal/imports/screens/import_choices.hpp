#pragma once

#include <optional>
#include <span>

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// One of several words that are no keys of ours: names, headings, folders. In as many lines as they
/// need; cuts itself off `rest`. Returns the one pressed.
std::optional<std::size_t> draw_word_choices(Ui& ui, Rect& rest, std::string_view name,
                                             std::span<const Text> words,
                                             std::optional<std::size_t> chosen = {});

}  // namespace qiantai::ui
