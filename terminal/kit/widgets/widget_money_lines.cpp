#include "terminal/kit/widgets/widget_money_lines.hpp"

#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

void draw_money_line(Ui& ui, Rect& rest, const MoneyLine& money, TextStyle label,
                     TextStyle amount) {
    auto line = rest.cut_top(line_height(ui, amount) + ui.px(k_gap_xs));
    const auto wide = text_width(ui, money.amount.utf8(), amount) + 1;
    draw_text(ui, line.cut_right(wide, ui.px(k_gap_m)), money.amount, amount, Role::ink,
              Align::right);
    if (!money.remark.empty()) {
        const auto remark = text_width(ui, money.remark.utf8(), TextStyle::small) + 1;
        draw_text(ui, line.cut_right(remark, ui.px(k_gap_m)), money.remark, TextStyle::small,
                  Role::ink2);
    }
    draw_text(ui, line, money.label, label, Role::ink);
}

}  // namespace

void draw_money_lines(Ui& ui, Rect& rest, std::span<const MoneyLine> lines, const MoneyLine& sum) {
    for (const auto& line : lines) {
        draw_money_line(ui, rest, line, TextStyle::body, TextStyle::body_strong);
    }
    if (!lines.empty()) {
        rest.cut_top(ui.px(k_gap_s));
        divider(ui, rest.left, rest.right, rest.top);
        rest.cut_top(ui.px(k_gap_s));
    }
    draw_money_line(ui, rest, sum, TextStyle::body_strong, TextStyle::title);
}

}  // namespace qiantai::ui
