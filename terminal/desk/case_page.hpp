#pragma once

// What pages of one thing have in common: what stands there until it was read, and a case with its
// answers beside it.

#include <optional>

#include "schema/base/error.hpp"
#include "terminal/kit/core/measure.hpp"
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
/// `draw_case(rest)`, `draw_side(rest)` and `draw_foot(rest)` cut themselves off; the foot stays in
/// sight whatever scrolls: below the answers, or on a narrow page below everything.
template <typename DrawCase, typename DrawSide, typename DrawFoot>
void draw_case_page(Ui& ui, const Rect& area, const CasePage& page, DrawCase&& draw_case,
                    DrawSide&& draw_side, DrawFoot&& draw_foot) {
    auto rest = page_width(ui, area);
    const auto cut_foot = [&](Rect& place) {
        const auto high = measured_height(ui, place.width(), draw_foot);
        return high == 0 ? Rect{} : place.cut_bottom(high, ui.px(page.gap_dp));
    };
    if (rest.width() >= ui.px(page.beside_from_dp)) {
        const auto side = rest.cut_right(ui.px(page.side_width_dp), ui.px(page.gap_dp));
        {
            ScrollArea scroll(ui, "case", rest);
            auto content = scroll.content();
            draw_case(content);
            scroll.finish(content.top);
        }
        auto inside = draw_card(ui, side);
        auto foot = cut_foot(inside);
        {
            ScrollArea answers(ui, "answers", inside, Role::surface);
            auto column = answers.content();
            draw_side(column);
            answers.finish(column.top);
        }
        if (!foot.empty()) draw_foot(foot);
        return;
    }
    auto foot = cut_foot(rest);
    {
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
    if (!foot.empty()) draw_foot(foot);
}
template <typename DrawCase, typename DrawSide>
void draw_case_page(Ui& ui, const Rect& area, const CasePage& page, DrawCase&& draw_case,
                    DrawSide&& draw_side) {
    draw_case_page(ui, area, page, draw_case, draw_side, [](Rect&) {});
}

}  // namespace qiantai::ui
