#include "terminal/gifts/rules/requisition_course.hpp"

#include <algorithm>

#include "sync/core/scope.hpp"

namespace qiantai::domain {
namespace {

using enum RequisitionStep;
using WishPhase = RequisitionPhase;
using StepPlace = RequisitionCourseRow::StepPlace;

constexpr WishPhase k_from_asked[] = {WishPhase::asked};
constexpr WishPhase k_from_forwarded[] = {WishPhase::forwarded};
constexpr WishPhase k_from_checked[] = {WishPhase::checked};
constexpr WishPhase k_before_approval[] = {WishPhase::forwarded, WishPhase::checked};
constexpr WishPhase k_before_dispatch[] = {WishPhase::asked, WishPhase::forwarded,
                                           WishPhase::checked, WishPhase::approved};
constexpr WishPhase k_while_sending[] = {WishPhase::approved, WishPhase::under_way,
                                         WishPhase::differing};
// Also where it was cancelled or refused, of which whoever sent them did not know yet.
constexpr WishPhase k_of_goods[] = {WishPhase::approved,  WishPhase::under_way,
                                    WishPhase::differing, WishPhase::done,
                                    WishPhase::refused,   WishPhase::cancelled};

constexpr StaffRole k_shop_roles[] = {StaffRole::clerk, StaffRole::store_manager};
constexpr StaffRole k_manager_role[] = {StaffRole::store_manager};
constexpr StaffRole k_agent_roles[] = {StaffRole::cs_agent, StaffRole::cs_manager};
constexpr StaffRole k_approver_role[] = {StaffRole::cs_manager};
constexpr StaffRole k_sender_roles[] = {StaffRole::store_manager, StaffRole::warehouse_keeper};
constexpr StaffRole k_receiver_roles[] = {StaffRole::clerk, StaffRole::store_manager,
                                          StaffRole::warehouse_keeper};

constexpr RequisitionCourseRow k_requisition_course[] = {
    {manager_approved, k_from_asked, StepPlace::asker, k_manager_role},
    {manager_returned, k_from_asked, StepPlace::asker, k_manager_role},
    {checked, k_from_forwarded, StepPlace::headquarters, k_agent_roles},
    {approved, k_from_checked, StepPlace::headquarters, k_approver_role},
    {refused, k_before_approval, StepPlace::headquarters, k_approver_role},
    {cancelled, k_before_dispatch, StepPlace::asker, k_shop_roles},
    {dispatched, k_while_sending, StepPlace::sender, k_sender_roles},
    {closed_short, k_while_sending, StepPlace::sender, k_sender_roles},
    {received, k_of_goods, StepPlace::receiver, k_receiver_roles},
    {countersigned, k_of_goods, StepPlace::receiver, k_receiver_roles},
    // Where one person is alone on duty, the second signature is headquarters'.
    {countersigned, k_of_goods, StepPlace::headquarters, k_agent_roles},
    {settled, k_of_goods, StepPlace::headquarters, k_approver_role},
    {booked_back, k_of_goods, StepPlace::sender, k_sender_roles},
};

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

/// What a step would be about, if it can follow now: nothing, or a parcel and its receipt.
struct StepSubjects {
    bool follows = false;
    std::vector<std::optional<Uuid>> about{std::nullopt};
};

StepSubjects subjects_of(const RequisitionState& state, RequisitionStep step) {
    const auto phase = state.phase.known();
    const auto from = course_row(step).from;
    if (!phase || std::ranges::find(from, *phase) == from.end()) return {};
    if (step == cancelled) return {.follows = state.parcels.empty()};
    if (step == dispatched || step == closed_short) {
        return {.follows = std::ranges::any_of(
                    state.items, [](const RequisitionItem& one) { return one.still_to_send > 0; })};
    }
    if (phase_decided(step)) return {.follows = true};
    StepSubjects subjects{.about = {}};
    for (const auto& parcel : state.parcels) {
        const bool arrived = parcel.receipt_id.has_value();
        const bool waits = step == received        ? !arrived
                           : step == countersigned ? arrived && parcel.countersigned_by.empty()
                           : step == settled ? arrived && parcel.differs && parcel.outcome.empty()
                                             : parcel.to_book;
        if (waits) subjects.about.push_back(arrived ? parcel.receipt_id : parcel.id);
    }
    subjects.follows = !subjects.about.empty();
    return subjects;
}

bool is_theirs(const Requisition& requisition, RequisitionStep step, const Session& session) {
    return std::ranges::any_of(k_requisition_course, [&](const RequisitionCourseRow& one) {
        return one.step == step && session.store_code == place_of_step(requisition, one.where) &&
               std::ranges::find(one.roles, session.role) != one.roles.end();
    });
}

}  // namespace

const RequisitionCourseRow& course_row(RequisitionStep step) {
    const auto found = std::ranges::find(k_requisition_course, step, &RequisitionCourseRow::step);
    QIANTAI_ASSERT(found != std::end(k_requisition_course));
    return *found;
}

std::optional<RequisitionPhase> phase_decided(RequisitionStep step) {
    switch (step) {
        case RequisitionStep::manager_approved:
            return RequisitionPhase::forwarded;
        case RequisitionStep::checked:
            return RequisitionPhase::checked;
        case RequisitionStep::approved:
            return RequisitionPhase::approved;
        case RequisitionStep::manager_returned:
        case RequisitionStep::refused:
            return RequisitionPhase::refused;
        case RequisitionStep::cancelled:
            return RequisitionPhase::cancelled;
        case RequisitionStep::dispatched:
        case RequisitionStep::closed_short:
        case RequisitionStep::received:
        case RequisitionStep::countersigned:
        case RequisitionStep::settled:
        case RequisitionStep::booked_back:
            break;
    }
    return std::nullopt;
}

Status check_requisition_step(const Requisition& requisition, const RequisitionState& state,
                              RequisitionStep step, const Session& session) {
    if (!is_theirs(requisition, step, session)) {
        return make_error(k_requisition_not_yours,
                          std::string(place_of_step(requisition, course_row(step).where)), "step");
    }
    const auto phase = state.phase.known();
    const auto from = course_row(step).from;
    const bool follows = phase && std::ranges::find(from, *phase) != from.end();
    const bool sent = step == cancelled && !state.parcels.empty();
    if (!follows || sent) return make_error(k_requisition_not_now, state.phase.text(), "step");
    return {};
}

Status check_new_person(const RequisitionPage& page, RequisitionStep step,
                        const std::optional<Uuid>& about_id, const Session& session) {
    if (step == countersigned) {
        for (const auto& parcel : page.state.parcels) {
            if (parcel.receipt_id != about_id) continue;
            QIANTAI_TRY_STATUS(check_two_persons(parcel.received_by, session));
        }
    }
    if (step != manager_approved && step != checked && step != approved) return {};
    QIANTAI_TRY_STATUS(check_two_persons(page.requisition.created_by, session));
    for (const auto& before : page.events) {
        if (before.step == manager_approved || before.step == checked) {
            QIANTAI_TRY_STATUS(check_two_persons(before.created_by, session));
        }
    }
    return {};
}

std::vector<RequisitionNextStep> next_steps(const RequisitionPage& page, const Session& session) {
    std::vector<RequisitionNextStep> steps;
    for (const auto& [step, code] : k_codes<RequisitionStep>) {
        const auto subjects = subjects_of(page.state, step);
        if (!subjects.follows) continue;
        const auto where = place_of_step(page.requisition, course_row(step).where);
        for (const auto& about : subjects.about) {
            auto may = check_requisition_step(page.requisition, page.state, step, session);
            if (may) may = check_new_person(page, step, about, session);
            steps.push_back({.step = step,
                             .about_id = about,
                             .where = std::string(where == sync::k_hq_store_code ? "" : where),
                             .refused = may ? "" : std::string(may.error().code())});
        }
    }
    return steps;
}

bool waits_for(const RequisitionPage& page, const Session& session) {
    return std::ranges::any_of(next_steps(page, session), [](const RequisitionNextStep& next) {
        const bool way_out = next.step == manager_returned || next.step == refused ||
                             next.step == cancelled || next.step == closed_short;
        return next.refused.empty() && !way_out;
    });
}

}  // namespace qiantai::domain
