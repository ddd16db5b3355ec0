#pragma once

#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/tickets/screens/ticket_page.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {

inline constexpr float k_ticket_sheet_width = 720;

/// A sheet over the page of a case: what it asks scrolls above its one button. `draw(rest)`.
template <typename Draw>
SheetAnswer draw_ticket_frame(Ui& ui, const Rect& area, const TicketPageState& state,
                              const Text& what, const BarButton& button, Draw&& draw) {
    const auto& customer = state.customer().name;
    const auto whom = customer.empty()
                          ? state.page->ticket.number
                          : customer + " " + short_ticket_number(state.page->ticket.number);
    return draw_question_sheet(
        ui, area, {{what, Text::data(whom)}, k_ticket_sheet_width, std::span(&button, 1)},
        [&](Rect& inside) {
            ScrollArea scroll(ui, "asked", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            draw(rest);
            inside.top = scroll.finish(rest.top);
        });
}

/// What the step's sheet asks. Cuts itself off `rest`.
void draw_step_fields(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                      TicketPageIntents& intents);

}  // namespace qiantai::ui
