#include "terminal/figures/rules/member_value_facts.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>

namespace qiantai::domain {
namespace {

constexpr int k_scores = 5;
constexpr int k_recency_steps[] = {30, 60, 90, 180};
constexpr int k_frequency_steps[] = {2, 3, 5, 8};
/// Twice the multiples of the mean: 0.5, 1, 2, 4.
constexpr int k_money_steps_doubled[] = {1, 2, 4, 8};

/// Ten times all that was spent.
__extension__ using TenfoldSum = __int128;

std::int64_t money_of(const BuyerValue& buyer) {
    return std::max<std::int64_t>(buyer.spent, 0);
}

/// What has to be exceeded for 2, 3, 4 and 5: at least k fifths of all are strictly below who exceeds
/// the kth.
using FifthCuts = std::array<std::int64_t, k_scores - 1>;

FifthCuts fifth_cuts(std::vector<std::int64_t> values) {
    FifthCuts cuts{};
    const auto count = std::ssize(values);
    for (std::ptrdiff_t k = 1; k < k_scores; ++k) {
        const auto nth = values.begin() + (k * count + k_scores - 1) / k_scores - 1;
        std::ranges::nth_element(values, nth);
        cuts[static_cast<std::size_t>(k - 1)] = *nth;
    }
    return cuts;
}

int fifth_of(const FifthCuts& cuts, std::int64_t value) {
    int score = 1;
    for (const auto cut : cuts) score += value > cut ? 1 : 0;
    return score;
}

std::vector<ValueScores> score_by_fifths(std::span<const BuyerValue> buyers) {
    std::vector<std::int64_t> days, visits, money;
    for (const auto& buyer : buyers) {
        // The longer ago the lower.
        days.push_back(-std::int64_t{buyer.days});
        visits.push_back(buyer.visits);
        money.push_back(money_of(buyer));
    }
    const auto of_days = fifth_cuts(std::move(days)), of_visits = fifth_cuts(std::move(visits)),
               of_money = fifth_cuts(std::move(money));
    std::vector<ValueScores> scores;
    scores.reserve(buyers.size());
    for (const auto& buyer : buyers) {
        scores.push_back({fifth_of(of_days, -std::int64_t{buyer.days}),
                          fifth_of(of_visits, buyer.visits), fifth_of(of_money, money_of(buyer))});
    }
    return scores;
}

std::vector<ValueScores> score_by_steps(std::span<const BuyerValue> buyers) {
    std::int64_t sum = 0;
    for (const auto& buyer : buyers) sum += money_of(buyer);
    const auto count = std::ssize(buyers);
    std::vector<ValueScores> scores;
    for (const auto& buyer : buyers) {
        ValueScores one{.recency = k_scores};
        for (const int step : k_recency_steps) one.recency -= buyer.days > step ? 1 : 0;
        for (const int step : k_frequency_steps) one.frequency += buyer.visits >= step ? 1 : 0;
        for (const int doubled : k_money_steps_doubled) {
            one.money += 2 * money_of(buyer) * count >= doubled * sum ? 1 : 0;
        }
        scores.push_back(one);
    }
    return scores;
}

}  // namespace

std::vector<ValueScores> score_buyers(std::span<const BuyerValue> buyers) {
    return buyers.size() < k_fifths_from ? score_by_steps(buyers) : score_by_fifths(buyers);
}

std::vector<ValueGroup> group_buyers(std::span<const BuyerValue> buyers) {
    const auto scores = score_buyers(buyers);
    std::int64_t recency = 0, frequency = 0, money = 0;
    for (const auto& one : scores) {
        recency += one.recency;
        frequency += one.frequency;
        money += one.money;
    }
    const auto count = std::ssize(scores);
    std::vector<ValueGroup> groups;
    groups.reserve(scores.size());
    for (const auto& one : scores) {
        const bool recent = one.recency * count > recency;
        const bool often = one.frequency * count > frequency;
        const int place = (recent ? 0 : 2) + (often ? 0 : 1);
        groups.push_back(static_cast<ValueGroup>(place + (one.money * count > money ? 0 : 4)));
    }
    return groups;
}

SpendClass SpendClassBounds::class_of(std::int64_t spent) const {
    if (spent <= 0) return SpendClass::none;
    if (spent >= a_from) return SpendClass::a;
    return spent >= b_from ? SpendClass::b : SpendClass::c;
}

SpendClassBounds spend_class_bounds(std::vector<std::int64_t> spent) {
    std::erase_if(spent, [](std::int64_t one) { return one <= 0; });
    std::ranges::sort(spent, std::greater());
    TenfoldSum all = 0, before = 0;
    for (const auto one : spent) all += one;
    constexpr auto k_never = std::numeric_limits<std::int64_t>::max();
    SpendClassBounds bounds{k_never, k_never};
    for (std::size_t i = 0; i < spent.size(); ++i) {
        // The first of those who spent the same decides for all of them.
        if (i == 0 || spent[i] != spent[i - 1]) {
            if (before * 10 < all * 7) bounds.a_from = spent[i];
            if (before * 10 < all * 9) bounds.b_from = spent[i];
        }
        before += spent[i];
    }
    return bounds;
}

}  // namespace qiantai::domain
