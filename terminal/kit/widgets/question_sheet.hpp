#pragma once

#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"

namespace qiantai::ui {

/// What a sheet that asks something was answered. Every such sheet is left in the same ways: the
/// cross at its top, Esc, a touch beside it, and "cancel" beside its main button.
struct SheetAnswer {
    bool left = false;
    std::optional<std::size_t> pressed{};  ///< of its own buttons
};

/// The foot of such a sheet: its buttons, the main one first and at the right, and "cancel", or
/// `leave` in its place where nothing is called off.
SheetAnswer draw_sheet_foot(Ui& ui, const Rect& foot, std::span<const BarButton> buttons,
                            const Text& leave = {});

struct QuestionSheet {
    Heading heading;
    float width_dp;
    std::span<const BarButton> buttons;
    Text leave{};  ///< see draw_sheet_foot()
};
/// The whole of it; `draw(inside)` cuts what is asked off the rest and runs twice, see measure.hpp.
template <typename Draw>
SheetAnswer draw_question_sheet(Ui& ui, const Rect& area, const QuestionSheet& sheet, Draw&& draw) {
    const SheetFrame frame{
        .width_dp = sheet.width_dp, .foot_dp = k_button_height, .foot_gap_dp = k_gap};
    bool closed = false;
    const auto panel = draw_sheet(ui, area, frame, [&](Rect& inside) {
        closed = draw_sheet_title(ui, inside, sheet.heading);
        draw(inside);
    });
    auto answer = draw_sheet_foot(ui, panel.foot, sheet.buttons, sheet.leave);
    answer.left |= closed || panel.dismissed;
    return answer;
}

}  // namespace qiantai::ui
