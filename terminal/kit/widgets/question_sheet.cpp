#include "terminal/kit/widgets/question_sheet.hpp"

#include "assets/words/kit.hpp"

namespace qiantai::ui {

SheetAnswer draw_sheet_foot(Ui& ui, const Rect& foot, std::span<const BarButton> buttons,
                            const Text& leaving) {
    SheetAnswer answer;
    auto rest = foot;
    const auto label = leaving.empty() ? ui.tr(words::cancel) : leaving;
    // One thing to do: two halves. Several: leaving stands far from them.
    const bool one = buttons.size() == 1;
    const ButtonStyle quiet{.kind = one ? ButtonKind::secondary : ButtonKind::ghost};
    const auto wide =
        one ? foot.column(0, 2, ui.px(k_gap_m)).width() : button_width(ui, label, quiet);
    const auto leave = rest.cut_left(wide, ui.px(k_gap_m));
    if (one) {
        auto style = buttons.front().style;
        style.finishes = Finishes::question;
        answer.left = draw_button(ui, leave, "cancel", label, quiet);
        if (draw_button(ui, rest, buttons.front().name, buttons.front().label, style)) {
            answer.pressed = 0;
        }
        return answer;
    }
    answer.pressed = draw_action_bar(ui, rest, buttons);
    answer.left = draw_button(ui, leave, "cancel", label, quiet);
    return answer;
}

}  // namespace qiantai::ui
