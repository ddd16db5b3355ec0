#include "tests/support/row_store.hpp"

#include "schema/manifest/values.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/store/erase.hpp"

namespace qiantai::store {
namespace {

namespace json = boost::json;
using sqlite::quoted;

Result<const Entity*> find_entity(const Manifest& manifest, std::string_view name) {
    const Entity* entity = manifest.find(name);
    if (!entity) return make_error(k_entity_unknown, std::string(name));
    return entity;
}

Status check_names(const Entity& entity, const json::object& columns) {
    for (const auto& member : columns) {
        if (!entity.find_column(member.key())) {
            return make_error(k_column_unknown,
                              std::string(entity.name) + "." + std::string(member.key()),
                              std::string(member.key()));
        }
    }
    return {};
}

json::object read_columns(const sqlite::Statement& statement, const Entity& entity, int from) {
    json::object columns;
    for (const auto& column : entity.columns) {
        if (!statement.is_null(from)) {
            columns.emplace(column.name, sqlite::read_value(statement, from, column.type));
        }
        ++from;
    }
    return columns;
}

}  // namespace

Result<std::optional<sqlite::TableRow>> RowStore::load(std::string_view entity_name,
                                                       const Uuid& id) {
    QIANTAI_TRY(const Entity* entity, find_entity(m_manifest, entity_name));
    QIANTAI_TRY(auto table, sqlite::RowTable::open(m_database, *entity));
    return table.load(id);
}

Result<std::vector<RowStore::Listed>> RowStore::list(std::string_view entity_name,
                                                     const Uuid& after, int limit) {
    QIANTAI_TRY(const Entity* entity, find_entity(m_manifest, entity_name));
    std::string names;
    for (const auto& column : entity->columns) names += ", " + quoted(column.name);
    QIANTAI_TRY(auto select,
                m_database.prepare("SELECT id" + names + " FROM " + quoted(entity->name) +
                                   " WHERE id > ? ORDER BY id LIMIT ?"));
    select.bind(after, limit);
    return sqlite::all(select, [&](const sqlite::Statement& row) {
        return Listed{row.uuid(0), read_columns(select, *entity, 1)};
    });
}

Status RowStore::insert(std::string_view entity_name, const Uuid& id, const json::object& columns) {
    QIANTAI_TRY(const Entity* entity, find_entity(m_manifest, entity_name));
    QIANTAI_TRY_STATUS(check_names(*entity, columns));
    static const json::value k_null;
    std::string names, parameters;
    for (const auto& column : entity->columns) {
        const auto* value = columns.if_contains(column.name);
        QIANTAI_TRY_STATUS(check_value(column, value ? *value : k_null));
        names += ", " + quoted(column.name);
        parameters += ", ?";
    }
    QIANTAI_TRY(auto insert, m_database.prepare("INSERT INTO " + quoted(entity->name) + " (id" +
                                                names + ") VALUES (?" + parameters + ")"));
    insert.bind_one(1, id);
    int at = 2;
    for (const auto& column : entity->columns) {
        const auto* value = columns.if_contains(column.name);
        QIANTAI_TRY_STATUS(sqlite::bind_value(insert, at++, column, value ? *value : k_null));
    }
    return insert.run();
}

Status RowStore::update(std::string_view entity_name, const Uuid& id, const json::object& columns) {
    QIANTAI_TRY(const Entity* entity, find_entity(m_manifest, entity_name));
    QIANTAI_TRY_STATUS(check_names(*entity, columns));
    if (columns.empty()) return {};
    std::string assignments;
    for (const auto& member : columns) {
        QIANTAI_TRY_STATUS(check_value(*entity->find_column(member.key()), member.value()));
        assignments += (assignments.empty() ? "" : ", ") + quoted(member.key()) + " = ?";
    }
    QIANTAI_TRY(auto update, m_database.prepare("UPDATE " + quoted(entity->name) + " SET " +
                                                assignments + " WHERE id = ?"));
    int at = 1;
    for (const auto& member : columns) {
        QIANTAI_TRY_STATUS(
            sqlite::bind_value(update, at++, *entity->find_column(member.key()), member.value()));
    }
    update.bind_one(at, id);
    QIANTAI_TRY_STATUS(update.run());
    if (m_database.changes() == 0) {
        return make_error(k_row_missing_here, std::string(entity_name) + " " + id.text());
    }
    return {};
}

}  // namespace qiantai::store
