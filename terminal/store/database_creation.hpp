#pragma once

#include "terminal/store/terminal_database.hpp"

namespace qiantai::store {

inline constexpr ErrorKind k_database_gone{
    "database_gone", Actor::administrator,
    "The database file is gone, though other files of this terminal are here. Nothing was changed; "
    "restore a backup, or set the terminal up in another folder.",
    "数据库文件丢失，但本终端的其他文件还在，未作任何改动。请从备份恢复，或在另一文件夹重新设置终端"
    "。"};

/// Makes key (unless it is there already) and database of a terminal that has none. Whatever
/// interrupts it, afterwards there is a complete database or none. k_database_in_use if another
/// program is making it, k_database_gone if there was one.
Status create_database(const Home& home, Clock& clock, Random& random, const Manifest& manifest,
                       const TerminalOptions& options);

/// The key of `home`; a new one if there is none and the key isn't managed by somebody else.
Result<Secret> load_or_create_key(const Home& home, Random& random);

/// Removes a closed database's file and those that belong to it, if they are there.
Status remove_database_files(const std::filesystem::path& database);

}  // namespace qiantai::store
