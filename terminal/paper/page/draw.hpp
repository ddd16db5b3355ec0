#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "schema/base/result.hpp"
#include "terminal/paper/page/placed.hpp"

namespace qiantai::paper {

inline constexpr ErrorKind k_page_not_drawn{
    "page_not_drawn", Actor::administrator,
    "The page could not be drawn. Check that there is memory free, then print again.",
    "页面无法绘制，请确认内存充足后重新打印。"};

/// The pages as one PDF with text that can be searched; fonts are embedded. `title`
/// is what a viewer shows. k_page_not_drawn.
Result<std::string> draw_pdf(std::span<const Pages> all, const std::string& title);

/// A page in gray, rows from the top, a byte a pixel: 0 black, 255 white.
struct Bitmap {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> gray{};

    std::uint8_t at(int x, int y) const { return gray[static_cast<std::size_t>(y * width + x)]; }
};
/// `dots_per_mm` 8 is a receipt printer's, 4 to 6 a screen's. k_page_not_drawn.
Result<Bitmap> draw_bitmap(const Pages& pages, std::size_t page, double dots_per_mm);

}  // namespace qiantai::paper
