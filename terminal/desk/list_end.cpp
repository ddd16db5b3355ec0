#include "terminal/desk/list_end.hpp"

#include "terminal/kit/widgets/widget_state.hpp"

namespace qiantai::ui {

bool draw_list_end(Ui& ui, ScrollArea& scroll, Rect rest, bool has_more, bool loading) {
    constexpr float k_more_height = 64;
    bool wanted = false;
    if (has_more) {
        const auto place = rest.cut_top(ui.px(k_more_height));
        if (scroll.in_sight(place)) {
            draw_busy(ui, place, ui.tr(TextKey::loading));
            wanted = !loading;
        }
    }
    scroll.finish(rest.top);
    return wanted;
}

}  // namespace qiantai::ui
