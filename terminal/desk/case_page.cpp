#include "terminal/desk/case_page.hpp"

#include "assets/words/kit.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/widgets/widget_state.hpp"

namespace qiantai::ui {

bool draw_page_absence(Ui& ui, const Rect& area, const std::optional<Error>& error) {
    if (!error) {
        draw_busy(ui, area, ui.tr(words::loading));
        return false;
    }
    return draw_empty_state(ui, area, "retry",
                            {.icon = Icon::alert_circle,
                             .tone = Tone::danger,
                             .title = error_text(ui, *error),
                             .action = ui.tr(words::retry)});
}

}  // namespace qiantai::ui
