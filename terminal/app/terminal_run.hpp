#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "terminal/app/window.hpp"

namespace qiantai::app {

struct TerminalRunOptions {
    WindowOptions window{};
    float scale = 0;  ///< pixels per dp; 0: what the display suggests
    std::optional<std::filesystem::path> home{};
    /// Told on the drawing thread when the window is open, and when the first frame and the first
    /// that somebody can work with can be seen. May be empty.
    std::function<void(std::string_view stage)> on_stage{};
};

/// The terminal in its window, until it is closed.
Status run_terminal(const TerminalRunOptions& options);

}  // namespace qiantai::app
