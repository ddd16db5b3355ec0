#pragma once

// What the flows of callbacks share.

#include "terminal/callbacks/screens/screen_callbacks.hpp"
#include "terminal/desk/paged_flow.hpp"

namespace qiantai::app {

ui::CallbacksState& callbacks_of(Flow& flow);
/// The list, its counts, and whoever is called next.
void reload_callbacks(Flow& flow);
/// What the sheet's notes say of the call that is chosen.
domain::CallbackResult result_of_call(const ui::CallbacksState& state, CallbackOutcome outcome);
void record_call(Flow& flow, domain::CallbackResult result);
/// First whether it is meant: nobody calls this customer any more then.
void ask_no_more_calls(Flow& flow);
/// Likewise; then the callback is open again.
void ask_take_back(Flow& flow, const Uuid& step);
/// What the member said of `purpose` in the call that is chosen.
void say_consent(Flow& flow, ConsentPurpose purpose, bool agrees);

/// Opens the sheet of an order for the call that is chosen, or the member whose calls are shown.
void begin_order(Flow& flow, ui::CallOrderKind kind);
void confirm_order(Flow& flow);
void end_key_customer(Flow& flow);
/// Whether the member whose calls are shown is a key customer.
void load_key_customer(Flow& flow);

}  // namespace qiantai::app
