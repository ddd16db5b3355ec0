#pragma once

// What the parts of the imports' service share.

#include "schema/sqlite/database.hpp"
#include "terminal/imports/rules/import_folder_facts.hpp"

namespace qiantai::domain {

#define QIANTAI_IMPORT_COLUMNS                                                               \
    "SELECT id, kind, status, source, file, errors, rows, counts, staff_number, started_at," \
    " ended_at, gone, stayed FROM import "
inline constexpr const char* k_import_columns_where_id = QIANTAI_IMPORT_COLUMNS "WHERE id = ?";
inline constexpr const char* k_import_columns_newest =
    QIANTAI_IMPORT_COLUMNS "ORDER BY id DESC LIMIT ?";
#undef QIANTAI_IMPORT_COLUMNS

/// What stands in column counts; none of them where it can't be read.
ImportCounts parse_import_counts(std::string_view json);
Import read_import(const sqlite::Statement& row);
ImportSettings parse_import_settings(std::string_view json);
/// k_import_source_not_found.
Result<ImportSettings> load_import_settings(sqlite::Database& database, ImportKind kind,
                                            std::string_view source);

}  // namespace qiantai::domain
