#include "terminal/issuances/rules/issuance_facts.hpp"

#include <algorithm>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_limit_pieces_max = 100'000, k_limit_days_max = 366, k_limit_percent_max = 10'000;

}  // namespace

Uuid issuance_settlement_id_of(const Issuance& issuance) {
    return Uuid::derive("issuance_settlement\x1f" + issuance.id.text(),
                        Cell::of_store(issuance.store_code));
}

GiftLimits parse_gift_limits(std::string_view json) {
    const auto object = parse_json_object(json);
    if (!object) return {};
    GiftLimits limits;
    struct LimitOf {
        std::string_view name;
        int& value;
        int max;
    };
    for (const auto& member : {LimitOf{"per_order", limits.per_order, k_limit_pieces_max},
                               LimitOf{"clerk_day", limits.clerk_day, k_limit_pieces_max},
                               LimitOf{"manager_day", limits.manager_day, k_limit_pieces_max},
                               LimitOf{"repeat_days", limits.repeat_days, k_limit_days_max},
                               LimitOf{"mean_percent", limits.mean_percent, k_limit_percent_max},
                               LimitOf{"share_percent", limits.share_percent, k_limit_percent_max},
                               LimitOf{"cap_percent", limits.cap_percent, k_limit_percent_max},
                               LimitOf{"register_off", limits.register_off, k_limit_pieces_max},
                               LimitOf{"birthday_days", limits.birthday_days, k_limit_days_max},
                               LimitOf{"lease_pieces", limits.lease_pieces, k_limit_pieces_max}}) {
        const auto said = find_integer(*object, member.name, 0, member.max);
        if (said) member.value = static_cast<int>(*said);
    }
    return limits;
}

}  // namespace qiantai::domain
