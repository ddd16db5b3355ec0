#pragma once

#include <memory>

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/picture.hpp"

namespace qiantai::ui {

/// The chain's sign. Without a picture, or while it is being read, its initial stands in for it.
struct Logo {
    Text chain_name{};
    std::shared_ptr<const Picture> picture{};
};

/// Chains' pictures are made for white paper; on the dark rail they get a white plate.
enum class LogoGround : std::uint8_t { plain, plate };

/// As large as it fits into the rectangle, never enlarged over its own size in dp times the scale;
/// without a picture the initial, and the name where there is room. Scaled once for each size it is
/// drawn at.
void draw_logo(Ui& ui, const Rect& rect, const Logo& logo, LogoGround ground = LogoGround::plain,
               Align align = Align::left);

/// The picture in a smaller size: every pixel is the mean of those it stands for, transparent ones
/// counting less.
Picture scaled_down(const Picture& picture, int width, int height);

}  // namespace qiantai::ui
