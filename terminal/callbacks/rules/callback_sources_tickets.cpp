// Cases that were signed for: the call after them closes them (DOMAIN.md, Rulings, "A complaint's
// callback").

#include <fmt/format.h>

#include "terminal/callbacks/rules/callback_sources.hpp"
#include "terminal/callbacks/rules/callbacks_sql.hpp"
#include "terminal/tickets/rules/ticket_course.hpp"
#include "terminal/tickets/rules/ticket_fold.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "terminal/tickets/rules/tickets_sql.hpp"

namespace qiantai::domain {
namespace {

/// Why a case is taken up again, where nothing else was said.
constexpr std::string_view k_unhappy = "回访不满意";
/// Why a case ends without the call, likewise.
constexpr std::string_view k_wrong_number = "电话号码有误，无法回访",
                           k_never_answered = "多次无人接听，未能回访";

/// The last time the customer agreed.
const TicketEvent* find_signature(const std::vector<TicketEvent>& events) {
    const TicketEvent* found = nullptr;
    for (const auto& event : events) {
        const bool later = found == nullptr || event.order > found->order;
        if (is_agreement(event.step) && later) found = &event;
    }
    return found;
}

struct SignedCase {
    Ticket ticket{};
    std::vector<TicketEvent> events{};
    TicketState state{};
};
Result<SignedCase> load_signed_case(sqlite::Database& database, const Uuid& id) {
    SignedCase one;
    QIANTAI_TRY(one.ticket, load_ticket(database, id));
    QIANTAI_TRY(one.events, load_ticket_events(database, id));
    one.state = fold_ticket(one.ticket, one.events);
    return one;
}

Result<std::vector<CallbackOccasion>> find_signed(ServiceContext& context, const CallbackRule&,
                                                  const DaySpan& days) {
    auto& database = context.database;
    // With those of which something is new, which the table of states does not know yet. Headquarters
    // holds no number of somebody who is no member.
    auto& statement = database.cached(
        "SELECT ticket_id FROM ticket_state WHERE store_code = ?1 AND closed_at IS NULL"
        " AND phase = 'signed' AND (?2 = 0 OR member_id IS NOT NULL)"
        " UNION SELECT t.id FROM ticket_stale s JOIN ticket t ON t.id = s.ticket_id"
        " WHERE t.store_code = ?1 AND (?2 = 0 OR t.member_id IS NOT NULL)");
    statement.bind(context.identity.store_code, context.identity.is_headquarters() ? 1 : 0);
    QIANTAI_TRY(const auto ids, sqlite::all(statement, sqlite::id_column));
    std::vector<CallbackOccasion> found;
    for (const Uuid& id : ids) {
        QIANTAI_TRY(const auto one, load_signed_case(database, id));
        const auto* signature = find_signature(one.events);
        if (one.state.phase != TicketPhase::signed_ || signature == nullptr) continue;
        // Whoever missed the last days is still called: the case waits for it.
        const Date day = signature->business_date;
        if (day > days.last) continue;
        found.push_back({.member_id = one.ticket.member_id,
                         .day = day,
                         .fact = fmt::format("{} {}", id.text(), signature->id.text()),
                         .source_id = id,
                         .occasion_on = day,
                         .matter = short_matter(one.ticket.words)});
    }
    return found;
}

Result<bool> is_case_over(ServiceContext& context, const CallbackTask& task) {
    if (!task.source_id) return false;
    const auto one = load_signed_case(context.database, *task.source_id);
    if (!one && one.error().kind == &k_ticket_not_found) return false;
    if (!one) return one.error();
    return one->state.phase != TicketPhase::signed_;
}

/// Where the case allows it to this person: somebody may have closed it, or taken it up again.
Status step_case(ServiceContext& context, const Session& session, const TicketStepEntry& entry) {
    QIANTAI_TRY(const auto one, load_signed_case(context.database, entry.ticket_id));
    const auto step = entry.step.known().value_or(TicketStep::noted);
    if (!check_step(one.ticket, one.state, step, session)) return {};
    QIANTAI_TRY_STATUS(Tickets(context).step(session, entry));
    return {};
}

/// A callback that is over without anybody reached ends the case: nobody is to be called any more,
/// whatever the case itself has counted.
Status end_uncalled(ServiceContext& context, const Session& session, const CallbackTask& task,
                    const CallbackEvent& call) {
    QIANTAI_TRY(const auto steps, load_callback_events(context.database, task.id));
    const auto status = fold_callback(task, steps).status;
    const bool wrong = status == CallbackStatus::wrong_number;
    if (!wrong && status != CallbackStatus::not_reached) return {};
    const auto why = wrong ? k_wrong_number : k_never_answered;
    return step_case(context, session,
                     {.ticket_id = *task.source_id,
                      .step = TicketStep::unreachable,
                      .reason = call.said.empty() ? std::string(why) : call.said});
}

Status tell_case(ServiceContext& context, const Session& session, const CallbackTask& task,
                 const CallbackEvent& call) {
    if (!task.source_id) return {};
    const bool answered = call.outcome == CallbackOutcome::reached ||
                          call.outcome == CallbackOutcome::refused ||
                          call.outcome == CallbackOutcome::do_not_call;
    if (answered || call.outcome == CallbackOutcome::no_answer) {
        QIANTAI_TRY_STATUS(step_case(context, session,
                                     {.ticket_id = *task.source_id,
                                      .step = TicketStep::called_back,
                                      .words = call.said,
                                      .satisfaction = call.satisfaction,
                                      .reached = answered}));
    }
    if (!answered) return end_uncalled(context, session, task, call);
    if (call.next_step != CallbackNext::reopen) return {};
    return step_case(context, session,
                     {.ticket_id = *task.source_id,
                      .step = TicketStep::reopened,
                      .reason = call.said.empty() ? std::string(k_unhappy) : call.said});
}

Result<bool> untell_case(ServiceContext& context, const Session& session, const CallbackTask& task,
                         const CallbackEvent& call) {
    if (!task.source_id) return true;
    // Of several calls only the last one: what came of them can't be told apart.
    QIANTAI_TRY(const auto calls, load_callback_events(context.database, task.id));
    for (const auto& other : calls) {
        const bool later = other.step == CallbackStep::called && other.order > call.order;
        if (later && !is_undone(other.id, calls)) return false;
    }
    QIANTAI_TRY(const auto steps,
                steps_of_call(context.database, *task.source_id, call.order, call.created_by));
    if (!steps) return false;
    QIANTAI_TRY_STATUS(take_call_back(context, session, *task.source_id, *steps));
    return true;
}

}  // namespace

CallbackSource complaint_source() {
    return {CallbackKind::complaint, find_signed, is_case_over, tell_case, untell_case};
}

}  // namespace qiantai::domain
