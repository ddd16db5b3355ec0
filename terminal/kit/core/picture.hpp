#pragma once

#include <cstdint>
#include <vector>

namespace qiantai::ui {

/// A picture, rows from the top, four bytes a pixel: red, green, blue, alpha.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba{};
};

}  // namespace qiantai::ui
