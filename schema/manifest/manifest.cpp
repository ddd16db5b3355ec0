#include "schema/manifest/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/base/encoding.hpp"

namespace qiantai {
namespace {

void describe(std::string& out, const Entity& entity) {
    out += fmt::format("{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{}\n", entity.name,
                       name_of(entity.writer), name_of(entity.visibility), name_of(entity.merge),
                       entity.conflicts_into, entity.subject_column, entity.hash_chain,
                       entity.follows_person, entity.belongs_to.column, entity.belongs_to.entity,
                       entity.also_seen_by, entity.also_written_by, entity.store_gives_away,
                       entity.opens_contact.row_column, entity.opens_contact.desk_column,
                       entity.opens_contact.until_column, entity.opens_contact.ended_column);
    for (const auto& column : entity.columns) {
        out += fmt::format(" {};{};{};{}{}{}{}{};{};{};{};{};{}\n", column.name,
                           name_of(column.type), column.presence == Presence::required,
                           int(column.personal), int(column.own_store_only), int(column.contact),
                           int(column.duplicate_key), int(column.lookup_key), column.length_max,
                           column.values, column.writer ? name_of(*column.writer) : "",
                           column.since, column.exclusive_while);
    }
}

bool has_column(const Entity& entity, std::string_view name, ColumnType type) {
    const Column* column = entity.find_column(name);
    return column && column->type == type;
}

/// A mistake in an entity's description is found when any program starts.
void check_placing(const Entity& entity) {
    QIANTAI_ASSERT(entity.has_store() == (entity.find_column("store_code") != nullptr));
    for (const auto name : {entity.also_seen_by, entity.also_written_by}) {
        QIANTAI_ASSERT(name.empty() ||
                       (entity.has_store() && has_column(entity, name, ColumnType::text)));
    }
    const auto& opens = entity.opens_contact;
    if (opens.row_column.empty()) return;
    // The desk itself must have the row: it ends by itself what is over.
    QIANTAI_ASSERT(entity.visibility == Visibility::store ||
                   entity.visibility == Visibility::headquarters);
    QIANTAI_ASSERT(has_column(entity, opens.row_column, ColumnType::id));
    QIANTAI_ASSERT(has_column(entity, opens.desk_column, ColumnType::text));
    QIANTAI_ASSERT(has_column(entity, opens.until_column, ColumnType::time));
    QIANTAI_ASSERT(has_column(entity, opens.ended_column, ColumnType::time));
}

void check_contact(const Manifest& manifest, const Entity& entity) {
    if (!entity.has_contact_columns()) return;
    // What the whole chain sees lies on every desk.
    QIANTAI_ASSERT(entity.has_store());
    for (const auto& column : entity.columns) {
        QIANTAI_ASSERT(!column.contact || column.presence == Presence::optional);
    }
    // A value that lost is as much contact data as the one that won.
    if (entity.conflicts_into.empty()) return;
    const Entity* records = manifest.find(entity.conflicts_into);
    QIANTAI_ASSERT(records && records->find_column("kept_value")->contact &&
                   records->find_column("lost_value")->contact);
}

/// The rows above a row end: no entity is reached again going up.
void check_parents(const Manifest& manifest, const Entity& entity) {
    if (entity.belongs_to.column.empty()) return;
    QIANTAI_ASSERT(entity.has_store() &&
                   has_column(entity, entity.belongs_to.column, ColumnType::id));
    const Entity* above = &entity;
    for (std::size_t levels = 0; !above->belongs_to.column.empty(); ++levels) {
        QIANTAI_ASSERT(levels < manifest.entities().size());
        above = manifest.find(above->belongs_to.entity);
        QIANTAI_ASSERT(above != nullptr && above->has_store());
    }
}

}  // namespace

const Column* Entity::find_column(std::string_view column_name) const {
    const auto found = std::ranges::find(columns, column_name, &Column::name);
    return found == columns.end() ? nullptr : &*found;
}

bool Entity::has_contact_columns() const {
    return std::ranges::any_of(columns, &Column::contact);
}

bool Entity::has_personal_columns() const {
    return std::ranges::any_of(columns, &Column::personal);
}

Manifest::Manifest(int schema_version, std::vector<Entity> entities)
    : m_schema_version(schema_version), m_entities(std::move(entities)) {
    std::string description = fmt::format("{}\n", schema_version);
    for (const auto& entity : m_entities) {
        check_placing(entity);
        check_contact(*this, entity);
        check_parents(*this, entity);
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
        case ColumnType::attachment:
            return "attachment";
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
        case Visibility::store_only:
            return "store_only";
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
