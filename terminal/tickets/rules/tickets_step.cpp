#include <algorithm>

#include "schema/base/signature.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/tickets/rules/ticket_course.hpp"
#include "terminal/tickets/rules/ticket_step_needs.hpp"
#include "terminal/tickets/rules/ticket_texts.hpp"
#include "terminal/tickets/rules/ticket_view.hpp"
#include "terminal/tickets/rules/tickets.hpp"

namespace qiantai::domain {
namespace {

using Step = TicketStep;

/// Who has to say yes to what this person proposes.
TicketApprover approver_of(const Session& session, Fen amount, const TicketTimes& times) {
    const bool within = amount <= times.manager_decides;
    switch (session.role) {
        case StaffRole::store_manager:
        case StaffRole::cs_manager:
            return within ? TicketApprover::nobody : TicketApprover::headquarters;
        case StaffRole::clerk:
            return within ? TicketApprover::manager : TicketApprover::headquarters;
        case StaffRole::cs_agent:
        case StaffRole::auditor:
        case StaffRole::admin:
        case StaffRole::warehouse_keeper:
            break;
    }
    return TicketApprover::headquarters;
}

/// What the step is about: a decision names the proposal, an answer the price.
std::optional<Uuid> subject_of(Step step, const TicketState& state,
                               std::span<const TicketEvent> events) {
    const bool of_proposal = step == Step::approved || step == Step::returned ||
                             step == Step::refused || step == Step::carried_out;
    if (of_proposal && state.proposal) return state.proposal->id;
    if (step != Step::quote_accepted && step != Step::quote_declined) return std::nullopt;
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (event->step == Step::quoted) return event->id;
    }
    return std::nullopt;
}

Status malformed(std::string_view field, std::string range) {
    return make_error(k_ticket_value_malformed, std::move(range), std::string(field));
}

bool is_open_action(const TicketState& state, const Uuid& id) {
    return std::ranges::find(state.actions_open, id) != state.actions_open.end();
}

bool is_photo_of(std::span<const TicketEvent> events, const Uuid& id) {
    return std::ranges::any_of(events, [&](const TicketEvent& event) {
        return event.id == id && !event.attachment.empty();
    });
}

/// What the chain pays: of a repair in warranty the parts too.
Fen cost_of(const Ticket& ticket, const TicketStepEntry& entry) {
    const auto loss = entry.loss.value_or(Fen());
    const bool pays_parts = ticket.kind == TicketKind::repair && ticket.in_warranty;
    return pays_parts ? std::max(loss, sum_of(entry.parts)) : loss;
}

/// Within what was approved, or what this person may decide alone (DOMAIN.md "Within the manager's
/// amount a case is solved on the spot").
Status check_money(const Session& session, const TicketStepEntry& entry, const Ticket& ticket,
                   const TicketState& state, const TicketTimes& times) {
    if (entry.step != Step::carried_out) return {};
    const auto cost = cost_of(ticket, entry);
    const bool is_approved = state.phase == TicketPhase::approved && state.proposal;
    const auto approved = is_approved ? state.proposal->amount : Fen();
    if (cost <= approved) return {};
    if (approver_of(session, cost, times) == TicketApprover::nobody) return {};
    return make_error(k_ticket_loss_beyond, approved.text(), "loss");
}

constexpr TimeMs k_step_day_ms = 86'400'000;

/// A promise moves on only with somebody who answers for it, and not for ever.
Status check_promise(const Session& session, const TicketStepEntry& entry, const Ticket& ticket,
                     const TicketState& state, const TicketTimes& times,
                     const BusinessCalendar& handler) {
    if (entry.step != Step::promised) return {};
    const TimeMs last =
        state.opened_at.value_or(ticket.created_at) + times.promise_days_max * k_step_day_ms;
    if (*entry.promised_at > last) {
        return make_error(k_ticket_promise_too_late, handler.date_of(last).text(), "promised_at");
    }
    const auto solve = std::ranges::find(state.clocks, TicketTimer::solve, &TicketClock::timer);
    const bool beyond = solve != state.clocks.end() && *entry.promised_at > solve->due_at;
    if (!beyond) return {};
    if (!has_right(session.role, Right::tickets_decide)) {
        return make_error(k_ticket_promise_beyond, {}, "promised_at");
    }
    if (entry.reason.empty()) return make_error(k_ticket_field_missing, "reason", "reason");
    return {};
}

Status check_unclaimed(const TicketStepEntry& entry, const TicketState& state, TimeMs now,
                       const TicketTimes& times, const BusinessCalendar& handler) {
    if (entry.step != Step::unclaimed) return {};
    const TimeMs from = *state.ready_at + times.unclaimed_days * k_step_day_ms;
    if (now >= from) return {};
    return make_error(k_ticket_not_unclaimed_yet, handler.date_of(from).text(), "step");
}

}  // namespace

Status Tickets::fill_people(const TicketStepEntry& entry, const Ticket& ticket,
                            TicketEvent& event) {
    QIANTAI_TRY(event.assignee,
                normalise_ticket_text(entry.assignee, k_ticket_short_length_max, "assignee"));
    const bool of_staff = !event.assignee.empty() && entry.step != Step::told_headquarters;
    if (of_staff) {
        auto& colleague =
            m_context.database.cached("SELECT 1 FROM staff WHERE number = ? AND status = 'active'");
        QIANTAI_TRY(const bool works, sqlite::any(colleague.bind(event.assignee)));
        if (!works) return make_error(k_ticket_staff_unknown, event.assignee, "assignee");
    }
    if (!entry.contractor.empty()) {
        QIANTAI_TRY(event.assignee, normalise_ticket_text(entry.contractor,
                                                          k_ticket_short_length_max, "contractor"));
        if (is_staff_number(event.assignee)) {
            return make_error(k_ticket_staff_unknown, event.assignee, "contractor");
        }
    }
    if (!entry.who.empty()) {
        QIANTAI_TRY(event.contact, normalise_name(entry.who));
    }
    const auto& said = entry.said_at;
    if (said && (*said < ticket.created_at || *said > event.created_at)) {
        return malformed("said_at", {});
    }
    return {};
}

Status Tickets::fill_event(const Session& session, const TicketStepEntry& entry, const Case& one,
                           TicketEvent& event) {
    QIANTAI_TRY(event.words,
                normalise_ticket_text(entry.words, k_ticket_words_length_max, "words"));
    QIANTAI_TRY(event.reason,
                normalise_ticket_text(entry.reason, k_ticket_reason_length_max, "reason"));
    struct Line {
        std::string_view field;
        const std::string& typed;
        std::string& kept;
    };
    for (const auto& line :
         {Line{"department", entry.department, event.department},
          Line{"place", entry.place, event.place}, Line{"tag", entry.tag, event.tag}}) {
        QIANTAI_TRY(line.kept,
                    normalise_ticket_text(line.typed, k_ticket_short_length_max, line.field));
    }
    QIANTAI_TRY_STATUS(fill_people(entry, one.ticket, event));
    event.severity = entry.severity;
    event.fault = entry.fault;
    event.resolution = entry.resolution;
    event.amount = entry.amount;
    event.loss = entry.loss;
    event.satisfaction = entry.satisfaction;
    event.reached = entry.reached.value_or(false);
    event.parts = parts_text(entry.parts);
    event.act_by = entry.act_by;
    event.about_id =
        entry.about_id ? entry.about_id : subject_of(*entry.step.known(), one.state, one.events);
    if (event.step == Step::proposed) {
        QIANTAI_TRY(const auto units, TicketUnits::load(m_context));
        event.amount = entry.amount.value_or(Fen());
        event.approver = approver_of(session, *event.amount, units.times());
    }
    if (event.act_by && *event.act_by < event.business_date) {
        return malformed("act_by", event.business_date.text());
    }
    if (event.step == Step::action_checked && !is_open_action(one.state, *entry.about_id)) {
        return malformed("about_id", {});
    }
    if (event.step == Step::paper_signed && !is_photo_of(one.events, *entry.about_id)) {
        return make_error(k_ticket_paper_missing, {}, "about_id");
    }
    if (entry.signature.empty() && entry.signed_text.empty()) return {};
    QIANTAI_TRY(event.signature, take_signature(entry.signature));
    if (entry.signed_text.empty()) {
        return make_error(k_ticket_field_missing, "signed_text", "signed_text");
    }
    QIANTAI_TRY_STATUS(
        check_column(m_context.manifest, "ticket_event", "signed_text", entry.signed_text));
    event.signed_text = entry.signed_text;
    return {};
}

Status Tickets::add_promises(const Session& session, const TicketStepEntry& entry, const Case& one,
                             TicketEvent& event) {
    QIANTAI_TRY(auto units, TicketUnits::load(m_context));
    const auto& times = units.times();
    const TimeMs now = event.created_at;
    QIANTAI_TRY(const auto calendars, units.calendars_of(one.ticket));
    const auto severity = one.state.severity.known().value_or(TicketSeverity::normal);
    QIANTAI_TRY_STATUS(
        check_promise(session, entry, one.ticket, one.state, times, calendars.handler));
    QIANTAI_TRY_STATUS(check_unclaimed(entry, one.state, now, times, calendars.handler));
    QIANTAI_TRY_STATUS(check_money(session, entry, one.ticket, one.state, times));
    TicketDues dues;
    std::optional<std::int64_t> call_back_from_at;
    switch (*entry.step.known()) {
        case Step::promised:
            if (*entry.promised_at <= now) return malformed("promised_at", {});
            dues.solve = *entry.promised_at;
            break;
        case Step::severity_set: {
            if (one.state.severity == entry.severity) return malformed("severity", {});
            dues = matter_dues(one.ticket, *entry.severity.known(), now, times, calendars.handler);
            const bool heard_before = headquarters_hears(one.ticket, one.state.severity);
            if (!heard_before && headquarters_hears(one.ticket, entry.severity)) {
                constexpr TimeMs k_minute_ms = 60'000;
                dues.pass_on = now + times.pass_on_minutes * k_minute_ms;
            }
            break;
        }
        case Step::assessed: {
            // What was not ours and is now owes its department that it hears.
            const bool known = std::ranges::any_of(one.state.clocks, [](const auto& clock) {
                return clock.timer == TicketTimer::pass_on;
            });
            if (entry.fault != TicketFault::ours || known) return {};
            dues.pass_on = first_dues(one.ticket, severity, now, times, calendars).pass_on;
            break;
        }
        case Step::reopened:
            dues = matter_dues(one.ticket, severity, now, times, calendars.handler);
            break;
        case Step::resumed:
        case Step::quote_accepted:
        case Step::quote_declined:
            return add_pause(one, units, event);
        case Step::signed_:
        case Step::agreed:
        case Step::paper_signed: {
            const auto call = call_back_time(now, times, calendars.handler);
            dues.call_back = call.until;
            call_back_from_at = call.from;
            break;
        }
        case Step::told_headquarters:
            break;
        default:
            return {};
    }
    auto by_wall =
        timers_by_wall(one.ticket, entry.severity.known().value_or(severity), times, dues);
    auto promise = make_promise(one.ticket, dues, std::move(by_wall), now, times, calendars);
    promise.terms.call_back_from_at = call_back_from_at;
    promise.said_at = entry.said_at;
    event.due = promise_text(promise);
    return {};
}

Status Tickets::add_pause(const Case& one, TicketUnits& units, TicketEvent& event) {
    TicketPromise promise{.dues = {}, .terms = {}};
    for (const auto& clock : one.state.clocks) {
        QIANTAI_TRY(const auto* calendar, units.calendar_of(one.ticket, clock));
        move_after_pause(one.state, clock, event.created_at, *calendar, promise);
    }
    event.due = promise_text(promise);
    return {};
}

Result<TicketPage> Tickets::step(const Session& session, const TicketStepEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    const auto step = entry.step.known();
    const auto needs = step ? needs_of(*step) : std::nullopt;
    if (!needs) return make_error(k_ticket_value_malformed, entry.step.text(), "step");
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case(entry.ticket_id, Writable::by_whoever_sees));
    QIANTAI_TRY_STATUS(check_step(one.ticket, one.state, *step, session));
    QIANTAI_TRY_STATUS(check_step_needs(entry, *needs));
    QIANTAI_TRY_STATUS(check_step_values(entry));
    QIANTAI_TRY(auto event, new_event(session, one.ticket, one.events, *step));
    QIANTAI_TRY_STATUS(fill_event(session, entry, one, event));
    QIANTAI_TRY_STATUS(add_promises(session, entry, one, event));
    return save(session, one.ticket, event, "tickets.step", transaction);
}

}  // namespace qiantai::domain
