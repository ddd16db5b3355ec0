#pragma once

#include "sync/client/session_context.hpp"

namespace qiantai::sync {

/// Fetches the photos and files that somebody here asked for, then sends those that headquarters
/// lacks, piece after piece, each from where it was cut off. Changes that are written meanwhile go
/// first. Ends after k_content_session_ms with `report.files_left`. What stands in one content's way is noted
/// with it and keeps no other back; an error is that of the way to the hub, of the disk or the
/// database. A hub of before there were attachments is left alone.
Status exchange_attachments(const SessionContext& context);

/// Removes the contents that no row names any more; see AttachmentShelf::drop_loose.
Status drop_loose_attachments(sqlite::Database& database, const Manifest& manifest, Clock& clock);

}  // namespace qiantai::sync
