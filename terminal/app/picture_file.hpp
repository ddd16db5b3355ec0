#pragma once

#include <filesystem>

#include "schema/base/result.hpp"
#include "terminal/ui/software_renderer.hpp"

namespace qiantai::app {

/// Writes the picture as a PNG file.
Status save_png(const std::filesystem::path& path, const ui::Picture& picture);

}  // namespace qiantai::app
