#include "terminal/tickets/rules/ticket_fold.hpp"

#include <algorithm>
#include <set>

#include "sync/core/hlc.hpp"
#include "terminal/tickets/rules/ticket_contradictions.hpp"
#include "terminal/tickets/rules/ticket_correction_facts.hpp"
#include "terminal/tickets/rules/ticket_course.hpp"
#include "terminal/tickets/rules/ticket_timers.hpp"

namespace qiantai::domain {
namespace {

using Step = TicketStep;

/// By its place in the course an event is older than this; 0 in what has no real clock.
TimeMs latest_time_of(const TicketEvent& event) {
    constexpr TimeMs k_clocks_apart_ms = 10 * 60'000;
    const TimeMs time = sync::Hlc(event.order).time_ms();
    return time == 0 ? 0 : time + k_clocks_apart_ms;
}

/// Told before the promise ran out, by a terminal whose clock was ahead: once its records have the
/// times that headquarters lets them have, they say so themselves.
bool is_told_too_early(const TicketEvent& event) {
    const auto timer = event.timer.known();
    const auto due = timer ? due_of(dues_of(event), *timer) : std::nullopt;
    const TimeMs latest = latest_time_of(event);
    return due && latest != 0 && latest < *due;
}

constexpr std::int64_t k_usual_warning_ms = std::int64_t{2} * 3'600'000;

bool is_usually_by_wall(const Ticket& ticket, const Coded<TicketSeverity>& severity,
                        TicketTimer timer) {
    if (timer == TicketTimer::visit) return true;
    const bool of_the_matter = timer == TicketTimer::answer || timer == TicketTimer::solve;
    const bool is_case = ticket.kind == TicketKind::complaint || ticket.kind == TicketKind::repair;
    return of_the_matter && is_case && severity == TicketSeverity::urgent;
}

void add_calls_taken_back(std::span<const TicketEvent* const> sorted, std::set<Uuid>& overruled) {
    std::set<Uuid> taken_back;
    for (const auto* event : sorted) {
        if (takes_call_back(*event)) taken_back.insert(*event->about_id);
    }
    if (taken_back.empty()) return;
    for (const auto* event : sorted) {
        if (comes_of_call(*event) && taken_back.contains(event->id)) overruled.insert(event->id);
    }
}

class TicketFold {
  public:
    explicit TicketFold(const Ticket& ticket) : m_ticket(ticket) {}

    TicketState run(std::span<const TicketEvent> events) {
        const auto sorted = events_in_order(events);
        m_state.contradictions = contradictions_in(sorted);
        std::set<Uuid> overruled;
        for (const auto& pair : m_state.contradictions) {
            overruled.insert(pair.holds == pair.one ? pair.other : pair.one);
        }
        add_calls_taken_back(sorted, overruled);
        for (const auto* event : sorted) {
            m_state.order = std::max(m_state.order, event->order);
            if (overruled.contains(event->id)) {
                m_state.without_effect.push_back(event->id);
            } else {
                apply(*event);
            }
        }
        return std::move(m_state);
    }

  private:
    void apply(const TicketEvent& event) {
        const auto step = parse_code<TicketStep>(event.step.text());
        if (step == Step::received) {
            m_state.severity = event.severity;
            m_state.keeper = event.created_by;
            m_state.opened_at = event.created_at;
        } else if (step == Step::escalated) {
            escalate(event);
            return;
        } else {
            const auto phase = phase_after(m_ticket, m_state, event);
            if (!phase) {
                m_state.without_effect.push_back(event.id);
                return;
            }
            take(*step, event);
            m_state.phase = *phase;
        }
        if (step == Step::assessed && event.fault == TicketFault::not_ours) release_pass_on(event);
        take_dues(event);
        if (step) {
            for (const auto timer : timers_met_by(m_ticket, m_state, event, *step))
                meet(timer, event);
        }
        if (m_state.is_closed() && !m_state.closed_at) {
            m_state.closed_at = event.created_at;
            if (m_state.ended_by.empty()) m_state.ended_by = event.step;
            resume(event);
        }
    }

    void take(Step step, const TicketEvent& event) {
        if (is_agreement(event.step)) m_state.ended_by = event.step;
        switch (step) {
            case Step::corrected:
                correct_ticket(m_ticket, event);
                break;
            case Step::assessed:
                m_state.fault = event.fault;
                m_state.assessed_at = event.created_at;
                break;
            case Step::assigned:
                if (!event.department.empty()) m_state.department = event.department;
                m_state.assignee = event.assignee;
                // Of what somebody outside does, whoever passed it on takes care.
                if (!event.assignee.empty()) {
                    m_state.keeper =
                        is_staff_number(event.assignee) ? event.assignee : event.created_by;
                }
                break;
            case Step::transferred:
                m_state.assignee.clear();
                m_state.keeper.clear();
                break;
            case Step::kept:
                m_state.place = event.place;
                break;
            case Step::ready:
                m_state.ready_at = event.created_at;
                if (!event.place.empty()) m_state.place = event.place;
                break;
            case Step::proposed:
                m_state.proposal = TicketProposal{event.id,       event.resolution,
                                                  event.approver, event.amount.value_or(Fen()),
                                                  event.words,    event.created_by};
                break;
            case Step::returned:
                m_state.proposal.reset();
                break;
            case Step::refused:
                m_state.proposal.reset();
                ++m_state.refused_proposals;
                break;
            case Step::quoted:
                m_state.quote = event.amount;
                m_state.quote_accepted = m_state.quote_declined = false;
                m_state.ready_at.reset();
                m_state.paused_since = event.created_at;
                break;
            case Step::quote_accepted:
                m_state.quote_accepted = true;
                resume(event);
                break;
            case Step::quote_declined:
                m_state.quote.reset();
                m_state.quote_declined = true;
                resume(event);
                break;
            case Step::carried_out:
                m_state.loss = m_state.loss + event.loss.value_or(Fen());
                break;
            case Step::signed_:
            case Step::agreed:
            case Step::paper_signed:
                m_state.calls = 0;
                m_state.ready_at.reset();
                m_state.place.clear();
                if (event.satisfaction) m_state.satisfaction = event.satisfaction;
                break;
            case Step::called_back:
                ++m_state.calls;
                if (event.satisfaction) m_state.satisfaction = event.satisfaction;
                break;
            case Step::handed_back:
                m_state.ready_at.reset();
                m_state.place.clear();
                break;
            case Step::lent:
                ++m_state.lent;
                break;
            case Step::lent_back:
                m_state.lent = std::max(m_state.lent - 1, 0);
                break;
            case Step::action_set:
                m_state.actions_open.push_back(event.id);
                break;
            case Step::action_checked:
                if (event.about_id) std::erase(m_state.actions_open, *event.about_id);
                break;
            case Step::held:
                m_state.held_by = event.created_by;
                m_state.held_at = event.created_at;
                break;
            case Step::reopened:
                reopen(event);
                break;
            case Step::paused:
                m_state.paused_since = event.created_at;
                break;
            case Step::resumed:
                resume(event);
                break;
            case Step::severity_set:
                m_state.severity = event.severity;
                break;
            default:
                break;
        }
    }

    void resume(const TicketEvent& event) {
        if (m_state.paused_since)
            m_state.waits.push_back({*m_state.paused_since, event.created_at});
        m_state.paused_since.reset();
    }

    // What was met before stays met; the answer and the solution are owed anew.
    void reopen(const TicketEvent& event) {
        ++m_state.reopened;
        m_state.opened_at = event.created_at;
        m_state.ended_by = {};
        if (m_state.closed_at) m_state.waits.push_back({*m_state.closed_at, event.created_at});
        m_state.closed_at.reset();
        m_state.proposal.reset();
        m_state.call_back_from_at.reset();
        // The call comes after the next signature.
        std::erase_if(m_state.clocks,
                      [](const auto& clock) { return clock.timer == TicketTimer::call_back; });
        for (auto& clock : m_state.clocks) {
            const bool owed_anew =
                clock.timer == TicketTimer::answer || clock.timer == TicketTimer::solve;
            if (!owed_anew) continue;
            break_if_late(clock, event);
            clock.met_at.reset();
            clock.stood_at.reset();
            clock.level = 0;
        }
    }

    /// A promise that ran out unkept is not mended by another one.
    void break_if_late(TicketClock& clock, const TicketEvent& event) const {
        if (clock.broken_at) return;
        const TimeMs stands = clock.stood_at.value_or(
            std::min(m_state.paused_since.value_or(event.created_at), event.created_at));
        if (stands > clock.due_at) clock.broken_at = clock.due_at;
    }

    /// What is not ours has no department; that headquarters hears of it is another matter.
    void release_pass_on(const TicketEvent& event) {
        if (headquarters_hears(m_ticket, m_state.severity)) return;
        const auto clock =
            std::ranges::find(m_state.clocks, TicketTimer::pass_on, &TicketClock::timer);
        if (clock == m_state.clocks.end() || clock->met_at) return;
        break_if_late(*clock, event);
        if (clock->broken_at) {
            meet(TicketTimer::pass_on, event);
        } else {
            m_state.clocks.erase(clock);
        }
    }

    /// A promise that was changed since is a new one.
    void escalate(const TicketEvent& event) {
        if (is_told_too_early(event)) {
            m_state.without_effect.push_back(event.id);
            return;
        }
        const auto due = dues_of(event);
        for (auto& clock : m_state.clocks) {
            const bool this_one =
                event.timer == clock.timer && due_of(due, clock.timer) == clock.due_at;
            if (this_one) clock.level = std::max(clock.level, event.level.value_or(0));
        }
    }

    static bool ends_wait(const TicketEvent& event) {
        return event.step == Step::resumed || event.step == Step::quote_accepted ||
               event.step == Step::quote_declined;
    }

    void take_dues(const TicketEvent& event) {
        const auto dues = dues_of(event);
        const auto terms = terms_of(event);
        if (terms && terms->call_back_from_at) m_state.call_back_from_at = terms->call_back_from_at;
        for (const auto& [timer, code] : k_codes<TicketTimer>) {
            const auto due = due_of(dues, timer);
            if (!due) continue;
            const auto known = std::ranges::find(m_state.clocks, timer, &TicketClock::timer);
            if (known == m_state.clocks.end()) {
                m_state.clocks.push_back({.timer = timer});
                promise(m_state.clocks.back(), *due, terms, event);
            } else if (known->met_at || known->due_at == *due) {
                // What was kept or broken stays so.
            } else if (ends_wait(event)) {
                move_on(*known, *due, terms);
            } else {
                // Reopened, it is owed anew; how it was kept before is known by then.
                if (event.step != Step::reopened) break_if_late(*known, event);
                promise(*known, *due, terms, event);
            }
        }
    }

    void promise(TicketClock& clock, std::int64_t due, const std::optional<TicketTerms>& terms,
                 const TicketEvent& event) const {
        clock.due_at = due;
        clock.since_at = event.created_at;
        // Who was told that a promise was broken goes on knowing it.
        if (!clock.broken_at) clock.level = 0;
        if (!terms) {
            // An older program's: as it usually was.
            clock.soon_at = due - k_usual_warning_ms;
            clock.by_wall_clock = is_usually_by_wall(m_ticket, m_state.severity, clock.timer);
            return;
        }
        clock.soon_at = due_of(terms->soon, clock.timer).value_or(due - k_usual_warning_ms);
        clock.warn_again_at = warnings_of(*terms, clock.timer);
        clock.by_wall_clock = terms->runs_by_wall(clock.timer);
        clock.escalate_minutes = terms->escalate_minutes;
    }

    static std::vector<std::int64_t> warnings_of(const TicketTerms& terms, TicketTimer timer) {
        std::vector<std::int64_t> warnings;
        for (const auto& stage : terms.later) {
            if (const auto at = due_of(stage, timer)) warnings.push_back(*at);
        }
        return warnings;
    }

    /// A pause moves the end and not the beginning.
    static void move_on(TicketClock& clock, std::int64_t due,
                        const std::optional<TicketTerms>& terms) {
        const auto soon = terms ? due_of(terms->soon, clock.timer) : std::nullopt;
        clock.soon_at = soon.value_or(clock.soon_at + due - clock.due_at);
        if (terms) clock.warn_again_at = warnings_of(*terms, clock.timer);
        clock.due_at = due;
        clock.level = 0;
    }

    void meet(TicketTimer timer, const TicketEvent& event) {
        const auto clock = std::ranges::find(m_state.clocks, timer, &TicketClock::timer);
        if (clock == m_state.clocks.end() || clock->met_at) return;
        // A call that reached nobody is a try.
        const bool tried = event.step == Step::called_back && !m_state.is_closed();
        if (tried) return;
        // What was said on the telephone was said then, however late it was written down.
        clock->met_at = said_at(event);
        // While the customer is waited for it stands where it stood.
        clock->stood_at = std::min(m_state.paused_since.value_or(*clock->met_at), *clock->met_at);
    }

    Ticket m_ticket;  ///< as it was corrected so far
    TicketState m_state{};
};

}  // namespace

TicketState fold_ticket(const Ticket& ticket, std::span<const TicketEvent> events) {
    return TicketFold(ticket).run(events);
}

}  // namespace qiantai::domain
