#include "schema/base/signature.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "schema/base/json_values.hpp"

namespace qiantai {
namespace {

constexpr double k_ink_min = 1200;    // 1/10000 of the pad's width: the two strokes of 丁
constexpr double k_extent_min = 500;  // the longer side of the box around them
constexpr double k_tolerance = 8;     // half a pixel of a pad of 600

double distance(const StrokePoint& one, const StrokePoint& other) {
    return std::hypot(double(one.x) - other.x, double(one.y) - other.y);
}

double distance_to_line(const StrokePoint& point, const StrokePoint& from, const StrokePoint& to) {
    const auto way = distance(from, to);
    if (way == 0) return distance(point, from);
    const auto area = (double(to.x) - from.x) * (double(from.y) - point.y) -
                      (double(from.x) - point.x) * (double(to.y) - from.y);
    return std::abs(area) / way;
}

// Douglas and Peucker's: ends stay, and between them what lies further off the line than that.
Stroke thinned(const Stroke& stroke, double tolerance) {
    if (stroke.size() < 3) return stroke;
    std::vector<bool> kept(stroke.size(), false);
    kept.front() = kept.back() = true;
    std::vector<std::pair<std::size_t, std::size_t>> parts{{0, stroke.size() - 1}};
    while (!parts.empty()) {
        const auto [first, last] = parts.back();
        parts.pop_back();
        std::size_t farthest = first;
        double most = tolerance;
        for (auto i = first + 1; i < last; ++i) {
            const auto off = distance_to_line(stroke[i], stroke[first], stroke[last]);
            if (off <= most) continue;
            most = off;
            farthest = i;
        }
        if (farthest == first) continue;
        kept[farthest] = true;
        parts.emplace_back(first, farthest);
        parts.emplace_back(farthest, last);
    }
    Stroke result;
    for (std::size_t i = 0; i < stroke.size(); ++i) {
        if (kept[i]) result.push_back(stroke[i]);
    }
    return result;
}

std::string text_at(const std::vector<Stroke>& strokes, double tolerance) {
    std::string text = "[";
    for (std::size_t i = 0; i < std::min(strokes.size(), k_strokes_max); ++i) {
        if (strokes[i].empty()) continue;
        text += text.size() == 1 ? "[" : ",[";
        for (const auto& point : thinned(strokes[i], tolerance)) {
            if (text.back() != '[') text += ',';
            text += std::to_string(point.x) + "," + std::to_string(point.y);
        }
        text += ']';
    }
    return text + "]";
}

/// Nothing unless they are pairs of coordinates, one at least.
std::optional<Stroke> stroke_of(const boost::json::value& json) {
    const auto* numbers = json.if_array();
    if (!numbers || numbers->empty() || numbers->size() % 2 != 0) return std::nullopt;
    Stroke stroke;
    for (std::size_t i = 0; i < numbers->size(); i += 2) {
        const auto *x = (*numbers)[i].if_int64(), *y = (*numbers)[i + 1].if_int64();
        if (!x || !y || !std::in_range<std::uint16_t>(*x) || !std::in_range<std::uint16_t>(*y)) {
            return std::nullopt;
        }
        stroke.push_back({static_cast<std::uint16_t>(*x), static_cast<std::uint16_t>(*y)});
    }
    return stroke;
}

}  // namespace

bool is_believable_signature(const std::vector<Stroke>& strokes) {
    double ink = 0;
    std::uint16_t left = 65535, right = 0, top = 65535, bottom = 0;
    for (const auto& stroke : strokes) {
        for (std::size_t i = 0; i < stroke.size(); ++i) {
            if (i > 0) ink += distance(stroke[i - 1], stroke[i]);
            left = std::min(left, stroke[i].x);
            right = std::max(right, stroke[i].x);
            top = std::min(top, stroke[i].y);
            bottom = std::max(bottom, stroke[i].y);
        }
    }
    return ink >= k_ink_min && std::max(right - left, bottom - top) >= k_extent_min;
}

std::string signature_text(const std::vector<Stroke>& strokes) {
    auto tolerance = k_tolerance;
    auto text = text_at(strokes, tolerance);
    // Two points of each stroke remain in the end, and k_strokes_max of those fit.
    while (text.size() > k_signature_text_max) text = text_at(strokes, tolerance *= 2);
    return text;
}

Result<std::vector<Stroke>> parse_signature(std::string_view text) {
    if (text.size() > k_signature_text_max) return make_error(k_signature_unusable);
    const auto json = parse_json(text, 2);
    const auto* list = json ? json->if_array() : nullptr;
    // Other ways to write the same numbers are not signature_text()'s.
    if (!list || list->size() > k_strokes_max || boost::json::serialize(*list) != text) {
        return make_error(k_signature_unusable);
    }
    std::vector<Stroke> strokes;
    for (const auto& one : *list) {
        auto stroke = stroke_of(one);
        if (!stroke) return make_error(k_signature_unusable);
        strokes.push_back(std::move(*stroke));
    }
    return strokes;
}

Result<std::string> take_signature(std::string_view text) {
    QIANTAI_TRY(const auto strokes, parse_signature(text));
    if (!is_believable_signature(strokes)) {
        return make_error(k_signature_too_short, {}, "signature");
    }
    return signature_text(strokes);
}

}  // namespace qiantai
