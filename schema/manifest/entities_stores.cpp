// The chain's stores and their terminals.

#include "schema/base/setup_codes.hpp"
#include "schema/manifest/entities.hpp"

namespace qiantai::entities {
namespace {

using enum ColumnType;

Entity store_entity() {
    return {.name = "store",
            .title_zh = "门店",
            .writer = Writer::hq,
            .visibility = Visibility::chain,
            .merge = Merge::owner,
            .columns = {
                {.name = "code",
                 .type = text,
                 .presence = k_required,
                 .length_max = 8,
                 .meaning =
                     "unique code, also part of every number the store gives; HQ is headquarters"},
                {.name = "name", .type = text, .presence = k_required, .length_max = 60},
                {.name = "address", .type = text, .presence = k_optional},
                {.name = "phone", .type = text, .presence = k_optional, .length_max = 30},
                {.name = "kind",
                 .type = text,
                 .values = k_joined_codes<StoreKind>,
                 .since = 23,
                 .meaning = "empty = shop"},
                {.name = "utc_offset_minutes",
                 .type = integer,
                 .presence = k_required,
                 .meaning = "for the business date; China is 480"},
                {.name = "status",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<StoreStatus>},
                created_at(),
            }};
}

Entity terminal_entity() {
    return {.name = "terminal",
            .title_zh = "终端",
            .writer = Writer::hq,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns = {
                store_code(),
                {.name = "code",
                 .type = text,
                 .presence = k_required,
                 .length_max = 4,
                 .meaning = "unique in the store, part of every number the terminal gives"},
                {.name = "name", .type = text, .presence = k_required, .length_max = 60},
                {.name = "status",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<TerminalStatus>,
                 .meaning = "a revoked terminal is refused by the hub at its next call"},
                {.name = "enrolled_at", .type = time, .presence = k_optional},
                created_at(),
            }};
}

}  // namespace

std::vector<Entity> stores() {
    return {store_entity(), terminal_entity()};
}

}  // namespace qiantai::entities
