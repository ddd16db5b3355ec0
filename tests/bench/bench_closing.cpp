// The closing's page over the demo's store with half a year of gifts, tickets and calls, beside the
// bare queries that ask what is left: the same counts by one statement each, with nothing around
// them. Both over the encrypted database of the same run, warm.
// Usage: bench_closing [MEMBERS], 20,000 unless said.
// Aim: at most 16 ms by the clock, the 95th percentile.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/closing/rules/closing.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_fill.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/store/terminal_database.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::bench {
namespace {

using namespace domain;

constexpr int k_rounds = 60;
constexpr PinCost k_cheap_cost{1, 8192};

const std::string k_bare[] = {
    "SELECT count(*) FROM ticket_state WHERE store_code = 'S001' AND closed_at IS NULL",
    "SELECT count(*) FROM issuance WHERE store_code = 'S001' AND business_date >= '2026-10-21'",
    "SELECT count(*) FROM register_check WHERE store_code = 'S001' AND day >= '2026-10-21'",
    "SELECT count(*) FROM entitlement_conflict WHERE status = 'open'",
    "SELECT count(*) FROM issuance i WHERE i.store_code = 'S001' AND EXISTS (SELECT 1 FROM purchase"
    " b WHERE b.refund_of = i.purchase_id AND b.undone_at IS NULL)",
    "SELECT count(*) FROM stocktake_state WHERE store_code = 'S001' AND phase NOT IN ('posted',"
    " 'cancelled')",
    "SELECT count(*) FROM stock_balance WHERE store_code = 'S001' AND quantity <> 0",
    "SELECT count(*) FROM requisition_state WHERE phase NOT IN ('done', 'refused', 'cancelled')",
    "SELECT count(*) FROM stock_balance WHERE store_code = 'S001' AND quantity < 0",
    "SELECT count(*) FROM callback_state WHERE status = 'open' AND for_headquarters = 0 AND"
    " store_code = 'S001' AND due_from <= '2026-11-21'",
    "SELECT count(*) FROM rejection WHERE status = 'open'",
    "SELECT count(*) FROM day_close WHERE store_code = 'S001' AND day >= '2026-11-20'",
};

double percentile(std::vector<double> times, double share) {
    const auto place = static_cast<std::size_t>(share * static_cast<double>(times.size() - 1));
    std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(place));
    return times[place];
}

template <typename Work>
double clock_ms(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

void ask_bare(sqlite::Database& database) {
    for (const auto& sql : k_bare) {
        auto& statement = database.cached(sql);
        sqlite::only(statement, sqlite::integer_column).value();
    }
}

void measure_closing(int members) {
    const test::TempFolder folder;
    FakeClock clock;
    clock.advance(ctl::k_demo_now_ms - clock.now_ms());
    SeededRandom random(7);
    const auto manifest = make_qiantai_manifest();
    const auto home =
        store::resolve_home(folder.path(), [](const char*) { return std::nullopt; }).value();
    store::TerminalOptions options;
    options.if_missing = store::TerminalOptions::IfMissing::create;
    options.durability = sqlite::Durability::off;
    auto terminal = store::TerminalDatabase::open(home, clock, random, manifest, options).value();
    auto& database = terminal.database();
    ctl::demo_fill(database, {.members = members, .seed = 1, .pin_cost = k_cheap_cost}).value();
    ServiceContext context{database, clock, random, manifest, load_identity(database).value()};
    std::string manager;
    for (const auto& one : ctl::demo_staff()) {
        const bool fits = one.store_code == "S001" && one.role == "store_manager";
        if (fits && manager.empty()) manager = one.number;
    }
    const Session session{manager, "店长", StaffRole::store_manager, "S001", false};
    Closing closing(context);
    // The first look makes what is cached.
    const auto page = closing.show(session, {}).value();
    std::vector<double> ours, bare;
    for (int i = 0; i < k_rounds; ++i) {
        ours.push_back(clock_ms([&] { closing.show(session, {}).value(); }));
        bare.push_back(clock_ms([&] { ask_bare(database); }));
    }
    for (const double share : {0.5, 0.95}) {
        const double mine = percentile(ours, share), theirs = percentile(bare, share);
        fmt::print(
            "the closing's page, {} left, {:.0f} of 100 within {:7.2f} ms; bare queries"
            " {:7.2f} ms; {:5.2f} times\n",
            left_that_must(page.items) + left_that_can_wait(page.items), share * 100, mine, theirs,
            mine / theirs);
    }
}

}  // namespace
}  // namespace qiantai::bench

int main(int argc, char** argv) {
    constexpr int k_members = 20'000;
    qiantai::bench::measure_closing(argc > 1 ? std::atoi(argv[1]) : k_members);
}
