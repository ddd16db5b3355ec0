#include "schema/sqlite/error_of.hpp"

#include <sqlite3.h>

#include "schema/sqlite/database.hpp"

namespace qiantai::sqlite {

Error error_of(sqlite3* connection) {
    const auto kind = [&]() -> const ErrorKind& {
        switch (sqlite3_extended_errcode(connection) & 0xFF) {
            case SQLITE_BUSY:
            case SQLITE_LOCKED: return k_database_busy;
            case SQLITE_FULL: return k_database_full;
            case SQLITE_CORRUPT:
            case SQLITE_NOTADB: return k_database_damaged;
            case SQLITE_CONSTRAINT: return k_constraint;
            default: return k_database_io;
        }
    };
    return make_error(kind(), sqlite3_errmsg(connection));
}

}  // namespace qiantai::sqlite
