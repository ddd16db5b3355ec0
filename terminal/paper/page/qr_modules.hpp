#pragma once

#include <string>
#include <vector>

namespace qiantai::paper {

/// `side` times `side` modules, row by row, true = dark. Side 0: the text does not fit into one.
struct QrModules {
    int side = 0;
    std::vector<bool> dark{};

    bool at(int x, int y) const { return dark[static_cast<std::size_t>(y * side + x)]; }
};
/// A quarter of it may be dirty.
QrModules qr_modules(const std::string& content);

/// Light modules around it that readers want.
inline constexpr int k_qr_quiet_modules = 4;

}  // namespace qiantai::paper
