// The column that answers three questions: is the promise kept, what comes next, what may I do.

#include "assets/words/ticket_page.hpp"
#include "assets/words/ticket_take.hpp"
#include "assets/words/tickets.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_action_row.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_clock.hpp"
#include "terminal/tickets/screens/ticket_page_parts.hpp"
#include "terminal/tickets/screens/ticket_steps.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

using Step = TicketStep;
using domain::ClockStand;

void draw_tags_line(Ui& ui, Rect& rest, const domain::TicketPage& page) {
    auto line = rest.cut_top(ui.px(k_tag_height_dp), ui.px(k_gap_m));
    const auto add = [&](const Text& text, Tone tone) {
        draw_tag(ui, line.cut_left(tag_width(ui, text), ui.px(k_gap_s)), text, tone);
    };
    add(ticket_severity_text(ui, page.state.severity), ticket_severity_tone(page.state.severity));
    add(ticket_phase_text(ui, page.state.phase), ticket_phase_tone(page.state.phase));
    if (page.ticket.repeats_id) add(ui.tr(words::tickets_repeat), Tone::warning);
}

/// The promise in the matter: until when it is solved, or answered where nothing is to be solved.
const domain::ShownClock* promise_of(const domain::TicketPage& page) {
    const domain::ShownClock* promise = nullptr;
    for (const auto& clock : page.clocks) {
        const auto timer = clock.clock.timer;
        if (timer == TicketTimer::solve) return &clock;
        if (timer == TicketTimer::answer) promise = &clock;
    }
    return promise;
}

void draw_sign_and_words(Ui& ui, Rect& rest, Icon icon, Role role, const Text& words) {
    auto line = rest;
    const auto sign = ui.px(24);
    const auto high = line_height(ui, TextStyle::large_strong);
    auto place = line.cut_left(sign, ui.px(k_gap_m));
    draw_icon(ui, {place.center_x(), rest.top + high / 2}, icon, 24, role);
    draw_paragraph(ui, line, words, TextStyle::large_strong, role);
    rest.top = std::max(line.top, rest.top + high);
}

// By how much, in the time that counts.
Text margin_text(const Ui& ui, const domain::ShownClock& clock) {
    const auto due = clock.clock.broken_at.value_or(clock.clock.due_at);
    const auto gap = clock.clock.stood_at.value_or(*clock.clock.met_at) - due;
    const auto key = gap > 0 ? words::ticket_page_promise_over : words::ticket_page_promise_early;
    return ui.tr(key, time_span_text(ui, std::abs(gap)).utf8());
}

void draw_promise(Ui& ui, Rect& rest, const Shop& shop, const TicketPageState& state,
                  const domain::ShownClock& promise) {
    const auto& page = *state.page;
    const bool met = promise.stand == ClockStand::met || promise.stand == ClockStand::met_late;
    if (met) {
        const bool late = promise.stand == ClockStand::met_late;
        draw_sign_and_words(
            ui, rest, late ? Icon::alert : Icon::check_circle, late ? Role::warning : Role::success,
            ui.tr(late ? words::ticket_page_promise_late : words::ticket_page_promise_kept));
        const auto due = ui.tr(
            words::ticket_due_was,
            day_and_time_text(ui, shop, promise.clock.broken_at.value_or(promise.clock.due_at))
                .utf8());
        draw_paragraph(ui, rest, Text::words(due.utf8() + " · " + margin_text(ui, promise).utf8()),
                       TextStyle::small, Role::ink2);
    } else {
        const auto timer = ticket_timer_text(ui, promise.clock.timer);
        draw_paragraph(ui, rest, ui.tr(words::ticket_page_promise, timer.utf8()),
                       TextStyle::large_strong, Role::ink, k_gap_xs);
        const ClockSetting setting{{}, page.state.paused_since};
        draw_clock_line(ui, rest, clock_line(ui, shop, promise, setting, rest.width()));
    }
    rest.cut_top(ui.px(k_gap_m));
    divider(ui, rest.left, rest.right, rest.top);
    rest.cut_top(ui.px(k_gap_m));
}

// What runs out first, if that is not the promise above; who has to do it.
void draw_next(Ui& ui, Rect& rest, const Shop& shop, const TicketPageState& state,
               const domain::ShownClock* promise) {
    const auto& page = *state.page;
    if (!page.next) return;
    const bool same = promise != nullptr && promise->clock.timer == page.next->clock.timer;
    if (!same) {
        const auto timer = ticket_timer_text(ui, page.next->clock.timer);
        draw_paragraph(ui, rest, ui.tr(words::ticket_page_next, timer.utf8()),
                       TextStyle::large_strong, Role::ink, k_gap_xs);
        const ClockSetting setting{{}, page.state.paused_since};
        draw_clock_line(ui, rest, clock_line(ui, shop, *page.next, setting, rest.width()));
    }
    std::string who =
        page.keeper_name.empty() ? ui.tr(words::ticket_nobody).utf8() : page.keeper_name;
    if (!page.assignee_name.empty()) {
        who += " · " + ui.tr(words::ticket_page_outside, page.assignee_name).utf8();
    }
    if (page.call_back_from_at && shop.now_ms < *page.call_back_from_at) {
        const auto from = day_and_time_text(ui, shop, *page.call_back_from_at).utf8();
        who = ui.tr(words::ticket_page_next_from, from).utf8() + " · " + who;
    }
    draw_paragraph(ui, rest, Text::data(who), TextStyle::small, Role::ink2, k_gap_m);
    divider(ui, rest.left, rest.right, rest.top);
    rest.cut_top(ui.px(k_gap_m));
}

void draw_tell(Ui& ui, Rect& rest, const domain::TicketPage& page) {
    if (!page.tell_headquarters) return;
    const auto words = page.headquarters_phone.empty()
                           ? ui.tr(words::ticket_page_tell)
                           : ui.tr(words::ticket_page_tell_phone, page.headquarters_phone);
    draw_banner(ui, rest, "tell", {.tone = Tone::danger, .text = words});
    rest.cut_top(ui.px(k_gap_m));
}

// Two people at headquarters don't work at the same case unawares.
void draw_held(Ui& ui, Rect& rest, const Shop& shop, const domain::TicketPage& page,
               TicketPageIntents& intents) {
    if (page.held_by_name.empty() || !page.held_at) return;
    const Banner banner{.tone = Tone::warning,
                        .text = ui.tr(words::ticket_page_held, page.held_by_name,
                                      time_text(ui, shop, *page.held_at).utf8()),
                        .action = ui.tr(words::ticket_page_take_over)};
    if (draw_banner(ui, rest, "held", banner)) intents.add(ticket_page::TakeOver{});
    rest.cut_top(ui.px(k_gap_m));
}

/// Steps that this page takes: evidence has a place of its own.
bool is_taken_here(Step step) {
    return step == Step::transferred || step == Step::corrected ||
           domain::needs_of(step).has_value();
}

struct StepRows {
    std::vector<Step> course;
    std::vector<Step> beside;
    std::vector<domain::OfferedStep> locked;
    std::optional<Step> next;  ///< on the filled button
};
StepRows step_rows(const domain::TicketPage& page, TimeMs now) {
    StepRows rows;
    const auto next = next_step(page, now);
    bool has_later = false;
    for (const auto& offered : page.steps) {
        if (!is_taken_here(offered.step)) continue;
        if (!offered.first.empty()) {
            // Of what lies ahead, what comes then and how it ends: more would only be long.
            if (has_later && offered.step != Step::closed) continue;
            has_later = true;
            rows.locked.push_back(offered);
        } else if (!offered.refused.empty()) {
            // What lies off the way is not told, only what one would look for here.
            if (is_of_course(offered.step)) rows.locked.push_back(offered);
        } else if (offered.step == next) {
            rows.next = offered.step;
        } else {
            (is_of_course(offered.step) ? rows.course : rows.beside).push_back(offered.step);
        }
    }
    return rows;
}

void take_step_of(TicketPageIntents& intents, Step step) {
    if (step == Step::transferred) {
        return intents.add(ticket_page::OpenSheet{TicketSheet::transfer});
    }
    if (step == Step::corrected) return intents.add(ticket_page::OpenSheet{TicketSheet::correct});
    intents.add(ticket_page::TakeStep{step});
}

void draw_step_rows(Ui& ui, Rect& rest, const TicketPageState& state, std::span<const Step> steps,
                    bool ends, TicketPageIntents& intents) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto step = steps[i];
        const ActionRow row{.icon = look_of(step).icon,
                            .title = step_act_text(ui, state.page->ticket, step),
                            .note = step_note_text(ui, step),
                            .last = ends && i + 1 == steps.size()};
        if (draw_action_row(ui, rest, fmt::format("step {}", code_of(step)), row)) {
            take_step_of(intents, step);
        }
    }
}

/// What the customer gets, and what the customer signs once something is proposed.
void draw_papers(Ui& ui, Rect& rest, const domain::TicketPage& page, TicketPageIntents& intents) {
    const bool proposed = page.state.proposal.has_value();
    const ActionRow receipt{
        .icon = Icon::printer, .title = ui.tr(words::taken_print), .last = !proposed};
    if (draw_action_row(ui, rest, "print receipt", receipt)) {
        intents.add(ticket_page::PrintReceipt{});
    }
    if (!proposed) return;
    const ActionRow slip{
        .icon = Icon::printer, .title = ui.tr(words::ticket_print_resolution), .last = true};
    if (draw_action_row(ui, rest, "print resolution", slip)) {
        intents.add(ticket_page::PrintResolution{});
    }
}

void draw_steps_to_take(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                        TicketPageIntents& intents) {
    const auto& page = *state.page;
    const auto rows = step_rows(page, scene.shop.now_ms);
    draw_paragraph(ui, rest, ui.tr(words::ticket_page_may_do), TextStyle::body_strong, Role::ink,
                   k_gap_s);
    if (rows.next) {
        const ButtonStyle style{
            .kind = ButtonKind::primary, .icon = look_of(*rows.next).icon, .busy = state.busy};
        const auto place = rest.cut_top(ui.px(k_button_height + 4), ui.px(k_gap_s));
        if (draw_button(ui, place, "next step", step_act_text(ui, page.ticket, *rows.next),
                        style)) {
            take_step_of(intents, *rows.next);
        }
    }
    const bool locks = !rows.locked.empty();
    draw_step_rows(ui, rest, state, rows.course, rows.beside.empty() && !locks, intents);
    for (const auto& offered : rows.locked) {
        const ActionRow row{.icon = look_of(offered.step).icon,
                            .title = step_act_text(ui, page.ticket, offered.step),
                            .note = step_lock_text(ui, page, offered),
                            .locked = true,
                            .last = rows.beside.empty() && &offered == &rows.locked.back()};
        draw_action_row(ui, rest, fmt::format("locked {}", code_of(offered.step)), row);
    }
    draw_step_rows(ui, rest, state, rows.beside, false, intents);
    draw_papers(ui, rest, page, intents);
}

// Whoever may erase a customer who is no member finds it where the steps end.
void draw_erase(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                TicketPageIntents& intents) {
    const auto& customer = state.page->customer;
    const bool may = scene.has_right(domain::Right::tickets_erase) && state.page->is_own &&
                     !customer.member_id && !customer.is_erased;
    if (!may) return;
    const ActionRow row{.icon = Icon::close_circle,
                        .title = ui.tr(words::ticket_erase),
                        .note = ui.tr(words::ticket_erase_note),
                        .last = true};
    if (draw_action_row(ui, rest, "erase customer", row)) intents.add(ticket_page::Erase{});
}

}  // namespace

void draw_ticket_side(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                      TicketPageIntents& intents) {
    const auto& page = *state.page;
    draw_tags_line(ui, rest, page);
    draw_held(ui, rest, scene.shop, page, intents);
    draw_tell(ui, rest, page);
    const auto* promise = promise_of(page);
    if (promise != nullptr) draw_promise(ui, rest, scene.shop, state, *promise);
    draw_next(ui, rest, scene.shop, state, promise);
    if (!page.is_own) {
        draw_paragraph(ui, rest, ui.tr(words::ticket_page_elsewhere, page.store_name),
                       TextStyle::body, Role::ink2, k_gap_s);
    }
    draw_steps_to_take(ui, rest, scene, state, intents);
    draw_erase(ui, rest, scene, state, intents);
}

}  // namespace qiantai::ui
