#pragma once

#include "schema/base/error.hpp"

struct sqlite3;

namespace qiantai::sqlite {

/// The connection's last error as one of the kinds of database.hpp, with SQLite's words as detail.
Error error_of(sqlite3* connection);

}  // namespace qiantai::sqlite
