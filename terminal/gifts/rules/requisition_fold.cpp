#include "terminal/gifts/rules/requisition_fold.hpp"

#include <algorithm>
#include <map>

#include "terminal/gifts/rules/requisition_course.hpp"

namespace qiantai::domain {
namespace {

using WishPhase = RequisitionPhase;
using WishStep = RequisitionStep;

/// More than anybody can count stays so much, whatever broken programs write.
void count_on(int& count, int pieces) {
    constexpr int k_counted_max = 1'000'000'000;
    count = std::clamp(count + pieces, -k_counted_max, k_counted_max);
}

class RequisitionFold {
  public:
    explicit RequisitionFold(const Requisition& requisition) : m_requisition(requisition) {
        for (const auto& line : lines_of(requisition.lines)) {
            count_on(item(line.gift_id).asked, line.pieces);
        }
        if (requisition.by_manager) m_decided = WishPhase::forwarded;
        m_decided_at = requisition.created_at;
    }

    void add(const RequisitionEvent& event) {
        const auto step = event.step.known();
        if (step && !phase_decided(*step)) {
            m_goods.push_back(&event);
            m_sent = m_sent || *step == WishStep::dispatched;
        } else if (!step || !decide(event, *step)) {
            m_state.without_effect.push_back(event.id);
        }
    }

    RequisitionState finish() {
        // In the order of their nature, whatever the clocks say.
        for (const auto& [step, code] : k_codes<WishStep>) {
            for (const auto* event : m_goods) {
                const bool counts = event->step != step || move_goods(*event, step);
                if (!counts) m_state.without_effect.push_back(event->id);
            }
        }
        count_goods();
        const auto reached = phase();
        m_state.phase = reached;
        m_state.waits_since = waits_since(reached);
        return std::move(m_state);
    }

  private:
    RequisitionItem& item(const Uuid& gift_id) {
        auto& items = m_state.items;
        const auto found = std::ranges::find(items, gift_id, &RequisitionItem::gift_id);
        return found != items.end() ? *found : items.emplace_back(RequisitionItem{gift_id});
    }
    RequisitionParcel* parcel(const std::optional<Uuid>& id, auto member) {
        if (!id) return nullptr;
        for (auto& one : m_state.parcels) {
            if (one.*member == *id) return &one;
        }
        return nullptr;
    }

    bool decide(const RequisitionEvent& event, RequisitionStep step) {
        const auto from = course_row(step).from;
        const bool goods_left = step == WishStep::cancelled && m_sent;
        if (std::ranges::find(from, m_decided) == from.end() || goods_left) return false;
        m_decided = *phase_decided(step);
        m_decided_at = event.created_at;
        if (step != WishStep::approved) return true;
        m_state.approved_by = event.created_by;
        m_state.approved_on = event.business_date;
        m_state.worth = std::clamp(event.worth.value_or(Fen()), Fen(), k_requisition_worth_max);
        for (const auto& line : lines_of(event.lines)) {
            count_on(item(line.gift_id).approved, line.pieces);
            item(line.gift_id).words = line.words;
        }
        return true;
    }

    bool move_goods(const RequisitionEvent& event, RequisitionStep step) {
        if (step == WishStep::dispatched) {
            m_state.parcels.push_back({.id = event.id,
                                       .parcel = event.parcel,
                                       .sent_on = event.business_date,
                                       .sent_at = event.created_at,
                                       .sent_by = event.created_by,
                                       .lines = lines_of(event.lines)});
            return true;
        }
        if (step == WishStep::closed_short) return m_state.closed_short = true;
        if (step == WishStep::received) {
            auto* sent = parcel(event.about_id, &RequisitionParcel::id);
            if (sent == nullptr || sent->receipt_id) return false;
            sent->receipt_id = event.id;
            sent->received = lines_of(event.lines);
            sent->received_at = event.created_at;
            sent->received_by = event.created_by;
            return true;
        }
        auto* arrived = parcel(event.about_id, &RequisitionParcel::receipt_id);
        if (arrived == nullptr) return false;
        if (step == WishStep::countersigned) return sign_again(*arrived, event);
        if (step == WishStep::settled) {
            arrived->outcome = event.outcome;
            arrived->settled_at = event.created_at;
        }
        if (step == WishStep::booked_back) arrived->booked_back = true;
        return true;
    }

    /// Of a store's and headquarters' the first holds; nobody signs twice, also where two tills
    /// received the parcel.
    static bool sign_again(RequisitionParcel& arrived, const RequisitionEvent& event) {
        if (!arrived.countersigned_by.empty() || arrived.received_by == event.created_by) {
            return false;
        }
        arrived.countersigned_by = event.created_by;
        return true;
    }

    void count_goods() {
        for (auto& sent : m_state.parcels) {
            std::map<Uuid, int> differing;
            for (const auto& line : sent.lines) {
                count_on(item(line.gift_id).sent, line.pieces);
                count_on(differing[line.gift_id], line.pieces);
                if (!sent.receipt_id) count_on(item(line.gift_id).under_way, line.pieces);
            }
            if (sent.receipt_id) count_received(sent, differing);
        }
        for (auto& one : m_state.items) {
            if (!m_state.closed_short) one.still_to_send = std::max(one.approved - one.sent, 0);
        }
    }

    /// `differing`: what was sent, by gift.
    void count_received(RequisitionParcel& sent, std::map<Uuid, int>& differing) {
        for (const auto& line : sent.received) {
            count_on(item(line.gift_id).arrived, line.pieces);
            count_on(item(line.gift_id).damaged, line.damaged);
            count_on(differing[line.gift_id], -line.pieces - line.damaged);
            sent.differs = sent.differs || line.damaged > 0;
        }
        bool missing = false, unsent = false;
        for (const auto& [gift, pieces] : differing) {
            count_on(item(gift).missing, std::max(pieces, 0));
            missing = missing || pieces > 0;
            unsent = unsent || pieces < 0;
        }
        sent.differs = sent.differs || missing || unsent;
        // What came without having been sent has left the sender's shelf, whatever else is said.
        const bool found = missing && sent.outcome == DifferenceOutcome::sender_has_it;
        sent.to_book = !sent.outcome.empty() && !sent.booked_back && (found || unsent);
    }

    WishPhase phase() const {
        const auto& parcels = m_state.parcels;
        const bool unsettled = std::ranges::any_of(parcels, [](const RequisitionParcel& sent) {
            return sent.differs && (sent.outcome.empty() || sent.to_book);
        });
        const bool under_way = std::ranges::any_of(
            parcels, [](const RequisitionParcel& sent) { return !sent.receipt_id; });
        if (under_way) return WishPhase::under_way;
        if (unsettled) return WishPhase::differing;
        if (m_decided != WishPhase::approved) return m_decided;
        const bool waits = std::ranges::any_of(
            m_state.items, [](const RequisitionItem& one) { return one.still_to_send > 0; });
        return waits ? WishPhase::approved : WishPhase::done;
    }

    TimeMs waits_since(WishPhase reached) const {
        std::optional<TimeMs> first;
        const auto note = [&](TimeMs at) { first = std::min(first.value_or(at), at); };
        for (const auto& sent : m_state.parcels) {
            if (reached == WishPhase::under_way && !sent.receipt_id) note(sent.sent_at);
            if (reached != WishPhase::differing || !sent.receipt_id || !sent.differs) continue;
            if (sent.outcome.empty()) note(sent.received_at);
            if (sent.to_book) note(sent.settled_at);
        }
        return first.value_or(m_decided_at);
    }

    const Requisition& m_requisition;
    RequisitionState m_state{};
    std::vector<const RequisitionEvent*> m_goods{};
    bool m_sent = false;
    WishPhase m_decided = WishPhase::asked;
    TimeMs m_decided_at = 0;
};

}  // namespace

RequisitionState fold_requisition(const Requisition& requisition,
                                  std::span<const RequisitionEvent> events) {
    std::vector<const RequisitionEvent*> ordered;
    for (const auto& event : events) ordered.push_back(&event);
    std::ranges::sort(ordered, {}, [](const RequisitionEvent* event) {
        return std::pair(event->order, event->id);
    });
    RequisitionFold fold(requisition);
    for (const auto* event : ordered) fold.add(*event);
    return fold.finish();
}

}  // namespace qiantai::domain
