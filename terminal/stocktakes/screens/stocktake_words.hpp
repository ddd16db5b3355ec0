#pragma once

// Stocktakes in words, as every screen of theirs says them.

#include "terminal/desk/scene.hpp"
#include "terminal/kit/core/icons.hpp"
#include "terminal/kit/core/tone.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/stocktakes/rules/stocktake_desk_facts.hpp"

namespace qiantai::ui {

Text stocktake_phase_text(const Ui& ui, const Coded<StocktakePhase>& phase);
Tone stocktake_phase_tone(const Coded<StocktakePhase>& phase);
Text stocktake_kind_text(const Ui& ui, const Coded<StocktakeKind>& kind);
Text stocktake_reason_text(const Ui& ui, const Coded<StocktakeReason>& reason);
/// The usual reasons of a variance; "other" is said in own words.
std::span<const Choice> stocktake_reasons();
/// The usual reasons of sending back, cancelling, and letting a first count stand.
std::span<const Choice> stocktake_step_reasons();

/// What somebody does: 冻结账面数, 批准并过账.
TextKey stocktake_act_key(StocktakeStep step);
/// What was done.
Text stocktake_event_text(const Ui& ui, const Coded<StocktakeStep>& step);
Icon stocktake_step_icon(StocktakeStep step);
/// Why a step is not this person's to take.
Text stocktake_lock_text(const Ui& ui, const Shop& shop, const domain::StocktakeNextStep& next);

/// What is open, and of what: "要复盘 · 帆布袋".
Text stocktake_problem_text(const Ui& ui, const domain::StocktakeProblem& problem);
/// "LP001 · B1 · 2027年5月1日".
Text stocktake_thing_text(const Ui& ui, const Shop& shop, const std::string& code,
                          const domain::StocktakeThing& thing);
/// "+2", "-3".
std::string signed_pieces(int pieces);

}  // namespace qiantai::ui
