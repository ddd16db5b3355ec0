#pragma once

// The screen of callbacks, and what other flows may ask of it.

#include "terminal/callbacks/screens/screen_callbacks.hpp"
#include "terminal/desk/paged_flow.hpp"

namespace qiantai::app {

ScreenEntry callbacks_screen();
ScreenEntry call_plans_screen();

/// Goes to one callback, whosever it is.
void open_callback(Flow& flow, const domain::CallbackLine& line);

/// Goes to a member's callbacks.
void open_callbacks_of(Flow& flow, const Uuid& member, const std::string& name);
/// The chain's rules make what is due, some at a time, until nothing is left; as the signed-in
/// person.
void run_callbacks(Flow& flow);

}  // namespace qiantai::app
