#pragma once

#include "sync/client/session_context.hpp"
#include "terminal/ctl/command_line.hpp"

namespace qiantai::ctl {

inline constexpr ErrorKind k_watch_running{
    "watch_running", Actor::administrator,
    "Another `qiantaictl sync --watch` serves this terminal already; one is enough.",
    "已有一个 qiantaictl sync --watch 在为本终端服务，无需再启动。"};

/// Stays and synchronises whenever there is something to send, on a timer, and with growing pauses
/// while headquarters can't be reached (sync/client/scheduler.hpp); writes a line per session. Ends
/// at SIGTERM or SIGINT, after a last session if something waits. Other programs may work with the
/// terminal meanwhile, also synchronise: what they write is sent soon after. Once a
/// minute it looks into the folders that tills fill. k_watch_running, k_terminal_not_enrolled.
Status watch(CommandLine& line);

/// What a first load by command does around itself.
sync::BulkLoadHooks first_load_hooks();

}  // namespace qiantai::ctl
