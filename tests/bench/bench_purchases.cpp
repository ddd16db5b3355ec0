// What the member's page asks of a store's receipts: spending, visits, churn, tier and the first
// page of them, beside a bare indexed read of the same member's rows in the same run. Encrypted
// database, 64 MB page cache. Usage: bench_purchases [MEMBERS [RECEIPTS]]. Aim: at most 3 ms at
// 1,000,000 members and 5,000,000 receipts.

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

#include "schema/sqlite/described_rows.hpp"
#include "terminal/demo/demo_fill.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "terminal/purchases/rules/tiers.hpp"
#include "terminal/store/terminal_database.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int k_rounds = 199;

template <typename Work>
double median_us(Work work) {
    std::vector<double> times;
    for (int i = 0; i < k_rounds; ++i) {
        const auto start = Steady::now();
        work(i);
        times.push_back(std::chrono::duration<double, std::micro>(Steady::now() - start).count());
    }
    std::ranges::nth_element(times, times.begin() + k_rounds / 2);
    return times[k_rounds / 2];
}

/// Two years of receipts, each member's spread over them, as sync applies them.
void fill_receipts(domain::ServiceContext& context, std::span<const Uuid> members, int receipts) {
    auto& database = context.database;
    const Date first = domain::business_date(context)->plus_days(-730);
    constexpr int k_in_transaction = 20'000;
    for (int done = 0; done < receipts;) {
        auto transaction = sqlite::Transaction::begin(database).value();
        database.execute("SELECT set_capture(0)").value();
        for (int i = 0; i < k_in_transaction && done < receipts; ++i, ++done) {
            // In the order of their days, as a shop writes them.
            const int day = static_cast<int>(std::int64_t{done} * 730 / receipts);
            domain::Purchase purchase{.store_code = context.identity.store_code,
                                      .source = "till",
                                      .till = std::to_string(done % 3),
                                      .number = std::to_string(done),
                                      .business_date = first.plus_days(day),
                                      .amount = Fen(done % 50'000 + 100),
                                      .created_by = "1002"};
            purchase.id = domain::purchase_id(purchase);
            const auto member = static_cast<std::uint64_t>(done) * 2'654'435'761 % members.size();
            purchase.member_id = members[member];
            sqlite::insert(database, purchase).value();
        }
        database.execute("DELETE FROM tier_due").value();
        database.execute("SELECT set_capture(1)").value();
        transaction.commit().value();
    }
}

void run(int members, int receipts) {
    const test::TempFolder folder;
    SystemClock clock;
    SystemRandom random;
    const auto manifest = make_qiantai_manifest();
    store::TerminalOptions options;
    options.if_missing = store::TerminalOptions::IfMissing::create;
    options.durability = sqlite::Durability::off;
    auto terminal = store::TerminalDatabase::open(store::resolve_home(folder / "home").value(),
                                                  clock, random, manifest, options)
                        .value();
    auto& database = terminal.database();
    ctl::demo_fill(database, {.members = members, .pin_cost = {1, 8192}}).value();
    domain::ServiceContext context{database, clock, random, manifest,
                                   domain::load_identity(database).value()};
    auto ids = database.prepare("SELECT id FROM member WHERE store_code = 'S001' ORDER BY id").value();
    const auto own = sqlite::all(ids, sqlite::id_column).value();
    fill_receipts(context, own, receipts);
    const domain::Session session{"1002", "陈佳怡", StaffRole::clerk, "S001"};
    const auto nth = [&](int i) {
        return own[static_cast<std::size_t>(i) * 7'919 % own.size()];
    };
    domain::Purchases purchases(context);
    domain::Tiers tiers(context);
    const double us = median_us([&](int i) {
        purchases.spending(session, nth(i)).value();
        tiers.report(session, nth(i)).value();
        purchases.list(session, {.member_id = nth(i)}).value();
    });
    auto bare = database
                    .prepare("SELECT * FROM purchase WHERE member_id = ? ORDER BY business_date DESC"
                             " LIMIT 50")
                    .value();
    const double bare_us = median_us([&](int i) {
        bare.reset();
        bare.bind(nth(i));
        while (bare.step().value()) {
        }
    });
    fmt::print("{} members, {} receipts of the store\n", members, receipts);
    fmt::print("member's page  {:8.1f} us; its receipts bare {:8.1f} us; {:.1f} times that\n", us,
               bare_us, us / bare_us);
    const double number_us = median_us([&](int i) {
        purchases.list(session, {.number = std::to_string(i * 31)}).value();
    });
    fmt::print("by number      {:8.1f} us\n", number_us);
}

}  // namespace
}  // namespace qiantai::bench

int main(int argc, char** argv) {
    const int members = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const int receipts = argc > 2 ? std::atoi(argv[2]) : 500'000;
    qiantai::bench::run(members, receipts);
    return 0;
}
