#pragma once

// The synced entities, one file per capability. Change capture, applying, the hub's checks, the SQL
// views and the reference documentation come from them. To add an entity: a row in its capability's
// file (a new capability: its own entities_<capability>.cpp and its name in the list below), a
// migration in schema/migrations/terminal, and its service; nothing in sync. The names are those of
// the domain; see README "Words".

#include "schema/manifest/manifest.hpp"

/// Every capability that has entities, in the order of the reference documentation.
#define QIANTAI_ENTITY_FILES(each) \
    each(stores) each(access) each(policies) each(members) each(purchases) each(stored_goods) \
    each(tickets) each(callbacks) each(gifts) \
    each(requisitions) each(issuances) each(stocktakes) each(closing) each(audit)

namespace qiantai::entities {

inline constexpr auto k_required = Presence::required;
inline constexpr auto k_optional = Presence::optional;

/// Every entity that not the whole chain sees has this column.
inline Column store_code() {
    return {.name = "store_code",
            .type = ColumnType::text,
            .presence = k_required,
            .length_max = 8,
            .meaning = "store the row belongs to"};
}

// Columns that most entities have under the same name.
inline Column member_id() {
    return {.name = "member_id", .type = ColumnType::id, .presence = k_required};
}
inline Column business_date() {
    return {.name = "business_date", .type = ColumnType::date, .presence = k_required};
}
/// Staff number of whoever wrote the row.
inline Column created_by() {
    return {
        .name = "created_by", .type = ColumnType::text, .presence = k_required, .length_max = 12};
}
inline Column created_at() {
    return {.name = "created_at", .type = ColumnType::time, .presence = k_required};
}

/// Of so many characters at most.
inline Column text_column(std::string_view name, int length_max, std::string_view meaning = {}) {
    return {.name = name, .type = ColumnType::text, .length_max = length_max, .meaning = meaning};
}
inline Column required_text_column(std::string_view name, int length_max,
                                   std::string_view meaning = {}) {
    auto column = text_column(name, length_max, meaning);
    column.presence = k_required;
    return column;
}

#define QIANTAI_DECLARE(capability) std::vector<Entity> capability();
QIANTAI_ENTITY_FILES(QIANTAI_DECLARE)
#undef QIANTAI_DECLARE

}  // namespace qiantai::entities
