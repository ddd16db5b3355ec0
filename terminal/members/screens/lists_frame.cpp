#include "terminal/members/screens/lists_frame.hpp"

#include "assets/words/kit.hpp"
#include "assets/words/lists.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_state.hpp"

namespace qiantai::ui {

ListPresence draw_list_absence(Ui& ui, const Rect& rect, const std::optional<Error>& error,
                               bool loaded) {
    if (error) {
        const EmptyState failed{.icon = Icon::alert_circle,
                                .tone = Tone::danger,
                                .title = ui.tr(words::lists_load_failed),
                                .body = error_text(ui, *error),
                                .action = ui.tr(words::retry)};
        const bool again = draw_empty_state(ui, rect, "retry", failed);
        return again ? ListPresence::retry : ListPresence::absent;
    }
    if (loaded) return ListPresence::there;
    draw_loading_rows(ui, rect);
    return ListPresence::absent;
}

Rect draw_list_frame(Ui& ui, const Rect& rect, const Text& title, const Text& waiting, Tone tone) {
    auto inside = draw_card(ui, rect, k_gap_s);
    inside.cut_top(ui.px(k_gap_s));
    // In line with the rows' avatars.
    auto line = inside.cut_top(ui.px(32), ui.px(k_gap_s)).inset(ui.px(k_gap_m), 0);
    draw_card_title(ui, line, title, waiting, tone);
    return inside;
}

}  // namespace qiantai::ui
