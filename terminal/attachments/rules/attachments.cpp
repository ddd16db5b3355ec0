#include "terminal/attachments/rules/attachments.hpp"

#include <filesystem>

#include "schema/base/content_name.hpp"
#include "schema/base/file.hpp"
#include "schema/sqlite/attachment_shelf.hpp"
#include "terminal/attachments/rules/camera.hpp"
#include "terminal/attachments/rules/intake.hpp"
#include "terminal/base/audit.hpp"

namespace qiantai::domain {
namespace {

using sqlite::AttachmentShelf;

Result<AttachmentStatus> status_on_shelf(AttachmentShelf& shelf, std::string_view attachment) {
    QIANTAI_TRY(const auto known, shelf.find(attachment));
    AttachmentStatus status{.attachment = std::string(attachment)};
    if (!known) return status;
    status.size = static_cast<std::int64_t>(known->size);
    status.here = known->here;
    status.sent = known->here && known->sent;
    status.wanted = known->wanted_at.has_value();
    status.trouble = known->trouble;
    return status;
}

/// What a camera sees now.
Result<std::string> photograph(const std::string& device) {
    QIANTAI_TRY(const auto camera, open_v4l2_camera(device, k_photo_edge));
    QIANTAI_TRY(const auto frame, camera->next());
    QIANTAI_TRY(const auto picture, picture_of(frame));
    return write_jpeg(picture, JpegDetail::photo);
}

Status check_name(std::string_view attachment) {
    if (is_content_name(attachment)) return {};
    return make_error(k_attachment_name_malformed, {}, "attachment");
}

}  // namespace

Result<std::string> read_attachment_file(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::is_character_file(path, ignored)) return photograph(path);
    auto bytes = read_file(path, k_photo_file_bytes_max);
    if (!bytes && bytes.error().kind == &k_file_too_large)
        return make_error(k_attachment_too_large, {}, "path");
    return bytes;
}

Result<AddedAttachment> add_attachment(ServiceContext& context, std::string_view bytes) {
    QIANTAI_TRY(const auto intake, take_in(bytes));
    QIANTAI_TRY(auto shelf, AttachmentShelf::open(context.database));
    QIANTAI_TRY(const auto now, record_time(context));
    QIANTAI_TRY(auto name, shelf.add(intake.content, intake.thumbnail, now));
    return AddedAttachment{.attachment = std::move(name),
                           .kind = intake.kind,
                           .size = static_cast<std::int64_t>(intake.content.size())};
}

Status want_attachment(ServiceContext& context, std::string_view attachment) {
    QIANTAI_TRY(auto shelf, AttachmentShelf::open(context.database));
    QIANTAI_TRY(const auto now, record_time(context));
    return shelf.want(attachment, now);
}

Result<std::string> open_attachment(ServiceContext& context, std::string_view attachment) {
    QIANTAI_TRY(auto shelf, AttachmentShelf::open(context.database));
    QIANTAI_TRY(const auto now, record_time(context));
    return shelf.read(attachment, now);
}

Result<std::optional<std::string>> open_thumbnail(ServiceContext& context,
                                                  std::string_view attachment) {
    QIANTAI_TRY(auto shelf, AttachmentShelf::open(context.database));
    QIANTAI_TRY(auto kept, shelf.load_thumbnail(attachment));
    if (kept) return kept;
    QIANTAI_TRY(const auto known, shelf.find(attachment));
    if (!known || !known->here) return std::optional<std::string>();
    QIANTAI_TRY(const auto content, open_attachment(context, attachment));
    auto made = thumbnail_of(content);
    if (made.empty()) return std::optional<std::string>();
    QIANTAI_TRY_STATUS(shelf.save_thumbnail(attachment, made));
    return std::optional(std::move(made));
}

Result<AttachmentStatus> load_attachment_status(ServiceContext& context,
                                                std::string_view attachment) {
    QIANTAI_TRY(auto shelf, AttachmentShelf::open(context.database));
    return status_on_shelf(shelf, attachment);
}

Result<AddedAttachment> Attachments::add(const Session& session, const AttachmentAdd& file) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::attachments_add));
    QIANTAI_TRY(const auto bytes, read_attachment_file(file.path));
    return add_attachment(m_context, bytes);
}

Result<AttachmentStatus> Attachments::status(const Session& session, std::string_view attachment) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::attachments_read));
    QIANTAI_TRY_STATUS(check_name(attachment));
    QIANTAI_TRY(auto shelf, AttachmentShelf::open(m_context.database));
    return status_on_shelf(shelf, attachment);
}

Result<AttachmentStatus> Attachments::fetch(const Session& session, std::string_view attachment) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::attachments_read));
    QIANTAI_TRY_STATUS(check_name(attachment));
    QIANTAI_TRY(auto shelf, AttachmentShelf::open(m_context.database));
    QIANTAI_TRY(const auto now, record_time(m_context));
    QIANTAI_TRY_STATUS(shelf.want(attachment, now));
    return status_on_shelf(shelf, attachment);
}

Status Attachments::save(const Session& session, const AttachmentSave& wanted) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::attachments_read));
    QIANTAI_TRY_STATUS(check_name(wanted.attachment));
    QIANTAI_TRY(const auto content, open_attachment(m_context, wanted.attachment));
    std::error_code ignored;
    if (std::filesystem::exists(wanted.path, ignored))
        return make_error(k_attachment_file_exists, wanted.path, "path");
    // Nothing leaves without a trace: the trail first.
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY_STATUS(append_audit(
        m_context, &session,
        {.action = "attachments.save", .detail = {{"attachment", wanted.attachment}}}));
    QIANTAI_TRY_STATUS(transaction.commit());
    constexpr int k_own_mode = 0600;
    return write_file_atomically(wanted.path, content, k_own_mode);
}

Result<AttachmentsWaiting> Attachments::waiting(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::attachments_read));
    QIANTAI_TRY(auto shelf, AttachmentShelf::open(m_context.database));
    QIANTAI_TRY(const auto counts, shelf.count());
    return AttachmentsWaiting{counts.to_send, counts.to_send_bytes, counts.wanted};
}

}  // namespace qiantai::domain
