// Giving a gift to somebody, judged, signed and on disk, beside the bare encrypted insert of the very
// rows that it wrote, with the indexes of their tables; both wait for the disk.
// Usage: bench_issuances [GIFTS], 2,000 unless said.
// Aim: at most 1.5 times the bare rows, by the clock.

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "terminal/issuances/rules/issuances.hpp"
#include "tests/bench/bare_rows.hpp"
#include "tests/bench/bench_store_home.hpp"
#include "tests/bench/cpu_times.hpp"

namespace qiantai::bench {
namespace {

using namespace domain;

template <typename Work>
double wall_us(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
        .count();
}

double share_of(std::vector<double> times, double share) {
    const auto place = static_cast<std::size_t>(share * static_cast<double>(times.size() - 1));
    std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(place));
    return times[place];
}

void measure(int count) {
    StoreHome home(sqlite::Durability::full);
    const auto gift = home.add_gift(0);
    home.uncaptured([&] {
        sqlite::insert(home.database(),
                       home.movement(gift, StockKind::receipt, 99'999, 1'700'000'000'000))
            .value();
        home.database()
            .execute("INSERT INTO policy (id, code, value, effective_from, created_at) VALUES"
                     " (zeroblob(16), 'gifts.limits', '{\"clerk_day\":99999}', 1, 1)")
            .value();
    });
    BareRows bare(home.database(),
                  {"outbox", "issuance", "issuance_line", "stock_movement", "audit_event"},
                  sqlite::Durability::full);
    bare.copy_indexes();
    Issuances issuances(home.context);
    std::vector<double> ours, raw;
    bare.take();
    for (int i = 0; i < count; ++i) {
        const IssuanceEntry entry{.recipient = {.recipient_name = fmt::format("顾客{}", i)},
                                  .wishes = {{.gift_id = gift, .pieces = 1}},
                                  .reason = IssuanceReason::loyal,
                                  .unsigned_reason = "赶时间"};
        ours.push_back(wall_us([&] { issuances.issue(home.clerk(), entry).value(); }));
        bare.take();
        raw.push_back(wall_us([&] {
            auto transaction = sqlite::Transaction::begin(bare.database()).value();
            bare.write();
            transaction.commit().value();
        }));
    }
    for (const double share : {0.5, 0.99}) {
        const double mine = share_of(ours, share), theirs = share_of(raw, share);
        fmt::print("a gift given, {:.0f} of 100 within    {:9.0f} us; bare {:9.0f} us; {:5.2f} times\n",
                   share * 100, mine, theirs, mine / theirs);
    }
}

}  // namespace
}  // namespace qiantai::bench

int main(int argc, char** argv) {
    constexpr int k_gifts_given = 2'000;
    qiantai::bench::measure(argc > 1 ? std::atoi(argv[1]) : k_gifts_given);
}
