#include "terminal/tickets/rules/ticket_contradictions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

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
                                 Exclusive{Step::agreed, Step::proposed, false},
                                 Exclusive{Step::paper_signed, Step::proposed, false},
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

}  // namespace

std::vector<const TicketEvent*> events_in_order(std::span<const TicketEvent> events) {
    std::vector<const TicketEvent*> sorted;
    for (const auto& event : events) sorted.push_back(&event);
    std::ranges::sort(sorted, [](const TicketEvent* a, const TicketEvent* b) {
        return std::tuple(a->order, a->id) < std::tuple(b->order, b->id);
    });
    return sorted;
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

}  // namespace qiantai::domain
