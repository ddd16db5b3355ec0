#pragma once

#include "schema/base/named_enum.hpp"

namespace qiantai {

/// Longest texts in code points.
inline constexpr int k_requisition_words_length_max = 500, k_requisition_lines_length_max = 100'000,
                     k_requisition_after_length_max = 4000;

/// Which way the goods go: from the warehouse or another store to whoever asks, or back from it.
enum class RequisitionKind { requisition, transfer, give_back };
constexpr auto codes_of(RequisitionKind) {
    return std::to_array<CodedValue<RequisitionKind>>(
        {{RequisitionKind::requisition, "requisition"},
         {RequisitionKind::transfer, "transfer"},
         {RequisitionKind::give_back, "return"}});
}

enum class RequisitionPurpose { daily, campaign, complaint, birthday };
constexpr auto codes_of(RequisitionPurpose) {
    return std::to_array<CodedValue<RequisitionPurpose>>(
        {{RequisitionPurpose::daily, "daily"},
         {RequisitionPurpose::campaign, "campaign"},
         {RequisitionPurpose::complaint, "complaint"},
         {RequisitionPurpose::birthday, "birthday"}});
}

/// What happened to a requisition after it was asked for; see entity requisition_event.
enum class RequisitionStep {
    manager_approved,
    manager_returned,
    checked,
    approved,
    refused,
    cancelled,
    dispatched,
    closed_short,
    received,
    countersigned,
    settled,
    booked_back,
};
constexpr auto codes_of(RequisitionStep) {
    return std::to_array<CodedValue<RequisitionStep>>(
        {{RequisitionStep::manager_approved, "manager_approved"},
         {RequisitionStep::manager_returned, "manager_returned"},
         {RequisitionStep::checked, "checked"},
         {RequisitionStep::approved, "approved"},
         {RequisitionStep::refused, "refused"},
         {RequisitionStep::cancelled, "cancelled"},
         {RequisitionStep::dispatched, "dispatched"},
         {RequisitionStep::closed_short, "closed_short"},
         {RequisitionStep::received, "received"},
         {RequisitionStep::countersigned, "countersigned"},
         {RequisitionStep::settled, "settled"},
         {RequisitionStep::booked_back, "booked_back"}});
}

/// Where a requisition stands: whom it waits for, or how it ended.
enum class RequisitionPhase {
    asked,      ///< the store manager
    forwarded,  ///< an agent of headquarters
    checked,    ///< headquarters' approval
    approved,   ///< whoever dispatches
    under_way,  ///< whoever receives
    differing,  ///< headquarters settles what did not arrive as it was sent
    done,
    refused,
    cancelled,
};
constexpr auto codes_of(RequisitionPhase) {
    return std::to_array<CodedValue<RequisitionPhase>>(
        {{RequisitionPhase::asked, "asked"},
         {RequisitionPhase::forwarded, "forwarded"},
         {RequisitionPhase::checked, "checked"},
         {RequisitionPhase::approved, "approved"},
         {RequisitionPhase::under_way, "under_way"},
         {RequisitionPhase::differing, "differing"},
         {RequisitionPhase::done, "done"},
         {RequisitionPhase::refused, "refused"},
         {RequisitionPhase::cancelled, "cancelled"}});
}

/// What headquarters says of pieces that did not arrive, or arrived spoilt.
enum class DifferenceOutcome { lost, sender_has_it, accepted };
constexpr auto codes_of(DifferenceOutcome) {
    return std::to_array<CodedValue<DifferenceOutcome>>(
        {{DifferenceOutcome::lost, "lost"},
         {DifferenceOutcome::sender_has_it, "sender_has_it"},
         {DifferenceOutcome::accepted, "accepted"}});
}

}  // namespace qiantai
