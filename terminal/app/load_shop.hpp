#pragma once

#include "terminal/desk/jobs.hpp"

namespace qiantai::app {

/// A job that reads what every screen shows of the shop, and who works here.
Reply load_shop(Office& office);
/// The chain's sign: logo.png beside terminal.toml, if there is one. One that can't be shown is
/// told on standard error.
Reply load_chain_logo(Office& office);

}  // namespace qiantai::app
