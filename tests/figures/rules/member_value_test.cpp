// RFM and ABC at their bounds, and beside the formulas of FORMS.md B3 taken word by word.

#include "terminal/figures/rules/member_value_facts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "schema/base/random.hpp"

namespace qiantai::domain {
namespace {

/// 1 + floor(5 × strictly below ÷ n), at most 5.
int score_by_the_book(const std::vector<std::int64_t>& all, std::int64_t value) {
    const auto below = std::ranges::count_if(all, [&](std::int64_t one) { return one < value; });
    return static_cast<int>(std::min<std::ptrdiff_t>(5, 1 + 5 * below / std::ssize(all)));
}

std::vector<BuyerValue> some_buyers(std::uint64_t seed, int count, int kinds) {
    SeededRandom random(seed);
    const auto below = [&](int bound) {
        return static_cast<int>(random.below(static_cast<std::uint64_t>(bound)));
    };
    std::vector<BuyerValue> buyers;
    for (int i = 0; i < count; ++i) {
        buyers.push_back({below(kinds), 1 + below(kinds), std::int64_t{100} * below(kinds) - 100});
    }
    return buyers;
}

/// The class of each by adding up, one after the other.
SpendClass class_by_the_book(std::vector<std::int64_t> spent, std::int64_t value) {
    if (value <= 0) return SpendClass::none;
    std::erase_if(spent, [](std::int64_t one) { return one <= 0; });
    double all = 0, before = 0;
    for (const auto one : spent) {
        all += static_cast<double>(one);
        if (one > value) before += static_cast<double>(one);
    }
    if (before / all < 0.7) return SpendClass::a;
    return before / all < 0.9 ? SpendClass::b : SpendClass::c;
}

}  // namespace

TEST_CASE("from 25 buyers on scores are fifths, and who is alike scores alike") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        const auto buyers =
            some_buyers(seed, 25 + static_cast<int>(seed), 2 + static_cast<int>(seed) % 9);
        std::vector<std::int64_t> days, visits, money;
        for (const auto& one : buyers) {
            days.push_back(-one.days);
            visits.push_back(one.visits);
            money.push_back(std::max<std::int64_t>(one.spent, 0));
        }
        const auto scores = score_buyers(buyers);
        for (std::size_t i = 0; i < buyers.size(); ++i) {
            REQUIRE(scores[i].recency == score_by_the_book(days, days[i]));
            REQUIRE(scores[i].frequency == score_by_the_book(visits, visits[i]));
            REQUIRE(scores[i].money == score_by_the_book(money, money[i]));
        }
    }
}

TEST_CASE("with fewer than 25 buyers fixed steps hold") {
    // Mean of money: 100.
    const std::vector<BuyerValue> buyers{{30, 8, 400}, {31, 5, 0},  {60, 3, 0}, {61, 2, 0},
                                         {90, 1, 100}, {180, 1, 50}, {181, 1, 150}};
    const auto scores = score_buyers(buyers);
    std::vector<int> recency, frequency, money;
    for (const auto& one : scores) {
        recency.push_back(one.recency);
        frequency.push_back(one.frequency);
        money.push_back(one.money);
    }
    CHECK(recency == std::vector{5, 4, 4, 3, 3, 2, 1});
    CHECK(frequency == std::vector{5, 4, 3, 2, 1, 1, 1});
    CHECK(money == std::vector{5, 1, 1, 1, 3, 2, 3});
}

TEST_CASE("the eight groups: above the mean of the scores is high") {
    using enum ValueGroup;
    const std::vector<BuyerValue> buyers{{10, 8, 1000}, {10, 1, 1000}, {300, 8, 1000},
                                         {300, 1, 1000}, {10, 8, 10},  {10, 1, 10},
                                         {300, 8, 10},   {300, 1, 10}};
    CHECK(group_buyers(buyers) ==
          std::vector{important_value, important_grow, important_keep, important_retain,
                      common_value, common_grow, common_keep, common_retain});
    CHECK(group_buyers({}).empty());
    // Nobody is above the mean where all are alike.
    CHECK(group_buyers(std::vector<BuyerValue>(3, {1, 1, 1})) ==
          std::vector<ValueGroup>(3, common_retain));
}

TEST_CASE("classes by the share that those before have made up; equal spending, equal class") {
    const auto bounds = spend_class_bounds({700, 200, 50, 50, 0, -20});
    CHECK(bounds.class_of(700) == SpendClass::a);
    CHECK(bounds.class_of(200) == SpendClass::b);  // 70 % before
    CHECK(bounds.class_of(50) == SpendClass::c);   // 90 % before
    CHECK(bounds.class_of(0) == SpendClass::none);
    CHECK(bounds.class_of(-20) == SpendClass::none);
    CHECK(spend_class_bounds({}).class_of(5) == SpendClass::c);
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        std::vector<std::int64_t> spent;
        for (const auto& one : some_buyers(seed, 30, 3 + static_cast<int>(seed) % 8)) {
            spent.push_back(one.spent);
        }
        const auto found = spend_class_bounds(spent);
        for (const auto one : spent) {
            REQUIRE(found.class_of(one) == class_by_the_book(spent, one));
        }
    }
}

}  // namespace qiantai::domain
