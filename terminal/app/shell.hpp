#pragma once

// The frame around the screens: starting, locking, leaving, and how the terminal looks.

#include "terminal/desk/flow.hpp"

namespace qiantai::app {

/// The program's first work: opens the database and goes on to signing in.
void start(Flow& flow);
/// Between frames: what happens because time passes.
void step(Flow& flow);
/// When the terminal locks if nobody touches it.
double lock_at_s(const ui::Scene& scene);
void apply_shell(Flow& flow, const ui::ShellIntent& intent);
/// Between frames: a barcode scanner typed a code.
void scan(Flow& flow, const std::string& code);
/// Between frames: files were dropped on the window.
void drop(Flow& flow, const std::vector<std::string>& paths);
/// Between frames: it typed something of which the beginning may be missing.
void tell_scan_unclear(Flow& flow, const std::string& text);

}  // namespace qiantai::app
