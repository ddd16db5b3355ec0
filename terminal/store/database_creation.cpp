#include "terminal/store/database_creation.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "schema/base/file.hpp"
#include "schema/sqlite/cipher_sidecar.hpp"
#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/key_file.hpp"
#include "terminal/store/capture_triggers.hpp"

namespace qiantai::store {
namespace {

namespace fs = std::filesystem;

/// Fills a new file; it is closed, and thereby one file without WAL, when this returns.
Status fill_database(const fs::path& path, const Secret& key, const Uuid& incarnation, Clock& clock,
                     const Manifest& manifest, const TerminalOptions& options) {
    sqlite::OpenOptions open_options;
    open_options.cipher = options.cipher;
    open_options.key = key;
    open_options.mode = sqlite::OpenMode::create;
    QIANTAI_TRY(auto database, sqlite::Database::open(path, open_options));
    QIANTAI_TRY_STATUS(register_functions(database, clock, manifest));
    QIANTAI_TRY_STATUS(
        sqlite::migrate(database, sqlite::ApplicationId::terminal, options.migrations));
    QIANTAI_TRY_STATUS(ensure_capture_triggers(database, manifest));
    QIANTAI_TRY_STATUS(
        sqlite::save_fact(database, sqlite::fact::k_incarnation, incarnation.text()));
    return database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

/// A WAL or journal that lies about without its database would be replayed into the new one.
Status set_orphans_aside(const fs::path& database) {
    for (const char* suffix : {"-wal", "-shm", "-journal"}) {
        const fs::path orphan = database.string() + suffix;
        std::error_code error;
        if (!fs::exists(orphan, error)) continue;
        fs::rename(orphan, orphan.string() + ".orphan", error);
        if (error) return make_error(k_file_error, orphan.string() + ": " + error.message());
    }
    return {};
}

}  // namespace

Result<Secret> load_or_create_key(const Home& home, Random& random) {
    auto key = sqlite::load_key_file(home.key);
    if (key || key.error().kind != &sqlite::k_key_missing || home.key_is_managed) return key;
    return sqlite::create_key_file(home.key, random);
}

Status create_database(const Home& home, Clock& clock, Random& random, const Manifest& manifest,
                       const TerminalOptions& options) {
    QIANTAI_TRY_STATUS(make_private_directory(home.data()));
    QIANTAI_TRY(const auto lock, FileLock::take(lock_path(home), FileLock::Kind::exclusive));
    std::error_code error;
    if (fs::exists(home.database, error)) return {};
    const fs::path unfinished = home.database.string() + ".new";
    // Creation writes it just before its end; alone it belonged to a database that was here.
    const auto sidecar = sqlite::sidecar_path(home.database);
    if (fs::exists(sidecar, error) && !fs::exists(unfinished, error)) {
        return make_error(k_database_gone, home.database.string());
    }
    QIANTAI_TRY(const auto key, load_or_create_key(home, random));
    QIANTAI_TRY_STATUS(set_orphans_aside(home.database));
    QIANTAI_TRY_STATUS(remove_database_files(unfinished));
    const Uuid incarnation = Uuid::make_v7(clock, random);
    QIANTAI_TRY_STATUS(fill_database(unfinished, key, incarnation, clock, manifest, options));
    QIANTAI_TRY_STATUS(sqlite::save_sidecar(
        home.database, {options.cipher, sqlite::key_id(key), incarnation.text()}));
    return rename_durably(unfinished, home.database);
}

Status remove_database_files(const fs::path& database) {
    for (const char* suffix : {"", "-wal", "-shm", "-journal", ".cipher"}) {
        std::error_code error;
        fs::remove(database.string() + suffix, error);
        if (error) {
            return make_error(k_file_error,
                              "remove " + database.string() + suffix + ": " + error.message());
        }
    }
    return {};
}

}  // namespace qiantai::store
