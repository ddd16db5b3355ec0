#pragma once

#include <cstddef>
#include <string_view>

namespace qiantai::ui {

/// Where the date ends that begins at `at`, as our words and people write dates: 2026年11月24日,
/// 1986 年八月十五, 24 Nov 2026. `at` itself if none begins there.
std::size_t date_end(std::string_view text, std::size_t at);

}  // namespace qiantai::ui
