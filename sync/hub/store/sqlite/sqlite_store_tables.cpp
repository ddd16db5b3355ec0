// SqliteReader and SqliteWriter: whole tables as rows of values.

#include <charconv>

#include "schema/sqlite/rows.hpp"
#include "sync/hub/store/sqlite/sqlite_session.hpp"

namespace qiantai::hub {
namespace {

/// "entity, id"; of feed entries the row that they name by its number.
std::string sqlite_columns(const TableShape& shape, std::size_t count, std::string_view separator) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) out += separator;
        out += shape.columns[i].name;
    }
    return out;
}

std::string places_for(std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += i > 0 ? ", ?" : "?";
    return out;
}

std::string select_sql(const TableShape& shape, bool from_start) {
    const bool is_feed = shape.table == HubTable::feed;
    auto sql = "SELECT " +
               (is_feed ? std::string("f.scope, version, r.entity, r.id, gone")
                        : sqlite_columns(shape, shape.columns.size(), ", ")) +
               " FROM " +
               (is_feed ? std::string("feed f JOIN row r ON r.number = f.row_number")
                        : std::string(shape.name));
    const auto key =
        is_feed ? std::string("f.scope, version") : sqlite_columns(shape, shape.key_columns, ", ");
    if (!from_start) sql += " WHERE (" + key + ") > (" + places_for(shape.key_columns) + ")";
    return sql + " ORDER BY " + key + " LIMIT ?";
}

std::string insert_sql(const TableShape& shape) {
    if (shape.table == HubTable::feed) {
        return "INSERT INTO feed (scope, version, row_number, gone) VALUES "
               "(?1, ?2, (SELECT number FROM row WHERE entity = ?3 AND id = ?4), ?5)";
    }
    return "INSERT INTO " + std::string(shape.name) + " (" +
           sqlite_columns(shape, shape.columns.size(), ", ") + ") VALUES (" +
           places_for(shape.columns.size()) + ")";
}

void bind_value(sqlite::Statement& statement, int index, ValueKind kind,
                const std::optional<std::string>& value) {
    if (!value) {
        statement.bind_one(index, std::nullopt);
        return;
    }
    switch (kind) {
        case ValueKind::integer:
        case ValueKind::flag: {
            std::int64_t number = 0;
            std::from_chars(value->data(), value->data() + value->size(), number);
            statement.bind_one(index, number);
            return;
        }
        case ValueKind::uuid:
            statement.bind_one(index, Uuid::parse(*value).value_or(Uuid()));
            return;
        case ValueKind::bytes:
            statement.bind_blob(index, *value);
            return;
        case ValueKind::text:
        case ValueKind::json:
            statement.bind_one(index, *value);
            return;
    }
}

TableRow read_table_row(const TableShape& shape, const sqlite::Statement& statement) {
    TableRow row;
    row.reserve(shape.columns.size());
    for (int i = 0; const auto& column : shape.columns) {
        if (statement.is_null(i)) {
            row.emplace_back();
        } else if (column.kind == ValueKind::uuid) {
            row.emplace_back(statement.uuid(i).text());
        } else if (column.kind == ValueKind::bytes) {
            row.emplace_back(statement.blob(i));
        } else {
            row.emplace_back(statement.text(i));
        }
        ++i;
    }
    return row;
}

}  // namespace

Result<std::vector<TableRow>> SqliteReader::load_table(HubTable table, const TableRow* after,
                                                       int limit) {
    const auto& shape = shape_of(table);
    auto& statement = m_database->cached(select_sql(shape, after == nullptr));
    int index = 0;
    for (std::size_t i = 0; after && i < shape.key_columns; ++i) {
        bind_value(statement, ++index, shape.columns[i].kind, (*after)[i]);
    }
    statement.bind_one(++index, limit);
    return sqlite::all(statement,
                       [&](const sqlite::Statement& row) { return read_table_row(shape, row); });
}

Status SqliteWriter::empty_table(HubTable table) {
    return m_database->execute("DELETE FROM " + std::string(shape_of(table).name));
}

Status SqliteWriter::fill_table(HubTable table, std::span<const TableRow> rows) {
    const auto& shape = shape_of(table);
    auto& statement = m_database->cached(insert_sql(shape));
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < shape.columns.size(); ++i) {
            bind_value(statement, static_cast<int>(i) + 1, shape.columns[i].kind, row[i]);
        }
        QIANTAI_TRY_STATUS(statement.run());
    }
    return {};
}

Status SqliteWriter::end_store(TimeMs now) {
    return save_fact(fact::k_moved, std::to_string(now));
}

}  // namespace qiantai::hub
