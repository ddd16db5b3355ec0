#include "schema/sqlite/migrations.hpp"

#include <sqlite3.h>

#include "schema/base/uuid.hpp"

namespace qiantai::sqlite {
namespace {

Result<std::int64_t> read_pragma(Database& database, std::string_view pragma) {
    QIANTAI_TRY(auto statement, database.prepare(pragma));
    QIANTAI_TRY(const bool row, statement.step());
    return row ? statement.integer(0) : 0;
}

/// What steps may call beside SQLite's own functions: store_cell(store_code), see Cell.
Status register_functions(Database& database) {
    return database.add_function(
        "store_cell", 1, Database::FunctionKind::deterministic,
        [](sqlite3_context* context, std::span<sqlite3_value*> values) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
            const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
            const std::string_view code = text ? std::string_view(text, size) : std::string_view();
            sqlite3_result_int(context, Cell::of_store(code).number());
        });
}

}  // namespace

Result<int> migrate(Database& database, ApplicationId application,
                    std::span<const MigrationText> steps, int oldest_supported) {
    QIANTAI_ASSERT(!steps.empty());
    QIANTAI_TRY(const auto version, read_pragma(database, "PRAGMA user_version"));
    QIANTAI_TRY(const auto marked, read_pragma(database, "PRAGMA application_id"));
    QIANTAI_TRY(const auto tables, read_pragma(database, "SELECT count(*) FROM sqlite_schema"));
    const bool fresh = version == 0 && marked == 0 && tables == 0;
    if (!fresh && marked != static_cast<int>(application)) return make_error(k_database_foreign);
    const int newest = steps.back().number;
    if (version > newest) {
        return make_error(k_database_too_new, "database " + std::to_string(version) + ", program " +
                                                  std::to_string(newest));
    }
    if (!fresh && version < oldest_supported) {
        return make_error(k_database_too_old, "database " + std::to_string(version) +
                                                  ", program needs " +
                                                  std::to_string(oldest_supported));
    }
    // From here on the file is known to be ours. A restored copy comes in another journal mode.
    QIANTAI_TRY_STATUS(database.execute("PRAGMA journal_mode=WAL"));
    QIANTAI_TRY_STATUS(register_functions(database));
    for (const auto& step : steps) {
        if (step.number <= version) continue;
        QIANTAI_TRY(auto transaction, Transaction::begin(database));
        // Another process may have taken this step while we waited for the lock.
        QIANTAI_TRY(const auto now, read_pragma(database, "PRAGMA user_version"));
        if (now >= step.number) continue;
        QIANTAI_TRY_STATUS(database.execute(step.sql));
        QIANTAI_TRY_STATUS(database.execute(
            "PRAGMA user_version=" + std::to_string(step.number) +
            ";PRAGMA application_id=" + std::to_string(static_cast<int>(application))));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return static_cast<int>(version);
}

}  // namespace qiantai::sqlite
