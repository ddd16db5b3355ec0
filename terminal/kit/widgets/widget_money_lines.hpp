#pragma once

#include <span>

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// What an amount is for, how far it has come, and the amount at the end of the line.
struct MoneyLine {
    Text label;
    Text remark{};  ///< "已退"
    Text amount;
};
/// Lines of a sum, and below them what they come to. Cuts itself off `rest`.
void draw_money_lines(Ui& ui, Rect& rest, std::span<const MoneyLine> lines, const MoneyLine& sum);

}  // namespace qiantai::ui
