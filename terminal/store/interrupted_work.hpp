#pragma once

#include "terminal/store/terminal_database.hpp"

namespace qiantai::store {

/// Finishes or undoes what a program that died left half done: a key rotation (key_rotation.hpp) or
/// a restore (backup_restore.hpp). Two looks for a file when there is nothing. k_database_in_use if
/// there is something and another program has the database open. What was done is told to the log.
Status finish_interrupted_work(const Home& home, EventLog& log);
/// The same for a caller who holds the home's lock alone.
Status finish_interrupted_work_locked(const Home& home);

}  // namespace qiantai::store
