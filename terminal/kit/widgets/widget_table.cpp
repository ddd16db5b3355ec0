#include "terminal/kit/widgets/widget_table.hpp"

#include <cmath>

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_state.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_quiet_heading_dp = 36;
constexpr float k_sort_sign_dp = 22;
constexpr float k_end_height_dp = 64;
constexpr float k_first_enough_dp = 380;  ///< a person of a long name with a tag
constexpr float k_rows_under_heading = 2.5f;

float heading_width(const Ui& ui, const TableColumn& column) {
    return text_width(ui, column.title.utf8(), TextStyle::small) + ui.px(2 * k_gap_m) +
           (column.sorts ? ui.px(k_sort_sign_dp) : 0);
}

TableSort next_sort(const Table& table, int column, SortOrder first) {
    if (table.sort != TableSort{column, first}) return {column, first};
    return {column, first == SortOrder::ascending ? SortOrder::descending : SortOrder::ascending};
}

class TableDrawing {
  public:
    TableDrawing(Ui& ui, const Table& table, const Rect& rect) : m_ui(ui), m_table(table) {
        if (!table.action.empty()) {
            m_action = button_width(ui, table.action, {});
            m_end = m_action + ui.px(k_gap_m);
        }
        const auto width_of = [&](const TableColumn& column) {
            return std::max(column.width, heading_width(ui, column));
        };
        auto room = rect.width() - m_end - width_of(table.columns.front());
        for (const auto& column : table.columns.subspan(1)) {
            const auto wide = width_of(column);
            if (wide > room) break;
            room -= wide;
            m_widths.push_back(wide);
        }
        for (std::size_t i = 0; i < m_widths.size(); ++i) {
            const auto more = std::clamp(table.columns[i + 1].wish - m_widths[i], 0.0f, room);
            m_widths[i] += more;
            room -= more;
        }
        // What is left beside a long name is everybody's, so that no hole stands between a name and
        // what is said of it.
        const auto first = width_of(table.columns.front());
        const auto left = first + room - std::max(first, m_ui.px(k_first_enough_dp));
        const auto share = std::max(0.0f, left) / static_cast<float>(m_widths.size() + 1);
        for (auto& wide : m_widths) wide += std::floor(share);
    }

    TableResult draw(Rect& area) {
        const bool sorts = std::ranges::any_of(
            m_table.columns, [](const TableColumn& column) { return column.sorts.has_value(); });
        const auto heading = m_ui.px(sorts ? k_target_min : k_quiet_heading_dp);
        const auto rows = m_ui.px(m_table.row_height_dp * k_rows_under_heading);
        if (area.height() >= heading + rows) draw_heading(area.cut_top(heading));
        draw_rows(area);
        return m_result;
    }

  private:
    /// The first takes what the others leave of the line.
    std::vector<Rect> places(Rect line) const {
        line.cut_right(m_end);
        std::vector<Rect> cells;
        for (auto width = m_widths.rbegin(); width != m_widths.rend(); ++width) {
            cells.push_back(line.cut_right(*width));
        }
        cells.push_back(line);
        std::ranges::reverse(cells);
        return cells;
    }

    void draw_heading(const Rect& rect) {
        const auto cells = places(rect);
        for (std::size_t i = 0; i < cells.size(); ++i) draw_title(cells[i], static_cast<int>(i));
        divider(m_ui, rect.left, rect.right, rect.bottom - 1);
    }

    void draw_title(const Rect& cell, int index) {
        const auto& column = m_table.columns[static_cast<std::size_t>(index)];
        const auto place = cell.inset(m_ui.px(k_gap_m), 0);
        const bool sorted = m_table.sort && m_table.sort->column == index;
        if (column.sorts) {
            const auto press = press_area(m_ui, cell, fmt::format("sort {}", index),
                                          m_ui.tr(words::sort_by, column.title.utf8()));
            if (press.held) fill(m_ui, cell, Role::ink, k_radius_small, 0.06f);
            if (press.focused) focus_ring(m_ui, cell.inset(m_ui.px(4)), k_radius_small);
            if (press.pressed) m_result.sort = next_sort(m_table, index, *column.sorts);
        }
        if (sorted) {
            const bool up = m_table.sort->order == SortOrder::ascending;
            const auto text = text_width(m_ui, column.title.utf8(), TextStyle::small);
            draw_icon(m_ui, {place.left + text + m_ui.px(12), place.center_y()},
                      up ? Icon::sort_up : Icon::sort_down, 18, Role::primary_text);
        }
        draw_text(m_ui, place, column.title, TextStyle::small,
                  sorted ? Role::primary_text : Role::ink2);
    }

    void draw_rows(Rect& area) {
        ScrollArea scroll(m_ui, "rows", area, Role::surface);
        auto rest = scroll.content();
        for (std::size_t i = 0; i < m_table.row_count; ++i) {
            const auto place = rest.cut_top(m_ui.px(m_table.row_height_dp));
            if (scroll.in_sight(place)) draw_row(place, i);
        }
        if (m_table.has_more) {
            const auto place = rest.cut_top(m_ui.px(k_end_height_dp));
            m_result.end_in_sight = scroll.in_sight(place);
            if (m_result.end_in_sight) draw_busy(m_ui, place, m_ui.tr(words::loading));
        }
        if (!m_table.note.empty()) {
            const auto line = rest.inset(m_ui.px(k_gap_m), 0);
            const auto high = wrapped_height(m_ui, m_table.note, TextStyle::small, line.width());
            const auto place = rest.cut_top(high + m_ui.px(2 * k_gap_m)).inset(m_ui.px(k_gap_m));
            draw_wrapped(m_ui, place, m_table.note, TextStyle::small, Role::ink2);
        }
        area.top = std::min(scroll.finish(rest.top), rest.top);
    }

    void draw_row(const Rect& rect, std::size_t index) {
        const auto row = m_table.row(index);
        const auto cells = places(rect);
        const auto touched =
            Rect{rect.left, rect.top, m_end > 0 ? rect.right - m_end : rect.right, rect.bottom};
        const auto press = press_area(m_ui, touched, row.name, row.person.name);
        if (row.person.selected) fill_selected_row(m_ui, rect);
        if (press.held) fill(m_ui, touched, Role::ink, k_radius_small, 0.06f);
        const bool last =
            index + 1 == m_table.row_count && !m_table.has_more && m_table.note.empty();
        const auto line = rect.inset(m_ui.px(k_gap_m), 0);
        if (!last && !row.person.selected) divider(m_ui, line.left, line.right, rect.bottom - 1);
        draw_member(m_ui, cells.front().inset(m_ui.px(k_gap_m), 0), row.person);
        for (std::size_t i = 1; i < cells.size(); ++i) {
            draw_cell(cells[i].inset(m_ui.px(k_gap_m), 0), row.cells[i - 1]);
        }
        if (press.focused) focus_ring(m_ui, touched.inset(m_ui.px(3)), k_radius_small);
        const bool acted = draw_action(rect, row.name);
        if (press.pressed || acted) m_result.row = index;
    }

    void draw_cell(const Rect& cell, const TableCell& content) {
        if (content.text.empty()) {
            return draw_text(m_ui, cell, Text::data("—"), TextStyle::body, Role::ink2);
        }
        const auto high = std::max(line_height(m_ui, TextStyle::body), m_ui.px(k_tag_height_dp));
        const auto note = content.note.empty() ? 0 : line_height(m_ui, TextStyle::small);
        auto lines = cell.centered(cell.width(), high + note);
        const auto first = lines.cut_top(high);
        if (content.tag) {
            draw_tag(m_ui, first, content.text, *content.tag);
        } else {
            draw_text(m_ui, first, content.text, TextStyle::body, Role::ink);
        }
        if (note > 0) draw_text(m_ui, lines, content.note, TextStyle::small, Role::ink2);
    }

    bool draw_action(const Rect& rect, const std::string& name) {
        if (m_table.action.empty()) return false;
        auto place = rect;
        place = place.cut_right(m_end).cut_left(m_action);
        return draw_button(m_ui, place.centered(m_action, m_ui.px(k_target_min)), "action " + name,
                           m_table.action);
    }

    Ui& m_ui;
    const Table& m_table;
    float m_action = 0;           ///< the button at the end of the rows
    float m_end = 0;              ///< with the gap behind it
    std::vector<float> m_widths;  ///< of the columns that fit, without the first
    TableResult m_result;
};

}  // namespace

TableResult draw_table(Ui& ui, Rect& rest, std::string_view name, const Table& table) {
    const IdScope scope(name);
    return TableDrawing(ui, table, rest).draw(rest);
}

float column_width(const Ui& ui, std::span<const Text> texts) {
    float wide = 0;
    for (const auto& text : texts) {
        wide = std::max(wide, text_width(ui, text.utf8(), TextStyle::body));
    }
    return wide + ui.px(2 * k_gap_m) + 1;
}

float tag_column_width(const Ui& ui, std::span<const Text> texts) {
    float wide = 0;
    for (const auto& text : texts) wide = std::max(wide, tag_width(ui, text));
    return wide + ui.px(2 * k_gap_m) + 1;
}

}  // namespace qiantai::ui
