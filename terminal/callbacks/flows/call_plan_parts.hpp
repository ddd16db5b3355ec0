#pragma once

// What the flows of the screen of plans share.

#include "terminal/callbacks/screens/screen_call_plans.hpp"
#include "terminal/desk/flow.hpp"

namespace qiantai::app {

ui::CallPlansState& plans_of(Flow& flow);

/// The rules as they are tried; begun with those that are shown.
ui::RulesEdit& edited_rules(Flow& flow);
/// Whom the rules that are shown would call.
void try_rules(Flow& flow);
/// The sheet's rule goes into the rules, or is taken out of them.
void keep_rule(Flow& flow);
void drop_rule(Flow& flow);
/// What was not changed is as headquarters set it.
void close_rule_sheets(Flow& flow);
void put_rules(Flow& flow);

}  // namespace qiantai::app
