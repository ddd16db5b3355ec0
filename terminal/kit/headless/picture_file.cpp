#include "terminal/kit/headless/picture_file.hpp"

#include <png.h>

#include "schema/base/file.hpp"
#include "terminal/kit/widgets/widget_logo.hpp"

namespace qiantai::app {
namespace {

constexpr std::uintmax_t k_logo_bytes_max = 4 << 20;
constexpr png_uint_32 k_logo_pixels_max = 4096;
constexpr int k_logo_kept_max = 640;

// Frees what libpng holds, however reading ends.
struct PngImage {
    png_image image{};
    PngImage() { image.version = PNG_IMAGE_VERSION; }
    ~PngImage() { png_image_free(&image); }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;
};

}  // namespace

Result<ui::Picture> load_logo(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return make_error(k_logo_unusable, path.string() + ": " + error.message());
    if (size > k_logo_bytes_max) return make_error(k_logo_unusable, path.string() + ": too large");
    QIANTAI_TRY(const auto bytes, read_file(path));
    PngImage png;
    auto& image = png.image;
    const auto failure = [&](std::string_view why) {
        return make_error(k_logo_unusable, fmt::format("{}: {}", path.string(), why));
    };
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
        return failure(image.message);
    }
    // The size is known before the pixels are: a small file can claim a huge picture.
    if (image.width > k_logo_pixels_max || image.height > k_logo_pixels_max) {
        return failure(fmt::format("{} x {} pixels", image.width, image.height));
    }
    image.format = PNG_FORMAT_RGBA;
    ui::Picture picture{static_cast<int>(image.width), static_cast<int>(image.height), {}};
    picture.rgba.resize(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, picture.rgba.data(), 0, nullptr) == 0) {
        return failure(image.message);
    }
    const auto longest = std::max(picture.width, picture.height);
    if (longest <= k_logo_kept_max) return picture;
    const auto shorter = [&](int side) { return std::max(1, side * k_logo_kept_max / longest); };
    return ui::scaled_down(picture, shorter(picture.width), shorter(picture.height));
}

Status save_png(const std::filesystem::path& path, const ui::Picture& picture) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGBA;
    if (png_image_write_to_file(&image, path.c_str(), 0, picture.rgba.data(), 0, nullptr) == 0) {
        return make_error(k_file_error, path.string() + ": " + image.message);
    }
    return {};
}

}  // namespace qiantai::app
