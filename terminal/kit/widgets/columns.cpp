#include "terminal/kit/widgets/columns.hpp"

#include <cmath>

namespace qiantai::ui {

Rect page_width(const Ui& ui, const Rect& area, float width_dp) {
    const auto wide = std::min(area.width(), ui.px(width_dp));
    const auto left = std::floor(area.center_x() - wide / 2);
    return {left, area.top, left + wide, area.bottom};
}

int column_count(const Ui& ui, float width, float least_dp, int most) {
    const auto gap = ui.px(k_gap);
    const auto fitting = static_cast<int>((width + gap) / (ui.px(least_dp) + gap));
    return std::clamp(fitting, 1, std::max(1, most));
}

Columns::Columns(const Ui& ui, const Rect& area, float least_dp, int most, float gap_dp)
    : m_area(area), m_gap(ui.px(gap_dp)) {
    const auto count = column_count(ui, area.width(), least_dp, most);
    m_width = area.column(0, count, m_gap).width();
    m_bottoms.assign(static_cast<std::size_t>(count), area.top);
}

Rect Columns::next(float height) {
    // Nearly equal columns are filled from the left, where people start to read.
    auto shortest = m_bottoms.begin();
    for (auto column = m_bottoms.begin(); column != m_bottoms.end(); ++column) {
        if (*column < *shortest - m_gap / 2) shortest = column;
    }
    const auto index = static_cast<int>(shortest - m_bottoms.begin());
    const auto place = m_area.column(index, count(), m_gap);
    const auto top = *shortest;
    *shortest = top + height + m_gap;
    return {place.left, top, place.right, top + height};
}

float Columns::bottom() const {
    return std::ranges::max(m_bottoms) - m_gap;
}

}  // namespace qiantai::ui
