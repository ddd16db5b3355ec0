#include <libheif/heif.h>

#include <cstring>
#include <memory>

#include "terminal/attachments/rules/picture.hpp"

namespace qiantai::domain {
namespace {

struct HeifDeleter {
    void operator()(heif_context* context) const { heif_context_free(context); }
    void operator()(heif_image_handle* handle) const { heif_image_handle_release(handle); }
    void operator()(heif_image* image) const { heif_image_release(image); }
};
template <typename T>
using Heif = std::unique_ptr<T, HeifDeleter>;

Error damaged_heif() {
    return make_error(k_picture_damaged, "HEIC");
}

/// Row by row: the decoder's rows may be longer than the picture is wide.
Result<Picture> pixels_of(const heif_image* image) {
    int stride = 0;
    const auto* rows = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride);
    Picture picture{heif_image_get_width(image, heif_channel_interleaved),
                    heif_image_get_height(image, heif_channel_interleaved),
                    {}};
    if (!rows || picture.width <= 0 || picture.height <= 0 || stride < 3 * picture.width)
        return damaged_heif();
    if (std::int64_t{picture.width} * picture.height > k_pixels_max)
        return make_error(k_picture_too_many_pixels);
    const auto row_bytes = std::size_t(picture.width) * 3;
    picture.rgb.resize(row_bytes * std::size_t(picture.height));
    for (std::size_t y = 0; y < std::size_t(picture.height); ++y) {
        std::memcpy(picture.rgb.data() + y * row_bytes, rows + y * std::size_t(stride), row_bytes);
    }
    return picture;
}

}  // namespace

Result<Picture> read_heif(std::string_view bytes) {
    const Heif<heif_context> context(heif_context_alloc());
    QIANTAI_ASSERT(context);
    const auto failed = [](const heif_error& error) { return error.code != heif_error_Ok; };
    if (failed(heif_context_read_from_memory_without_copy(context.get(), bytes.data(), bytes.size(),
                                                          nullptr)))
        return damaged_heif();
    heif_image_handle* found = nullptr;
    if (failed(heif_context_get_primary_image_handle(context.get(), &found))) return damaged_heif();
    const Heif<heif_image_handle> handle(found);
    const std::int64_t width = heif_image_handle_get_width(found);
    const std::int64_t height = heif_image_handle_get_height(found);
    if (width <= 0 || height <= 0) return damaged_heif();
    if (width * height > k_pixels_max) return make_error(k_picture_too_many_pixels);
    heif_image* decoded = nullptr;
    // Turned and cut as the file says, which is why its EXIF orientation is not looked at.
    if (failed(heif_decode_image(found, &decoded, heif_colorspace_RGB, heif_chroma_interleaved_RGB,
                                 nullptr)))
        return damaged_heif();
    const Heif<heif_image> image(decoded);
    return pixels_of(decoded);
}

}  // namespace qiantai::domain
