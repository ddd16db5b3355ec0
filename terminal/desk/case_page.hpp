#pragma once

// What pages of one thing have in common: what stands there until it was read, and a case with its
// answers beside it.

#include <optional>

#include "schema/base/error.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_card.hpp"

namespace qiantai::ui {

/// While what the page is about is not there: that it is being read, or why it could not be. True
/// when it is to be read again.
bool draw_page_absence(Ui& ui, const Rect& area, const std::optional<Error>& error);

struct CasePage {
    float side_width_dp;
    float gap_dp;
    float beside_from_dp = 760;  ///< from this width on the answers stand at the right
};
/// A case, and what one may do about it: at the right of it, or on a narrow page above it.
/// `draw_case(rest)` and `draw_side(rest)` cut themselves off.
template <typename DrawCase, typename DrawSide>
void draw_case_page(Ui& ui, const Rect& area, const CasePage& page, DrawCase&& draw_case,
                    DrawSide&& draw_side) {
    auto rest = page_width(ui, area);
    if (rest.width() >= ui.px(page.beside_from_dp)) {
        const auto side = rest.cut_right(ui.px(page.side_width_dp), ui.px(page.gap_dp));
        {
            ScrollArea scroll(ui, "case", rest);
            auto content = scroll.content();
            draw_case(content);
            scroll.finish(content.top);
        }
        ScrollArea answers(ui, "answers", draw_card(ui, side), Role::surface);
        auto column = answers.content();
        draw_side(column);
        answers.finish(column.top);
        return;
    }
    ScrollArea scroll(ui, "case", rest);
    auto content = scroll.content();
    {
        Card card(ui, content);
        draw_side(card.inside);
    }
    content.cut_top(ui.px(page.gap_dp));
    draw_case(content);
    scroll.finish(content.top);
}

}  // namespace qiantai::ui
