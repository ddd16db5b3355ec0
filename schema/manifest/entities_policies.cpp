// What headquarters lays down for the whole chain.

#include "schema/base/setup_codes.hpp"
#include "schema/manifest/entities.hpp"

namespace qiantai::entities {
namespace {

using enum ColumnType;

Entity tier_entity() {
    return {.name = "tier",
            .title_zh = "等级",
            .writer = Writer::hq,
            .visibility = Visibility::chain,
            .merge = Merge::owner,
            .columns = {
                {.name = "code", .type = text, .presence = k_required, .length_max = 20},
                {.name = "name", .type = text, .presence = k_required, .length_max = 40},
                {.name = "rank",
                 .type = integer,
                 .presence = k_required,
                 .meaning = "0 is the lowest tier"},
                {.name = "spend_min_fen",
                 .type = fen,
                 .presence = k_optional,
                 .meaning = "spend in twelve months from which the tier is due"},
                {.name = "valid_months",
                 .type = integer,
                 .presence = k_required,
                 .meaning = "how long a card of this tier is valid"},
                {.name = "status",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<TierStatus>},
                created_at(),
            }};
}

Entity policy_entity() {
    return {.name = "policy",
            .title_zh = "规则",
            .writer = Writer::hq,
            .visibility = Visibility::chain,
            .merge = Merge::owner,
            .columns = {
                {.name = "code", .type = text, .presence = k_required, .length_max = 60},
                {.name = "value", .type = json, .presence = k_required, .length_max = 4000},
                {.name = "effective_from", .type = time, .presence = k_required},
                created_at(),
            }};
}

}  // namespace

std::vector<Entity> policies() {
    return {tier_entity(), policy_entity()};
}

}  // namespace qiantai::entities
