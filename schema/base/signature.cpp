#include "schema/base/signature.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

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

class SignatureReader {
  public:
    explicit SignatureReader(std::string_view text) : m_text(text) {}

    bool takes(char character) {
        if (m_text.empty() || m_text.front() != character) return false;
        m_text.remove_prefix(1);
        return true;
    }
    bool takes_number(std::uint16_t& number) {
        const auto* end = m_text.data() + m_text.size();
        const auto [rest, error] = std::from_chars(m_text.data(), end, number);
        if (error != std::errc{}) return false;
        m_text.remove_prefix(static_cast<std::size_t>(rest - m_text.data()));
        return true;
    }
    bool takes_stroke(Stroke& stroke) {
        if (!takes('[')) return false;
        do {
            StrokePoint point;
            if (!takes_number(point.x) || !takes(',') || !takes_number(point.y)) return false;
            stroke.push_back(point);
        } while (takes(','));
        return takes(']');
    }
    bool at_end() const { return m_text.empty(); }

  private:
    std::string_view m_text;
};

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
    SignatureReader reader(text);
    std::vector<Stroke> strokes;
    bool good = reader.takes('[');
    if (good && !reader.takes(']')) {
        do {
            good = strokes.size() < k_strokes_max && reader.takes_stroke(strokes.emplace_back());
        } while (good && reader.takes(','));
        good = good && reader.takes(']');
    }
    if (!good || !reader.at_end()) return make_error(k_signature_unusable);
    return strokes;
}

}  // namespace qiantai
