#pragma once

// Rows of synced tables as JSON objects and back, driven by the manifest alone. Used by
// terminal/store for the domain's services and by sync/client for applying what the hub sends.
//
// JSON forms: id 36-character text, boolean true/false, bytes base64url, json the value itself,
// everything else text or integer. A column that is NULL is absent.

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/uuid.hpp"
#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sqlite {

/// A row as stored: its columns and its clocks in the raw forms of row_hlc and column_clocks (empty
/// text if NULL).
struct TableRow {
    boost::json::object columns;
    std::int64_t row_hlc = 0;
    std::string column_clocks;
};

/// Binds one JSON value to a parameter by the column's type; null binds NULL. k_value_wrong_type
/// (values.hpp) if the value doesn't fit. `value` must live until the statement was run.
Status bind_value(Statement& statement, int parameter, const Column& column,
                  const boost::json::value& value);
/// The JSON value of a result column; JSON null if NULL. Stored JSON text that can't be parsed
/// comes as a string.
boost::json::value read_value(const Statement& statement, int result, ColumnType type);

/// Reads and writes whole rows of one entity's table with statements compiled once: keep one per
/// entity for as long as many rows are to be handled. Must be gone before `database`; `entity` must
/// outlive it. Writing here is the low-level way: whether the change is captured depends on
/// set_capture().
class RowTable {
  public:
    /// A table that doesn't fit the manifest gives the error SQLite says.
    static Result<RowTable> open(Database& database, const Entity& entity);

    const Entity& entity() const { return *m_entity; }

    /// Nothing if there is no such row.
    Result<std::optional<TableRow>> load(const Uuid& id);
    /// Inserts the row, or overwrites all columns of an existing one. Columns absent or null become
    /// NULL; names that the manifest doesn't have are passed over. `column_clocks` empty = NULL; of
    /// append entities it must be empty.
    Status save(const Uuid& id, const boost::json::object& columns, std::int64_t row_hlc,
                std::string_view column_clocks);
    /// Inserts the row unless one with this id is there; tells whether it did.
    Result<bool> insert_new(const Uuid& id, const boost::json::object& columns,
                            std::int64_t row_hlc, std::string_view column_clocks);
    Status remove(const Uuid& id);

  private:
    RowTable(Database& database, const Entity& entity, Statement load, Statement save,
             Statement insert, Statement remove);
    bool has_clocks() const { return m_entity->merge != Merge::append; }
    Status run_with(Statement& statement, const Uuid& id, const boost::json::object& columns,
                    std::int64_t row_hlc, std::string_view column_clocks);

    Database* m_database;
    const Entity* m_entity;
    Statement m_load;
    Statement m_save;
    Statement m_insert;
    Statement m_remove;
};

/// "name" quoted for SQL.
std::string quoted(std::string_view name);

}  // namespace qiantai::sqlite
