#pragma once

#include "terminal/access/screens/screen_sign_in.hpp"
#include "terminal/desk/flow.hpp"

namespace qiantai::app {

/// Asks who is there.
void begin_sign_in(Flow& flow);
void apply_sign_in(Flow& flow, const ui::SignInIntent& intent);

/// Over the open screen the signed-in person chooses a new PIN.
void begin_change_pin(Flow& flow);

/// A scanner typed something; that is no try at a PIN.
void refuse_scan(Flow& flow);

/// The person leaves; `keep` says whether the work waits for the same person.
enum class KeepWork : std::uint8_t { yes, no };
void leave(Flow& flow, KeepWork keep);

}  // namespace qiantai::app
