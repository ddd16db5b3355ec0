// Tables: over pages, with the head again on each, and no row cut.

#include <algorithm>
#include <numeric>

#include "terminal/paper/page/sheet_builder.hpp"

namespace qiantai::paper {
namespace {

constexpr double k_cell_pad_x = 1.2, k_cell_pad_y = 1.1;
constexpr double k_stroke_height = 9;  ///< of a signature in a cell
constexpr double k_smaller = 0.9;      ///< a row that is higher than a page, step by step
constexpr double k_ruled_gray = 0.35;

class TablePlacer {
  public:
    TablePlacer(SheetBuilder& sheet, const Table& table) : m_sheet(sheet), m_table(table) {
        const auto shares =
            std::accumulate(table.columns.begin(), table.columns.end(), 0.0,
                            [](double sum, const Column& column) { return sum + column.share; });
        for (const auto& column : table.columns) {
            m_lefts.push_back(m_lefts.empty() ? sheet.left() : m_lefts.back() + m_widths.back());
            m_widths.push_back(sheet.width() * column.share / shares);
        }
        m_grouped = std::ranges::any_of(table.columns,
                                        [](const auto& column) { return !column.group.empty(); });
        m_head = TextStyle{sheet.measures().table_pt, true};
        m_body = TextStyle{sheet.measures().table_pt};
        if (sheet.on_roll()) m_head = {sheet.measures().small_pt, false, 0.3};
    }

    void place() {
        const auto first = m_table.rows.empty() ? empty_height() : row_height(m_table.rows[0]);
        m_sheet.need(head_height() + first);
        place_head();
        if (m_table.rows.empty()) return place_empty();
        for (const auto& row : m_table.rows) {
            if (row_height(row) > m_sheet.room()) {
                m_sheet.turn_page();
                place_head();
            }
            place_row(row);
        }
    }

  private:
    double inside(std::size_t i) const { return m_widths[i] - 2 * pad_x(); }
    double pad_x() const { return m_sheet.on_roll() ? 0.5 : k_cell_pad_x; }
    double pad_y() const { return m_sheet.on_roll() ? 0.5 : k_cell_pad_y; }

    double title_line_height() const {
        double high = 0;
        for (std::size_t i = 0; i < m_widths.size(); ++i) {
            high = std::max(high, m_sheet.type().height_mm(title_of(i), m_head, inside(i)));
        }
        return high + 2 * pad_y();
    }
    // A column of no group has its title over both lines, so it counts as a title anyway.
    const std::string& title_of(std::size_t i) const { return m_table.columns[i].title; }
    double group_line_height() const {
        return m_grouped ? m_sheet.type().height_mm("组", m_head, 100) + 2 * pad_y() : 0;
    }
    double head_height() const { return title_line_height() + group_line_height(); }
    double empty_height() const {
        return m_sheet.type().height_mm(m_table.when_empty, m_body, m_sheet.width()) + 2 * pad_y();
    }

    TextStyle style_for(const Row& row) const {
        auto style = m_body;
        style.bold = row.is_sum;
        // Whatever is longer than a page is set smaller until it is not.
        const auto most = m_sheet.whole_room() - head_height();
        while (height_with(row, style) > most && style.size_pt > 1) style.size_pt *= k_smaller;
        return style;
    }
    double height_with(const Row& row, const TextStyle& style) const {
        double high = m_sheet.type().height_mm("字", style, m_sheet.width());
        for (std::size_t i = 0; i < row.cells.size() && i < m_widths.size(); ++i) {
            const auto& cell = row.cells[i];
            high = std::max(high, cell.strokes.empty()
                                      ? m_sheet.type().height_mm(cell.text, style, inside(i))
                                      : k_stroke_height);
        }
        return high + 2 * pad_y();
    }
    double row_height(const Row& row) const { return height_with(row, style_for(row)); }

    void frame(std::size_t i, double top, double high) const {
        if (m_sheet.on_roll()) return;
        m_sheet.box({m_lefts[i], top, m_widths[i], high}, 0.2, k_ruled_gray);
    }
    void words(std::size_t i, double top, double high, const std::string& text,
               const TextStyle& style, Align align) const {
        const auto tall = m_sheet.type().height_mm(text, style, inside(i));
        m_sheet.text({m_lefts[i] + pad_x(), top + (high - tall) / 2, inside(i), 0}, text, style,
                     align);
    }

    void place_head() {
        const auto top = m_sheet.y(), groups = group_line_height(), titles = title_line_height();
        const bool roll = m_sheet.on_roll();
        if (!roll)
            m_sheet.add(PlacedGround{{m_sheet.left(), top, m_sheet.width(), groups + titles}});
        for (std::size_t i = 0; i < m_widths.size(); ++i) {
            const auto& column = m_table.columns[i];
            const auto align = roll ? column.align : Align::center;
            const bool alone = column.group.empty();
            const auto from = alone ? top : top + groups;
            const auto high = alone ? groups + titles : titles;
            frame(i, from, high);
            words(i, from, high, column.title, m_head, align);
        }
        if (m_grouped) place_groups(top, groups);
        m_sheet.move(groups + titles);
        if (roll) {
            m_sheet.line(m_sheet.left(), m_sheet.y(), m_sheet.left() + m_sheet.width(), m_sheet.y(),
                         0.2, 0.3);
            m_sheet.move(0.4);
        }
    }

    void place_groups(double top, double high) const {
        for (std::size_t i = 0; i < m_widths.size();) {
            const auto& group = m_table.columns[i].group;
            auto end = i + 1;
            while (end < m_widths.size() && m_table.columns[end].group == group) ++end;
            if (!group.empty()) {
                const auto wide = m_lefts[end - 1] + m_widths[end - 1] - m_lefts[i];
                m_sheet.box({m_lefts[i], top, wide, high}, 0.2, k_ruled_gray);
                m_sheet.text({m_lefts[i], top + pad_y(), wide, 0}, group, m_head, Align::center);
            }
            i = end;
        }
    }

    void place_row(const Row& row) {
        const auto style = style_for(row);
        const auto high = height_with(row, style), top = m_sheet.y();
        if (row.is_sum)
            m_sheet.line(m_sheet.left(), top, m_sheet.left() + m_sheet.width(), top, 0.4);
        for (std::size_t i = 0; i < m_widths.size(); ++i) {
            frame(i, top, high);
            if (i >= row.cells.size()) continue;
            const auto& cell = row.cells[i];
            if (cell.strokes.empty()) {
                words(i, top, high, cell.text, style, m_table.columns[i].align);
            } else {
                m_sheet.add(PlacedStrokes{
                    {m_lefts[i] + pad_x(), top + pad_y(), inside(i), high - 2 * pad_y()},
                    cell.strokes});
            }
        }
        m_sheet.move(high);
    }

    void place_empty() {
        const auto high = empty_height();
        if (!m_sheet.on_roll()) {
            m_sheet.box({m_sheet.left(), m_sheet.y(), m_sheet.width(), high}, 0.2, k_ruled_gray);
        }
        m_sheet.text({m_sheet.left(), m_sheet.y() + pad_y(), m_sheet.width(), 0},
                     m_table.when_empty, style_of(m_sheet.measures(), Look::small), Align::center);
        m_sheet.move(high);
    }

    SheetBuilder& m_sheet;
    const Table& m_table;
    std::vector<double> m_lefts{}, m_widths{};
    TextStyle m_head{}, m_body{};
    bool m_grouped = false;
};

}  // namespace

void place_block(SheetBuilder& sheet, const Table& table) {
    if (table.columns.empty()) return;
    sheet.begin_block();
    TablePlacer(sheet, table).place();
}

}  // namespace qiantai::paper
