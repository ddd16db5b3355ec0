#pragma once

#include "terminal/store/terminal_database.hpp"

namespace qiantai::store {

/// Makes key (unless it is there already) and database of a terminal that has none. Whatever
/// interrupts it, afterwards there is a complete database or none. k_database_in_use if another
/// program is making it.
Status create_database(const Home& home, Clock& clock, Random& random, const Manifest& manifest,
                       const TerminalOptions& options);

/// The key of `home`; a new one if there is none and the key isn't managed by somebody else.
Result<std::string> load_or_create_key(const Home& home, Random& random);

/// Flushes a folder's entries, so that a rename in it is on disk.
Status sync_folder(const std::filesystem::path& folder);
/// rename and sync_folder. Both are in the same folder.
Status rename_durably(const std::filesystem::path& from, const std::filesystem::path& to);
/// Removes a closed database's file and those that belong to it, if they are there.
Status remove_database_files(const std::filesystem::path& database);

}  // namespace qiantai::store
