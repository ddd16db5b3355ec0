#include "terminal/kit/widgets/widget_pin.hpp"

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_pad.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_dots_dp = 48;

// Room for two lines is kept, so that the pad does not move when something has to be said.
float remark_height(const Ui& ui) {
    return 2 * line_height(ui, TextStyle::small);
}

}  // namespace

float pin_entry_height(const Ui& ui, const PinEntry& entry, float width) {
    return wrapped_height(ui, entry.prompt, TextStyle::large_strong, width) + ui.px(k_dots_dp) +
           remark_height(ui);
}

void draw_pin_entry(Ui& ui, const Rect& rect, const PinEntry& entry) {
    const auto middle = [&](Rect place, const Text& text, TextStyle style, Role role) {
        const auto wide = balanced_width(ui, text, style, place.width());
        return draw_wrapped(ui, place.centered(wide, place.height()), text, style, role,
                            Align::center);
    };
    auto rest = rect;
    rest.top += middle(rest, entry.prompt, TextStyle::large_strong, Role::ink);
    const bool wrong = !entry.error.empty();
    draw_pin_dots(ui, rest.cut_top(ui.px(k_dots_dp)), entry.entered, entry.length, wrong);
    if (wrong) {
        middle(rest, entry.error, TextStyle::small, Role::danger);
    } else if (!entry.hint.empty()) {
        middle(rest, entry.hint, TextStyle::small, Role::ink2);
    }
}

}  // namespace qiantai::ui
