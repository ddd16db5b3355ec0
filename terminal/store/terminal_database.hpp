#pragma once

#include <span>
#include <string>

#include "schema/base/clock.hpp"
#include "schema/base/event_log.hpp"
#include "schema/base/random.hpp"
#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"
#include "schema/sqlite/migrations.hpp"
#include "terminal/store/file_lock.hpp"
#include "terminal/store/home.hpp"

namespace qiantai::store {

struct TerminalOptions {
    /// create: makes key and database if there is no database yet. An existing one is opened either
    /// way.
    enum class IfMissing { fail, create } if_missing = IfMissing::fail;
    /// For a new database.
    sqlite::Cipher cipher = sqlite::best_cipher_here();
    std::span<const sqlite::MigrationText> migrations = sqlite::terminal_migrations();
    sqlite::Durability durability = sqlite::Durability::full;
    int busy_timeout_ms = 10'000;
    /// Told of a new database, an upgrade, and work that was interrupted and is finished now. Null:
    /// nobody is told.
    EventLog* log = nullptr;
};

/// The terminal's database, open: encrypted, at the newest schema, with change capture in place.
/// Several processes may have it open at once. Not thread-safe but for open_connection().
///
/// A database is complete from the moment its name exists: a new one is made under another name and
/// renamed. A key rotation or restore that was interrupted is finished or undone when the database
/// is opened next.
class TerminalDatabase {
  public:
    /// `clock` and `manifest` must outlive the database; `random` is used only here (a new key, a
    /// new incarnation). Errors, with no byte of the database changed: k_database_missing,
    /// k_key_missing, k_key_exposed, k_key_malformed, k_database_wrong_key, k_database_damaged,
    /// k_database_foreign, k_database_too_new, k_database_too_old, k_database_no_rights,
    /// k_database_in_use, k_database_full, k_unsuitable_sqlite.
    static Result<TerminalDatabase> open(const Home& home, Clock& clock, Random& random,
                                         const Manifest& manifest,
                                         const TerminalOptions& options = {});

    sqlite::Database& database() { return m_database; }
    /// A further connection for another thread, with the same functions and settings. Thread-safe.
    Result<sqlite::Database> open_connection() const;

    const Home& home() const { return m_home; }
    Clock& clock() const { return *m_clock; }
    const Manifest& manifest() const { return *m_manifest; }
    const Uuid& incarnation() const { return m_incarnation; }
    sqlite::Cipher cipher() const { return m_open_options.cipher; }
    const Secret& key() const { return m_open_options.key; }

  private:
    TerminalDatabase(Home home, Clock& clock, const Manifest& manifest, FileLock lock,
                     sqlite::OpenOptions open_options, sqlite::Database database,
                     const Uuid& incarnation);

    Home m_home;
    Clock* m_clock;
    const Manifest* m_manifest;
    FileLock m_lock;  ///< outlives the connection
    sqlite::OpenOptions m_open_options;
    sqlite::Database m_database;
    Uuid m_incarnation;
};

/// The file whose lock all programs take that use the database of this home.
std::filesystem::path lock_path(const Home& home);

/// Registers everything a connection to a terminal's database needs. For connections that are not
/// made by TerminalDatabase (a backup being checked).
Status register_functions(sqlite::Database& database, Clock& clock, const Manifest& manifest);

}  // namespace qiantai::store
