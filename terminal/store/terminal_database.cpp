#include "terminal/store/terminal_database.hpp"

#include "schema/base/file.hpp"
#include "schema/sqlite/cipher_sidecar.hpp"
#include "schema/sqlite/incarnations.hpp"
#include "schema/sqlite/key_file.hpp"
#include "terminal/store/bulk_load.hpp"
#include "terminal/store/capture_functions.hpp"
#include "terminal/store/capture_triggers.hpp"
#include "terminal/store/database_creation.hpp"
#include "terminal/store/interrupted_work.hpp"
#include "terminal/store/member_search_index.hpp"
#include "terminal/store/staff_seal.hpp"

namespace qiantai::store {
namespace {

namespace fs = std::filesystem;
using sqlite::Database;

/// The sidecar tells the incarnation of a database that can't be read any more.
Status keep_sidecar_current(const fs::path& path, const sqlite::CipherSidecar& wanted) {
    const auto present = sqlite::load_sidecar(path);
    if (present && present->cipher == wanted.cipher && present->key_id == wanted.key_id &&
        present->incarnation == wanted.incarnation) {
        return {};
    }
    return sqlite::save_sidecar(path, wanted);
}

/// Whether there is a database; a folder that may not be looked into is not an empty one.
Result<bool> is_there(const fs::path& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (fs::status_known(status)) return fs::exists(status);
    return make_error(sqlite::k_database_no_rights, path.string() + ": " + error.message());
}

}  // namespace

fs::path lock_path(const Home& home) {
    return home.database.string() + ".lock";
}

Status register_functions(Database& database, Clock& clock, const Manifest& manifest) {
    QIANTAI_TRY_STATUS(register_member_search(database));
    QIANTAI_TRY_STATUS(register_staff_seal(database));
    return register_capture_functions(database, clock, manifest);
}

TerminalDatabase::TerminalDatabase(Home home, Clock& clock, const Manifest& manifest, FileLock lock,
                                   sqlite::OpenOptions open_options, Database database,
                                   const Uuid& incarnation)
    : m_home(std::move(home)),
      m_clock(&clock),
      m_manifest(&manifest),
      m_lock(std::move(lock)),
      m_open_options(std::move(open_options)),
      m_database(std::move(database)),
      m_incarnation(incarnation) {}

Result<TerminalDatabase> TerminalDatabase::open(const Home& home, Clock& clock, Random& random,
                                                const Manifest& manifest,
                                                const TerminalOptions& options) {
    QIANTAI_TRY_STATUS(sqlite::check_sqlite_build());
    SilentLog nobody;
    EventLog& log = options.log ? *options.log : nobody;
    QIANTAI_TRY_STATUS(finish_interrupted_work(home, log));
    QIANTAI_TRY(const bool present, is_there(home.database));
    if (!present) {
        if (options.if_missing == TerminalOptions::IfMissing::fail) {
            return make_error(sqlite::k_database_missing, home.database.string());
        }
        QIANTAI_TRY_STATUS(create_database(home, clock, random, manifest, options));
        log.write(LogLevel::info, "database_created", {});
    }
    QIANTAI_TRY(auto lock, FileLock::take(lock_path(home), FileLock::Kind::shared));
    sqlite::OpenOptions open_options;
    open_options.durability = options.durability;
    open_options.busy_timeout_ms = options.busy_timeout_ms;
    QIANTAI_TRY(open_options.key, sqlite::load_key_file(home.key));
    QIANTAI_TRY(auto opened, sqlite::open_encrypted(home.database, open_options.key, open_options));
    open_options.cipher = opened.cipher;
    auto& database = opened.database;
    QIANTAI_TRY_STATUS(register_functions(database, clock, manifest));
    QIANTAI_TRY_STATUS(put_schema_back(database));
    QIANTAI_TRY(const int before,
                sqlite::migrate(database, sqlite::ApplicationId::terminal, options.migrations));
    if (const int newest = options.migrations.back().number; before != newest) {
        log.write(LogLevel::info, "database_upgraded", {{"from", before}, {"to", newest}});
    }
    QIANTAI_TRY_STATUS(ensure_capture_triggers(database, manifest));
    QIANTAI_TRY_STATUS(ensure_member_search(database));
    QIANTAI_TRY(const auto incarnations, sqlite::load_incarnations(database));
    const Uuid incarnation = incarnations.own;
    QIANTAI_TRY_STATUS(keep_sidecar_current(
        home.database,
        {open_options.cipher, sqlite::key_id(open_options.key), incarnation.text()}));
    return TerminalDatabase(home, clock, manifest, std::move(lock), std::move(open_options),
                            std::move(database), incarnation);
}

Result<Database> TerminalDatabase::open_connection() const {
    QIANTAI_TRY(auto database, Database::open(m_home.database, m_open_options));
    QIANTAI_TRY_STATUS(register_functions(database, *m_clock, *m_manifest));
    return database;
}

}  // namespace qiantai::store
