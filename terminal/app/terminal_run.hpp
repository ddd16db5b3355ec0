#pragma once

#include <filesystem>
#include <optional>

#include "terminal/app/window.hpp"

namespace qiantai::app {

struct TerminalRunOptions {
    WindowOptions window{};
    float scale = 0;  ///< pixels per dp; 0: what the display suggests
    std::optional<std::filesystem::path> home{};
};

/// The terminal in its window, until it is closed.
Status run_terminal(const TerminalRunOptions& options);

}  // namespace qiantai::app
