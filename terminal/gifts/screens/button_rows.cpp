#include "terminal/gifts/screens/button_rows.hpp"

#include <algorithm>

#include "terminal/kit/widgets/widget_button.hpp"

namespace qiantai::ui {

std::optional<std::size_t> draw_button_rows(Ui& ui, Rect& rest,
                                            std::span<const BarButton> buttons) {
    std::optional<std::size_t> pressed;
    if (buttons.empty()) return pressed;
    const auto gap = ui.px(k_gap_m);
    float widest = 0;
    for (const auto& button : buttons) {
        widest = std::max(widest, button_width(ui, button.label, button.style));
    }
    const auto count = static_cast<int>(buttons.size());
    const auto fitting = static_cast<int>((rest.width() + gap) / (widest + gap));
    const auto rows = (count + std::max(fitting, 1) - 1) / std::max(fitting, 1);
    const auto in_row = (count + rows - 1) / rows;
    for (int first = 0; first < count; first += in_row) {
        if (first > 0) rest.cut_top(ui.px(k_gap_s));
        const auto line = rest.cut_top(ui.px(k_button_height));
        const auto here = std::min(in_row, count - first);
        for (int i = 0; i < here; ++i) {
            const auto& button = buttons[static_cast<std::size_t>(first + i)];
            if (draw_button(ui, line.column(i, here, gap), button.name, button.label,
                            button.style)) {
                pressed = static_cast<std::size_t>(first + i);
            }
        }
    }
    return pressed;
}

}  // namespace qiantai::ui
