// The audit trail.

#include "schema/manifest/entities.hpp"

namespace qiantai::entities {
namespace {

using enum ColumnType;

Entity audit_event_entity() {
    return {
        .name = "audit_event",
        .title_zh = "稽核记录",
        .writer = Writer::both,
        .visibility = Visibility::headquarters,
        .merge = Merge::append,
        .columns =
            {
                store_code(),
                {.name = "terminal_code", .type = text, .presence = k_required, .length_max = 4},
                {.name = "incarnation", .type = id, .presence = k_required},
                {.name = "chain_seq",
                 .type = integer,
                 .presence = k_required,
                 .meaning = "1, 2, 3 ... in this incarnation of the terminal's database"},
                created_at(),
                business_date(),
                {.name = "staff_number", .type = text, .presence = k_optional, .length_max = 12},
                {.name = "staff_role", .type = text, .presence = k_optional, .length_max = 20},
                {.name = "action", .type = text, .presence = k_required, .length_max = 60},
                {.name = "subject_entity", .type = text, .presence = k_optional, .length_max = 60},
                {.name = "subject_id", .type = text, .presence = k_optional, .length_max = 60},
                {.name = "detail",
                 .type = json,
                 .presence = k_optional,
                 .length_max = 4000,
                 .meaning = "particulars without contact data"},
                {.name = "hash",
                 .type = bytes,
                 .presence = k_required,
                 .length_max = 64,
                 .meaning = "BLAKE2b-256 over the previous event's hash and this event"},
            },
        .hash_chain = true};
}

}  // namespace

std::vector<Entity> audit() {
    return {audit_event_entity()};
}

}  // namespace qiantai::entities
