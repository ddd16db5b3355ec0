#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "terminal/kit/core/press.hpp"
#include "terminal/kit/core/text.hpp"

namespace qiantai::ui {

struct PickChip {
    Text text;
    bool on = false;
    Icon icon = Icon::none;
    bool opens = false;  ///< leads to a further choice: a small arrow
};

struct PickChips {
    std::string_view name;
    std::span<const PickChip> chips;
    Text label{};  ///< before the first line, where there is room; else above
    bool required = false;
    bool wrong = false;
};

/// Words to pick from, one or several, as many in a line as fit; lines are filled to their ends.
/// Cuts itself off `rest`; which one was touched.
std::optional<std::size_t> draw_pick_chips(Ui& ui, Rect& rest, const PickChips& chips);

}  // namespace qiantai::ui
