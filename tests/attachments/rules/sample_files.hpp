#pragma once

// Files as phones, cameras and scanners make them, small.

#include <libheif/heif.h>
#include <png.h>

#include <memory>
#include <optional>
#include <string>

#include "terminal/attachments/rules/picture.hpp"

namespace qiantai::domain::test {

/// Red at the left, green at the right, brighter to the top: turning it shows.
inline Picture sample_picture(int width, int height) {
    Picture picture{width, height, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const int right = 255 * x / std::max(1, width - 1);
            const int top = 255 - 255 * y / std::max(1, height - 1);
            for (const int value : {255 - right, right, top})
                picture.rgb.push_back(static_cast<std::uint8_t>(value));
        }
    }
    return picture;
}

inline std::string sample_jpeg(int width, int height) {
    return write_jpeg(sample_picture(width, height), JpegDetail::photo);
}

/// With an EXIF block that says how it is turned, and where it was taken.
inline std::string with_exif(const std::string& jpeg, int orientation) {
    std::string tiff("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19);
    tiff += static_cast<char>(orientation);
    tiff += std::string("\0\0\0\0\0\0", 6) + "GPS 31.2304 N";
    const std::string content = std::string("Exif\0\0", 6) + tiff;
    const auto length = content.size() + 2;
    std::string segment("\xFF\xE1", 2);
    segment += static_cast<char>(length >> 8);
    segment += static_cast<char>(length & 0xFF);
    return jpeg.substr(0, 2) + segment + content + jpeg.substr(2);
}

inline std::string sample_png(int width, int height) {
    const auto picture = sample_picture(width, height);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string out(size, '\0');
    png_image_write_to_memory(&image, out.data(), &size, 0, picture.rgb.data(), 0, nullptr);
    out.resize(size);
    return out;
}

/// Nothing where libheif can't write.
inline std::optional<std::string> sample_heic(int width, int height) {
    const std::unique_ptr<heif_context, decltype(&heif_context_free)> context(heif_context_alloc(),
                                                                              &heif_context_free);
    heif_encoder* encoder = nullptr;
    if (heif_context_get_encoder_for_format(context.get(), heif_compression_HEVC, &encoder).code !=
        heif_error_Ok)
        return std::nullopt;
    const auto picture = sample_picture(width, height);
    heif_image* image = nullptr;
    heif_image_create(width, height, heif_colorspace_RGB, heif_chroma_interleaved_RGB, &image);
    heif_image_add_plane(image, heif_channel_interleaved, width, height, 8);
    int stride = 0;
    auto* rows = heif_image_get_plane(image, heif_channel_interleaved, &stride);
    for (int y = 0; y < height; ++y) {
        std::copy_n(picture.rgb.data() + 3 * y * width, 3 * width, rows + y * stride);
    }
    heif_image_handle* handle = nullptr;
    heif_context_encode_image(context.get(), image, encoder, nullptr, &handle);
    heif_image_handle_release(handle);
    heif_image_release(image);
    heif_encoder_release(encoder);
    std::string out;
    heif_writer writer{1, [](heif_context*, const void* data, std::size_t size, void* to) {
                           static_cast<std::string*>(to)->append(static_cast<const char*>(data),
                                                                 size);
                           return heif_error{heif_error_Ok, heif_suberror_Unspecified, ""};
                       }};
    heif_context_write(context.get(), &writer, &out);
    return out;
}

inline std::string sample_pdf() {
    return "%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n";
}

}  // namespace qiantai::domain::test
