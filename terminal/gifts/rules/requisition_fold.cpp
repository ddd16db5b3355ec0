#include "terminal/gifts/rules/requisition_fold.hpp"

#include <algorithm>
#include <map>

#include "sync/core/scope.hpp"

namespace qiantai::domain {
namespace {

using WishPhase = RequisitionPhase;
using WishStep = RequisitionStep;
using StepPlace = RequisitionCourseRow::StepPlace;

constexpr WishPhase k_from_asked[] = {WishPhase::asked};
constexpr WishPhase k_from_forwarded[] = {WishPhase::forwarded};
constexpr WishPhase k_from_checked[] = {WishPhase::checked};
constexpr WishPhase k_before_approval[] = {WishPhase::forwarded, WishPhase::checked};
constexpr WishPhase k_before_dispatch[] = {WishPhase::asked, WishPhase::forwarded,
                                           WishPhase::checked, WishPhase::approved};
constexpr WishPhase k_while_sending[] = {WishPhase::approved, WishPhase::under_way,
                                         WishPhase::differing};
constexpr WishPhase k_of_goods[] = {WishPhase::approved, WishPhase::under_way, WishPhase::differing,
                                    WishPhase::done, WishPhase::cancelled};

constexpr StaffRole k_shop_roles[] = {StaffRole::clerk, StaffRole::store_manager};
constexpr StaffRole k_manager_role[] = {StaffRole::store_manager};
constexpr StaffRole k_agent_roles[] = {StaffRole::cs_agent, StaffRole::cs_manager};
constexpr StaffRole k_approver_role[] = {StaffRole::cs_manager};
constexpr StaffRole k_sender_roles[] = {StaffRole::store_manager, StaffRole::warehouse_keeper};
constexpr StaffRole k_receiver_roles[] = {StaffRole::clerk, StaffRole::store_manager,
                                          StaffRole::warehouse_keeper};

constexpr RequisitionCourseRow k_requisition_course[] = {
    {WishStep::manager_approved, k_from_asked, StepPlace::asker, k_manager_role},
    {WishStep::manager_returned, k_from_asked, StepPlace::asker, k_manager_role},
    {WishStep::checked, k_from_forwarded, StepPlace::headquarters, k_agent_roles},
    {WishStep::approved, k_from_checked, StepPlace::headquarters, k_approver_role},
    {WishStep::refused, k_before_approval, StepPlace::headquarters, k_approver_role},
    {WishStep::cancelled, k_before_dispatch, StepPlace::asker, k_shop_roles},
    {WishStep::dispatched, k_while_sending, StepPlace::sender, k_sender_roles},
    {WishStep::closed_short, k_while_sending, StepPlace::sender, k_sender_roles},
    {WishStep::received, k_of_goods, StepPlace::receiver, k_receiver_roles},
    {WishStep::countersigned, k_of_goods, StepPlace::receiver, k_receiver_roles},
    // Where one person is alone on duty, the second signature is headquarters'.
    {WishStep::countersigned, k_of_goods, StepPlace::headquarters, k_agent_roles},
    {WishStep::settled, k_of_goods, StepPlace::headquarters, k_approver_role},
    {WishStep::booked_back, k_of_goods, StepPlace::sender, k_sender_roles},
};

/// The first of the step; where it may follow is the same in all of them.
const RequisitionCourseRow& course_row(RequisitionStep step) {
    const auto found = std::ranges::find(k_requisition_course, step, &RequisitionCourseRow::step);
    QIANTAI_ASSERT(found != std::end(k_requisition_course));
    return *found;
}

std::string_view place_of_step(const Requisition& requisition, StepPlace where) {
    switch (where) {
        case StepPlace::asker:
            return requisition.store_code;
        case StepPlace::sender:
            return requisition.sender();
        case StepPlace::receiver:
            return requisition.receiver();
        case StepPlace::headquarters:
            break;
    }
    return sync::k_hq_store_code;
}

/// Where what somebody decides leads.
std::optional<WishPhase> phase_decided(RequisitionStep step) {
    switch (step) {
        case WishStep::manager_approved:
            return WishPhase::forwarded;
        case WishStep::checked:
            return WishPhase::checked;
        case WishStep::approved:
            return WishPhase::approved;
        case WishStep::manager_returned:
        case WishStep::refused:
            return WishPhase::refused;
        case WishStep::cancelled:
            return WishPhase::cancelled;
        case WishStep::dispatched:
        case WishStep::closed_short:
        case WishStep::received:
        case WishStep::countersigned:
        case WishStep::settled:
        case WishStep::booked_back:
            break;
    }
    return std::nullopt;
}

class RequisitionFold {
  public:
    explicit RequisitionFold(const Requisition& requisition) : m_requisition(requisition) {
        for (const auto& line : lines_of(requisition.lines)) {
            item(line.gift_id).asked += line.pieces;
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
        m_state.worth = event.worth.value_or(Fen());
        for (const auto& line : lines_of(event.lines)) {
            item(line.gift_id).approved += line.pieces;
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
                item(line.gift_id).sent += line.pieces;
                differing[line.gift_id] += line.pieces;
                if (!sent.receipt_id) item(line.gift_id).under_way += line.pieces;
            }
            if (!sent.receipt_id) continue;
            for (const auto& line : sent.received) {
                item(line.gift_id).arrived += line.pieces;
                item(line.gift_id).damaged += line.damaged;
                differing[line.gift_id] -= line.pieces + line.damaged;
                sent.differs = sent.differs || line.damaged > 0;
            }
            for (const auto& [gift, pieces] : differing) {
                item(gift).missing += std::max(pieces, 0);
                sent.differs = sent.differs || pieces != 0;
            }
        }
        for (auto& one : m_state.items) {
            if (!m_state.closed_short) one.still_to_send = std::max(one.approved - one.sent, 0);
        }
    }

    WishPhase phase() const {
        const auto& parcels = m_state.parcels;
        const bool unsettled = std::ranges::any_of(parcels, [](const RequisitionParcel& sent) {
            const bool back = sent.outcome == DifferenceOutcome::sender_has_it && !sent.booked_back;
            return sent.receipt_id && sent.differs && (sent.outcome.empty() || back);
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
            if (sent.outcome == DifferenceOutcome::sender_has_it && !sent.booked_back) {
                note(sent.settled_at);
            }
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

std::span<const RequisitionCourseRow> requisition_course() {
    return k_requisition_course;
}

Status check_requisition_step(const Requisition& requisition, const RequisitionState& state,
                              RequisitionStep step, const Session& session) {
    const auto& row = course_row(step);
    const bool theirs =
        std::ranges::any_of(k_requisition_course, [&](const RequisitionCourseRow& one) {
            return one.step == step &&
                   session.store_code == place_of_step(requisition, one.where) &&
                   std::ranges::find(one.roles, session.role) != one.roles.end();
        });
    if (!theirs) {
        return make_error(k_requisition_not_yours,
                          std::string(place_of_step(requisition, row.where)), "step");
    }
    const auto phase = state.phase.known();
    const bool follows = phase && std::ranges::find(row.from, *phase) != row.from.end();
    const bool sent = step == WishStep::cancelled && !state.parcels.empty();
    if (!follows || sent) return make_error(k_requisition_not_now, state.phase.text(), "step");
    return {};
}

}  // namespace qiantai::domain
