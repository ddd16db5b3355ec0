#include "terminal/stocktakes/rules/stocktake_facts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::domain {
namespace {

template <typename T>
T read_stored(std::string_view text) {
    const auto object = parse_json_object(text);
    const auto value = object ? from_json<T>(*object) : std::nullopt;
    return value.value_or(T());
}

}  // namespace

bool StocktakeScope::has(const Gift& gift) const {
    if (categories.empty() && gifts.empty()) return true;
    return std::ranges::find(gifts, gift.id) != gifts.end() ||
           (!gift.category.empty() &&
            std::ranges::find(categories, gift.category) != categories.end());
}

StocktakeScope scope_of(const Stocktake& stocktake) {
    return read_stored<StocktakeScope>(stocktake.scope);
}

std::vector<StocktakeZone> zones_of(const Stocktake& stocktake) {
    return read_stored<StocktakeZones>(stocktake.zones).zones;
}

const StocktakeZoneState* find_zone(const StocktakeState& state, std::string_view name) {
    const auto found = std::ranges::find(
        state.zones, name,
        [](const StocktakeZoneState& one) -> const std::string& { return one.zone.name; });
    return found != state.zones.end() ? &*found : nullptr;
}

StocktakeRules parse_stocktake_rules(std::string_view json) {
    const StocktakeRules usual;
    auto rules = read_stored<StocktakeRules>(json);
    constexpr int k_days_max = 3650, k_myriad = 10'000;
    const auto keep = [](int& value, int most, int instead) {
        if (value < 0 || value > most) value = instead;
    };
    keep(rules.line_pieces_above, k_gift_pieces_max, usual.line_pieces_above);
    keep(rules.line_pieces_below, k_gift_pieces_max, usual.line_pieces_below);
    keep(rules.store_per_myriad, k_myriad, usual.store_per_myriad);
    keep(rules.warehouse_per_myriad, k_myriad, usual.warehouse_per_myriad);
    keep(rules.days_a, k_days_max, usual.days_a);
    keep(rules.days_b, k_days_max, usual.days_b);
    keep(rules.days_c, k_days_max, usual.days_c);
    if (rules.line_value < Fen()) rules.line_value = usual.line_value;
    return rules;
}

Fen worth_of(Fen cost, int pieces) {
    constexpr int k_valued_pieces_max = 1'000'000;
    return std::clamp(cost, Fen(), k_gift_cost_max) *
           std::clamp(pieces, -k_valued_pieces_max, k_valued_pieces_max);
}

int line_tolerance(const StocktakeRules& rules, int book, Fen cost) {
    return worth_of(cost, std::max(book, 0)) >= rules.line_value ? rules.line_pieces_above
                                                                 : rules.line_pieces_below;
}

std::string joined_people(std::span<const std::string> people) {
    return fmt::format("{}", fmt::join(people, " "));
}

std::vector<std::string> split_people(std::string_view text) {
    std::vector<std::string> people;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) people.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return people;
}

Uuid posting_id_of(const Stocktake& stocktake) {
    return Uuid::derive(stocktake.created_at,
                        fmt::format("stocktake_posting\x1f{}", stocktake.id.text()),
                        Cell::of_store(stocktake.store_code));
}

Uuid adjustment_id_of(const Stocktake& stocktake, const StocktakeThing& thing, int want, int have,
                      int count) {
    const auto text = fmt::format(
        "stocktake_adjustment\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}", stocktake.id.text(),
        thing.gift_id ? thing.gift_id->text() : "", thing.spot.text(), thing.batch,
        thing.expires_on ? thing.expires_on->text() : "", want, have, count);
    return Uuid::derive(stocktake.created_at, text, Cell::of_store(stocktake.store_code));
}

}  // namespace qiantai::domain
