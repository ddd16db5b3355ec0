#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// A QR code: `side` times `side` modules, row by row, true = dark.
struct QrCode {
    int side = 0;
    std::vector<bool> dark{};

    bool at(int x, int y) const { return dark[static_cast<std::size_t>(y * side + x)]; }
};

/// Of text without NUL that fits into one, which any number does; else an empty one.
QrCode make_qr(const std::string& text);

/// Dark on white with its quiet zone, whatever the theme: scanners want it so. Modules are whole
/// pixels, as large as they fit.
void draw_qr(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
             const QrCode& code);

}  // namespace qiantai::ui
