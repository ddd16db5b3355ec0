#pragma once

#include <array>

#include "schema/base/error.hpp"
#include "schema/base/named_enum.hpp"

namespace qiantai::domain {

/// What a stored content is. Photos of every kind are kept as JPEG.
enum class AttachmentKind { photo, pdf };
constexpr auto codes_of(AttachmentKind) {
    return std::to_array<CodedValue<AttachmentKind>>(
        {{AttachmentKind::photo, "photo"}, {AttachmentKind::pdf, "pdf"}});
}

inline constexpr ErrorKind k_file_kind_refused{
    "file_kind_refused", Actor::clerk,
    "Only photos (JPEG, PNG, HEIC) and PDF files can be attached. Save it as one of these.",
    "只能添加照片（JPEG、PNG、HEIC）和 PDF 文件，请先转换格式。"};
inline constexpr ErrorKind k_picture_damaged{
    "picture_damaged", Actor::clerk,
    "The photo is damaged or not complete. Copy it from the phone again, or take it again.",
    "照片已损坏或不完整，请重新从手机复制或重新拍摄。"};
inline constexpr ErrorKind k_picture_too_many_pixels{
    "picture_too_many_pixels", Actor::clerk,
    "The photo has too many pixels to be opened here. Take it with a lower resolution.",
    "照片像素过多，无法打开，请降低分辨率重新拍摄。"};
inline constexpr ErrorKind k_pdf_damaged{"pdf_damaged", Actor::clerk,
                                         "The PDF is damaged or not complete. Save it again.",
                                         "PDF 已损坏或不完整，请重新保存。"};
inline constexpr ErrorKind k_attachment_too_large{
    "attachment_too_large", Actor::clerk,
    "The file is too large: photos up to 40 MB, PDF up to 10 MB. Make it smaller, or attach its "
    "important pages only.",
    "文件过大：照片不超过 40 MB，PDF 不超过 10 MB。请压缩或只添加重要页面。"};
inline constexpr ErrorKind k_attachment_empty{"attachment_empty", Actor::clerk,
                                              "The file is empty.", "文件是空的。"};

}  // namespace qiantai::domain
