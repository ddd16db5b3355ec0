#include "schema/sqlite/row_codec.hpp"

#include <sqlite3.h>

#include "schema/base/encoding.hpp"
#include "schema/base/json_values.hpp"
#include "schema/manifest/values.hpp"

namespace qiantai::sqlite {
namespace {

namespace json = boost::json;

struct Texts {
    std::string load;
    std::string save;
    std::string insert;
    std::string remove;
};

Texts make_texts(const Entity& entity) {
    const bool clocks = entity.merge != Merge::append;
    std::string names, parameters = "?", updates;
    for (const auto& column : entity.columns) {
        const auto name = quoted(column.name);
        names += ", " + name;
        parameters += ", ?";
        updates += name + " = excluded." + name + ", ";
    }
    names += clocks ? ", row_hlc, column_clocks" : ", row_hlc";
    parameters += clocks ? ", ?, ?" : ", ?";
    updates += "row_hlc = excluded.row_hlc";
    if (clocks) updates += ", column_clocks = excluded.column_clocks";
    const auto table = quoted(entity.name);
    const auto insert = "INSERT INTO " + table + " (id" + names + ") VALUES (" + parameters + ")";
    return {"SELECT id" + names + " FROM " + table + " WHERE id = ?",
            insert + " ON CONFLICT (id) DO UPDATE SET " + updates,
            insert + " ON CONFLICT (id) DO NOTHING", "DELETE FROM " + table + " WHERE id = ?"};
}

Error wrong_type(const Column& column) {
    return make_error(k_value_wrong_type, std::string(column.name), std::string(column.name));
}

Status bind_id(Statement& statement, int parameter, const Column& column,
               const json::value& value) {
    const auto id = value.is_string() ? Uuid::parse(value.get_string()) : std::nullopt;
    if (!id) return wrong_type(column);
    statement.bind_one(parameter, *id);
    return {};
}

Status bind_bytes(Statement& statement, int parameter, const Column& column,
                  const json::value& value) {
    const auto bytes = value.is_string() ? from_base64url(value.get_string()) : std::nullopt;
    if (!bytes) return wrong_type(column);
    statement.bind_blob(parameter, *bytes);
    return {};
}

Status bind_integer(Statement& statement, int parameter, const Column& column,
                    const json::value& value) {
    if (value.is_int64()) {
        statement.bind_one(parameter, value.get_int64());
    } else if (value.is_uint64() && value.get_uint64() <= INT64_MAX) {
        statement.bind_one(parameter, static_cast<std::int64_t>(value.get_uint64()));
    } else {
        return wrong_type(column);
    }
    return {};
}

}  // namespace

std::string quoted(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) {
        out += c;
        if (c == '"') out += c;
    }
    return out + '"';
}

Status bind_value(Statement& statement, int parameter, const Column& column,
                  const json::value& value) {
    if (value.is_null()) {
        statement.bind_one(parameter, std::nullopt);
        return {};
    }
    switch (column.type) {
        case ColumnType::id:
            return bind_id(statement, parameter, column, value);
        case ColumnType::bytes:
            return bind_bytes(statement, parameter, column, value);
        case ColumnType::integer:
        case ColumnType::fen:
        case ColumnType::time:
            return bind_integer(statement, parameter, column, value);
        case ColumnType::boolean:
            if (!value.is_bool()) return wrong_type(column);
            statement.bind_one(parameter, value.get_bool() ? 1 : 0);
            return {};
        case ColumnType::text:
        case ColumnType::date:
        case ColumnType::attachment:
            if (!value.is_string()) return wrong_type(column);
            statement.bind_view(parameter, value.get_string());
            return {};
        case ColumnType::json:
            statement.bind_one(parameter, json::serialize(value));
            return {};
    }
    return wrong_type(column);
}

json::value read_value(const Statement& statement, int result, ColumnType type) {
    if (statement.is_null(result)) return nullptr;
    switch (type) {
        case ColumnType::id:
            return json::value(statement.uuid(result).text());
        case ColumnType::bytes:
            return json::value(to_base64url(statement.blob(result)));
        case ColumnType::boolean:
            return statement.integer(result) != 0;
        case ColumnType::integer:
        case ColumnType::fen:
        case ColumnType::time:
            return statement.integer(result);
        case ColumnType::text:
        case ColumnType::date:
        case ColumnType::attachment:
            return json::value(statement.text(result));
        case ColumnType::json:
            return json_or_text(statement.text(result));
    }
    return nullptr;
}

RowTable::RowTable(Database& database, const Entity& entity, Statement load, Statement save,
                   Statement insert, Statement remove)
    : m_database(&database),
      m_entity(&entity),
      m_load(std::move(load)),
      m_save(std::move(save)),
      m_insert(std::move(insert)),
      m_remove(std::move(remove)) {}

Result<RowTable> RowTable::open(Database& database, const Entity& entity) {
    const auto texts = make_texts(entity);
    QIANTAI_TRY(auto load, database.prepare(texts.load));
    QIANTAI_TRY(auto save, database.prepare(texts.save));
    QIANTAI_TRY(auto insert, database.prepare(texts.insert));
    QIANTAI_TRY(auto remove, database.prepare(texts.remove));
    return RowTable(database, entity, std::move(load), std::move(save), std::move(insert),
                    std::move(remove));
}

Result<std::optional<TableRow>> RowTable::load(const Uuid& id) {
    m_load.bind(id);
    QIANTAI_TRY(const bool found, m_load.step());
    if (!found) return std::optional<TableRow>();
    TableRow row;
    row.columns.reserve(m_entity->columns.size());
    int at = 1;
    for (const auto& column : m_entity->columns) {
        if (!m_load.is_null(at))
            row.columns.emplace(column.name, read_value(m_load, at, column.type));
        ++at;
    }
    row.row_hlc = m_load.integer(at);
    if (has_clocks()) row.column_clocks = m_load.text(at + 1);
    m_load.reset();
    return std::optional<TableRow>(std::move(row));
}

Status RowTable::save(const Uuid& id, const json::object& columns, std::int64_t row_hlc,
                      std::string_view column_clocks) {
    return run_with(m_save, id, columns, row_hlc, column_clocks);
}

Result<bool> RowTable::insert_new(const Uuid& id, const json::object& columns, std::int64_t row_hlc,
                                  std::string_view column_clocks) {
    QIANTAI_TRY_STATUS(run_with(m_insert, id, columns, row_hlc, column_clocks));
    return m_database->changes() > 0;
}

Status RowTable::run_with(Statement& statement, const Uuid& id, const json::object& columns,
                          std::int64_t row_hlc, std::string_view column_clocks) {
    static const json::value k_null;
    QIANTAI_ASSERT(has_clocks() || column_clocks.empty());
    statement.bind_one(1, id);
    int at = 2;
    for (const auto& column : m_entity->columns) {
        const auto* value = columns.if_contains(column.name);
        QIANTAI_TRY_STATUS(bind_value(statement, at++, column, value ? *value : k_null));
    }
    statement.bind_one(at++, row_hlc);
    if (has_clocks()) {
        if (column_clocks.empty())
            statement.bind_one(at, std::nullopt);
        else
            statement.bind_view(at, column_clocks);
    }
    auto ran = statement.run();
    statement.reset();
    return ran;
}

Status RowTable::remove(const Uuid& id) {
    auto removed = m_remove.bind(id).run();
    m_remove.reset();
    return removed;
}

}  // namespace qiantai::sqlite
