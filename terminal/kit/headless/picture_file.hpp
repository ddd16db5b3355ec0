#pragma once

#include <filesystem>

#include "schema/base/result.hpp"
#include "terminal/kit/headless/software_renderer.hpp"

namespace qiantai::app {

inline constexpr ErrorKind k_logo_unusable{
    "logo_unusable", Actor::administrator,
    "The chain's logo cannot be shown. It has to be a PNG file of at most 4 MB and 4096 pixels in "
    "each direction.",
    "连锁标志无法显示。请使用不超过 4 MB、边长不超过 4096 像素的 PNG 图片。"};

/// Reads a chain's logo, scaled down to what a 4K screen can show of it. Takes up to a tenth of a
/// second: not for the drawing thread. Errors: k_logo_unusable.
Result<ui::Picture> load_logo(const std::filesystem::path& path);

/// Writes the picture as a PNG file.
Status save_png(const std::filesystem::path& path, const ui::Picture& picture);

}  // namespace qiantai::app
