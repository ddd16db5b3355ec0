#pragma once

// Buying power 消费力 (FORMS.md B3): RFM in eight groups, and ABC. Pure.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "schema/base/named_enum.hpp"

namespace qiantai::domain {

/// One buyer over the days looked back on.
struct BuyerValue {
    int days = 0;             ///< R: since the last counted receipt
    int visits = 0;           ///< F: counted receipts, 1 at least
    std::int64_t spent = 0;   ///< M: net, in fen; less than 0 counts as 0
};

/// 重要 above the mean of M, 一般 not; then by R and F above theirs.
enum class ValueGroup {
    important_value,   ///< R+ F+ M+
    important_grow,    ///< R+ F- M+
    important_keep,    ///< R- F+ M+
    important_retain,  ///< R- F- M+
    common_value,
    common_grow,
    common_keep,
    common_retain,
};
constexpr auto codes_of(ValueGroup) {
    using enum ValueGroup;
    return std::to_array<CodedValue<ValueGroup>>({{important_value, "important_value"},
                                                  {important_grow, "important_grow"},
                                                  {important_keep, "important_keep"},
                                                  {important_retain, "important_retain"},
                                                  {common_value, "common_value"},
                                                  {common_grow, "common_grow"},
                                                  {common_keep, "common_keep"},
                                                  {common_retain, "common_retain"}});
}

/// Scores 1 to 5. From 25 buyers on by fifths: 1 + floor(5 × buyers strictly below ÷ all), so that
/// who is alike scores alike; with fewer by fixed steps (R 30/60/90/180 days, F 1/2/3/5/8,
/// M 0.5/1/2/4 times the mean).
struct ValueScores {
    int recency = 1, frequency = 1, money = 1;
};
inline constexpr std::size_t k_fifths_from = 25;
std::vector<ValueScores> score_buyers(std::span<const BuyerValue> buyers);
/// The group of each: high is a score above the mean of all scores.
std::vector<ValueGroup> group_buyers(std::span<const BuyerValue> buyers);

/// By the share of all spending that those before have made up: A below 70 %, B below 90 %, C the
/// rest; none without spending. Who spent the same is in the same class.
enum class SpendClass { a, b, c, none };
constexpr auto codes_of(SpendClass) {
    return std::to_array<CodedValue<SpendClass>>({{SpendClass::a, "a"},
                                                  {SpendClass::b, "b"},
                                                  {SpendClass::c, "c"},
                                                  {SpendClass::none, "none"}});
}
/// From how much on somebody is of the class; above all of them where nobody is.
struct SpendClassBounds {
    std::int64_t a_from = 0;
    std::int64_t b_from = 0;

    SpendClass class_of(std::int64_t spent) const;
};
/// In any order; amounts of 0 and less count for nothing.
SpendClassBounds spend_class_bounds(std::vector<std::int64_t> spent);

}  // namespace qiantai::domain
