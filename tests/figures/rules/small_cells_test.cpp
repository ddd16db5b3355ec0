// Whoever may see no people tries to find a hidden number from everything that is told.

#include "terminal/figures/rules/small_cells_facts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "schema/base/random.hpp"

namespace qiantai::domain {
namespace {

std::int64_t sum_of(std::span<const std::int64_t> counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

/// How small and how large a hidden number of a list can be, for somebody who knows the sum, the
/// numbers told, and that a hidden one is at least 1.
std::pair<std::int64_t, std::int64_t> bounds_in_list(const std::vector<std::int64_t>& counts,
                                                     const std::vector<bool>& hidden) {
    std::int64_t left = sum_of(counts), others = -1;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        left -= hidden[i] ? 0 : counts[i];
        others += hidden[i] ? 1 : 0;
    }
    return {others == 0 ? left : 1, left - others};
}

/// The same of a table whose sums of columns are known: a hidden cell is what its column leaves, less
/// what other hidden cells of the column take, which may be nothing.
std::pair<std::int64_t, std::int64_t> bounds_in_table(
    const std::vector<std::vector<std::int64_t>>& rows, const std::vector<bool>& hidden,
    std::size_t part) {
    std::int64_t left = 0, cells = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!hidden[i]) continue;
        left += rows[i][part];
        ++cells;
    }
    return {cells == 1 ? left : 0, left};
}

std::vector<std::int64_t> some_counts(SeededRandom& random, std::size_t number) {
    std::vector<std::int64_t> counts;
    for (std::size_t i = 0; i < number; ++i) {
        const auto kind = random.below(3);
        counts.push_back(static_cast<std::int64_t>(kind == 0   ? 0
                                                   : kind == 1 ? random.below(6)
                                                               : random.below(60)));
    }
    return counts;
}

bool is_small(std::int64_t count) {
    return count > 0 && count < k_figure_few;
}

}  // namespace

TEST_CASE("no small number of a list can be found from the others and the sum") {
    SeededRandom random(1);
    for (int round = 0; round < 3'000; ++round) {
        const auto counts = some_counts(random, 2 + random.below(7));
        const auto hidden = hidden_in_list(counts);
        const auto nonzero =
            std::ranges::count_if(counts, [](std::int64_t count) { return count > 0; });
        for (std::size_t i = 0; i < counts.size(); ++i) {
            CAPTURE(round);
            if (is_small(counts[i])) REQUIRE(hidden[i]);
            if (counts[i] == 0) REQUIRE_FALSE(hidden[i]);
            // Of a shop with fewer than five in all the sum itself is not told.
            if (!is_small(counts[i]) || nonzero < 2 || is_small(sum_of(counts))) continue;
            const auto [least, most] = bounds_in_list(counts, hidden);
            REQUIRE(least < most);
        }
    }
}

TEST_CASE("no small number of a table can be found from the sums of its columns") {
    SeededRandom random(2);
    for (int round = 0; round < 2'000; ++round) {
        CAPTURE(round);
        const auto columns = 2 + random.below(4);
        std::vector<std::vector<std::int64_t>> rows;
        const auto number = 2 + random.below(6);
        for (std::size_t i = 0; i < number; ++i) rows.push_back(some_counts(random, columns));
        const auto hidden = hidden_rows(rows);
        for (std::size_t part = 0; part < columns; ++part) {
            std::int64_t column = 0;
            for (const auto& row : rows) column += row[part];
            const auto [least, most] = bounds_in_table(rows, hidden, part);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                if (is_small(rows[i][part])) REQUIRE(hidden[i]);
                // What a tier with fewer than five has is hidden by the list of tiers.
                if (!is_small(rows[i][part]) || is_small(column)) continue;
                const bool all_hidden = std::ranges::all_of(hidden, [](bool one) { return one; });
                if (all_hidden && most < k_figure_few) continue;
                REQUIRE(least < most);
                REQUIRE(most >= k_figure_few);
            }
        }
    }
}

TEST_CASE("where nothing is small, everything is told") {
    const std::vector<std::int64_t> counts{5, 0, 60};
    CHECK(hidden_in_list(counts) == std::vector{false, false, false});
    const std::vector<std::vector<std::int64_t>> rows{{5, 0}, {9, 30}};
    CHECK(hidden_rows(rows) == std::vector{false, false});
}

TEST_CASE("what buyers bought goes with their number; members stay where they are many") {
    FigureBreakdown tiers{
        .by = FigureBy::tier,
        .cells = {{.key = "gold", .members = 40, .buyers = 3, .receipts = 9, .spend = Fen(900)},
                  {.key = "silver", .members = 90, .buyers = 12, .receipts = 20, .spend = Fen(1)},
                  {.key = "basic", .members = 400, .buyers = 80, .receipts = 99, .spend = Fen(2)}}};
    hide_small_cells(tiers);
    const auto& gold = tiers.cells[0];
    CHECK(gold.hidden);
    CHECK(gold.members == 40);
    CHECK_FALSE(gold.buyers);
    CHECK_FALSE(gold.receipts);
    CHECK_FALSE(gold.spend);
    // The smallest of the others goes with it, or the sum would tell.
    CHECK_FALSE(tiers.cells[1].buyers);
    CHECK(tiers.cells[2].buyers == 80);
}

TEST_CASE("figures of fewer than five, and those that would tell them, are hidden") {
    std::vector<FigureValue> values{make_count(FigureId::member_spend, 500),
                                    make_count(FigureId::buyers, 4),
                                    make_ratio(FigureId::churn_rate, 2, 100),
                                    make_ratio(FigureId::kept_rate, 98, 100),
                                    make_ratio(FigureId::win_back_rate, 0, 40),
                                    make_count(FigureId::new_members, 3),
                                    make_count(FigureId::net_growth, 3),
                                    make_ratio(FigureId::answered_in_time, 1, 2)};
    hide_small_figures(values);
    for (const std::size_t i : {0u, 1u, 2u, 3u, 5u, 6u}) {
        CAPTURE(i);
        CHECK_FALSE(values[i].value);
        CHECK_FALSE(values[i].numerator);
        CHECK(values[i].reason == FigureReason::too_few);
    }
    CHECK(values[4].value == 0);
    CHECK(values[7].value == 500);  // cases are no members
}

}  // namespace qiantai::domain
