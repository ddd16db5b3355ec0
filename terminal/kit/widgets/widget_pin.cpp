#include "terminal/kit/widgets/widget_pin.hpp"

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_pad.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_dots_dp = 48;

}  // namespace

void draw_pin_entry(Ui& ui, Rect& rest, const PinEntry& entry) {
    const auto middle = [&](const Rect& place, const Text& text, TextStyle style, Role role) {
        const auto wide = balanced_width(ui, text, style, place.width());
        return draw_wrapped(ui, place.inset((place.width() - wide) / 2, 0), text, style, role,
                            Align::center);
    };
    rest.cut_top(middle(rest, entry.prompt, TextStyle::large_strong, Role::ink));
    const bool wrong = !entry.error.empty();
    draw_pin_dots(ui, rest.cut_top(ui.px(k_dots_dp)), entry.entered, entry.length, wrong);
    // Room for two lines is kept, so that the pad does not move when something has to be said.
    const auto remark = rest.cut_top(2 * line_height(ui, TextStyle::small));
    if (wrong) {
        middle(remark, entry.error, TextStyle::small, Role::danger);
    } else if (!entry.hint.empty()) {
        middle(remark, entry.hint, TextStyle::small, Role::ink2);
    }
}

}  // namespace qiantai::ui
