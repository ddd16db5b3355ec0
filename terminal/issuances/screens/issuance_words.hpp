#pragma once

#include "terminal/issuances/rules/register_facts.hpp"
#include "terminal/kit/core/ui.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"

namespace qiantai::ui {

Text issuance_reason_text(const Ui& ui, const Coded<IssuanceReason>& reason);
/// Why a piece can't be given, or not alone.
Text issue_bar_text(const Ui& ui, const domain::IssueObstacle& obstacle);
/// Why lines are taken back, as people are offered it.
std::span<const Choice> take_back_reasons();
/// Why gifts of a purchase that was given back stay with the customer.
std::span<const Choice> excuse_reasons();
/// What was done about a right that was used twice.
std::span<const Choice> conflict_reasons();
/// Why a right is made void.
std::span<const Choice> right_cancel_reasons();
/// Why the name of somebody who is no member is emptied.
std::span<const Choice> erase_reasons();
/// Why nobody signed.
std::span<const Choice> unsigned_reasons();
/// Why more is given than the limits let.
std::span<const Choice> approval_reasons();

}  // namespace qiantai::ui
