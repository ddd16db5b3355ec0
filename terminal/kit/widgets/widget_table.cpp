#include "terminal/kit/widgets/widget_table.hpp"

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_button.hpp"

namespace qiantai::ui {
namespace {

std::vector<float> widths_of(const Ui& ui, const Table& table, float total) {
    std::vector<float> widths;
    float used = 0, growing = 0;
    for (const auto& column : table.columns) {
        widths.push_back(ui.px(column.width_dp));
        used += widths.back();
        if (column.grows) growing += 1;
    }
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (used > total) {
            widths[i] *= total / used;
        } else if (table.columns[i].grows) {
            widths[i] += (total - used) / growing;
        }
    }
    return widths;
}

TableSort next_sort(const Table& table, int column) {
    const bool same = table.sort && table.sort->column == column;
    const bool up = same && table.sort->order == SortOrder::ascending;
    return {column, up ? SortOrder::descending : SortOrder::ascending};
}

std::optional<TableSort> draw_heading(Ui& ui, const Rect& rect, const Table& table,
                                      std::span<const float> widths) {
    std::optional<TableSort> pressed;
    auto rest = rect;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto& column = table.columns[i];
        const auto cell = rest.cut_left(widths[i]);
        const bool sorted = table.sort && table.sort->column == static_cast<int>(i);
        auto inner = cell.inset(ui.px(k_gap_m), 0);
        if (column.sortable) {
            const auto press = press_area(ui, cell, fmt::format("sort {}", i),
                                          ui.tr(TextKey::sort_by, column.title.utf8()));
            if (press.held) fill(ui, cell, Role::ink, k_radius_small, 0.06f);
            if (press.focused) focus_ring(ui, cell.inset(ui.px(4)), k_radius_small);
            if (press.pressed) pressed = next_sort(table, static_cast<int>(i));
        }
        if (sorted) {
            const bool up = table.sort->order == SortOrder::ascending;
            const auto text = text_width(ui, column.title.utf8(), TextStyle::small);
            const auto x =
                column.number ? inner.right - text - ui.px(12) : inner.left + text + ui.px(12);
            draw_icon(ui, {x, inner.center_y()}, up ? Icon::sort_up : Icon::sort_down, 18,
                      Role::primary_text);
        }
        draw_text(ui, inner, column.title, TextStyle::small,
                  sorted ? Role::primary_text : Role::ink2,
                  column.number ? Align::right : Align::left);
    }
    divider(ui, rect.left, rect.right, rect.bottom - 1);
    return pressed;
}

std::optional<int> draw_rows(Ui& ui, const Rect& rect, const Table& table,
                             std::span<const float> widths) {
    std::optional<int> pressed;
    ScrollArea scroll(ui, "rows", rect, Role::surface);
    auto rest = scroll.content();
    for (int i = 0; i < static_cast<int>(table.rows.size()); ++i) {
        auto row = rest.cut_top(ui.px(60));
        if (!scroll.in_sight(row)) continue;
        const auto& cells = table.rows[static_cast<std::size_t>(i)];
        const auto press = press_area(ui, row, fmt::format("row {}", i), cells.front());
        const bool on = table.selected == i;
        if (on) fill(ui, row, Role::primary_soft, k_radius_small);
        if (press.held) fill(ui, row, Role::ink, k_radius_small, 0.06f);
        if (!on) divider(ui, row.left, row.right, row.bottom - 1);
        if (press.focused) focus_ring(ui, row.inset(ui.px(3)), k_radius_small);
        if (press.pressed) pressed = i;
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            const auto cell = row.cut_left(widths[column]).inset(ui.px(k_gap_m), 0);
            draw_text(ui, cell, cells[column],
                      column == 0 ? TextStyle::body_strong : TextStyle::body, Role::ink,
                      table.columns[column].number ? Align::right : Align::left);
        }
    }
    scroll.finish(rest.top);
    return pressed;
}

std::optional<int> draw_pages(Ui& ui, const Rect& rect, const Table& table) {
    std::optional<int> pressed;
    auto rest = rect;
    const auto target = ui.px(k_target_min);
    const auto arrow = [&](const Rect& place, std::string_view name, TextKey key, Icon icon,
                           int page) {
        const bool can = page >= 1 && page <= table.pages;
        if (draw_icon_button(ui, place, name, ui.tr(key), icon, Role::ink, can)) pressed = page;
    };
    arrow(rest.cut_right(target), "next page", TextKey::page_next, Icon::chevron_right,
          table.page + 1);
    const auto text = ui.tr(TextKey::page_of, table.page, table.pages);
    draw_text(ui, rest.cut_right(text_width(ui, text.utf8(), TextStyle::small) + ui.px(8)), text,
              TextStyle::small, Role::ink2, Align::center);
    arrow(rest.cut_right(target), "previous page", TextKey::page_previous, Icon::chevron_left,
          table.page - 1);
    rest.left += ui.px(k_gap_m);
    draw_text(ui, rest, ui.tr(TextKey::rows_total, table.rows_total), TextStyle::small, Role::ink2);
    return pressed;
}

}  // namespace

TableResult draw_table(Ui& ui, const Rect& rect, std::string_view name, const Table& table) {
    const IdScope scope(name);
    TableResult result;
    const auto widths = widths_of(ui, table, rect.width());
    auto area = rect;
    result.sort = draw_heading(ui, area.cut_top(ui.px(k_target_min)), table, widths);
    result.page = draw_pages(ui, area.cut_bottom(ui.px(k_target_min)), table);
    divider(ui, area.left, area.right, area.bottom);
    result.row = draw_rows(ui, area, table, widths);
    return result;
}

}  // namespace qiantai::ui
