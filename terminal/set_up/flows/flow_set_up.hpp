#pragma once

#include "terminal/desk/flow.hpp"
#include "terminal/set_up/screens/screen_set_up.hpp"

namespace qiantai::app {

void apply_set_up(Flow& flow, const ui::SetUpIntent& intent);
/// Between frames: the first load may have ended.
void step_set_up(Flow& flow);
/// A code, or an address, a blank and a code.
void scan_set_up(Flow& flow, const std::string& scanned);
void tell_set_up_scan_unclear(Flow& flow);

}  // namespace qiantai::app
