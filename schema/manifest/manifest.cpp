#include "schema/manifest/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/base/text.hpp"

namespace qiantai {
namespace {

void describe(std::string& out, const Entity& entity) {
    out += fmt::format("{};{};{};{};{};{};{};{}\n", entity.name, name_of(entity.writer),
                       name_of(entity.visibility), name_of(entity.merge), entity.conflicts_into,
                       entity.subject_column, entity.hash_chain, entity.follows_person);
    for (const auto& column : entity.columns) {
        out += fmt::format(
            " {};{};{};{}{}{}{};{};{};{};{};{}\n", column.name, name_of(column.type),
            column.presence == Presence::required, int(column.personal), int(column.own_store_only),
            int(column.duplicate_key), int(column.lookup_key), column.length_max, column.values,
            column.writer ? name_of(*column.writer) : "", column.since, column.exclusive_while);
    }
}

}  // namespace

const Column* Entity::find_column(std::string_view column_name) const {
    const auto found = std::ranges::find(columns, column_name, &Column::name);
    return found == columns.end() ? nullptr : &*found;
}

bool Entity::has_personal_columns() const {
    return std::ranges::any_of(columns, &Column::personal);
}

Manifest::Manifest(int schema_version, std::vector<Entity> entities)
    : m_schema_version(schema_version), m_entities(std::move(entities)) {
    std::string description = fmt::format("{}\n", schema_version);
    for (const auto& entity : m_entities) {
        QIANTAI_ASSERT(entity.has_store() == (entity.find_column("store_code") != nullptr));
        describe(description, entity);
    }
    m_fingerprint = to_hex(as_bytes(blake2b_256(description)));
}

const Entity* Manifest::find(std::string_view entity_name) const {
    const auto found = std::ranges::find(m_entities, entity_name, &Entity::name);
    return found == m_entities.end() ? nullptr : &*found;
}

std::string_view name_of(ColumnType type) {
    switch (type) {
        case ColumnType::id:
            return "id";
        case ColumnType::text:
            return "text";
        case ColumnType::integer:
            return "integer";
        case ColumnType::fen:
            return "fen";
        case ColumnType::time:
            return "time";
        case ColumnType::date:
            return "date";
        case ColumnType::boolean:
            return "boolean";
        case ColumnType::bytes:
            return "bytes";
        case ColumnType::json:
            return "json";
    }
    return "text";
}

std::string_view name_of(Writer writer) {
    switch (writer) {
        case Writer::store:
            return "store";
        case Writer::hq:
            return "hq";
        case Writer::both:
            return "both";
    }
    return "both";
}

std::string_view name_of(Visibility visibility) {
    switch (visibility) {
        case Visibility::chain:
            return "chain";
        case Visibility::store:
            return "store";
        case Visibility::headquarters:
            return "headquarters";
    }
    return "chain";
}

std::string_view name_of(Merge merge) {
    switch (merge) {
        case Merge::append:
            return "append";
        case Merge::owner:
            return "owner";
        case Merge::fields:
            return "fields";
    }
    return "fields";
}

}  // namespace qiantai
