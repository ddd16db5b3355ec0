#include "terminal/tickets/screens/screen_ticket_approvals.hpp"

#include <algorithm>
#include <array>

#include "assets/words/kit.hpp"
#include "assets/words/ticket_take.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/tickets/screens/ticket_take_words.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_waiting_column_dp = 380, k_beside_waiting_least_dp = 900;
constexpr float k_waiting_share = 0.34f;  ///< of the height, where the list stands above
constexpr float k_amount_box_dp = 96;

Text whose_text(const Ui& ui, const domain::TicketPage& page) {
    const auto& name = page.customer.name;
    return name.empty() ? ui.tr(words::approval_nobody) : Text::data(name);
}

Text amount_text(const Ui& ui, const domain::TicketPage& page) {
    const auto amount = page.state.proposal->amount;
    return amount == Fen() ? ui.tr(words::approval_no_amount) : money_text(amount);
}

void draw_approval_list(Ui& ui, const Rect& place, const Scene& scene,
                        const TicketApprovalsState& state, TicketApprovalsIntents& intents) {
    auto inside = draw_card(ui, place, 0).inset(ui.px(k_gap_s), 0);
    ScrollArea scroll(ui, "waiting", inside, Role::surface);
    auto rest = scroll.content();
    const auto* shown = state.shown();
    for (std::size_t i = 0; i < state.waiting.size(); ++i) {
        const auto& page = state.waiting[i];
        const auto row_place = rest.cut_top(ui.px(k_row_height));
        if (!scroll.in_sight(row_place)) continue;
        const auto kind = resolution_text(ui.settings().language, page.state.proposal->resolution);
        const auto store = store_name(scene.shop, page.ticket.store_code);
        const ListRow row{.title = whose_text(ui, page),
                          .subtitle = Text::data(kind.utf8() + " · " + store),
                          .icon = ticket_kind_icon(page.ticket.kind),
                          .trailing_strong = amount_text(ui, page),
                          .selected = &page == shown,
                          .last = i + 1 == state.waiting.size()};
        if (draw_list_row(ui, row_place, fmt::format("waiting {}", i), row).pressed) {
            intents.add(approvals::Choose{page.ticket.id});
        }
    }
    scroll.finish(rest.top);
}

/// The newest of this step; empty without one.
std::string words_of_step(const domain::TicketPage& page, TicketStep step) {
    for (const auto& shown : page.events) {
        if (shown.event.step == step && !shown.without_effect) return shown.event.words;
    }
    return {};
}

void draw_proposed(Ui& ui, Rect& rest, const domain::TicketPage& page) {
    auto box = rest.cut_top(ui.px(k_amount_box_dp), ui.px(k_gap));
    fill(ui, box, Role::primary_soft, k_radius_card);
    contrast_border(ui, box, k_radius_card);
    box = box.inset(ui.px(k_gap_xl), 0);
    const auto amount = amount_text(ui, page);
    auto style = TextStyle::display;
    for (const auto less : {TextStyle::figure, TextStyle::headline, TextStyle::title}) {
        if (text_width(ui, amount.utf8(), style) > box.width() * 0.6f) style = less;
    }
    const auto wide = text_width(ui, amount.utf8(), style) + 1;
    draw_text(ui, box.cut_right(wide, ui.px(k_gap)), amount, style, Role::primary_text,
              Align::right);
    draw_text(ui, box, resolution_text(ui.settings().language, page.state.proposal->resolution),
              TextStyle::title, Role::primary_text);
}

void draw_approval_facts(Ui& ui, Rect& rest, const Scene& scene, const domain::TicketPage& page) {
    const auto& ticket = page.ticket;
    std::vector<Fact> facts;
    const auto add = [&](TextKey label, const std::string& value, bool whole = false) {
        if (!value.empty()) {
            facts.push_back(
                {.label = ui.tr(label), .value = Text::data(value), .whole_row = whole});
        }
    };
    const auto& by = page.state.proposal->proposed_by;
    const auto named = scene.shop.staff_names.find(by);
    add(words::approval_plan, page.state.proposal->words, true);
    add(words::take_words, ticket.words, true);
    add(words::take_demand, ticket.demand);
    add(words::take_product, ticket.product);
    add(words::approval_found, words_of_step(page, TicketStep::investigated), true);
    add(words::approval_by, named == scene.shop.staff_names.end() ? by : named->second);
    add(words::approval_store, store_name(scene.shop, ticket.store_code));
    if (page.next) {
        add(words::approval_due, due_time_text(ui, scene.shop, page.next->clock.due_at).utf8());
    }
    add(words::take_severity, ticket_severity_text(ui, page.state.severity).utf8());
    draw_facts(ui, rest, facts);
}

void draw_approval_buttons(Ui& ui, const Rect& bar, const TicketApprovalsState& state,
                           TicketApprovalsIntents& intents) {
    const auto& page = *state.shown();
    auto rest = bar;
    const auto amount = page.state.proposal->amount;
    // The button says what it does.
    const auto yes = amount == Fen()
                         ? ui.tr(words::approval_approve)
                         : ui.tr(words::approval_approve_amount, money_text(amount).utf8());
    const ButtonStyle strong{.kind = ButtonKind::primary,
                             .icon = Icon::check,
                             .busy = state.busy,
                             .finishes = Finishes::question};
    const auto no = ui.tr(words::approval_return);
    const auto wide =
        std::max(button_width(ui, yes, strong), std::min(ui.px(220), rest.width() / 2));
    if (draw_button(ui, rest.cut_right(wide, ui.px(k_gap_m)), "approve", yes, strong)) {
        intents.add(approvals::Approve{});
    }
    if (draw_button(ui, rest.cut_right(button_width(ui, no, {}), ui.px(k_gap_m)), "return", no)) {
        intents.add(approvals::Return{});
    }
    const auto open = ui.tr(words::taken_open);
    const ButtonStyle quiet{.kind = ButtonKind::ghost};
    const auto open_wide = button_width(ui, open, quiet);
    if (open_wide <= rest.width() &&
        draw_button(ui, rest.cut_left(open_wide), "open case", open, quiet)) {
        intents.add(approvals::OpenCase{});
    }
}

void draw_approval(Ui& ui, const Rect& place, const Scene& scene, const TicketApprovalsState& state,
                   TicketApprovalsIntents& intents) {
    const auto& page = *state.shown();
    auto inside = draw_card(ui, place);
    const auto bar = inside.cut_bottom(ui.px(k_button_height), ui.px(k_gap));
    auto title = inside.cut_top(line_height(ui, TextStyle::title), ui.px(k_gap_s));
    const auto number = Text::data(page.ticket.number);
    const auto wide = text_width(ui, number.utf8(), TextStyle::small) + 1;
    if (wide < title.width() / 2) {
        draw_text(ui, title.cut_right(wide, ui.px(k_gap)), number, TextStyle::small, Role::ink2,
                  Align::right);
    }
    draw_text(ui, title, whose_text(ui, page), TextStyle::title, Role::ink);
    {
        ScrollArea scroll(ui, "approval", inside, Role::surface);
        auto rest = scroll.content();
        draw_proposed(ui, rest, page);
        draw_approval_facts(ui, rest, scene, page);
        scroll.finish(rest.top);
    }
    draw_approval_buttons(ui, bar, state, intents);
}

}  // namespace

const domain::TicketPage* TicketApprovalsState::shown() const {
    if (waiting.empty()) return nullptr;
    const auto found = std::ranges::find_if(waiting, [&](const domain::TicketPage& page) {
        return chosen && page.ticket.id == *chosen;
    });
    return found == waiting.end() ? &waiting.front() : &*found;
}

std::span<const Choice> return_reasons() {
    static constexpr std::array k_reasons{Choice{"too much", words::approval_too_much},
                                          Choice{"not clear", words::approval_not_clear},
                                          Choice{"other way", words::approval_other_way}};
    return k_reasons;
}

void draw_ticket_approvals(Ui& ui, const Rect& area, const Scene& scene,
                           const TicketApprovalsState& state, TicketApprovalsIntents& intents) {
    auto place = page_width(ui, area);
    if (state.error) {
        const EmptyState failed{.icon = Icon::alert_circle,
                                .tone = Tone::danger,
                                .title = error_text(ui, *state.error),
                                .action = ui.tr(words::retry)};
        if (draw_empty_state(ui, place, "failed", failed)) intents.add(approvals::Reload{});
        return;
    }
    if (!state.loaded) return draw_loading_rows(ui, draw_card(ui, place));
    if (state.waiting.empty()) {
        draw_empty_state(ui, place, "none",
                         {.icon = Icon::check_circle,
                          .tone = Tone::success,
                          .title = ui.tr(words::approvals_none),
                          .body = ui.tr(words::approvals_none_body)});
        return;
    }
    const bool beside = place.width() >= ui.px(k_beside_waiting_least_dp);
    const auto high = ui.px(k_row_height) * static_cast<float>(state.waiting.size());
    const auto list =
        beside ? place.cut_left(ui.px(k_waiting_column_dp), ui.px(k_gap_l))
               : place.cut_top(std::min(high, place.height() * k_waiting_share), ui.px(k_gap_m));
    draw_approval_list(ui, list, scene, state, intents);
    draw_approval(ui, place, scene, state, intents);
}

}  // namespace qiantai::ui
