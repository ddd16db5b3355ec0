#include "terminal/gifts/rules/stock_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_gift_expiry_days_max = 3650;
constexpr std::size_t k_gift_expiry_levels_max = 10;

}  // namespace

bool is_issued_before(const StockLot& one, const StockLot& other) {
    if (one.expires_on != other.expires_on) {
        if (!one.expires_on || !other.expires_on) return one.expires_on.has_value();
        return *one.expires_on < *other.expires_on;
    }
    return one.batch < other.batch;
}

StockSuggestion suggest_lots(std::vector<StockLot> lots, int quantity, Date today) {
    std::erase_if(lots, [&](const StockLot& lot) {
        const bool expired = lot.expires_on && *lot.expires_on < today;
        return lot.spot != StockSpot::shelf || lot.quantity <= 0 || expired;
    });
    std::ranges::sort(lots, is_issued_before);
    StockSuggestion suggestion{.missing = quantity};
    for (auto& lot : lots) {
        if (suggestion.missing == 0) break;
        lot.quantity = std::min(lot.quantity, suggestion.missing);
        suggestion.missing -= lot.quantity;
        suggestion.lots.push_back(std::move(lot));
    }
    return suggestion;
}

GiftExpiryPolicy parse_gift_expiry(std::string_view json) {
    const auto object = parse_json_object(json);
    if (!object) return {};
    auto policy = from_json<GiftExpiryPolicy>(*object);
    const auto is_usable = [](int days) { return days >= 0 && days <= k_gift_expiry_days_max; };
    if (!policy || policy->expiry_days.empty() ||
        policy->expiry_days.size() > k_gift_expiry_levels_max ||
        !std::ranges::all_of(policy->expiry_days, is_usable)) {
        return {};
    }
    return *std::move(policy);
}

std::optional<int> expiry_level(const GiftExpiryPolicy& policy, int days_left) {
    std::optional<int> level;
    for (const int days : policy.expiry_days) {
        if (days_left <= days && (!level || days < *level)) level = days;
    }
    return level;
}

std::vector<StockMovement> shortage_causes(std::span<const StockMovement> movements, int short_by) {
    std::set<Uuid> undone;
    for (const auto& movement : movements) {
        if (!movement.reverses_id) continue;
        undone.insert(*movement.reverses_id);
        undone.insert(movement.id);
    }
    std::vector<StockMovement> taken;
    for (const auto& movement : movements) {
        if (movement.quantity < 0 && !undone.contains(movement.id)) taken.push_back(movement);
    }
    std::ranges::sort(taken, [](const StockMovement& one, const StockMovement& other) {
        return std::pair(one.at, one.id) > std::pair(other.at, other.id);
    });
    int pieces = 0;
    const auto end = std::ranges::find_if(taken, [&](const StockMovement& movement) {
        const bool enough = pieces > short_by;
        pieces -= movement.quantity;
        return enough;
    });
    taken.erase(end, taken.end());
    return taken;
}

Uuid bin_id_of(std::string_view store_code, const Uuid& gift_id) {
    return Uuid::derive("gift_bin\x1f" + std::string(store_code) + "\x1f" + gift_id.text(),
                        Cell::of_store(store_code));
}

Uuid reversal_id_of(const StockMovement& movement) {
    return Uuid::derive(movement.at, fmt::format("stock_reversal\x1f{}", movement.id.text()),
                        Cell::of_store(movement.store_code));
}

Uuid settlement_id_of(const StockMovement& newest, std::string_view leg) {
    return Uuid::derive(newest.at,
                        fmt::format("stock_settlement\x1f{}\x1f{}", newest.id.text(), leg),
                        Cell::of_store(newest.store_code));
}

}  // namespace qiantai::domain
