#include "terminal/tickets/rules/ticket_course.hpp"

#include <algorithm>
#include <array>

namespace qiantai::domain {
namespace {

using Kind = TicketKind;
using Phase = TicketPhase;
using Step = TicketStep;

constexpr StepRoles k_all{true, true, true, true};
constexpr StepRoles k_movers{false, true, true, true};
constexpr StepRoles k_deciders{false, true, false, true};
constexpr StepRoles k_nobody{};

constexpr std::array k_cases{Kind::complaint, Kind::repair};
constexpr std::array k_complaints{Kind::complaint};
constexpr std::array k_repairs{Kind::repair};
constexpr std::array k_questions{Kind::enquiry, Kind::suggestion};

constexpr std::array k_assessable{Phase::received, Phase::not_ours, Phase::handling};
constexpr std::array k_not_ours{Phase::not_ours};
constexpr std::array k_received{Phase::received};
constexpr std::array k_handling{Phase::handling};
constexpr std::array k_proposed{Phase::proposed};
constexpr std::array k_refusable{Phase::proposed, Phase::approved, Phase::carried_out};
constexpr std::array k_workable{Phase::approved, Phase::handling};
constexpr std::array k_fetchable{Phase::carried_out, Phase::handling};
constexpr std::array k_unsettled{Phase::carried_out, Phase::proposed, Phase::handling};
constexpr std::array k_carried_out{Phase::carried_out};
constexpr std::array k_signed{Phase::signed_};
constexpr std::array k_answerable{Phase::received, Phase::answered};
constexpr std::array k_closable{Phase::explained, Phase::answered, Phase::signed_};
constexpr std::array k_closed{Phase::closed, Phase::cancelled};
constexpr std::array k_everywhere{
    Phase::received, Phase::not_ours,    Phase::explained, Phase::handling, Phase::proposed,
    Phase::approved, Phase::carried_out, Phase::signed_,   Phase::answered, Phase::closed,
    Phase::cancelled};

// clang-format off
const std::vector<CourseRow>& course() {
    static const std::vector<CourseRow> rows{
        // step                  kinds         from           to                   who         paused
        {Step::acknowledged,     {},           {},            {},                  k_all,      true},
        {Step::assessed,         k_complaints, k_assessable,  {},                  k_all,      true},
        {Step::explained,        k_complaints, k_not_ours,    Phase::explained,    k_all,      true},
        {Step::promised,         k_cases,      {},            {},                  k_all,      true},
        {Step::assigned,         {},           {},            {},                  k_all,      true},
        {Step::passed_on,        {},           {},            {},                  k_all,      true},
        {Step::told_headquarters, {},          {},            {},                  k_all,      true},
        {Step::investigated,     k_cases,      k_handling,    {},                  k_all,      false},
        {Step::quoted,           k_repairs,    k_handling,    {},                  k_all,      false},
        {Step::quote_accepted,   k_repairs,    k_handling,    {},                  k_all,      true},
        {Step::quote_declined,   k_repairs,    k_handling,    {},                  k_all,      true},
        {Step::arrived,          k_repairs,    k_handling,    {},                  k_all,      true},
        {Step::proposed,         k_cases,      k_handling,    {},                  k_all,      false},
        {Step::approved,         k_cases,      k_proposed,    Phase::approved,     k_deciders, true},
        {Step::returned,         k_cases,      k_proposed,    Phase::handling,     k_deciders, true},
        {Step::refused,          k_cases,      k_refusable,   Phase::handling,     k_all,      true},
        {Step::carried_out,      k_cases,      k_workable,    Phase::carried_out,  k_all,      false},
        {Step::kept,             k_repairs,    {},            {},                  k_all,      true},
        {Step::lent,             k_repairs,    {},            {},                  k_all,      true},
        {Step::lent_back,        k_repairs,    k_everywhere,  {},                  k_all,      true},
        {Step::ready,            k_repairs,    k_fetchable,   {},                  k_all,      true},
        {Step::signed_,          k_cases,      k_carried_out, Phase::signed_,      k_all,      true},
        {Step::agreed,           k_cases,      k_carried_out, Phase::signed_,      k_all,      true},
        {Step::paper_signed,     k_cases,      k_carried_out, Phase::signed_,      k_all,      true},
        {Step::called_back,      k_cases,      k_signed,      {},                  k_all,      true},
        {Step::answered,         k_questions,  k_answerable,  Phase::answered,     k_all,      true},
        {Step::unreachable,      k_complaints, k_signed,      Phase::closed,       k_all,      true},
        {Step::closed,           {},           k_closable,    Phase::closed,       k_all,      true},
        {Step::handed_back,      k_repairs,    k_handling,    Phase::closed,       k_all,      true},
        {Step::unclaimed,        k_repairs,    k_fetchable,   Phase::closed,       k_deciders, true},
        {Step::unsettled,        k_complaints, k_unsettled,   Phase::closed,       k_deciders, true},
        {Step::cancelled,        {},           {},            Phase::cancelled,    k_deciders, true},
        {Step::reopened,         {},           k_closed,      {},                  k_all,      true},
        {Step::paused,           {},           {},            {},                  k_all,      false},
        {Step::resumed,          {},           {},            {},                  k_all,      true},
        {Step::transferred,      {},           {},            {},                  k_movers,   true},
        {Step::severity_set,     {},           {},            {},                  k_all,      true},
        {Step::corrected,        {},           k_everywhere,  {},                  k_all,      true},
        {Step::noted,            {},           k_everywhere,  {},                  k_all,      true},
        {Step::evidence_added,   {},           k_everywhere,  {},                  k_all,      true},
        {Step::action_set,       {},           k_everywhere,  {},                  k_all,      true},
        {Step::action_checked,   {},           k_everywhere,  {},                  k_all,      true},
        {Step::held,             {},           {},            {},                  k_nobody,   true},
        {Step::escalated,        {},           {},            {},                  k_nobody,   true},
        {Step::decided,          {},           k_everywhere,  {},                  k_deciders, true},
    };
    return rows;
}
// clang-format on

const CourseRow* row_of(Step step) {
    const auto found = std::ranges::find(course(), step, &CourseRow::step);
    return found == course().end() ? nullptr : &*found;
}

bool is_for_kind(const CourseRow& row, const Ticket& ticket) {
    return row.kinds.empty() ||
           std::ranges::any_of(row.kinds, [&](Kind kind) { return ticket.kind == kind; });
}

bool follows(const CourseRow& row, Phase phase) {
    if (row.from.empty()) return phase != Phase::closed && phase != Phase::cancelled;
    return std::ranges::find(row.from, phase) != row.from.end();
}

bool is_case(const Ticket& ticket) {
    return ticket.kind == Kind::complaint || ticket.kind == Kind::repair;
}

bool lacks_quote(const Ticket& ticket, const TicketState& state) {
    return ticket.kind == Kind::repair && !ticket.in_warranty && !state.quote_accepted;
}

/// After three tries nobody is called any more.
constexpr int k_calls_max = 3;

/// What the table leaves to the step itself.
bool fits_state(const Ticket& ticket, const TicketState& state, Step step) {
    switch (step) {
        case Step::paused:
            return !state.paused_since;
        case Step::resumed:
            return state.paused_since.has_value();
        case Step::carried_out:
            // A repair needs no proposal, a complaint does.
            return ticket.kind == Kind::repair || state.phase == Phase::approved;
        case Step::proposed:
            // Of a repair: what it costs the chain; before that, what the customer pays.
            return !lacks_quote(ticket, state);
        case Step::quoted:
            return !ticket.in_warranty;
        case Step::quote_accepted:
        case Step::quote_declined:
            return state.quote && !state.quote_accepted;
        case Step::closed:
            // A complaint that was signed ends with the call.
            return ticket.kind != Kind::complaint || state.phase != Phase::signed_;
        case Step::ready:
            // What lies at the shop: mended, or not to be mended.
            return ticket.brought_in &&
                   (state.phase == Phase::carried_out || state.quote_declined);
        case Step::unclaimed:
            return ticket.brought_in && state.ready_at;
        case Step::handed_back:
            // A price that was named is answered first.
            return !state.quote || state.quote_accepted;
        case Step::unsettled:
            return state.phase == Phase::carried_out || state.refused_proposals > 0;
        case Step::decided:
            return std::ranges::any_of(state.contradictions,
                                       [](const auto& one) { return !one.decided; });
        default:
            return true;
    }
}

bool is_owed(const TicketState& state, TicketTimer timer) {
    return std::ranges::any_of(state.clocks, [&](const TicketClock& clock) {
        return clock.timer == timer && !clock.met_at;
    });
}

/// What could be said of every case and makes sense of few. Where another terminal said it already
/// it stands in the course all the same.
bool makes_sense(const Ticket& ticket, const TicketState& state, Step step) {
    switch (step) {
        case Step::told_headquarters:
            return headquarters_hears(ticket, state.severity) &&
                   is_owed(state, TicketTimer::pass_on);
        case Step::lent_back:
            return state.lent > 0;
        case Step::action_checked:
            return !state.actions_open.empty();
        default:
            return true;
    }
}

/// By whoever may decide; a price that the customer declined says enough for everybody.
bool is_for_deciders(const TicketState& state, Step step) {
    return step == Step::handed_back && !state.quote_declined;
}

/// Those still to come if all goes well, up to the closing; the first of them is next.
std::vector<Step> steps_ahead(const Ticket& ticket, const TicketState& state) {
    if (state.is_closed()) return {};
    if (!is_case(ticket)) return {Step::answered, Step::closed};
    const bool complaint = ticket.kind == Kind::complaint;
    std::vector<Step> steps;
    if (state.phase == Phase::not_ours || state.phase == Phase::explained) {
        steps = {Step::explained, Step::closed};
    } else if (complaint) {
        steps = {Step::assessed, Step::proposed,    Step::approved, Step::carried_out,
                 Step::signed_,  Step::called_back, Step::closed};
    } else if (state.phase == Phase::proposed) {
        steps = {Step::approved, Step::carried_out, Step::signed_, Step::closed};
    } else {
        steps = {Step::assigned};
        if (!ticket.in_warranty) steps.insert(steps.end(), {Step::quoted, Step::quote_accepted});
        steps.insert(steps.end(), {Step::carried_out, Step::signed_, Step::closed});
    }
    const auto from = [&](Step step) {
        steps.erase(steps.begin(), std::ranges::find(steps, step));
    };
    switch (state.phase) {
        case Phase::handling:
            if (complaint) {
                from(Step::proposed);
            } else if (!lacks_quote(ticket, state)) {
                from(Step::carried_out);
            } else {
                from(state.quote ? Step::quote_accepted : Step::quoted);
            }
            break;
        case Phase::proposed:
            from(Step::approved);
            break;
        case Phase::approved:
            from(Step::carried_out);
            break;
        case Phase::carried_out:
            from(Step::signed_);
            break;
        case Phase::signed_:
            from(complaint ? Step::called_back : Step::closed);
            break;
        default:
            break;
    }
    return steps;
}

Phase assessed_phase(TicketFault fault, Phase now) {
    if (fault == TicketFault::ours) return Phase::handling;
    if (fault == TicketFault::not_ours) return Phase::not_ours;
    return now;
}

}  // namespace

bool StepRoles::has(StaffRole role) const {
    switch (role) {
        case StaffRole::clerk:
            return clerk;
        case StaffRole::store_manager:
            return manager;
        case StaffRole::cs_agent:
            return agent;
        case StaffRole::cs_manager:
            return agents_manager;
        case StaffRole::auditor:
        case StaffRole::admin:
        case StaffRole::warehouse_keeper:
            break;
    }
    return false;
}

std::span<const CourseRow> ticket_course() {
    return course();
}

std::optional<TicketPhase> phase_after(const Ticket& ticket, const TicketState& state,
                                       const TicketEvent& event) {
    const auto step = parse_code<TicketStep>(event.step.text());
    const auto* row = step ? row_of(*step) : nullptr;
    // A step that only a newer program knows changes nothing here.
    if (row == nullptr) return std::nullopt;
    if (!is_for_kind(*row, ticket) || !follows(*row, state.phase)) return std::nullopt;
    if (!fits_state(ticket, state, *step)) return std::nullopt;
    if (row->to) return row->to;
    switch (*step) {
        case Step::assessed:
            return assessed_phase(
                parse_code<TicketFault>(event.fault.text()).value_or(TicketFault::open),
                state.phase);
        case Step::assigned:
            return state.phase == Phase::received && is_case(ticket) ? Phase::handling
                                                                     : state.phase;
        case Step::proposed:
            return event.approver == TicketApprover::nobody ? Phase::approved : Phase::proposed;
        case Step::called_back:
            return event.reached || state.calls + 1 >= k_calls_max ? Phase::closed : state.phase;
        case Step::reopened:
            return is_case(ticket) ? Phase::handling : Phase::received;
        default:
            return state.phase;
    }
}

Status check_step(const Ticket& ticket, const TicketState& state, TicketStep step,
                  const Session& session) {
    const auto* row = row_of(step);
    const auto refused = [&](const ErrorKind& kind) {
        return make_error(kind, std::string(code_of(state.phase)), "step");
    };
    if (row == nullptr || !is_for_kind(*row, ticket) || !follows(*row, state.phase) ||
        !fits_state(ticket, state, step) || !makes_sense(ticket, state, step)) {
        return refused(k_ticket_step_not_now);
    }
    const bool may = row->roles.has(session.role) &&
                     (!is_for_deciders(state, step) || k_deciders.has(session.role));
    if (!may) return refused(k_ticket_step_not_yours);
    if (state.paused_since && !row->while_paused) return refused(k_ticket_paused);
    if (step == Step::carried_out && lacks_quote(ticket, state)) {
        return refused(k_ticket_quote_missing);
    }
    if (step == Step::approved || step == Step::returned) {
        QIANTAI_ASSERT(state.proposal.has_value());
        if (state.proposal->proposed_by == session.staff_number) {
            return refused(k_ticket_own_proposal);
        }
        const bool needs_headquarters = state.proposal->approver == TicketApprover::headquarters;
        if (needs_headquarters && session.role != StaffRole::cs_manager) {
            return refused(k_ticket_step_not_yours);
        }
    }
    return {};
}

std::vector<OfferedStep> offered_steps(const Ticket& ticket, const TicketState& state,
                                       const Session& session) {
    std::vector<OfferedStep> steps;
    const auto ahead = steps_ahead(ticket, state);
    for (const auto& row : course()) {
        if (row.step == Step::escalated || row.step == Step::held) continue;
        const auto allowed = check_step(ticket, state, row.step, session);
        OfferedStep offered{.step = row.step};
        if (!allowed) offered.refused = std::string(allowed.error().code());
        if (!allowed && allowed.error().kind == &k_ticket_step_not_now) {
            const auto place = std::ranges::find(ahead, row.step);
            if (place == ahead.end() || place == ahead.begin()) continue;
            offered.first = *std::prev(place);
        }
        steps.push_back(std::move(offered));
    }
    return steps;
}

}  // namespace qiantai::domain
