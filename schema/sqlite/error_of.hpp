#pragma once

#include "schema/base/error.hpp"

struct sqlite3;

namespace qiantai::sqlite {

/// The connection's last error as one of the kinds of database.hpp, with SQLite's words as detail.
Error error_of(sqlite3* connection);

/// The code by which a function in SQL hands `error` on, so that error_of() makes the same kind of it
/// again: SQLITE_CONSTRAINT_FUNCTION for what is none of the database's.
int result_code_of(const Error& error);

}  // namespace qiantai::sqlite
