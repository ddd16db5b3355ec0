// The terminal's store: what capture and encryption add to a write, and how fast rows go in and
// out. Every number stands beside its baseline of the same run; the two are measured in turns, so
// that a busy machine disturbs both alike.

#include <benchmark/benchmark.h>

#include "schema/sqlite/row_codec.hpp"
#include "terminal/store/bulk_load.hpp"
#include "terminal/store/member_search_index.hpp"
#include "terminal/store/terminal_database.hpp"
#include "tests/bench/pair.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::bench {
namespace {

namespace json = boost::json;
using sqlite::Database;
using sqlite::Durability;
using sqlite::Statement;
using sqlite::Transaction;

constexpr const char* k_member_sql =
    "INSERT INTO member (id, store_code, name, phone, gender, birthday, birthday_calendar, "
    "tier_code,"
    " home_clerk, heard_from, status, joined_on, created_by, created_at)"
    " VALUES (?, 'S001', ?, ?, 'female', '1990-05-17', 'solar', 'gold', '0007', 'friend', 'active',"
    " '2026-11-21', '0007', 1795000000000)";
constexpr const char* k_tier_sql =
    "INSERT INTO tier (id, code, name, rank, valid_months, status, created_at)"
    " VALUES (?, ?, ?, 1, 12, 'active', 1795000000000)";

constexpr const char* k_tier_json =
    R"({"code":"欧阳小明996","name":"13000007919","rank":1,"valid_months":12,"status":"active",)"
    R"("created_at":1795000000000})";

enum class Captured { no, yes };

/// A terminal of its own, with or without its capture triggers.
class BenchTerminal {
  public:
    explicit BenchTerminal(Captured captured, Durability durability)
        : m_terminal(open(durability)) {
        if (captured == Captured::no) {
            for (const char* entity : {"member", "tier"}) {
                for (const char* event : {"insert", "update", "delete", "id"}) {
                    database()
                        .execute(fmt::format("DROP TRIGGER capture_{}_{}", entity, event))
                        .value();
                }
            }
        }
    }
    Database& database() { return m_terminal.database(); }
    store::TerminalDatabase& terminal() { return m_terminal; }
    /// One row in a transaction of its own, unless the caller has begun one.
    Uuid insert(const char* sql) {
        const auto n = m_count++;
        const auto id = Uuid::make_v7(m_clock, m_random);
        database()
            .cached(sql)
            .bind(id, "欧阳小明" + std::to_string(n % 997),
                  std::to_string(13'000'000'000 + n * 7'919 % 999'999'999))
            .run()
            .value();
        return id;
    }
    /// A tier, and what capture puts into the outbox for it, ready made.
    void insert_both_rows() {
        const auto id = insert(k_tier_sql);
        database()
            .cached(
                "INSERT INTO outbox (txn, hlc, entity, id, op, columns, written_at)"
                " VALUES (1, ?, 'tier', ?, 'insert', ?, 1795000000000)")
            .bind(m_count, id, k_tier_json)
            .run()
            .value();
    }

  private:
    store::TerminalDatabase open(Durability durability) {
        const auto home =
            store::resolve_home(m_folder.path(), [](const char*) { return std::nullopt; }).value();
        store::TerminalOptions options;
        options.if_missing = store::TerminalOptions::IfMissing::create;
        options.durability = durability;
        return store::TerminalDatabase::open(home, m_clock, m_random, m_manifest, options).value();
    }

    test::TempFolder m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    Manifest m_manifest = make_qiantai_manifest();
    store::TerminalDatabase m_terminal;
    std::int64_t m_count = 0;
};

/// Confirmed saves: one row, one transaction, one fsync. Aim: at most 1.3 times the uncaptured
/// write.
void capture_durable_insert(benchmark::State& state, const char* sql) {
    BenchTerminal plain(Captured::no, Durability::full), captured(Captured::yes, Durability::full);
    Pair pair;
    for (auto _ : state) {
        pair.baseline([&] { plain.insert(sql); });
        pair.measured([&] { captured.insert(sql); });
    }
    pair.report(state, 1);
}

/// The same without waiting for the disk, many rows in a transaction: what capture costs the
/// processor.
void capture_bulk_insert(benchmark::State& state, const char* sql) {
    constexpr int k_rows = 1'000;
    BenchTerminal plain(Captured::no, Durability::off), captured(Captured::yes, Durability::off);
    Pair pair;
    const auto write = [&](BenchTerminal& target) {
        auto transaction = Transaction::begin(target.database()).value();
        for (int i = 0; i < k_rows; ++i) target.insert(sql);
        transaction.commit().value();
    };
    for (auto _ : state) {
        pair.baseline([&] { write(plain); });
        pair.measured([&] { write(captured); });
    }
    pair.report(state, k_rows);
}

/// Beside the same two rows, the record's and the outbox's, written by hand with nothing to make:
/// what is left is what the triggers do.
void capture_bulk_to_both_rows(benchmark::State& state) {
    constexpr int k_rows = 1'000;
    BenchTerminal plain(Captured::no, Durability::off), captured(Captured::yes, Durability::off);
    Pair pair;
    for (auto _ : state) {
        pair.baseline([&] {
            auto transaction = Transaction::begin(plain.database()).value();
            for (int i = 0; i < k_rows; ++i) plain.insert_both_rows();
            transaction.commit().value();
        });
        pair.measured([&] {
            auto transaction = Transaction::begin(captured.database()).value();
            for (int i = 0; i < k_rows; ++i) captured.insert(k_tier_sql);
            transaction.commit().value();
        });
    }
    pair.report(state, k_rows);
}

void capture_bulk_update(benchmark::State& state) {
    constexpr int k_rows = 1'000;
    BenchTerminal plain(Captured::no, Durability::off), captured(Captured::yes, Durability::off);
    const auto fill = [&](BenchTerminal& target) {
        auto transaction = Transaction::begin(target.database()).value();
        for (int i = 0; i < k_rows; ++i) target.insert(k_member_sql);
        transaction.commit().value();
    };
    fill(plain);
    fill(captured);
    Pair pair;
    int round = 0;
    const auto update = [&](BenchTerminal& target) {
        target.database().cached("UPDATE member SET tier_code = ?").bind(round).run().value();
    };
    for (auto _ : state) {
        ++round;
        pair.baseline([&] { update(plain); });
        pair.measured([&] { update(captured); });
    }
    pair.report(state, k_rows);
}

Database make_plain_table(const test::TempFolder& folder, sqlite::Cipher cipher,
                          Durability durability) {
    sqlite::OpenOptions options;
    options.mode = sqlite::OpenMode::create;
    options.durability = durability;
    options.cipher = cipher;
    if (cipher != sqlite::Cipher::none) options.key = std::string(32, 'k');
    auto database =
        Database::open(folder / std::string(sqlite::cipher_name(cipher)), options).value();
    database
        .execute(
            "CREATE TABLE t (id BLOB NOT NULL PRIMARY KEY, name TEXT, phone TEXT, rest TEXT) "
            "STRICT,"
            " WITHOUT ROWID; CREATE INDEX by_phone ON t (phone)")
        .value();
    return database;
}

/// Aim: at most 1.1 times the same writes without encryption.
void encryption_bulk_insert(benchmark::State& state, sqlite::Cipher cipher) {
    constexpr int k_rows = 1'000;
    test::TempFolder folder;
    SystemClock clock;
    SystemRandom random;
    auto plain = make_plain_table(folder, sqlite::Cipher::none, Durability::full);
    auto encrypted = make_plain_table(folder, cipher, Durability::full);
    std::int64_t count = 0;
    const auto write = [&](Database& database) {
        auto transaction = Transaction::begin(database).value();
        for (int i = 0; i < k_rows; ++i) {
            const auto n = count++;
            database.cached("INSERT INTO t VALUES (?, ?, ?, ?)")
                .bind(Uuid::make_v7(clock, random), "欧阳小明",
                      std::to_string(n * 7'919 % 999'999'999),
                      "two hundred bytes of whatever else a row holds: tier, clerk, dates, "
                      "preferences, notes of the "
                      "last visit, how the member heard of us, and what was promised then")
                .run()
                .value();
        }
        transaction.commit().value();
    };
    Pair pair;
    for (auto _ : state) {
        pair.baseline([&] { write(plain); });
        pair.measured([&] { write(encrypted); });
    }
    pair.report(state, k_rows);
}

/// Rows from headquarters in a first load (the search index put off): JSON to table, beside a
/// statement with the same columns bound by hand.
void row_codec_save(benchmark::State& state) {
    constexpr int k_rows = 1'000;
    BenchTerminal by_hand(Captured::no, Durability::off), by_codec(Captured::yes, Durability::off);
    const auto manifest = make_qiantai_manifest();
    store::begin_bulk_load(by_hand.database()).value();
    store::begin_bulk_load(by_codec.database()).value();
    auto table = sqlite::RowTable::open(by_codec.database(), *manifest.find("member")).value();
    SystemClock clock;
    SystemRandom random;
    json::object row{{"store_code", "S001"},
                     {"name", "欧阳小明"},
                     {"phone", ""},
                     {"gender", "female"},
                     {"birthday", "1990-05-17"},
                     {"birthday_calendar", "solar"},
                     {"tier_code", "gold"},
                     {"home_clerk", "0007"},
                     {"heard_from", "friend"},
                     {"status", "active"},
                     {"joined_on", "2026-11-21"},
                     {"created_by", "0007"},
                     {"created_at", 1'795'000'000'000}};
    std::int64_t count = 0;
    Pair pair;
    for (auto _ : state) {
        pair.baseline([&] {
            auto transaction = Transaction::begin(by_hand.database()).value();
            for (int i = 0; i < k_rows; ++i) by_hand.insert(k_member_sql);
            transaction.commit().value();
        });
        pair.measured([&] {
            auto transaction = Transaction::begin(by_codec.database()).value();
            by_codec.database().execute("SELECT set_capture(0)").value();
            for (int i = 0; i < k_rows; ++i) {
                const auto n = count++;
                row["name"] = "欧阳小明" + std::to_string(n % 997);
                row["phone"] = std::to_string(13'000'000'000 + n * 7'919 % 999'999'999);
                table.save(Uuid::make_v7(clock, random), row, 42, "").value();
            }
            transaction.commit().value();
        });
    }
    pair.report(state, k_rows);
}

/// What every start and every ctl call pays. Aim: under 20 ms.
void open_terminal(benchmark::State& state) {
    BenchTerminal terminal(Captured::yes, Durability::full);
    for (int i = 0; i < 1'000; ++i) terminal.insert(k_member_sql);
    SystemClock clock;
    SystemRandom random;
    const auto manifest = make_qiantai_manifest();
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            store::TerminalDatabase::open(terminal.terminal().home(), clock, random, manifest)
                .value());
    }
}

BENCHMARK_CAPTURE(capture_durable_insert, member, k_member_sql)->Iterations(1'000)->UseRealTime();
BENCHMARK_CAPTURE(capture_durable_insert, tier, k_tier_sql)->Iterations(1'000)->UseRealTime();
BENCHMARK_CAPTURE(capture_bulk_insert, member, k_member_sql)->Iterations(30)->UseRealTime();
BENCHMARK_CAPTURE(capture_bulk_insert, tier, k_tier_sql)->Iterations(30)->UseRealTime();
BENCHMARK(capture_bulk_to_both_rows)->Iterations(30)->UseRealTime();
BENCHMARK(capture_bulk_update)->Iterations(20)->UseRealTime();
BENCHMARK_CAPTURE(encryption_bulk_insert, aegis256, sqlite::Cipher::aegis256)
    ->Iterations(50)
    ->UseRealTime();
BENCHMARK_CAPTURE(encryption_bulk_insert, chacha20, sqlite::Cipher::chacha20)
    ->Iterations(50)
    ->UseRealTime();
BENCHMARK(row_codec_save)->Iterations(30)->UseRealTime();
BENCHMARK(open_terminal)->Iterations(50)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace qiantai::bench

BENCHMARK_MAIN();
