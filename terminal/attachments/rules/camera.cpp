#include "terminal/attachments/rules/camera.hpp"

#include <algorithm>

namespace qiantai::domain {
namespace {

/// BT.601, as webcams mean it: luma 16 to 235, colour 16 to 240; in 1/256.
void put_pixel(int luma, int blue_shift, int red_shift, std::uint8_t* to) {
    const int y = 298 * (luma - 16), u = blue_shift - 128, v = red_shift - 128;
    const int values[] = {y + 409 * v, y - 100 * u - 208 * v, y + 516 * u};
    for (int c = 0; c < 3; ++c) {
        to[c] = static_cast<std::uint8_t>(std::clamp((values[c] + 128) / 256, 0, 255));
    }
}

/// Two pixels in four bytes: Y U Y V.
Result<Picture> picture_of_yuyv(const Frame& frame) {
    const bool fits = frame.width > 0 && frame.height > 0 && frame.width % 2 == 0 &&
                      std::int64_t{frame.width} * frame.height <= k_pixels_max &&
                      frame.stride >= 2 * frame.width &&
                      frame.bytes.size() >= std::size_t(frame.stride) * std::size_t(frame.height);
    if (!fits) return make_error(k_picture_damaged, "YUYV");
    Picture picture{frame.width, frame.height, {}};
    picture.rgb.resize(std::size_t(frame.width) * std::size_t(frame.height) * 3);
    auto* to = picture.rgb.data();
    for (int row = 0; row < frame.height; ++row) {
        const auto* from = reinterpret_cast<const std::uint8_t*>(frame.bytes.data()) +
                           std::size_t(row) * std::size_t(frame.stride);
        for (int column = 0; column < frame.width; column += 2, from += 4, to += 6) {
            put_pixel(from[0], from[1], from[3], to);
            put_pixel(from[2], from[1], from[3], to + 3);
        }
    }
    return picture;
}

}  // namespace

Result<Picture> picture_of(const Frame& frame) {
    if (frame.format == FrameFormat::yuyv) return picture_of_yuyv(frame);
    return read_jpeg(frame.bytes, std::max(frame.width, frame.height));
}

CameraSource& v4l2_cameras() {
    class First final : public CameraSource {
        Result<std::unique_ptr<Camera>> open(int width) override {
            const auto found = find_cameras();
            if (found.empty()) return make_error(k_camera_missing);
            return open_v4l2_camera(found.front().path, width);
        }
    };
    static First first;
    return first;
}

}  // namespace qiantai::domain
