// Where a ticket stands in its course, and what brings it on.

#include "assets/words/ticket_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/tickets/screens/ticket_steps.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

using Step = TicketStep;
using domain::TicketPhase;

/// A station of the course: reached by any of these steps.
struct Station {
    TextKey name;
    std::vector<Step> by;
};

std::vector<Station> complaint_stations(const domain::TicketState& state) {
    std::vector<Station> stations{{words::ticket_course_received, {Step::received}},
                                  {words::ticket_course_assessed, {Step::assessed}}};
    if (state.fault == TicketFault::not_ours) {
        stations.push_back({words::ticket_course_explained, {Step::explained}});
        stations.push_back({words::ticket_course_closed, {Step::closed}});
        return stations;
    }
    stations.push_back({words::ticket_course_investigated, {Step::investigated}});
    stations.push_back({words::ticket_course_proposed, {Step::proposed}});
    stations.push_back({words::ticket_course_approved, {Step::approved}});
    stations.push_back({words::ticket_course_carried_out, {Step::carried_out}});
    stations.push_back(
        {words::ticket_course_signed, {Step::signed_, Step::agreed, Step::paper_signed}});
    stations.push_back({words::ticket_course_called_back, {Step::called_back}});
    stations.push_back({words::ticket_course_closed, {Step::closed, Step::unsettled}});
    return stations;
}

std::vector<Station> repair_stations(const domain::Ticket& ticket) {
    std::vector<Station> stations{{words::ticket_course_received, {Step::received}},
                                  {words::ticket_course_assigned, {Step::assigned}}};
    if (ticket.brought_in) stations.push_back({words::ticket_course_kept, {Step::kept}});
    if (!ticket.in_warranty) {
        stations.push_back({words::ticket_course_quoted, {Step::quote_accepted}});
    }
    if (!ticket.brought_in) stations.push_back({words::ticket_course_arrived, {Step::arrived}});
    stations.push_back({words::ticket_course_carried_out, {Step::carried_out}});
    if (ticket.brought_in) stations.push_back({words::ticket_course_ready, {Step::ready}});
    stations.push_back(
        {words::ticket_course_signed, {Step::signed_, Step::agreed, Step::paper_signed}});
    stations.push_back({words::ticket_course_closed,
                        {Step::closed, Step::called_back, Step::handed_back, Step::unclaimed}});
    return stations;
}

std::vector<Station> stations_of(const domain::TicketPage& page) {
    if (page.ticket.kind == TicketKind::complaint) return complaint_stations(page.state);
    if (page.ticket.kind == TicketKind::repair) return repair_stations(page.ticket);
    return {{words::ticket_course_received, {Step::received}},
            {words::ticket_course_answered, {Step::answered}},
            {words::ticket_course_closed, {Step::closed}}};
}

bool is_one_of(const std::vector<Step>& steps, const domain::TicketEvent& event) {
    return std::ranges::any_of(steps, [&](Step step) { return event.step == step; });
}

/// The newest event since the ticket was reopened that reached the station; the first station is
/// reached for good. Events are the newest first.
const domain::ShownTicketEvent* reached_by(const domain::TicketPage& page, const Station& station) {
    bool before = false;
    for (const auto& shown : page.events) {
        if (shown.without_effect) continue;
        // A call that reached nobody is a try.
        if (shown.event.step == Step::called_back && !shown.event.reached) continue;
        const bool taken_in = shown.event.step == Step::received;
        if ((!before || taken_in) && is_one_of(station.by, shown.event)) return &shown;
        if (shown.event.step == Step::reopened) before = true;
        // Another proposal begins anew with what follows it.
        const bool anew = shown.event.step == Step::refused || shown.event.step == Step::returned;
        if (anew && is_one_of(station.by, {.step = Step::approved})) return nullptr;
        if (anew && is_one_of(station.by, {.step = Step::carried_out})) return nullptr;
    }
    return nullptr;
}

std::string day_text_of(const Ui& ui, const Shop& shop, std::int64_t time) {
    return past_date_text(ui, shop, Date::of_time(time, shop.utc_offset_minutes)).utf8();
}

// Whose, what or when: the one that is asked for.
Text station_note(const Ui& ui, const Shop& shop, const domain::ShownTicketEvent& shown) {
    const auto& event = shown.event;
    if (event.step == Step::assessed) return ticket_fault_text(ui, event.fault);
    if (event.step == Step::proposed) return ticket_resolution_text(ui, event.resolution);
    if (event.step == Step::approved) return Text::data(shown.staff_name);
    if (event.step == Step::assigned && !event.department.empty()) {
        return Text::data(event.department);
    }
    return Text::data(day_text_of(ui, shop, event.created_at));
}

bool allows(const domain::TicketPage& page, Step step) {
    return std::ranges::any_of(page.steps, [&](const auto& one) { return one.step == step; });
}

bool has_taken(const domain::TicketPage& page, Step step) {
    return reached_by(page, {words::ticket_course_received, {step}}) != nullptr;
}

Step next_of_handling(const domain::TicketPage& page) {
    if (page.ticket.kind != TicketKind::repair) {
        return has_taken(page, Step::investigated) ? Step::proposed : Step::investigated;
    }
    if (page.ticket.brought_in && page.state.place.empty()) return Step::kept;
    if (!page.ticket.in_warranty && !page.state.quote) return Step::quoted;
    if (!page.ticket.in_warranty && !page.state.quote_accepted) return Step::quote_accepted;
    if (!page.ticket.brought_in && !has_taken(page, Step::arrived)) return Step::arrived;
    return Step::carried_out;
}

Step next_of_received(const domain::TicketPage& page) {
    if (page.tell_headquarters) return Step::told_headquarters;
    if (page.ticket.kind == TicketKind::complaint) return Step::assessed;
    return page.ticket.kind == TicketKind::repair ? Step::assigned : Step::answered;
}

}  // namespace

std::optional<Step> next_step(const domain::TicketPage& page, TimeMs now) {
    const auto& state = page.state;
    if (state.paused_since && allows(page, Step::resumed)) {
        return state.quote && !state.quote_accepted ? Step::quote_accepted : Step::resumed;
    }
    switch (state.phase) {
        case TicketPhase::received:
            return next_of_received(page);
        case TicketPhase::not_ours:
            return Step::explained;
        case TicketPhase::handling:
            return next_of_handling(page);
        case TicketPhase::proposed:
            return Step::approved;
        case TicketPhase::approved:
            return Step::carried_out;
        case TicketPhase::carried_out: {
            const bool fetched = !page.ticket.brought_in || has_taken(page, Step::ready);
            return fetched ? Step::signed_ : Step::ready;
        }
        case TicketPhase::signed_:
            // The call has its time; before that nothing has to be done.
            if (page.call_back_from_at && now < *page.call_back_from_at) return std::nullopt;
            return Step::called_back;
        case TicketPhase::explained:
        case TicketPhase::answered:
            return Step::closed;
        case TicketPhase::closed:
        case TicketPhase::cancelled:
            break;
    }
    return std::nullopt;
}

bool is_of_course(Step step) {
    switch (step) {
        case Step::noted:
        case Step::corrected:
        case Step::severity_set:
        case Step::transferred:
        case Step::paused:
        case Step::promised:
        case Step::passed_on:
        case Step::told_headquarters:
        case Step::assigned:
        case Step::lent:
        case Step::lent_back:
        case Step::kept:
        case Step::action_set:
        case Step::action_checked:
        case Step::evidence_added:
        case Step::unreachable:
        case Step::handed_back:
        case Step::unclaimed:
        case Step::unsettled:
        case Step::cancelled:
        case Step::held:
            return false;
        default:
            return true;
    }
}

std::vector<CourseStep> course_of(const Ui& ui, const Shop& shop, const domain::TicketPage& page) {
    const auto stations = stations_of(page);
    std::vector<CourseStep> steps;
    std::size_t behind = 0;  // stations up to the last one that was reached
    for (std::size_t i = 0; i < stations.size(); ++i) {
        const auto* shown = reached_by(page, stations[i]);
        CourseStep step{.name = ui.tr(stations[i].name)};
        if (shown != nullptr) {
            step.stand = StepStand::done;
            step.note = station_note(ui, shop, *shown);
            behind = i + 1;
        }
        steps.push_back(std::move(step));
    }
    if (page.state.is_closed()) behind = steps.size();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].stand == StepStand::done) continue;
        if (i < behind) steps[i].stand = StepStand::skipped;
        if (i == behind) steps[i].stand = StepStand::here;
    }
    if (page.state.is_closed() && page.state.closed_at) {
        steps.back().stand = StepStand::done;
        steps.back().note = Text::data(day_text_of(ui, shop, *page.state.closed_at));
    } else if (behind < steps.size() && page.next) {
        const auto due = Date::of_time(page.next->clock.due_at, shop.utc_offset_minutes);
        steps[behind].note = ui.tr(words::ticket_course_by, date_text(ui, shop, due).utf8());
    }
    return steps;
}

Text earlier_course_text(const Ui& ui, const Shop& shop, const domain::TicketPage& page) {
    if (page.state.reopened == 0) return {};
    bool before = false;
    for (const auto& shown : page.events) {
        const auto& step = shown.event.step;
        if (step == Step::reopened) before = true;
        const bool ends = step == Step::closed || step == Step::called_back;
        if (before && ends && !shown.without_effect) {
            return ui.tr(words::ticket_course_earlier, page.state.reopened,
                         day_text_of(ui, shop, shown.event.created_at));
        }
    }
    return {};
}

}  // namespace qiantai::ui
