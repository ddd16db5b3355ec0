#include <png.h>

#include "schema/base/encoding.hpp"
#include "terminal/attachments/rules/picture.hpp"

namespace qiantai::domain {

Result<Picture> read_png(std::string_view bytes) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, as_bytes(bytes).data(), bytes.size()) == 0)
        return make_error(k_picture_damaged, "PNG");
    if (std::int64_t{image.width} * image.height > k_pixels_max) {
        png_image_free(&image);
        return make_error(k_picture_too_many_pixels);
    }
    image.format = PNG_FORMAT_RGB;
    Picture picture{static_cast<int>(image.width), static_cast<int>(image.height), {}};
    picture.rgb.resize(PNG_IMAGE_SIZE(image));
    const png_color white{255, 255, 255};
    if (png_image_finish_read(&image, &white, picture.rgb.data(), 0, nullptr) == 0)
        return make_error(k_picture_damaged, "PNG");
    return picture;
}

}  // namespace qiantai::domain
