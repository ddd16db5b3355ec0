#include "terminal/attachments/rules/intake.hpp"

#include <algorithm>
#include <array>

#include "schema/base/content_folder.hpp"
#include "terminal/attachments/rules/picture.hpp"
#include "terminal/base/file_places.hpp"

namespace qiantai::domain {
namespace {

constexpr std::string_view k_jpeg_mark = "\xFF\xD8\xFF";
constexpr std::string_view k_png_mark = "\x89PNG\r\n\x1A\n";
constexpr std::string_view k_pdf_mark = "%PDF-";

enum class FileKind { jpeg, png, heif, pdf, other };

/// Bytes 4 to 12 of an ISO media file: "ftyp" and its brand.
bool has_brand(std::string_view bytes, std::span<const std::string_view> brands) {
    return bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp" &&
           std::ranges::find(brands, bytes.substr(8, 4)) != brands.end();
}

FileKind file_kind_of(std::string_view bytes) {
    static constexpr std::array<std::string_view, 7> k_heif_brands{"heic", "heix", "heim", "heis",
                                                                   "hevc", "mif1", "msf1"};
    if (bytes.starts_with(k_jpeg_mark)) return FileKind::jpeg;
    if (bytes.starts_with(k_png_mark)) return FileKind::png;
    if (has_brand(bytes, k_heif_brands)) return FileKind::heif;
    if (bytes.starts_with(k_pdf_mark)) return FileKind::pdf;
    return FileKind::other;
}

/// Name of a kind that is not taken, for the words; empty if it is not known either.
std::string name_of_other(std::string_view bytes) {
    struct Known {
        std::size_t at;
        std::string_view mark, name;
    };
    static constexpr Known k_known[] = {{0, "GIF8", "GIF"},
                                        {8, "WEBP", "WebP"},
                                        {0, "BM", "BMP"},
                                        {0, "II*", "TIFF"},
                                        {0, "MM", "TIFF"},
                                        {4, "ftypavif", "AVIF"},
                                        {4, "ftyp", "MP4/MOV"},
                                        {0, "PK\x03\x04", "ZIP/DOCX"},
                                        {0, "\xD0\xCF\x11\xE0", "DOC/XLS"},
                                        {0, "MZ", "EXE"}};
    for (const auto& known : k_known) {
        if (bytes.size() > known.at && bytes.substr(known.at).starts_with(known.mark))
            return std::string(known.name);
    }
    return {};
}

Result<Intake> take_in_pdf(std::string_view bytes) {
    constexpr std::size_t k_tail_bytes = 1024;
    if (bytes.size() > k_content_bytes_max) return make_error(k_attachment_too_large);
    const auto tail = bytes.substr(bytes.size() - std::min(bytes.size(), k_tail_bytes));
    if (tail.find("%%EOF") == std::string_view::npos) return make_error(k_pdf_damaged);
    return Intake{AttachmentKind::pdf, std::string(bytes), {}};
}

Intake as_stored(Picture picture, JpegDetail detail) {
    picture = shrunk(std::move(picture), k_photo_edge);
    Intake intake{AttachmentKind::photo, write_jpeg(picture, detail), {}};
    // Noise, drawn sharply.
    if (intake.content.size() > k_content_bytes_max)
        intake.content = write_jpeg(picture, JpegDetail::photo);
    intake.thumbnail = write_jpeg(shrunk(std::move(picture), k_thumbnail_edge), JpegDetail::photo);
    return intake;
}

}  // namespace

Result<Intake> take_in(std::string_view bytes) {
    if (bytes.empty()) return make_error(k_attachment_empty);
    const auto kind = file_kind_of(bytes);
    if (kind == FileKind::pdf) return take_in_pdf(bytes);
    if (kind == FileKind::other) return make_error(k_file_kind_refused, name_of_other(bytes));
    if (bytes.size() > k_photo_file_bytes_max) return make_error(k_attachment_too_large);
    if (kind == FileKind::png) {
        QIANTAI_TRY(auto picture, read_png(bytes));
        return as_stored(std::move(picture), JpegDetail::drawing);
    }
    QIANTAI_TRY(auto picture,
                kind == FileKind::heif ? read_heif(bytes) : read_jpeg(bytes, k_photo_edge));
    return as_stored(std::move(picture), JpegDetail::photo);
}

bool is_attachable_name(std::string_view name) {
    static constexpr std::array<std::string_view, 6> k_endings{".jpg",  ".jpeg", ".png",
                                                               ".heic", ".heif", ".pdf"};
    return !name.starts_with('.') && ends_as(name, k_endings);
}

std::optional<AttachmentKind> kind_of_content(std::string_view content) {
    const auto kind = file_kind_of(content);
    if (kind == FileKind::jpeg) return AttachmentKind::photo;
    if (kind == FileKind::pdf) return AttachmentKind::pdf;
    return std::nullopt;
}

std::string thumbnail_of(std::string_view content) {
    if (kind_of_content(content) != AttachmentKind::photo) return {};
    auto picture = read_jpeg(content, k_thumbnail_edge);
    if (!picture) return {};
    return write_jpeg(shrunk(std::move(*picture), k_thumbnail_edge), JpegDetail::photo);
}

}  // namespace qiantai::domain
