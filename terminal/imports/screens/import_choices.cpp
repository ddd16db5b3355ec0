#include "terminal/imports/screens/import_choices.hpp"

#include <algorithm>
#include <cmath>

#include "terminal/kit/widgets/widget_button.hpp"

namespace qiantai::ui {

std::optional<std::size_t> draw_word_choices(Ui& ui, Rect& rest, std::string_view name,
                                             std::span<const Text> words,
                                             std::optional<std::size_t> chosen) {
    constexpr float k_least = 96, k_most = 320;
    const IdScope scope(name);
    std::optional<std::size_t> pressed;
    Rect line{};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const ButtonStyle style{.chosen = chosen == i, .words = TextStyle::body_strong};
        const auto wanted = std::ceil(button_width(ui, words[i], style));
        const auto wide = std::min(std::clamp(wanted, ui.px(k_least), ui.px(k_most)), rest.width());
        if (i == 0 || line.width() < wide) {
            if (i > 0) rest.cut_top(ui.px(k_gap_s));
            line = rest.cut_top(ui.px(k_target_min));
        }
        const auto place = line.cut_left(wide, ui.px(k_gap_s));
        if (draw_button(ui, place, fmt::format("{} {}", name, i), words[i], style)) pressed = i;
    }
    if (!words.empty()) rest.cut_top(ui.px(k_gap));
    return pressed;
}

}  // namespace qiantai::ui
