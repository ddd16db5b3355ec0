#include "terminal/attachments/rules/picture.hpp"

#include <algorithm>
#include <cstring>

namespace qiantai::domain {
namespace {

/// Where a pixel of the upright picture comes from.
struct Source {
    int x, y;
};
Source source_of(int orientation, int x, int y, int width, int height) {
    switch (orientation) {
        case 2:
            return {width - 1 - x, y};
        case 3:
            return {width - 1 - x, height - 1 - y};
        case 4:
            return {x, height - 1 - y};
        case 5:
            return {y, x};
        case 6:
            return {y, height - 1 - x};
        case 7:
            return {width - 1 - y, height - 1 - x};
        case 8:
            return {width - 1 - y, x};
        default:
            return {x, y};
    }
}

/// The span of source pixels that a pixel stands for.
struct Span {
    int from, to;
};
Span span_of(int pixel, int count, int source_count) {
    const auto at = [&](std::int64_t edge) {
        return static_cast<int>(edge * source_count / count);
    };
    const int from = at(pixel);
    return {from, std::max(from + 1, at(pixel + 1))};
}

class Bytes {
  public:
    Bytes(std::string_view bytes, bool is_little) : m_bytes(bytes), m_is_little(is_little) {}
    std::size_t size() const { return m_bytes.size(); }
    /// Of `count` bytes at `at`; 0 beyond the end.
    std::uint32_t number(std::size_t at, std::size_t count) const {
        if (at > m_bytes.size() || m_bytes.size() - at < count) return 0;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const auto byte =
                static_cast<std::uint8_t>(m_bytes[at + (m_is_little ? count - 1 - i : i)]);
            value = value << 8 | byte;
        }
        return value;
    }

  private:
    std::string_view m_bytes;
    bool m_is_little;
};

/// Of the TIFF structure inside an EXIF block (EXIF 2.3, 4.6.2).
int tiff_orientation(std::string_view tiff) {
    constexpr std::uint32_t k_orientation_tag = 0x0112;
    constexpr std::size_t k_entry_bytes = 12;
    const bool is_little = tiff.starts_with("II");
    if (!is_little && !tiff.starts_with("MM")) return 1;
    const Bytes bytes(tiff, is_little);
    const std::size_t directory = bytes.number(4, 4);
    const auto count = bytes.number(directory, 2);
    for (std::size_t i = 0; i < count; ++i) {
        const auto entry = directory + 2 + i * k_entry_bytes;
        if (entry >= bytes.size()) break;
        if (bytes.number(entry, 2) != k_orientation_tag) continue;
        const auto value = static_cast<int>(bytes.number(entry + 8, 2));
        return value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
}

}  // namespace

int exif_orientation(std::string_view jpeg) {
    constexpr std::string_view k_exif("Exif\0\0", 6);
    const Bytes bytes(jpeg, false);
    // Segments before the picture itself: FF, kind, length.
    for (std::size_t at = 2; at + 4 <= jpeg.size();) {
        const auto kind = bytes.number(at, 2);
        if (kind == 0xFFFF) {
            ++at;  // fill byte
            continue;
        }
        if (kind < 0xFFC0 || kind == 0xFFDA) break;
        const std::size_t length = bytes.number(at + 2, 2);
        if (length < 2) break;
        const auto content = jpeg.substr(at + 4, length - 2);
        if (kind == 0xFFE1 && content.starts_with(k_exif))
            return tiff_orientation(content.substr(k_exif.size()));
        at += 2 + length;
    }
    return 1;
}

Picture upright(Picture picture, int orientation) {
    if (orientation < 2 || orientation > 8) return picture;
    const bool turns = orientation >= 5;
    Picture out{turns ? picture.height : picture.width, turns ? picture.width : picture.height, {}};
    out.rgb.resize(picture.rgb.size());
    auto* to = out.rgb.data();
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x, to += 3) {
            const auto from = source_of(orientation, x, y, picture.width, picture.height);
            const auto at =
                (std::size_t(from.y) * std::size_t(picture.width) + std::size_t(from.x));
            std::memcpy(to, picture.rgb.data() + 3 * at, 3);
        }
    }
    return out;
}

Picture shrunk(Picture picture, int edge) {
    const int longer = std::max(picture.width, picture.height);
    if (longer <= edge) return picture;
    const auto scaled = [&](int length) {
        return std::max(1, static_cast<int>((std::int64_t{length} * edge + longer / 2) / longer));
    };
    Picture out{scaled(picture.width), scaled(picture.height), {}};
    out.rgb.resize(std::size_t(out.width) * std::size_t(out.height) * 3);
    auto* to = out.rgb.data();
    for (int y = 0; y < out.height; ++y) {
        const auto rows = span_of(y, out.height, picture.height);
        for (int x = 0; x < out.width; ++x, to += 3) {
            const auto columns = span_of(x, out.width, picture.width);
            std::uint64_t sums[3] = {};
            for (int row = rows.from; row < rows.to; ++row) {
                const auto* from =
                    picture.rgb.data() +
                    3 * (std::size_t(row) * std::size_t(picture.width) + std::size_t(columns.from));
                for (int column = columns.from; column < columns.to; ++column, from += 3) {
                    for (int c = 0; c < 3; ++c) sums[c] += from[c];
                }
            }
            const auto count =
                std::uint64_t(rows.to - rows.from) * std::uint64_t(columns.to - columns.from);
            for (int c = 0; c < 3; ++c) to[c] = static_cast<std::uint8_t>(sums[c] / count);
        }
    }
    return out;
}

}  // namespace qiantai::domain
