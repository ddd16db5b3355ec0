#pragma once

#include <span>

#include "schema/sqlite/database.hpp"

namespace qiantai::sqlite {

inline constexpr ErrorKind k_database_too_new{
    "database_too_new", Actor::administrator,
    "The database was made by a newer version of the program. Nothing was changed; update the "
    "program.",
    "数据库由更新版本的程序创建，未作任何改动。请升级程序。"};
inline constexpr ErrorKind k_database_too_old{
    "database_too_old", Actor::administrator,
    "The database is older than this version can upgrade. Nothing was changed; upgrade with an "
    "earlier version first.",
    "数据库版本过旧，本版本无法升级，未作任何改动。请先用较早版本升级。"};
inline constexpr ErrorKind k_database_foreign{
    "database_foreign", Actor::administrator,
    "The file is a database of another program. Nothing was changed; name the right file.",
    "该文件是其他程序的数据库，未作任何改动。请指定正确的文件。"};

/// One step of a schema's ladder: the text of schema/migrations/<which>/NNNN_name.sql.
struct MigrationText {
    int number;
    const char* name;
    const char* sql;
};

/// The ladders, embedded at build time, in order.
std::span<const MigrationText> terminal_migrations();
std::span<const MigrationText> hub_sqlite_migrations();
std::span<const MigrationText> hub_postgres_migrations();  ///< for sync/hub/store/postgres

/// Marks the file's kind in SQLite's application_id, so that one program's database is never taken
/// for another's.
enum class ApplicationId : int { terminal = 0x51544154, hub = 0x51544855 };

/// Brings the database to the ladder's end and into WAL mode. Each step is one transaction that
/// also stamps its number (PRAGMA user_version). A fresh file gets all steps. Errors, with nothing
/// changed: k_database_too_new, k_database_too_old (older than `oldest_supported`, default 1),
/// k_database_foreign. Returns the number it started from.
Result<int> migrate(Database& database, ApplicationId application,
                    std::span<const MigrationText> steps, int oldest_supported = 1);

}  // namespace qiantai::sqlite
