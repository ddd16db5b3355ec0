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
    : m_gap(ui.px(gap_dp)) {
    const auto count = column_count(ui, area.width(), least_dp, most);
    for (int i = 0; i < count; ++i) m_rests.push_back(area.column(i, count, m_gap));
}

void Columns::end_card() {
    if (m_open != nullptr) m_open->top += m_gap;
    m_open = nullptr;
}

Rect& Columns::next() {
    end_card();
    // Nearly equal columns are filled from the left, where people start to read.
    m_open = &m_rests.front();
    for (auto& rest : m_rests) {
        if (rest.top < m_open->top - m_gap / 2) m_open = &rest;
    }
    return *m_open;
}

float Columns::bottom() {
    end_card();
    return std::ranges::max(m_rests, {}, &Rect::top).top - m_gap;
}

}  // namespace qiantai::ui
