#include "terminal/members/screens/member_page_line.hpp"

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_text_button = 96;

}  // namespace

bool draw_page_line(Ui& ui, const Rect& rect, const PageLine& line) {
    bool pressed = false;
    auto area = rect;
    if (!line.last) divider(ui, rect.left, rect.right, rect.bottom - 1);
    if (!line.button.empty() && line.is_text) {
        const auto place = area.cut_right(ui.px(k_text_button));
        pressed = draw_text_button(ui, place.centered(place.width(), ui.px(k_target_min)),
                                   line.button_name, line.button);
    } else if (!line.button.empty()) {
        const auto wide = button_width(ui, line.button, {});
        const auto place = area.cut_right(wide, ui.px(k_gap_m));
        pressed = draw_button(ui, place.centered(wide, ui.px(k_target_min)), line.button_name,
                              line.button);
    }
    const auto tag_wide = std::max(line.tag_width, tag_width(ui, line.tag.text));
    const auto tag = area.cut_right(tag_wide, ui.px(k_gap_m));
    draw_tag(ui, tag, line.tag.text, line.tag.tone);
    const auto title = line_height(ui, TextStyle::body_strong);
    auto words = area.centered(area.width(), title + line_height(ui, TextStyle::small));
    draw_text(ui, words.cut_top(title), line.title, TextStyle::body_strong, Role::ink);
    draw_text(ui, words, line.below, TextStyle::small, Role::ink2);
    return pressed;
}

}  // namespace qiantai::ui
