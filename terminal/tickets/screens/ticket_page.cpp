#include "terminal/tickets/screens/ticket_page.hpp"

#include "assets/words/tickets.hpp"
#include "terminal/desk/case_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/tickets/screens/ticket_page_parts.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_side_width = 328, k_page_gap = 14;
constexpr float k_history_beside_dp =
    760;  ///< from this width on the history stands beside what it is about

void draw_what_it_is(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                     TicketPageIntents& intents) {
    const auto gap = [&] { rest.cut_top(ui.px(k_page_gap)); };
    draw_ticket_about(ui, rest, scene, state, intents);
    gap();
    const auto before = rest.top;
    draw_ticket_money(ui, rest, state);
    if (rest.top > before) gap();
    const auto then = rest.top;
    draw_ticket_evidence(ui, rest, scene, state, intents);
    if (rest.top > then) gap();
    draw_ticket_related(ui, rest, scene, state, intents);
}

// Course, history and what it is about, in one scrolling part.
void draw_case(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
               TicketPageIntents& intents) {
    draw_contradictions(ui, rest, state, scene, intents);
    draw_ticket_course(ui, rest, scene, state);
    rest.cut_top(ui.px(k_page_gap));
    if (rest.width() < ui.px(k_history_beside_dp)) {
        draw_what_it_is(ui, rest, scene, state, intents);
        rest.cut_top(ui.px(k_page_gap));
        return draw_ticket_history(ui, rest, scene, state, intents);
    }
    auto history = rest;
    auto about = history.cut_right(rest.width() * 0.4f, ui.px(k_page_gap));
    draw_ticket_history(ui, history, scene, state, intents);
    draw_what_it_is(ui, about, scene, state, intents);
    rest.top = std::max(history.top, about.top);
}

}  // namespace

Text ticket_page_title(const Ui& ui, const TicketPageState& state) {
    if (!state.page) return ui.tr(words::tickets_title);
    const auto& ticket = state.page->ticket;
    return Text::data(
        ui.tr(words::ticket_page_title, ticket_kind_text(ui, ticket.kind).utf8(), ticket.number)
            .utf8());
}

void draw_ticket_page(Ui& ui, const Rect& area, const Scene& scene, const TicketPageState& state,
                      TicketPageIntents& intents) {
    if (!state.page) {
        if (draw_page_absence(ui, area, state.error)) intents.add(ticket_page::Reload{});
        return;
    }
    const IdScope scope(state.id.text());
    draw_case_page(
        ui, area, {.side_width_dp = k_side_width, .gap_dp = k_page_gap},
        [&](Rect& rest) { draw_case(ui, rest, scene, state, intents); },
        [&](Rect& rest) { draw_ticket_side(ui, rest, scene, state, intents); });
}

}  // namespace qiantai::ui
