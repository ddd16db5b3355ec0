#include "terminal/tickets/screens/ticket_page_parts.hpp"

#include "assets/words/ticket_page.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_course.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_money_lines.hpp"
#include "terminal/kit/widgets/widget_timeline.hpp"
#include "terminal/tickets/screens/ticket_steps.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

const domain::ShownTicketEvent* find_event(const domain::TicketPage& page, const Uuid& id) {
    const auto found =
        std::ranges::find_if(page.events, [&](const auto& shown) { return shown.event.id == id; });
    return found == page.events.end() ? nullptr : &*found;
}

Text who_of(const Ui& ui, const domain::ShownTicketEvent& shown) {
    if (shown.event.step == TicketStep::escalated) return ui.tr(words::ticket_event_system);
    return Text::data(shown.staff_name.empty() ? shown.event.created_by : shown.staff_name);
}

void draw_customer_head(Ui& ui, Rect& rest, const TicketPageState& state,
                        TicketPageIntents& intents) {
    const auto& customer = state.customer();
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    const auto name = customer.is_erased      ? ui.tr(words::ticket_page_erased)
                      : customer.name.empty() ? ui.tr(words::ticket_page_no_customer)
                                              : Text::data(customer.name);
    if (customer.member_id) {
        const auto open = line.cut_right(ui.px(k_target_min));
        if (draw_icon_button(ui, open, "open member", name, Icon::chevron_right)) {
            intents.add(ticket_page::OpenMember{});
        }
    }
    const bool hidden = customer.contact == domain::ContactAccess::masked &&
                        !customer.phone.empty() && !customer.is_erased;
    if (hidden) {
        const auto place = line.cut_right(ui.px(k_target_min));
        const auto label = ui.tr(words::ticket_page_reveal);
        if (draw_icon_button(ui, place, "reveal", label, Icon::eye)) {
            intents.add(ticket_page::Reveal{});
        }
    }
    const auto disc = line.cut_left(ui.px(48), ui.px(k_gap_m));
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, 48, name);
    auto words = line.centered(
        line.width(), line_height(ui, TextStyle::large_strong) + line_height(ui, TextStyle::small));
    auto first = words.cut_top(line_height(ui, TextStyle::large_strong));
    if (!customer.tier_name.empty()) {
        const auto tier = Text::data(customer.tier_name);
        const auto wide = text_width(ui, name.utf8(), TextStyle::large_strong) + ui.px(k_gap_s);
        auto tag = first;
        tag.left = std::min(first.left + wide, first.right - tag_width(ui, tier));
        draw_tag(ui, tag, tier, Tone::neutral);
        first.right = tag.left - ui.px(k_gap_s);
    }
    draw_text(ui, first, name, TextStyle::large_strong, Role::ink);
    draw_text(ui, words, Text::data(customer.phone), TextStyle::small, Role::ink2);
}

std::vector<Fact> about_facts(const Ui& ui, const Shop& shop, const TicketPageState& state) {
    const auto& ticket = state.page->ticket;
    const auto& folded = state.page->state;
    std::vector<Fact> facts;
    const auto add = [&](TextKey label, const std::string& value, bool whole = false) {
        if (value.empty()) return;
        facts.push_back({.label = ui.tr(label), .value = Text::data(value), .whole_row = whole});
    };
    auto product = ticket.product;
    if (!product.empty() && ticket.quantity) product += fmt::format(" ×{}", *ticket.quantity);
    add(words::ticket_page_product, product, true);
    add(words::ticket_page_device, ticket.device, true);
    add(words::ticket_page_receipt, ticket.till_receipt);
    if (ticket.purchased_on) {
        add(words::ticket_page_bought_on, date_text(ui, shop, *ticket.purchased_on).utf8());
    }
    if (ticket.kind == TicketKind::repair) {
        facts.push_back({.label = ui.tr(words::ticket_page_warranty),
                         .value = ui.tr(ticket.in_warranty ? words::ticket_page_in_warranty
                                                           : words::ticket_page_out_of_warranty)});
    }
    add(words::ticket_page_place, folded.place);
    add(words::ticket_page_subject, ticket.subject);
    add(words::ticket_page_demand, ticket.demand);
    add(words::ticket_page_department, folded.department);
    add(words::ticket_page_authority, ticket.authority_number);
    add(words::ticket_page_address, state.customer().address, true);
    return facts;
}

std::vector<MoneyLine> money_of(const Ui& ui, const domain::TicketState& state) {
    std::vector<MoneyLine> lines;
    if (state.quote) {
        lines.push_back({ui.tr(words::ticket_page_money_quote),
                         ui.tr(state.quote_accepted ? words::ticket_page_money_quote_yes
                                                    : words::ticket_page_money_quote_open),
                         money_text(*state.quote)});
    }
    if (state.proposal && state.proposal->amount != Fen()) {
        const bool done = state.phase == domain::TicketPhase::carried_out ||
                          state.phase == domain::TicketPhase::signed_ || state.is_closed();
        lines.push_back(
            {ticket_resolution_text(ui, state.proposal->resolution),
             ui.tr(done ? words::ticket_page_money_done : words::ticket_page_money_open),
             money_text(state.proposal->amount)});
    }
    return lines;
}

}  // namespace

void draw_ticket_course(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state) {
    Card card(ui, rest, k_gap);
    const auto steps = course_of(ui, scene.shop, *state.page);
    draw_course(ui, card.inside, steps, earlier_course_text(ui, scene.shop, *state.page));
}

void draw_contradictions(Ui& ui, Rect& rest, const TicketPageState& state, const Scene& scene,
                         TicketPageIntents& intents) {
    const auto& page = *state.page;
    const bool may = std::ranges::any_of(page.steps, [](const auto& offered) {
        return offered.step == TicketStep::decided && offered.refused.empty();
    });
    for (const auto& pair : page.state.contradictions) {
        const auto* one = find_event(page, pair.one);
        const auto* other = find_event(page, pair.other);
        if (pair.decided || one == nullptr || other == nullptr) continue;
        const Banner banner{
            .tone = Tone::danger,
            .text = ui.tr(words::ticket_page_contradiction, event_text(ui, scene.shop, *one).utf8(),
                          event_text(ui, scene.shop, *other).utf8()),
            .action = may ? ui.tr(words::ticket_page_decide) : Text()};
        if (draw_banner(ui, rest, "decide " + pair.one.text(), banner)) {
            intents.add(ticket_page::OpenSheet{TicketSheet::decide});
        }
        rest.cut_top(ui.px(k_gap));
    }
}

void draw_ticket_history(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                         TicketPageIntents& intents) {
    Card card(ui, rest);
    auto head = card.inside;
    const auto title = ui.tr(words::ticket_page_history);
    draw_card_title(ui, card.inside, title);
    head.bottom = head.top + ui.px(k_card_title_height);
    head.left += text_width(ui, title.utf8(), TextStyle::large_strong) + ui.px(k_gap_m);
    const auto note = ui.tr(words::ticket_page_history_note);
    if (text_width(ui, note.utf8(), TextStyle::small) <= head.width()) {
        draw_text(ui, head, note, TextStyle::small, Role::ink2);
    }
    const auto& events = state.page->events;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto& shown = events[i];
        const auto look = look_of(shown.event.step.known().value_or(TicketStep::noted));
        const TimelineRow entry{.icon = look.icon,
                                .tone = shown.without_effect ? Tone::neutral : look.tone,
                                .what = event_text(ui, scene.shop, shown),
                                .when = day_and_time_text(ui, scene.shop, shown.event.created_at),
                                .who = who_of(ui, shown),
                                .details = event_details(ui, shown),
                                .opens = true,
                                .first = i == 0,
                                .last = i + 1 == events.size()};
        if (draw_timeline_entry(ui, card.inside, fmt::format("event {}", i), entry)) {
            intents.add(ticket_page::OpenEntry{shown.event.id});
        }
    }
}

void draw_ticket_about(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                       TicketPageIntents& intents) {
    Card card(ui, rest);
    draw_customer_head(ui, card.inside, state, intents);
    draw_paragraph(ui, card.inside, Text::data(state.page->ticket.words), TextStyle::body,
                   Role::ink, k_gap_m);
    const auto facts = about_facts(ui, scene.shop, state);
    if (!facts.empty()) draw_facts(ui, card.inside, facts);
}

void draw_ticket_money(Ui& ui, Rect& rest, const TicketPageState& state) {
    const auto lines = money_of(ui, state.page->state);
    const auto& loss = state.page->state.loss;
    if (lines.empty() && loss == Fen()) return;
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::ticket_page_money));
    draw_money_lines(ui, card.inside, lines,
                     {ui.tr(words::ticket_page_money_loss), {}, money_text(loss)});
}

void draw_ticket_related(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                         TicketPageIntents& intents) {
    const auto& related = state.page->related;
    if (related.empty()) return;
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::ticket_page_related));
    for (std::size_t i = 0; i < related.size(); ++i) {
        const auto& link = related[i];
        const ListRow row{
            .title = Text::data(link.matter),
            .subtitle = Text::data(link.number + " · " +
                                   past_date_text(ui, scene.shop, link.business_date).utf8()),
            .icon = ticket_kind_icon(link.kind),
            .tag = ticket_phase_text(ui, link.phase),
            .tag_tone = ticket_phase_tone(link.phase),
            .chevron = true,
            .last = i + 1 == related.size()};
        if (draw_list_row(ui, card.inside.cut_top(ui.px(k_row_height)),
                          fmt::format("related {}", link.number), row)
                .pressed) {
            intents.add(ticket_page::OpenRelated{link.ticket_id});
        }
    }
}

}  // namespace qiantai::ui
