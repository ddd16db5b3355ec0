#pragma once

#include <filesystem>
#include <string>

#include "schema/sqlite/database.hpp"

namespace qiantai::store {

/// Copies a database as it is at this moment, page by page, into a new file with the same cipher
/// and `key`. Other connections may go on writing to the source; it is the state of one moment all
/// the same. The copy is one file (no WAL), on disk when this returns; after a failure there is
/// none.
Status copy_database(sqlite::Database& source, const std::filesystem::path& to,
                     sqlite::Cipher cipher, const Secret& key);

/// Flushes a file's content.
Status sync_file(const std::filesystem::path& file);

}  // namespace qiantai::store
