#pragma once

// Photos as pixels, and the files they come in. Pure functions: bytes in, bytes or an error out.
// The decoders are libjpeg-turbo, libpng and libheif; what they make of broken files is an error of
// attachments_facts.hpp.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/result.hpp"
#include "terminal/attachments/rules/attachments_facts.hpp"

namespace qiantai::domain {

/// Rows from the top, without gaps; three bytes a pixel: red, green, blue.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;
};

/// The greatest pictures that are opened, in pixels: of PNG and HEIC, which are decoded whole, and of
/// JPEG, which is made smaller while it is decoded.
inline constexpr std::int64_t k_pixels_max = 50'000'000;
inline constexpr std::int64_t k_jpeg_pixels_max = 250'000'000;

/// Upright, as its EXIF data say. At least `edge` pixels on its longer side if it has them; perhaps
/// many more. k_picture_damaged, k_picture_too_many_pixels, k_file_kind_refused (CMYK).
Result<Picture> read_jpeg(std::string_view bytes, int edge);
/// Transparent parts become white.
Result<Picture> read_png(std::string_view bytes);
/// The main picture, upright.
Result<Picture> read_heif(std::string_view bytes);

enum class JpegDetail { photo, drawing };  ///< drawing: text and lines stay sharp
/// Without any metadata.
std::string write_jpeg(const Picture& picture, JpegDetail detail);

/// Not larger than `edge` on its longer side, each pixel the mean of those it stands for.
Picture shrunk(Picture picture, int edge);
/// Turned and mirrored as the EXIF orientation (1 to 8) says; anything else: as it is.
Picture upright(Picture picture, int orientation);
/// The EXIF orientation of a JPEG file; 1 if it says none.
int exif_orientation(std::string_view jpeg);

}  // namespace qiantai::domain
