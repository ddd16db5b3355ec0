#pragma once

#include "terminal/attachments/rules/attachments_facts.hpp"
#include "terminal/base/service_context.hpp"

namespace qiantai::domain {

/// Photos and files on this terminal: taken in, looked at, fetched from headquarters, saved outside.
/// Rows of other capabilities name them; what no row names is not sent and leaves after a month
/// (schema/sqlite/attachment_shelf.hpp). Thread rule: as ServiceContext.
class Attachments {
  public:
    explicit Attachments(ServiceContext& context) : m_context(context) {}

    /// Takes a file in (intake.hpp), and is given its name for a row. The file itself stays where it
    /// is. Right: attachments_add. What take_in() and the disk say.
    Result<AddedAttachment> add(const Session& session, const AttachmentAdd& file);
    /// Right: attachments_read. k_attachment_name_malformed.
    Result<AttachmentStatus> status(const Session& session, std::string_view attachment);
    /// Has it fetched with the next connection, if it is not here. Right: attachments_read.
    Result<AttachmentStatus> fetch(const Session& session, std::string_view attachment);
    /// Writes it to a new file of this terminal, unencrypted; the audit trail has it. Right:
    /// attachments_read. k_attachment_not_here (it is fetched then), k_attachment_file_exists.
    Status save(const Session& session, const AttachmentSave& wanted);
    /// Right: attachments_read.
    Result<AttachmentsWaiting> waiting(const Session& session);

  private:
    ServiceContext& m_context;
};

/// For the services and screens of other capabilities, which have asked for their own rights.
/// take_in(), and onto the shelf.
Result<AddedAttachment> add_attachment(ServiceContext& context, std::string_view bytes);
/// A file of at most what take_in() takes; of a camera (/dev/video0) what it sees now. k_file_error,
/// k_attachment_too_large, and those of open_v4l2_camera() and Camera::next().
Result<std::string> read_attachment_file(const std::string& path);
/// Where it is.
Result<AttachmentStatus> load_attachment_status(ServiceContext& context,
                                                std::string_view attachment);
/// Has it fetched with the next connection, if it is not here.
Status want_attachment(ServiceContext& context, std::string_view attachment);
/// The content; k_attachment_not_here, and it is wanted from then on.
Result<std::string> open_attachment(ServiceContext& context, std::string_view attachment);
/// JPEG; nothing while the content is not here, or is no photo.
Result<std::optional<std::string>> open_thumbnail(ServiceContext& context,
                                                  std::string_view attachment);

}  // namespace qiantai::domain
