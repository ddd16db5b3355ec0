#pragma once

// The photos and files of a terminal: contents in a folder beside the database
// (schema/base/content_folder.hpp) and, in its table `attachment`, what is known of each. Rows of the
// manifest's entities name them in columns of the type attachment.
//
// 1. A content that is put here is on disk before the database knows it.
// 2. It stays as long as a row names it, and no longer: a row that lets go (erased, gone to another
//    store) is noted by triggers in the same transaction (terminal/store/capture_triggers.hpp), and
//    drop_loose() takes the content away. One that no row has named yet stays for k_unnamed_life_ms;
//    one whose row went to another store before headquarters had it is sent before it goes.
// 3. What the database says of a file is a guess until it is read: a file that is missing or damaged
//    is noted as not here, and wanted from headquarters if that has it.
//
// Belongs to one thread, like the connection it stands on.

#include <optional>
#include <string>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/content_folder.hpp"
#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sqlite {

/// Put here for a form that nobody has saved yet.
inline constexpr TimeMs k_unnamed_life_ms = 30ll * 24 * 3600 * 1000;

inline constexpr ErrorKind k_attachment_not_here{
    "attachment_not_here", Actor::itself,
    "This photo or file is not on this terminal yet; it is fetched from headquarters with the next "
    "connection.",
    "该照片或文件尚未下载到本机，将在下次连接总部时获取。"};

struct Attachment {
    std::string hash;
    std::uint64_t size = 0;  ///< bytes; 0: not known
    bool here = false;
    bool sent = false;  ///< headquarters has it
    std::optional<TimeMs> wanted_at{};
    std::string trouble{};  ///< code of what came in its way last; empty: nothing
};

class AttachmentShelf {
  public:
    /// `database` must outlive this.
    static Result<AttachmentShelf> open(Database& database);

    ContentFolder& files() { return m_files; }

    /// Puts a content here, to be sent to headquarters once a row names it; gives its name. On disk
    /// when this returns. `thumbnail` (JPEG) may be empty. At most k_content_bytes_max bytes, and
    /// not none. k_content_disk_full.
    Result<std::string> add(std::string_view content, std::string_view thumbnail, TimeMs now);
    Result<std::optional<Attachment>> find(std::string_view hash);
    /// All of it; k_attachment_not_here, also for one that turns out to be missing or damaged: it is
    /// wanted from then on.
    Result<std::string> read(std::string_view hash, TimeMs now);
    /// Has the next session fetch it, if it is not here.
    Status want(std::string_view hash, TimeMs now);
    Result<std::optional<std::string>> load_thumbnail(std::string_view hash);
    Status save_thumbnail(std::string_view hash, std::string_view jpeg);

    /// What waits to be sent: named, here, and not in trouble since `tried_before`; the oldest first.
    Result<std::vector<Attachment>> load_to_send(TimeMs tried_before, int limit);
    /// What was asked for and is not here, the newest first; with `tried_before` as above.
    Result<std::vector<Attachment>> load_wanted(TimeMs tried_before, int limit);
    struct Counts {
        std::int64_t to_send = 0;
        std::int64_t to_send_bytes = 0;
        std::int64_t wanted = 0;
    };
    Result<Counts> count();

    Status note_sent(std::string_view hash);
    /// Headquarters knows no row that names it: one that was kept only to be sent goes.
    Status let_go_if_given(std::string_view hash);
    Status note_arrived(std::string_view hash);
    Status note_trouble(std::string_view hash, std::string_view code, TimeMs now);
    /// Its file can't be read.
    Status note_lost(std::string_view hash, TimeMs now);

    /// Removes what no row names any more, the files too; gives how many.
    Result<int> drop_loose(const Manifest& manifest, TimeMs now);

    /// For looking over: every content that should be here and the database knows; one by one.
    Status each_here(const std::function<Status(const Attachment&)>& visit);

  private:
    AttachmentShelf(Database& database, ContentFolder files)
        : m_database(&database), m_files(std::move(files)) {}
    Result<std::vector<std::string>> load_loose(TimeMs now);
    Result<bool> is_named(const Manifest& manifest, std::string_view hash);

    Database* m_database;
    ContentFolder m_files;
};

/// Headquarters was set back to a backup: it may have lost any of them.
Status send_attachments_again(Database& database);

}  // namespace qiantai::sqlite
