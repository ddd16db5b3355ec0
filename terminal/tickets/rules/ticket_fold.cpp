#include "terminal/tickets/rules/ticket_fold.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "terminal/tickets/rules/ticket_course.hpp"

namespace qiantai::domain {
namespace {

using Step = TicketStep;

struct Exclusive {
    Step one, other;
    bool same_subject;  ///< only if both are about the same
};
constexpr std::array k_exclusive{Exclusive{Step::approved, Step::returned, true},
                                 Exclusive{Step::closed, Step::reopened, false},
                                 Exclusive{Step::assigned, Step::assigned, false},
                                 Exclusive{Step::assessed, Step::assessed, false},
                                 Exclusive{Step::signed_, Step::proposed, false},
                                 Exclusive{Step::proposed, Step::proposed, false},
                                 Exclusive{Step::transferred, Step::transferred, false}};

bool are_exclusive(const TicketEvent& a, const TicketEvent& b) {
    return std::ranges::any_of(k_exclusive, [&](const Exclusive& pair) {
        const bool fits = (a.step == pair.one && b.step == pair.other) ||
                          (a.step == pair.other && b.step == pair.one);
        return fits && (!pair.same_subject || a.about_id == b.about_id);
    });
}

/// Two that say the same don't contradict each other.
bool say_the_same(const TicketEvent& a, const TicketEvent& b) {
    return a.step == b.step && a.fault == b.fault && a.department == b.department &&
           a.assignee == b.assignee && a.to_store == b.to_store && a.resolution == b.resolution &&
           a.amount == b.amount && a.words == b.words;
}

/// Which events the writer of each one knew.
class Knowledge {
  public:
    explicit Knowledge(const std::vector<const TicketEvent*>& events) {
        // Who comes after something has a later clock, so that was taken in before.
        for (const auto* event : events) {
            auto& known = m_known[event->id];
            for (const Uuid& id : after_of(*event)) {
                known.insert(id);
                const auto before = m_known.find(id);
                if (before != m_known.end() && id != event->id) {
                    known.insert(before->second.begin(), before->second.end());
                }
            }
        }
    }
    bool knew(const TicketEvent& event, const Uuid& other) const {
        return m_known.at(event.id).contains(other);
    }
    bool are_concurrent(const TicketEvent& one, const TicketEvent& other) const {
        return !knew(one, other.id) && !knew(other, one.id);
    }

  private:
    std::map<Uuid, std::set<Uuid>> m_known;
};

std::vector<const TicketEvent*> in_order(std::span<const TicketEvent> events) {
    std::vector<const TicketEvent*> sorted;
    for (const auto& event : events) sorted.push_back(&event);
    std::ranges::sort(sorted, [](const TicketEvent* a, const TicketEvent* b) {
        return std::tuple(a->order, a->id) < std::tuple(b->order, b->id);
    });
    return sorted;
}

/// The last word of somebody who knew both.
std::optional<Uuid> decision_on(const std::vector<const TicketEvent*>& events,
                                const Knowledge& knowledge, const TicketEvent& one,
                                const TicketEvent& other) {
    std::optional<Uuid> chosen;
    for (const auto* event : events) {
        const bool knew_both = knowledge.knew(*event, one.id) && knowledge.knew(*event, other.id);
        const bool about_them = event->about_id == one.id || event->about_id == other.id;
        if (event->step == Step::decided && knew_both && about_them) chosen = event->about_id;
    }
    return chosen;
}

std::vector<TicketContradiction> contradictions_in(const std::vector<const TicketEvent*>& events) {
    std::vector<TicketContradiction> found;
    const Knowledge knowledge(events);
    for (std::size_t later = 0; later < events.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            const auto &one = *events[earlier], &other = *events[later];
            if (!are_exclusive(one, other) || !knowledge.are_concurrent(one, other)) continue;
            if (say_the_same(one, other)) continue;
            const auto chosen = decision_on(events, knowledge, one, other);
            found.push_back({one.id, other.id, chosen.value_or(other.id), chosen.has_value()});
        }
    }
    return found;
}

/// Which steps are met by a step, whoever took it.
std::vector<TicketTimer> timers_met_by(const Ticket& ticket, const TicketState& state,
                                       const TicketEvent& event, Step step) {
    const bool question =
        ticket.kind == TicketKind::enquiry || ticket.kind == TicketKind::suggestion;
    switch (step) {
        case Step::acknowledged:
        case Step::paused:
            // Whoever is waited for has been asked.
            return {TicketTimer::acknowledge};
        case Step::passed_on:
        case Step::told_headquarters:
        case Step::transferred:
            return {TicketTimer::pass_on};
        case Step::assigned:
            // To a department; that headquarters hears is another matter.
            if (event.department.empty() || headquarters_hears(ticket, state.severity)) return {};
            return {TicketTimer::pass_on};
        case Step::explained:
        case Step::proposed:
        case Step::promised:
        case Step::quoted:
            return {TicketTimer::acknowledge, TicketTimer::answer};
        case Step::answered:
            return {TicketTimer::acknowledge, TicketTimer::answer, TicketTimer::solve};
        case Step::arrived:
            return {TicketTimer::acknowledge, TicketTimer::answer, TicketTimer::visit};
        case Step::signed_:
            return {TicketTimer::acknowledge, TicketTimer::answer, TicketTimer::pass_on,
                    TicketTimer::visit, TicketTimer::solve};
        case Step::called_back:
            return {TicketTimer::call_back};
        case Step::closed:
            if (question) return {TicketTimer::answer, TicketTimer::solve};
            return {TicketTimer::acknowledge, TicketTimer::answer, TicketTimer::pass_on,
                    TicketTimer::visit,       TicketTimer::solve,  TicketTimer::call_back};
        default:
            return {};
    }
}

constexpr std::int64_t k_usual_warning_ms = std::int64_t{2} * 3'600'000;

bool is_usually_by_wall(const Ticket& ticket, const Coded<TicketSeverity>& severity,
                        TicketTimer timer) {
    if (timer == TicketTimer::visit) return true;
    const bool of_the_matter = timer == TicketTimer::answer || timer == TicketTimer::solve;
    const bool is_case = ticket.kind == TicketKind::complaint || ticket.kind == TicketKind::repair;
    return of_the_matter && is_case && severity == TicketSeverity::urgent;
}

class TicketFold {
  public:
    explicit TicketFold(const Ticket& ticket) : m_ticket(ticket) {}

    TicketState run(std::span<const TicketEvent> events) {
        const auto sorted = in_order(events);
        m_state.contradictions = contradictions_in(sorted);
        std::set<Uuid> overruled;
        for (const auto& pair : m_state.contradictions) {
            overruled.insert(pair.holds == pair.one ? pair.other : pair.one);
        }
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
        take_dues(event);
        if (step) {
            for (const auto timer : timers_met_by(m_ticket, m_state, event, *step))
                meet(timer, event);
        }
        if (m_state.is_closed() && !m_state.closed_at) {
            m_state.closed_at = event.created_at;
            resume(event);
        }
    }

    void take(Step step, const TicketEvent& event) {
        switch (step) {
            case Step::assessed:
                m_state.fault = event.fault;
                m_state.assessed_at = event.created_at;
                break;
            case Step::assigned:
                if (!event.department.empty()) m_state.department = event.department;
                m_state.assignee = event.assignee;
                if (!event.assignee.empty()) m_state.keeper = event.assignee;
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
                m_state.quote_accepted = false;
                m_state.paused_since = event.created_at;
                break;
            case Step::quote_accepted:
                m_state.quote_accepted = true;
                resume(event);
                break;
            case Step::quote_declined:
                m_state.quote.reset();
                resume(event);
                break;
            case Step::carried_out:
                m_state.loss = m_state.loss + event.loss.value_or(Fen());
                break;
            case Step::signed_:
                m_state.calls = 0;
                m_state.ready_at.reset();
                m_state.place.clear();
                if (event.satisfaction) m_state.satisfaction = event.satisfaction;
                break;
            case Step::called_back:
                ++m_state.calls;
                if (event.satisfaction) m_state.satisfaction = event.satisfaction;
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
            clock.met_at.reset();
            clock.stood_at.reset();
        }
    }

    /// A promise that was changed since is a new one.
    void escalate(const TicketEvent& event) {
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
                promise(*known, *due, terms, event);
            }
        }
    }

    void promise(TicketClock& clock, std::int64_t due, const std::optional<TicketTerms>& terms,
                 const TicketEvent& event) const {
        clock.due_at = due;
        clock.since_at = event.created_at;
        clock.level = 0;
        if (!terms) {
            // An older program's: as it usually was.
            clock.soon_at = due - k_usual_warning_ms;
            clock.by_wall_clock = is_usually_by_wall(m_ticket, m_state.severity, clock.timer);
            return;
        }
        clock.soon_at = due_of(terms->soon, clock.timer).value_or(due - k_usual_warning_ms);
        clock.by_wall_clock = terms->runs_by_wall(clock.timer);
        clock.escalate_minutes = terms->escalate_minutes;
    }

    /// A pause moves the end and not the beginning.
    static void move_on(TicketClock& clock, std::int64_t due,
                        const std::optional<TicketTerms>& terms) {
        const auto soon = terms ? due_of(terms->soon, clock.timer) : std::nullopt;
        clock.soon_at = soon.value_or(clock.soon_at + due - clock.due_at);
        clock.due_at = due;
        clock.level = 0;
    }

    void meet(TicketTimer timer, const TicketEvent& event) {
        const auto clock = std::ranges::find(m_state.clocks, timer, &TicketClock::timer);
        if (clock == m_state.clocks.end() || clock->met_at) return;
        // A call that reached nobody is a try.
        const bool tried = event.step == Step::called_back && !m_state.is_closed();
        if (tried) return;
        clock->met_at = event.created_at;
        // While the customer is waited for it stands where it stood.
        clock->stood_at =
            std::min(m_state.paused_since.value_or(event.created_at), event.created_at);
    }

    const Ticket& m_ticket;
    TicketState m_state{};
};

}  // namespace

TicketState fold_ticket(const Ticket& ticket, std::span<const TicketEvent> events) {
    return TicketFold(ticket).run(events);
}

std::span<const std::string_view> correctable_fields() {
    static constexpr std::array<std::string_view, 7> k_fields{
        "customer_name", "customer_phone", "address",         "product",
        "till_receipt",  "device",         "authority_number"};
    return k_fields;
}

bool is_contact_field(std::string_view field) {
    return field == "customer_name" || field == "customer_phone" || field == "address";
}

Ticket corrected_ticket(const Ticket& ticket, std::span<const TicketEvent> events) {
    Ticket corrected = ticket;
    std::string* const places[] = {&corrected.customer_name,   &corrected.customer_phone,
                                   &corrected.address,         &corrected.product,
                                   &corrected.till_receipt,    &corrected.device,
                                   &corrected.authority_number};
    const auto fields = correctable_fields();
    for (const auto* event : in_order(events)) {
        if (event->step != Step::corrected) continue;
        const auto field = std::ranges::find(fields, event->field);
        if (field == fields.end()) continue;
        *places[field - fields.begin()] = is_contact_field(*field) ? event->contact : event->words;
    }
    return corrected;
}

}  // namespace qiantai::domain
