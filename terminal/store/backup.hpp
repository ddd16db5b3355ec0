#pragma once

#include <map>
#include <string>
#include <vector>

#include "schema/sqlite/cipher_sidecar.hpp"
#include "terminal/store/terminal_database.hpp"

namespace qiantai::store {

/// One backup: a database file encrypted under the key of its day, and its sidecar, which names
/// that key.
struct BackupFile {
    std::filesystem::path path;
    std::uintmax_t bytes = 0;
    sqlite::CipherSidecar sidecar;  ///< its incarnation is that of the database that was backed up
};

/// Makes a consistent copy while others go on writing, under another name first, with the photos
/// and files that headquarters lacks (attachment_backup.hpp), and removes all but the `keep_count`
/// newest ones (at least 1). On disk when this returns; after a failure the
/// backups are those there were before. k_database_in_use if another backup is being made.
Result<BackupFile> create_backup(const TerminalDatabase& terminal, int keep_count);

/// The backups in the home's folder, newest first. Unfinished ones are not listed.
Result<std::vector<BackupFile>> list_backups(const Home& home);

/// Opens a backup for reading with the key it needs: the present one or one in keys/old. Errors:
/// k_old_key_missing, k_database_missing, k_database_damaged, k_database_foreign.
struct OpenedBackup {
    BackupFile file;
    sqlite::Database database;
    Secret key;
};
Result<OpenedBackup> open_backup(const Home& home, const std::filesystem::path& path);

/// What a backup that can be relied on holds.
struct BackupContent {
    BackupFile file;
    int schema_version = 0;
    std::int64_t last_seq = 0;                       ///< of the outbox
    std::map<std::string, std::int64_t> row_counts;  ///< by table
};
/// Reads every page (each is authenticated by the cipher) and checks every table and index. Errors
/// as open_backup, k_database_damaged with SQLite's findings, k_database_too_new.
Result<BackupContent> verify_backup(const Home& home, const std::filesystem::path& path);
/// The same for an open one.
Result<BackupContent> verify_backup(OpenedBackup& backup);

}  // namespace qiantai::store
