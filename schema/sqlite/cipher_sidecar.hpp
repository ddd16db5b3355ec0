#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "schema/sqlite/database.hpp"

namespace qiantai::sqlite {

/// What must be known of an encrypted database before it can be read: the small JSON file
/// "<database>.cipher" beside it. It holds nothing secret. Because it names the key, a wrong key
/// and a damaged file are told apart, and a wrong key is noticed before the database is touched.
struct CipherSidecar {
    Cipher cipher = Cipher::none;
    std::string key_id;
    std::string
        incarnation{};  ///< terminals: this instance of the database, known even if it is damaged
};

std::filesystem::path sidecar_path(const std::filesystem::path& database);
/// k_file_error if there is none, k_database_damaged if it can't be understood.
Result<CipherSidecar> load_sidecar(const std::filesystem::path& database);
Status save_sidecar(const std::filesystem::path& database, const CipherSidecar& sidecar);

/// Opens an existing database by its sidecar and key. A missing sidecar is worked out by trying the
/// ciphers, and not written. Errors, all with nothing changed: k_database_missing,
/// k_database_wrong_key, k_database_foreign (a file without encryption), k_database_damaged, and
/// those of Database::open.
struct OpenedFile {
    Database database;
    Cipher cipher;
};
Result<OpenedFile> open_encrypted(const std::filesystem::path& path, const Secret& key,
                                  OpenOptions options);

}  // namespace qiantai::sqlite
