// A stocktake of 20,000 lines that all differ, posted, beside the bare encrypted insert of the very
// rows that it wrote, with the indexes of their tables and nothing around them; and a scan from the
// code to the row on disk beside one bare insert of that row, both waiting for the disk.
// Usage: bench_stocktakes [LINES], 20,000 unless said.
// Aim: posting at most 3 times the bare rows, by the processor's time; a scan at most 2 times, by
// the 99th percentile of the clock.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "schema/base/described_json.hpp"
#include "schema/sqlite/facts.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/stocktakes/rules/stocktake_cache.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"
#include "terminal/store/terminal_database.hpp"
#include "tests/bench/bare_rows.hpp"
#include "tests/bench/cpu_times.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::bench {
namespace {

using namespace domain;
using sqlite::Database;

constexpr int k_scans = 2'000;

template <typename Work>
double clock_us(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
        .count();
}

double percentile(std::vector<double> times, double share) {
    const auto place = static_cast<std::size_t>(share * static_cast<double>(times.size() - 1));
    std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(place));
    return times[place];
}

/// A store's terminal with so many gifts on its shelf.
class CountedStore {
  public:
    CountedStore(int gifts, sqlite::Durability durability) : m_terminal(open(durability)) {
        auto& database = m_terminal.database();
        sqlite::save_fact(database, sqlite::fact::k_store_code, "S001").value();
        sqlite::save_fact(database, sqlite::fact::k_terminal_code, "T01").value();
        database
            .execute(
                "INSERT INTO store (id, code, name, utc_offset_minutes, status, created_at)"
                " VALUES (zeroblob(16), 'S001', '门店', 480, 'open', 1);"
                "INSERT INTO policy (id, code, value, effective_from, created_at) VALUES"
                " (zeroblob(16), 'stocktakes.rules', '{\"store_per_myriad\":10000}', 1, 1)")
            .value();
        add_staff("1001", "clerk");
        add_staff("1002", "store_manager");
        add_staff("1003", "clerk");
        add_staff("1004", "store_manager");
        context.identity = load_identity(database).value();
        auto transaction = sqlite::Transaction::begin(database).value();
        database.execute("SELECT set_capture(0)").value();
        for (int i = 0; i < gifts; ++i) add_gift(i);
        database.execute("SELECT set_capture(1)").value();
        transaction.commit().value();
    }
    Session session(const char* number, StaffRole role) const {
        return {number, "员工", role, "S001", false};
    }
    Database& database() { return m_terminal.database(); }
    const std::vector<Uuid>& gifts() const { return m_gifts; }

    /// Frozen, with one zone.
    Uuid start() {
        Stocktakes stocktakes(context);
        const auto manager = session("1002", StaffRole::store_manager);
        const auto id = stocktakes
                            .plan(manager, {.planned_on = business_date(context).value(),
                                            .zones = {{.name = "A"}}})
                            .value()
                            .stocktake.id;
        for (const auto step : {StocktakeStep::papers_entered, StocktakeStep::frozen}) {
            stocktakes.step(manager, {.stocktake_id = id, .step = step}).value();
        }
        return id;
    }
    /// Every gift one piece short, explained and signed: the approval is what is left.
    Uuid prepare() {
        Stocktakes stocktakes(context);
        const auto id = start();
        const auto clerk = session("1001", StaffRole::clerk);
        const auto manager = session("1002", StaffRole::store_manager);
        StocktakeCounting counting{.stocktake_id = id, .zone = "A"};
        for (const Uuid& gift : m_gifts) {
            counting.entries.push_back(
                {.gift_id = gift, .quantity = 9 - m_rounds, .exactly = true});
            if (counting.entries.size() < k_stocktake_entries_max) continue;
            stocktakes.count(clerk, counting).value();
            counting.entries.clear();
        }
        if (!counting.entries.empty()) stocktakes.count(clerk, counting).value();
        ++m_rounds;
        stocktakes.finish_zone(clerk, id, "A").value();
        stocktakes.open(manager, id).value();
        StocktakeExplaining reasons{.stocktake_id = id};
        const auto flush = [&] {
            if (!reasons.lines.empty()) stocktakes.explain(manager, reasons).value();
            reasons.lines.clear();
        };
        for (const auto& line : stocktakes.lines(manager, {.stocktake_id = id}).value()) {
            reasons.lines.push_back({*line.line_id, StocktakeReason::lost, ""});
            if (reasons.lines.size() == k_stocktake_entries_max) flush();
        }
        flush();
        stocktakes.sign(clerk, id, false).value();
        stocktakes.sign(session("1003", StaffRole::clerk), id, true).value();
        return id;
    }
    void approve(const Uuid& id) {
        Stocktakes(context).approve(session("1004", StaffRole::store_manager), id).value();
    }

  private:
    store::TerminalDatabase open(sqlite::Durability durability) {
        const auto home =
            store::resolve_home(m_folder.path(), [](const char*) { return std::nullopt; }).value();
        store::TerminalOptions options;
        options.if_missing = store::TerminalOptions::IfMissing::create;
        options.durability = durability;
        return store::TerminalDatabase::open(home, m_clock, m_random, m_manifest, options).value();
    }
    void add_staff(const char* number, const char* role) {
        database()
            .cached(
                "INSERT INTO staff (id, store_code, number, name, role, status, pin_must_change,"
                " created_at) VALUES (?, 'S001', ?, '员工', ?, 'active', 0, 1)")
            .bind(Uuid::make_v7(m_clock, m_random), number, role)
            .run()
            .value();
    }
    void add_gift(int nth) {
        const auto code = fmt::format("LP{:06}", nth);
        const Gift gift{.id = gift_id_of(code),
                        .code = code,
                        .name = "礼品 " + code,
                        .unit = "个",
                        .cost = Fen(100),
                        .created_by = "9001",
                        .created_at = 1};
        sqlite::insert(database(), gift).value();
        sqlite::insert(database(), StockMovement{.id = context.new_id(),
                                                 .store_code = "S001",
                                                 .gift_id = gift.id,
                                                 .kind = StockKind::receipt,
                                                 .spot = StockSpot::shelf,
                                                 .quantity = 10,
                                                 .at = 1'700'000'000'000,
                                                 .business_date = Date::of_text("2026-01-01"),
                                                 .created_by = "9001",
                                                 .created_at = 1'700'000'000'000})
            .value();
        m_gifts.push_back(gift.id);
    }

    test::TempFolder m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    Manifest m_manifest = make_qiantai_manifest();
    store::TerminalDatabase m_terminal;
    std::vector<Uuid> m_gifts{};
    int m_rounds = 0;

  public:
    ServiceContext context{m_terminal.database(), m_clock, m_random, m_manifest, {}};
};

/// With the indexes of their tables.
class IndexedRows : public BareRows {
  public:
    IndexedRows(CountedStore& from, const std::vector<std::string>& tables,
                sqlite::Durability durability)
        : BareRows(from.database(), tables, durability) {
        copy_indexes();
    }
    void write_all() {
        auto transaction = sqlite::Transaction::begin(database()).value();
        write();
        transaction.commit().value();
    }
};

void measure_posting(int lines) {
    constexpr int k_postings = 3;
    CountedStore store(lines, sqlite::Durability::off);
    IndexedRows bare(store, {"outbox", "stock_movement", "stocktake_event", "audit_event"},
                     sqlite::Durability::off);
    std::vector<double> ours, raw;
    std::size_t rows = 0;
    for (int i = 0; i < k_postings; ++i) {
        const auto id = store.prepare();
        bare.take();
        ours.push_back(cpu_ms([&] { store.approve(id); }));
        bare.take();
        rows = bare.size();
        raw.push_back(cpu_ms([&] { bare.write_all(); }));
    }
    const double mine = percentile(ours, 0.5), theirs = percentile(raw, 0.5);
    fmt::print("posting {} lines, {} rows          {:9.1f} ms; bare {:9.1f} ms; {:5.2f} times\n",
               lines, rows, mine, theirs, mine / theirs);
}

void measure_scans() {
    CountedStore store(200, sqlite::Durability::full);
    IndexedRows bare(store, {"outbox", "stocktake_count"}, sqlite::Durability::full);
    Stocktakes stocktakes(store.context);
    const auto id = store.start();
    const auto clerk = store.session("1001", StaffRole::clerk);
    bare.take();
    std::vector<double> ours, raw;
    for (int i = 0; i < k_scans; ++i) {
        const StocktakeCounting scan{.stocktake_id = id,
                                     .zone = "A",
                                     .entries = {{.code = fmt::format("LP{:06}", i * 7 % 200)}}};
        ours.push_back(clock_us([&] { stocktakes.count(clerk, scan).value(); }));
        bare.take();
        raw.push_back(clock_us([&] { bare.write_all(); }));
    }
    for (const double share : {0.5, 0.99}) {
        const double mine = percentile(ours, share), theirs = percentile(raw, share);
        fmt::print(
            "a scan on disk, {:.0f} of 100 within     {:9.0f} us; bare {:9.0f} us; {:5.2f} times\n",
            share * 100, mine, theirs, mine / theirs);
    }
}

}  // namespace
}  // namespace qiantai::bench

int main(int argc, char** argv) {
    constexpr int k_lines = 20'000;
    qiantai::bench::measure_scans();
    std::fflush(stdout);
    qiantai::bench::measure_posting(argc > 1 ? std::atoi(argv[1]) : k_lines);
}
