#pragma once

#include <imgui.h>

#include <algorithm>

namespace qiantai::ui {

/// The height of a place that nothing limits below, in pixels.
inline constexpr float k_endless = 1e6f;

/// A rectangle in pixels, x to the right and y down. Screens are laid out by cutting pieces off
/// rectangles: each cut_ function returns the piece and keeps the rest; a piece is never larger
/// than what was there.
struct Rect {
    float left = 0, top = 0, right = 0, bottom = 0;

    static Rect sized(float left, float top, float width, float height) {
        return {left, top, left + width, top + height};
    }

    float width() const { return right - left; }
    float height() const { return bottom - top; }
    float center_x() const { return (left + right) / 2; }
    float center_y() const { return (top + bottom) / 2; }
    ImVec2 min() const { return {left, top}; }
    ImVec2 max() const { return {right, bottom}; }
    bool empty() const { return right <= left || bottom <= top; }

    bool contains(ImVec2 point) const {
        return point.x >= left && point.x < right && point.y >= top && point.y < bottom;
    }
    /// True if `other` lies inside, up to half a pixel of rounding.
    bool contains(const Rect& other) const {
        return other.left >= left - 0.5f && other.top >= top - 0.5f &&
               other.right <= right + 0.5f && other.bottom <= bottom + 0.5f;
    }
    bool overlaps(const Rect& other) const {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
    Rect intersected(const Rect& other) const {
        return {std::max(left, other.left), std::max(top, other.top), std::min(right, other.right),
                std::min(bottom, other.bottom)};
    }
    Rect inset(float by) const { return inset(by, by); }
    Rect inset(float by_x, float by_y) const {
        return {left + by_x, top + by_y, right - by_x, bottom - by_y};
    }
    Rect moved(float by_x, float by_y) const {
        return {left + by_x, top + by_y, right + by_x, bottom + by_y};
    }
    /// A rectangle of this size in the middle.
    Rect centered(float width_wanted, float height_wanted) const {
        return sized(center_x() - width_wanted / 2, center_y() - height_wanted / 2, width_wanted,
                     height_wanted);
    }

    Rect cut_top(float by, float gap = 0) {
        const auto edge = std::min(top + by, bottom);
        const Rect piece{left, top, right, edge};
        top = std::min(edge + gap, bottom);
        return piece;
    }
    Rect cut_bottom(float by, float gap = 0) {
        const auto edge = std::max(bottom - by, top);
        const Rect piece{left, edge, right, bottom};
        bottom = std::max(edge - gap, top);
        return piece;
    }
    Rect cut_left(float by, float gap = 0) {
        const auto edge = std::min(left + by, right);
        const Rect piece{left, top, edge, bottom};
        left = std::min(edge + gap, right);
        return piece;
    }
    Rect cut_right(float by, float gap = 0) {
        const auto edge = std::max(right - by, left);
        const Rect piece{edge, top, right, bottom};
        right = std::max(edge - gap, left);
        return piece;
    }
    /// Column `index` of `count` equal ones with `gap` between them.
    Rect column(int index, int count, float gap) const {
        const auto n = static_cast<float>(count), i = static_cast<float>(index);
        const auto wide = (width() - gap * (n - 1)) / n;
        return sized(left + i * (wide + gap), top, wide, height());
    }
    Rect row(int index, int count, float gap) const {
        const auto n = static_cast<float>(count), i = static_cast<float>(index);
        const auto high = (height() - gap * (n - 1)) / n;
        return sized(left, top + i * (high + gap), width(), high);
    }
};

}  // namespace qiantai::ui
