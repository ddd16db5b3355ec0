#pragma once

#include <filesystem>

#include "schema/base/result.hpp"

namespace qiantai::app {

/// Draws the gallery without a display: at 1366x768 in both languages and all themes, at the other
/// sizes in two combinations. Writes the pictures into the folder, and a page index.html that shows
/// them.
Status save_gallery_shots(const std::filesystem::path& folder);

}  // namespace qiantai::app
