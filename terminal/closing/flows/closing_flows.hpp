#pragma once

#include "terminal/closing/screens/screen_closing.hpp"
#include "terminal/closing/screens/screen_closings.hpp"
#include "terminal/desk/flow.hpp"

namespace qiantai::app {

/// A store's day, and what is done by itself: this till marks closed days at sign-in, once a minute
/// and after each exchange with headquarters.
ScreenEntry closing_screen();
/// The store goes to another manager.
ScreenEntry hand_over_screen();
/// Headquarters: the days of all stores, and their stocktakes in one table.
ScreenEntry closings_screen();

}  // namespace qiantai::app
