#pragma once

#include "sync/client/session.hpp"
#include "terminal/ctl/command_line.hpp"

namespace qiantai::ctl {

/// "3 sent, 0 refused, 2 received.", without the error.
Words report_words(const sync::SessionReport& report);

}  // namespace qiantai::ctl
