#include "terminal/app/picture_file.hpp"

#include <png.h>

#include "schema/base/file.hpp"

namespace qiantai::app {

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
