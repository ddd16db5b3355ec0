#include "terminal/kit/widgets/widget_ledger.hpp"

#include <algorithm>
#include <cmath>

#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_ledger_wide_dp = 620;  ///< from here on every value has its column
constexpr float k_ledger_when_dp = 132, k_ledger_number_dp = 72, k_ledger_paper_share = 0.38f;

/// Where the columns of a wide ledger stand.
struct LedgerColumns {
    Rect when, what, paper, change, balance;
};
LedgerColumns ledger_columns(const Ui& ui, const Rect& line) {
    auto rest = line.inset(ui.px(k_gap_s), 0);
    LedgerColumns columns;
    columns.balance = rest.cut_right(ui.px(k_ledger_number_dp));
    columns.change = rest.cut_right(ui.px(k_ledger_number_dp), ui.px(k_gap_s));
    columns.when = rest.cut_left(ui.px(k_ledger_when_dp), ui.px(k_gap_s));
    columns.paper = rest.cut_right(rest.width() * k_ledger_paper_share, ui.px(k_gap_s));
    columns.what = rest;
    return columns;
}

bool is_wide_ledger(const Ui& ui, const Rect& place) {
    return place.width() >= ui.px(k_ledger_wide_dp);
}

Role change_role(const LedgerRow& row) {
    return row.change_tone == Tone::neutral ? Role::ink : tone_text(row.change_tone);
}

void draw_wide_ledger_row(Ui& ui, const Rect& place, const LedgerRow& row) {
    const auto at = ledger_columns(ui, place);
    draw_text(ui, at.when, row.when, TextStyle::small, Role::ink2);
    draw_text(ui, at.what, row.what, TextStyle::body, Role::ink);
    draw_text(ui, at.paper, row.paper, TextStyle::small, Role::ink2);
    draw_text(ui, at.change, row.change, TextStyle::body_strong, change_role(row), Align::right);
    draw_text(ui, at.balance, row.balance, TextStyle::body_strong, Role::ink, Align::right);
}

void draw_narrow_ledger_row(Ui& ui, const Rect& place, const LedgerRow& row) {
    auto rest = place.inset(ui.px(k_gap_s), 0);
    draw_text(ui, rest.cut_right(ui.px(k_ledger_number_dp)), row.balance, TextStyle::body_strong,
              Role::ink, Align::right);
    draw_text(ui, rest.cut_right(ui.px(k_ledger_number_dp), ui.px(k_gap_s)), row.change,
              TextStyle::body_strong, change_role(row), Align::right);
    const auto first = line_height(ui, TextStyle::body);
    const auto second = line_height(ui, TextStyle::small);
    auto lines = rest.centered(rest.width(), first + second);
    draw_text(ui, lines.cut_top(first), row.what, TextStyle::body, Role::ink);
    const auto below = row.paper.empty() ? row.when.utf8()
                                         : row.when.utf8() + " · " + row.paper.utf8();
    draw_text(ui, lines, Text::data(below), TextStyle::small, Role::ink2);
}

}  // namespace

void draw_ledger_head(Ui& ui, Rect& rest, const LedgerHead& head) {
    if (!is_wide_ledger(ui, rest)) return;
    const auto line = rest.cut_top(line_height(ui, TextStyle::small) + ui.px(k_gap_s));
    const auto at = ledger_columns(ui, line);
    draw_text(ui, at.when, head.when, TextStyle::small, Role::ink2);
    draw_text(ui, at.what, head.what, TextStyle::small, Role::ink2);
    draw_text(ui, at.paper, head.paper, TextStyle::small, Role::ink2);
    draw_text(ui, at.change, head.change, TextStyle::small, Role::ink2, Align::right);
    draw_text(ui, at.balance, head.balance, TextStyle::small, Role::ink2, Align::right);
    divider(ui, line.left, line.right, line.bottom - 1);
}

Press draw_ledger_row(Ui& ui, Rect& rest, std::string_view name, const LedgerRow& row) {
    const auto place = rest.cut_top(
        std::max(ui.px(k_ledger_row_height),
                 is_wide_ledger(ui, rest) ? 0
                                          : line_height(ui, TextStyle::body) +
                                                line_height(ui, TextStyle::small) + ui.px(k_gap_s)));
    const auto press = press_area(ui, place, name, row.what);
    if (row.tinted) fill(ui, place, Role::surface2);
    if (press.held) fill(ui, place, Role::ink, k_radius_small, 0.06f);
    if (is_wide_ledger(ui, place)) {
        draw_wide_ledger_row(ui, place, row);
    } else {
        draw_narrow_ledger_row(ui, place, row);
    }
    if (!row.last) divider(ui, place.left, place.right, place.bottom - 1);
    if (press.focused) focus_ring(ui, place.inset(ui.px(3)), k_radius_small);
    return press;
}

void draw_step_chart(Ui& ui, const Rect& rect, const StepChart& chart) {
    if (chart.values.size() < 2) return;
    double low = 0, high = 1;
    for (const auto value : chart.values) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (chart.limit) high = std::max(high, *chart.limit);
    const auto y = [&](double value) {
        return std::round(rect.bottom -
                          rect.height() * static_cast<float>((value - low) / (high - low)));
    };
    const auto wide = rect.width() / static_cast<float>(chart.values.size());
    // Level pieces and the steps between them, each a bar of its own: sharp at every scale.
    const auto thick = std::max(2.0f, std::round(ui.px(2.5f)));
    for (std::size_t i = 0; i < chart.values.size(); ++i) {
        const auto left = rect.left + wide * static_cast<float>(i);
        const auto level = y(chart.values[i]);
        fill(ui, {left, level - thick, left + wide, level}, Role::primary);
        if (i == 0) continue;
        const auto before = y(chart.values[i - 1]);
        fill(ui, {left - thick, std::min(before, level) - thick, left, std::max(before, level)},
             Role::primary);
    }
    if (!chart.limit) return;
    const auto dash = ui.px(4);
    for (auto x = rect.left; x < rect.right; x += 2 * dash) {
        ui.canvas().AddLine({x, y(*chart.limit)}, {std::min(x + dash, rect.right), y(*chart.limit)},
                            ui.color(Role::danger), std::max(1.0f, ui.px(1.5f)));
    }
}

}  // namespace qiantai::ui
