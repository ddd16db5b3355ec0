#include "schema/sqlite/error_of.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>

#include "schema/base/thrown.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sqlite {

Error error_of(sqlite3* connection) {
    const auto kind = [&]() -> const ErrorKind& {
        // Out of space while the shared-memory file grows is reported as an I/O error.
        const int cause = sqlite3_system_errno(connection);
        const int code = sqlite3_extended_errcode(connection);
        if (code == SQLITE_IOERR_NOMEM) return k_too_little_memory;
        switch (code & 0xFF) {
            case SQLITE_NOMEM:
                return k_too_little_memory;
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
                return k_database_busy;
            case SQLITE_FULL:
                return k_database_full;
            case SQLITE_CORRUPT:
            case SQLITE_NOTADB:
                return k_database_damaged;
            case SQLITE_CONSTRAINT:
                return k_constraint;
            case SQLITE_ERROR:
            case SQLITE_SCHEMA:
                return k_database_unfit;
            case SQLITE_READONLY:
            case SQLITE_PERM:
                return k_database_no_rights;
            case SQLITE_IOERR:
            case SQLITE_CANTOPEN:
                if (cause == ENOSPC || cause == EDQUOT) return k_database_full;
                if (cause == ENOMEM) return k_too_little_memory;
                if (cause == EACCES || cause == EPERM || cause == EROFS)
                    return k_database_no_rights;
                return k_database_io;
            default:
                return k_database_io;
        }
    };
    return make_error(kind(), sqlite3_errmsg(connection));
}

int result_code_of(const Error& error) {
    struct Row {
        const ErrorKind* kind;
        int code;
    };
    constexpr Row k_rows[] = {{&k_too_little_memory, SQLITE_NOMEM},
                              {&k_database_busy, SQLITE_BUSY},
                              {&k_database_full, SQLITE_FULL},
                              {&k_database_damaged, SQLITE_CORRUPT},
                              {&k_database_no_rights, SQLITE_PERM},
                              {&k_database_io, SQLITE_IOERR}};
    const auto* found = std::ranges::find(k_rows, error.kind, &Row::kind);
    return found == std::end(k_rows) ? SQLITE_CONSTRAINT_FUNCTION : found->code;
}

}  // namespace qiantai::sqlite
