// How many pieces of any gift there were at any time, with five years of movements, beside one
// look-up of a movement by the index of place and time in the same table.
// Usage: bench_stock [MOVEMENTS], 5,000,000 unless said.
// Aim: at most 2 times the look-up, by the processor's time.

#include <cstdio>
#include <cstdlib>

#include "terminal/gifts/rules/stock_ledger.hpp"
#include "tests/bench/bench_store_home.hpp"
#include "tests/bench/cpu_times.hpp"

namespace qiantai::bench {
namespace {

using namespace domain;

constexpr int k_gifts = 200, k_questions = 20'000, k_rows_at_once = 50'000;
constexpr TimeMs k_first_ms = 1'640'000'000'000, k_years_ms = 5ll * 365 * 86'400'000;

/// Evenly over the gifts and the years; the counts are made at the end, as a repair makes them.
std::vector<Uuid> fill(StoreHome& home, int movements) {
    std::vector<Uuid> gifts;
    for (int i = 0; i < k_gifts; ++i) gifts.push_back(home.add_gift(i));
    home.database()
        .execute("DROP TRIGGER stock_count_insert")
        .value();
    for (int done = 0; done < movements;) {
        const int end = std::min(movements, done + k_rows_at_once);
        home.uncaptured([&] {
            for (; done < end; ++done) {
                const TimeMs at =
                    k_first_ms + static_cast<TimeMs>(static_cast<double>(k_years_ms) * done /
                                                     movements);
                const bool comes = done % (10 * k_gifts) < k_gifts;
                sqlite::insert(home.database(),
                               home.movement(gifts[static_cast<std::size_t>(done % k_gifts)],
                                             comes ? StockKind::receipt : StockKind::issue,
                                             comes ? 9 : -1, at))
                    .value();
            }
        });
    }
    home.uncaptured([&] { rebuild_stock(home.database()).value(); });
    return gifts;
}

void measure(int movements) {
    StoreHome home(sqlite::Durability::off);
    const auto gifts = fill(home, movements);
    const auto question = [&](int nth) {
        const TimeMs at = k_first_ms + k_years_ms / k_questions * (nth * 7919ll % k_questions);
        return std::pair(gifts[static_cast<std::size_t>(nth * 31 % k_gifts)], at);
    };
    long sum = 0;
    const auto ours = median_cpu_ms([&] {
        for (int i = 0; i < k_questions; ++i) {
            const auto [gift, at] = question(i);
            sum += load_balance_at(home.database(), {"S001", gift}, StockSpot::shelf, at).value();
        }
    });
    auto& look_up = home.database().cached(
        "SELECT quantity FROM stock_movement WHERE store_code = ? AND gift_id = ? AND spot = ?"
        " AND at <= ? ORDER BY at DESC LIMIT 1");
    const auto bare = median_cpu_ms([&] {
        for (int i = 0; i < k_questions; ++i) {
            const auto [gift, at] = question(i);
            const auto found = sqlite::one(
                look_up.bind(std::string_view("S001"), gift, std::string_view("shelf"), at),
                sqlite::integer_column);
            sum += static_cast<long>(found.value().value_or(0));
        }
    });
    fmt::print("{} movements of {} gifts (check {})\n", movements, k_gifts, sum % 1000);
    report("20,000 balances at any time", ours, bare);
}

}  // namespace
}  // namespace qiantai::bench

int main(int argc, char** argv) {
    constexpr int k_movements = 5'000'000;
    qiantai::bench::measure(argc > 1 ? std::atoi(argv[1]) : k_movements);
}
