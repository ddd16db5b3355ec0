// Who works here.

#include "schema/base/setup_codes.hpp"
#include "schema/manifest/entities.hpp"

namespace qiantai::entities {
namespace {

using enum ColumnType;

Entity staff_entity() {
    return {.name = "staff",
            .title_zh = "员工",
            .writer = Writer::hq,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns = {
                store_code(),
                {.name = "number",
                 .type = text,
                 .presence = k_required,
                 .length_max = 12,
                 .meaning = "staff number, unique in the chain"},
                {.name = "name", .type = text, .presence = k_required, .length_max = 40},
                {.name = "role",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<StaffRole>},
                {.name = "status",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<StaffStatus>},
                {.name = "pin_hash",
                 .type = text,
                 .presence = k_optional,
                 .own_store_only = true,
                 .length_max = 256,
                 .writer = Writer::both,
                 .meaning = "Argon2id, libsodium's string form"},
                {.name = "pin_changed_at",
                 .type = time,
                 .presence = k_optional,
                 .writer = Writer::both},
                {.name = "pin_must_change",
                 .type = boolean,
                 .presence = k_required,
                 .writer = Writer::both,
                 .meaning = "the first sign-in asks for an own PIN"},
                created_at(),
            }};
}

}  // namespace

std::vector<Entity> access() {
    return {staff_entity()};
}

}  // namespace qiantai::entities
