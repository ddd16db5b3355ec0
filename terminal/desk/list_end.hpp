#pragma once

#include "terminal/desk/paged_list.hpp"
#include "terminal/kit/core/scroll_area.hpp"

namespace qiantai::ui {

/// Ends the scrolled rows of a list: where it goes on, its last row says so. `rest` is what the rows
/// left of the area's content. True as soon as that row is in sight: more has to be asked for.
bool draw_list_end(Ui& ui, ScrollArea& scroll, Rect rest, bool has_more, bool loading);

template <typename Row, typename Cursor>
bool draw_list_end(Ui& ui, ScrollArea& scroll, Rect rest, const PagedList<Row, Cursor>& list) {
    return draw_list_end(ui, scroll, rest, list.has_more(), list.loading);
}

}  // namespace qiantai::ui
