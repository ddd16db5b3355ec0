#pragma once

#include <vector>

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// How wide content may become before a person loses the line; on larger screens it stands in the
/// middle. In dp.
inline constexpr float k_text_width = 720;  ///< one column of reading: a notice, a wizard's step
/// Every other page: one box, so that nothing jumps from page to page.
inline constexpr float k_page_width = 1392;
inline constexpr float k_list_width = k_page_width;
inline constexpr float k_form_width = k_page_width;

/// The middle of `area`, at most that wide.
Rect page_width(const Ui& ui, const Rect& area, float width_dp = k_page_width);

/// How many columns of at least `least_dp` fit side by side.
int column_count(const Ui& ui, float width, float least_dp, int most);

/// Cards of different heights in columns of one width: each stands below the column that is
/// shortest so far, so that a wide screen fills from the top and a narrow one is a single column.
class Columns {
  public:
    Columns(const Ui& ui, const Rect& area, float least_dp, int most, float gap_dp = k_gap);

    int count() const { return static_cast<int>(m_rests.size()); }
    float width() const { return m_rests.front().width(); }
    /// What is left of the column that is next: a card cuts itself off it.
    Rect& next();
    /// Where the longest column ends.
    float bottom();

  private:
    void end_card();

    float m_gap;
    std::vector<Rect> m_rests;  ///< of each column, below the gap that follows its last card
    Rect* m_open = nullptr;     ///< the column that next() gave last
};

}  // namespace qiantai::ui
