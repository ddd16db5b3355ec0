#pragma once

// Requisitions in words, as every screen of theirs says them.

#include "terminal/desk/scene.hpp"
#include "terminal/gifts/rules/requisition_desk_facts.hpp"
#include "terminal/kit/core/icons.hpp"
#include "terminal/kit/core/tone.hpp"

namespace qiantai::ui {

Text requisition_phase_text(const Ui& ui, const Coded<RequisitionPhase>& phase);
Tone requisition_phase_tone(const Coded<RequisitionPhase>& phase);
Text requisition_kind_text(const Ui& ui, const Coded<RequisitionKind>& kind);
Icon requisition_kind_icon(const Coded<RequisitionKind>& kind);
Text requisition_purpose_text(const Ui& ui, const Coded<RequisitionPurpose>& purpose);
Text difference_outcome_text(const Ui& ui, const Coded<DifferenceOutcome>& outcome);

/// "总仓 → 望京一店": which way the goods go.
Text requisition_way_text(const Shop& shop, const std::string& from, const std::string& to);
/// "3 种 60 件".
Text requisition_size_text(const Ui& ui, int gifts, int pieces);

/// What somebody does: 批准, 发货.
Text requisition_act_text(const Ui& ui, RequisitionStep step);
/// What was done: 已批准, 已发货.
Text requisition_event_text(const Ui& ui, const Coded<RequisitionStep>& step);
Icon requisition_step_icon(const Coded<RequisitionStep>& step);
/// Why a step is not this person's to take.
Text requisition_lock_text(const Ui& ui, const Shop& shop, const domain::RequisitionNextStep& next);

/// The gift's name; its id's beginning where its own row has not arrived yet.
std::string requisition_gift_name(const domain::RequisitionPage& page, const Uuid& gift_id);
/// Null for a gift that is not on the page.
const domain::RequisitionGift* find_requisition_gift(const domain::RequisitionPage& page,
                                                     const Uuid& gift_id);

}  // namespace qiantai::ui
