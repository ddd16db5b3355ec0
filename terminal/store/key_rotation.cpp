#include "terminal/store/key_rotation.hpp"

#include "schema/base/file.hpp"
#include "schema/sqlite/cipher_sidecar.hpp"
#include "schema/sqlite/key_file.hpp"
#include "terminal/store/database_copy.hpp"
#include "terminal/store/database_creation.hpp"
#include "terminal/store/interrupted_work.hpp"

namespace qiantai::store {
namespace {

namespace fs = std::filesystem;

fs::path next_key_path(const Home& home) {
    return home.key.string() + ".next";
}
fs::path rotated_path(const Home& home) {
    return home.database.string() + ".rotated";
}
fs::path old_key_path(const Home& home, std::string_view id) {
    return home.old_keys / (std::string(id) + ".key");
}

Status remove_file(const fs::path& path) {
    std::error_code error;
    fs::remove(path, error);
    if (error) return make_error(k_file_error, "remove " + path.string() + ": " + error.message());
    return {};
}

/// Whether the file opens with this key, whatever its sidecar says. For writing: a program that was
/// killed may have left a journal, and only who may write can roll it back. A journal is there only
/// as long as the file is under the old key, so that key has to be tried first.
Result<bool> opens_with(const fs::path& path, sqlite::Cipher cipher, const Secret& key) {
    sqlite::OpenOptions options;
    options.cipher = cipher;
    options.key = key;
    const auto opened = sqlite::Database::open(path, options);
    if (!opened && opened.error().kind != &sqlite::k_database_wrong_key) return opened.error();
    return opened.ok();
}

Status undo(const Home& home) {
    QIANTAI_TRY_STATUS(remove_database_files(rotated_path(home)));
    return remove_file(next_key_path(home));
}

/// The renamed copy is in place; what is left is to make the new key the present one.
Status finish(const Home& home, sqlite::CipherSidecar sidecar, const Secret& new_key) {
    sidecar.key_id = sqlite::key_id(new_key);
    QIANTAI_TRY_STATUS(sqlite::save_sidecar(home.database, sidecar));
    return rename_durably(next_key_path(home), home.key);
}

/// Copies the database under the new key. Afterwards the original is one file too, also on disk, so
/// that neither WAL nor journal of the old key is left beside the new file.
Status copy_under_new_key(const Home& home, const sqlite::CipherSidecar& sidecar,
                          const Secret& old_key, const Secret& new_key) {
    QIANTAI_TRY(auto source, sqlite::open_encrypted(home.database, old_key, {}));
    QIANTAI_TRY_STATUS(source.database.execute("PRAGMA journal_mode=DELETE"));
    QIANTAI_TRY_STATUS(copy_database(source.database, rotated_path(home), sidecar.cipher, new_key));
    return sync_folder(home.data());
}

Result<KeyRotation> rotate_locked(const Home& home, Random& random) {
    QIANTAI_TRY(const auto old_key, sqlite::load_key_file(home.key));
    QIANTAI_TRY(const auto sidecar, sqlite::load_sidecar(home.database));
    const auto old_id = sqlite::key_id(old_key);
    QIANTAI_TRY_STATUS(sqlite::save_key_file(old_key_path(home, old_id), old_key));
    QIANTAI_TRY(const auto new_key, sqlite::create_key_file(next_key_path(home), random));
    auto copied = copy_under_new_key(home, sidecar, old_key, new_key);
    if (!copied) {
        (void)undo(home);
        return copied.error();
    }
    QIANTAI_TRY_STATUS(rename_durably(rotated_path(home), home.database));
    QIANTAI_TRY_STATUS(finish(home, sidecar, new_key));
    return KeyRotation{old_id, sqlite::key_id(new_key)};
}

}  // namespace

Result<KeyRotation> rotate_key(const Home& home, Random& random) {
    if (home.key_is_managed) return make_error(k_key_managed, home.key.string());
    QIANTAI_TRY(const auto lock, FileLock::take(lock_path(home), FileLock::Kind::exclusive));
    QIANTAI_TRY_STATUS(finish_interrupted_work_locked(home));
    return rotate_locked(home, random);
}

bool is_key_rotation_pending(const Home& home) {
    std::error_code ignored;
    return fs::exists(next_key_path(home), ignored);
}

Status finish_key_rotation(const Home& home) {
    QIANTAI_TRY(const auto old_key, sqlite::load_key_file(home.key));
    QIANTAI_TRY(const auto sidecar, sqlite::load_sidecar(home.database));
    QIANTAI_TRY(const bool is_old, opens_with(home.database, sidecar.cipher, old_key));
    if (is_old) return undo(home);
    QIANTAI_TRY(const auto new_key, sqlite::load_key_file(next_key_path(home)));
    QIANTAI_TRY(const bool is_new, opens_with(home.database, sidecar.cipher, new_key));
    if (!is_new) {
        return make_error(
            sqlite::k_database_damaged,
            "a key rotation was interrupted and neither key opens " + home.database.string());
    }
    return finish(home, sidecar, new_key);
}

Result<Secret> find_key(const Home& home, std::string_view id) {
    auto present = sqlite::load_key_file(home.key);
    if (present && sqlite::key_id(*present) == id) return present;
    auto old = sqlite::load_key_file(old_key_path(home, id));
    if (old && sqlite::key_id(*old) == id) return old;
    // A key that is there but exposed or malformed says so itself.
    if (!old && old.error().kind != &sqlite::k_key_missing) return old;
    return make_error(k_old_key_missing, "key " + std::string(id) + ", expected as " +
                                             old_key_path(home, id).string());
}

}  // namespace qiantai::store
