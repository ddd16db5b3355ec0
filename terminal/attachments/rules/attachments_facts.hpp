#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "schema/base/clock.hpp"
#include "schema/base/described.hpp"
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
inline constexpr ErrorKind k_attachment_empty{
    "attachment_empty", Actor::clerk,
    "The file is empty. Take the photo again, or choose another file.",
    "文件是空的，请重新拍照或选择其他文件。"};

inline constexpr ErrorKind k_attachment_name_malformed{
    "attachment_name_malformed", Actor::clerk,
    "This is no name of a photo or file: 64 hexadecimal digits, as the record says.",
    "附件名称格式不对，应为记录中的 64 位十六进制字符。"};
inline constexpr ErrorKind k_attachment_file_exists{
    "attachment_file_exists", Actor::clerk,
    "There is a file of this name already; choose another name.", "已有同名文件，请换一个文件名。"};

/// Longest path of a file on this terminal, in characters.
inline constexpr int k_attachment_path_length_max = 4096;

struct AttachmentAdd {
    std::string path;  ///< of the file, or of a camera (/dev/video0), on this terminal
};
QIANTAI_DESCRIBE(AttachmentAdd, "", path)
QIANTAI_NOTES(AttachmentAdd, {.field = "path", .length_max = k_attachment_path_length_max})

/// What became of a file.
struct AddedAttachment {
    std::string attachment;  ///< its name: SHA-256 of what is stored
    AttachmentKind kind{};
    std::int64_t size = 0;  ///< bytes
};
QIANTAI_DESCRIBE(AddedAttachment, "", attachment, kind, size)
QIANTAI_NOTES(AddedAttachment,
              {.field = "attachment", .length_max = 64, .presence = FieldNote::Presence::always})

struct AttachmentStatus {
    std::string attachment;
    std::int64_t size = 0;  ///< bytes; 0: not known here
    bool here = false;      ///< it can be opened without a network
    bool sent = false;      ///< headquarters has it
    bool wanted = false;    ///< it is fetched with the next connection
    std::string trouble{};  ///< code of what came in its way last
};
QIANTAI_DESCRIBE(AttachmentStatus, "", attachment, size, here, sent, wanted, trouble)
QIANTAI_NOTES(AttachmentStatus,
              {.field = "attachment", .length_max = 64, .presence = FieldNote::Presence::always})

struct AttachmentSave {
    std::string attachment;
    std::string path;  ///< of the file to be made, on this terminal
};
QIANTAI_DESCRIBE(AttachmentSave, "", attachment, path)
QIANTAI_NOTES(AttachmentSave, {.field = "attachment", .length_max = 64},
              {.field = "path", .length_max = k_attachment_path_length_max})

/// What is on its way between here and headquarters.
struct AttachmentsWaiting {
    std::int64_t to_send = 0;
    std::int64_t to_send_bytes = 0;
    std::int64_t wanted = 0;
};
QIANTAI_DESCRIBE(AttachmentsWaiting, "", to_send, to_send_bytes, wanted)

}  // namespace qiantai::domain
