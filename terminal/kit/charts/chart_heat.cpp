#include "terminal/kit/charts/chart_heat.hpp"

#include <algorithm>

#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_faintest = 0.06f, k_strongest = 0.45f;  ///< so that ink stays readable on it

void draw_heat_cell(Ui& ui, const Rect& cell, const HeatCell& what, double top) {
    if (what.hidden) {
        fill(ui, cell, Role::surface2, k_radius_small);
        dashed_border(ui, cell, Role::ink3, k_radius_small);
    } else {
        const auto share = top > 0 ? static_cast<float>(what.value / top) : 0;
        fill(ui, cell, Role::surface, k_radius_small);
        fill(ui, cell, Role::primary, k_radius_small,
             k_faintest + (k_strongest - k_faintest) * share);
        contrast_border(ui, cell, k_radius_small);
    }
    const bool low = cell.height() < ui.px(40);
    const bool wide = text_width(ui, what.text.utf8(), TextStyle::large_strong) <= cell.width();
    draw_text(ui, cell, what.text,
              low || !wide ? TextStyle::small : TextStyle::large_strong,
              what.hidden ? Role::ink2 : Role::ink, Align::center);
}

}  // namespace

std::optional<std::pair<std::size_t, std::size_t>> draw_heat_grid(Ui& ui, const Rect& rect,
                                                                  std::string_view name,
                                                                  const HeatGrid& grid) {
    std::optional<std::pair<std::size_t, std::size_t>> touched;
    if (grid.rows.empty() || grid.columns.empty()) return touched;
    double top = 0;
    float head = 0;
    for (const auto& row : grid.rows) {
        for (const auto& cell : row.cells) top = std::max(top, cell.hidden ? 0 : cell.value);
        head = std::max({head, text_width(ui, row.title.utf8(), TextStyle::body_strong),
                         text_width(ui, row.note.utf8(), TextStyle::caption)});
    }
    auto area = rect;
    auto titles = area.cut_left(head + ui.px(2), ui.px(k_gap_m));
    const auto heads = area.cut_top(ui.px(24));
    titles.top = area.top;
    const int columns = static_cast<int>(grid.columns.size());
    const int rows = static_cast<int>(grid.rows.size());
    const auto gap = ui.px(6);
    for (int i = 0; i < columns; ++i) {
        draw_text(ui, heads.column(i, columns, gap), grid.columns[static_cast<std::size_t>(i)],
                  TextStyle::caption, Role::ink2, Align::center);
    }
    for (int i = 0; i < rows; ++i) {
        const auto& row = grid.rows[static_cast<std::size_t>(i)];
        const auto line = area.row(i, rows, gap);
        auto words = titles.row(i, rows, gap);
        const auto title_high = line_height(ui, TextStyle::body_strong);
        const bool with_note =
            !row.note.empty() && title_high + line_height(ui, TextStyle::caption) <= words.height();
        if (with_note) {
            words = words.centered(words.width(), title_high + line_height(ui, TextStyle::caption));
            draw_text(ui, words.cut_bottom(line_height(ui, TextStyle::caption)), row.note,
                      TextStyle::caption, Role::ink2);
        }
        draw_text(ui, words, row.title, TextStyle::body_strong, Role::ink);
        for (int k = 0; k < std::min(columns, static_cast<int>(row.cells.size())); ++k) {
            const auto cell = line.column(k, columns, gap);
            const auto& what = row.cells[static_cast<std::size_t>(k)];
            draw_heat_cell(ui, cell, what, top);
            const std::pair place(static_cast<std::size_t>(i), static_cast<std::size_t>(k));
            if (grid.chosen == place) border(ui, cell, Role::primary, k_radius_small, 2);
            const auto least = ui.px(k_target_min);
            if (cell.width() < least || cell.height() < least) continue;
            const auto press = press_area(ui, cell, fmt::format("{} {} {}", name, i, k),
                                          Text::data(row.title.utf8() + " " + what.text.utf8()));
            if (press.focused) focus_ring(ui, cell, k_radius_small);
            if (press.pressed) touched = place;
        }
    }
    return touched;
}

}  // namespace qiantai::ui
