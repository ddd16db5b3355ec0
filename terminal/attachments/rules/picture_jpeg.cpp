#include <turbojpeg.h>

#include <algorithm>
#include <memory>
#include <span>

#include "schema/base/encoding.hpp"
#include "terminal/attachments/rules/picture.hpp"

namespace qiantai::domain {
namespace {

struct HandleDeleter {
    void operator()(void* handle) const { tjDestroy(handle); }
};
using Handle = std::unique_ptr<void, HandleDeleter>;

struct Size {
    int width = 0, height = 0;
};

/// The smallest size the decoder makes by itself that is not below `edge`.
Size decoded_size(Size full, int edge) {
    int count = 0;
    const auto* factors = tjGetScalingFactors(&count);
    Size best = full;
    for (const auto& factor : std::span(factors, static_cast<std::size_t>(count))) {
        const Size size{TJSCALED(full.width, factor), TJSCALED(full.height, factor)};
        if (std::max(size.width, size.height) >= edge && size.width <= best.width &&
            size.height <= best.height)
            best = size;
    }
    return best;
}

/// Bytes between two parts of the file: many phones leave some, and nothing is missing.
bool is_harmless(std::string_view warning) {
    return warning.find("extraneous bytes") != std::string_view::npos;
}

bool decode_into(const Handle& handle, std::string_view bytes, Picture& picture, int flags) {
    return tjDecompress2(handle.get(), as_bytes(bytes).data(), bytes.size(), picture.rgb.data(),
                         picture.width, 0, picture.height, TJPF_RGB,
                         TJFLAG_LIMITSCANS | flags) == 0;
}

}  // namespace

Result<Picture> read_jpeg(std::string_view bytes, int edge) {
    const Handle handle(tjInitDecompress());
    QIANTAI_ASSERT(handle);
    Size full;
    int subsampling = 0, colours = 0;
    if (tjDecompressHeader3(handle.get(), as_bytes(bytes).data(), bytes.size(), &full.width,
                            &full.height, &subsampling, &colours) != 0)
        return make_error(k_picture_damaged, "JPEG");
    if (std::int64_t{full.width} * full.height > k_jpeg_pixels_max)
        return make_error(k_picture_too_many_pixels);
    if (colours == TJCS_CMYK || colours == TJCS_YCCK)
        return make_error(k_file_kind_refused, "JPEG CMYK");
    const Size size = decoded_size(full, edge);
    if (std::int64_t{size.width} * size.height > k_pixels_max)
        return make_error(k_picture_too_many_pixels);
    Picture picture{size.width, size.height, {}};
    picture.rgb.resize(std::size_t(size.width) * std::size_t(size.height) * 3);
    if (!decode_into(handle, bytes, picture, TJFLAG_STOPONWARNING)) {
        const bool harmless = is_harmless(tjGetErrorStr2(handle.get()));
        if (!harmless) return make_error(k_picture_damaged, "JPEG");
        if (!decode_into(handle, bytes, picture, 0) && !is_harmless(tjGetErrorStr2(handle.get())))
            return make_error(k_picture_damaged, "JPEG");
    }
    return upright(std::move(picture), exif_orientation(bytes));
}

std::string write_jpeg(const Picture& picture, JpegDetail detail) {
    const bool is_photo = detail == JpegDetail::photo;
    const int subsampling = is_photo ? TJSAMP_420 : TJSAMP_444;
    const int quality = is_photo ? 86 : 90;
    const Handle handle(tjInitCompress());
    QIANTAI_ASSERT(handle);
    std::string out(tjBufSize(picture.width, picture.height, subsampling), '\0');
    auto* to = reinterpret_cast<unsigned char*>(out.data());
    unsigned long size = out.size();
    const int done = tjCompress2(handle.get(), picture.rgb.data(), picture.width, 0, picture.height,
                                 TJPF_RGB, &to, &size, subsampling, quality, TJFLAG_NOREALLOC);
    QIANTAI_ASSERT(done == 0);
    out.resize(size);
    return out;
}

}  // namespace qiantai::domain
