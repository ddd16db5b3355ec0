// A registration as a clerk makes it, through the operation members.register: JSON in, checked
// rights and rules, member, card, two consents and audit event with their outbox rows in one
// transaction, on disk when it returns. Beside it, with the same fsync: the same rows written bare
// into an encrypted database, once with the phone index alone and once with every index that the
// screens look things up by, and one insert of one row. The two take turns, so that a busy disk
// disturbs both alike.

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include "schema/sqlite/facts.hpp"
#include "terminal/operations/operation_table.hpp"
#include "tests/bench/bare_rows.hpp"
#include "tests/bench/pair.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::bench {
namespace {

using sqlite::Database;

constexpr int k_members = 10'000;

/// A store's terminal with `members` there already, and its clerk signed in.
class Counter {
  public:
    explicit Counter(int members, sqlite::Durability durability) : m_terminal(open(durability)) {
        auto& database = m_terminal.database();
        sqlite::save_fact(database, sqlite::fact::k_store_code, "S001").value();
        sqlite::save_fact(database, sqlite::fact::k_terminal_code, "T01").value();
        database
            .execute(
                "INSERT INTO store (id, code, name, utc_offset_minutes, status, created_at) VALUES "
                "(zeroblob(16), 'S001', '门店', 480, 'open', 1);"
                "INSERT INTO tier (id, code, name, rank, valid_months, status, created_at) VALUES "
                "(zeroblob(16), 'standard', '普通', 0, 12, 'active', 1);"
                "INSERT INTO staff (id, store_code, number, name, role, status, pin_must_change, "
                "created_at) VALUES (zeroblob(16), 'S001', '1001', '店员', 'clerk', 'active', 0, "
                "1)")
            .value();
        m_context.identity = domain::load_identity(database).value();
        m_desk.session = domain::Session{"1001", "店员", StaffRole::clerk, "S001"};
        auto transaction = sqlite::Transaction::begin(database).value();
        for (int i = 0; i < members; ++i) register_member();
        transaction.commit().value();
    }

    void register_member() {
        const auto n = m_count++;
        boost::json::object input{
            {"name", "欧阳小明" + std::to_string(n % 997)},
            {"phone", std::to_string(13'000'000'000 + n * 7'919 % 999'999'999)},
            {"gender", "female"},
            {"birthday", "1990-05-17"},
            {"heard_from", "friend"},
            {"accept_duplicate", true}};
        input["consents"] = boost::json::array{
            {{"purpose", "membership"}, {"text_version", "1"}, {"channel", "counter"}},
            {{"purpose", "marketing"}, {"text_version", "1"}, {"channel", "counter"}}};
        m_table.call(m_desk, "members.register", input).value();
    }

    Database& database() { return m_terminal.database(); }

  private:
    store::TerminalDatabase open(sqlite::Durability durability) {
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
    domain::ServiceContext m_context{m_terminal.database(), m_clock, m_random, m_manifest, {}};
    ctl::OperationTable m_table{m_manifest};
    ctl::Desk m_desk{m_terminal, m_context, {}};
    std::int64_t m_count = 0;
};

/// One encrypted table with a member's columns and its phone index, and nothing around it.
class BareRow {
  public:
    BareRow(Counter&, sqlite::Durability durability) : m_database(make_raw(m_folder, durability)) {
        m_database
            .execute(
                "CREATE TABLE member (id BLOB NOT NULL PRIMARY KEY, name TEXT, phone TEXT, gender "
                "TEXT, birthday TEXT, tier_code TEXT, status TEXT, created_by TEXT, created_at "
                "INTEGER) STRICT, WITHOUT ROWID; CREATE INDEX by_phone ON member (phone)")
            .value();
        auto transaction = sqlite::Transaction::begin(m_database).value();
        for (int i = 0; i < k_members; ++i) write();
        transaction.commit().value();
    }
    void take() {}
    void write() {
        const auto n = m_count++;
        m_database
            .cached(
                "INSERT INTO member VALUES (?, ?, ?, 'female', '1990-05-17', 'standard', "
                "'active', '1001', 1795000000000)")
            .bind(Uuid::make_v7(m_clock, m_random), "欧阳小明" + std::to_string(n % 997),
                  std::to_string(13'000'000'000 + n * 7'919 % 999'999'999))
            .run()
            .value();
    }
    Database& database() { return m_database; }

  private:
    test::TempFolder m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    Database m_database;
    std::int64_t m_count = 0;
};

/// The very rows that registrations wrote: the same tables by their primary keys, and the phone index
/// or all their indexes.
enum class Indexes { phone, all };
template <Indexes indexes>
class SameFacts : public BareRows {
  public:
    SameFacts(Counter& counter, sqlite::Durability durability)
        : BareRows(counter.database(), {"outbox", "member", "member_card", "consent", "audit_event"},
                   durability) {
        if constexpr (indexes == Indexes::all) copy_indexes();
        if constexpr (indexes == Indexes::phone) copy_definition("member_by_phone");
        auto transaction = sqlite::Transaction::begin(database()).value();
        take();
        write();
        transaction.commit().value();
    }
};

/// Pages that the connection wrote into its WAL since the last time.
double pages_written(Database& database) {
    int pages = 0, unused = 0;
    sqlite3_db_status(database.handle(), SQLITE_DBSTATUS_CACHE_WRITE, &pages, &unused, 1);
    return pages;
}

template <typename Raw>
void measure(benchmark::State& state, sqlite::Durability durability) {
    Counter counter(k_members, durability);
    Raw raw(counter, durability);
    Pair pair;
    pages_written(counter.database());
    pages_written(raw.database());
    for (auto _ : state) {
        pair.measured([&] { counter.register_member(); });
        raw.take();
        pair.baseline([&] {
            auto transaction = sqlite::Transaction::begin(raw.database()).value();
            raw.write();
            transaction.commit().value();
        });
    }
    pair.report(state, 1);
    const auto count = static_cast<double>(state.iterations());
    state.counters["pages"] = pages_written(counter.database()) / count;
    state.counters["baseline_pages"] = pages_written(raw.database()) / count;
}

/// Aim: at most 1.5 times.
void register_to_same_facts(benchmark::State& state, sqlite::Durability durability) {
    measure<SameFacts<Indexes::phone>>(state, durability);
}

/// What the operation adds to rows that can be looked up.
void register_to_same_rows(benchmark::State& state, sqlite::Durability durability) {
    measure<SameFacts<Indexes::all>>(state, durability);
}

/// Aim: at most 2.5 times.
void register_to_bare_row(benchmark::State& state, sqlite::Durability durability) {
    measure<BareRow>(state, durability);
}

BENCHMARK_CAPTURE(register_to_same_facts, on_disk, sqlite::Durability::full)
    ->Iterations(2'000)
    ->UseRealTime();
BENCHMARK_CAPTURE(register_to_same_rows, on_disk, sqlite::Durability::full)
    ->Iterations(2'000)
    ->UseRealTime();
BENCHMARK_CAPTURE(register_to_bare_row, on_disk, sqlite::Durability::full)
    ->Iterations(2'000)
    ->UseRealTime();
// What is left when the disk is not waited for: the work itself.
BENCHMARK_CAPTURE(register_to_same_facts, without_fsync, sqlite::Durability::off)
    ->Iterations(2'000)
    ->UseRealTime();
BENCHMARK_CAPTURE(register_to_same_rows, without_fsync, sqlite::Durability::off)
    ->Iterations(2'000)
    ->UseRealTime();
BENCHMARK_CAPTURE(register_to_bare_row, without_fsync, sqlite::Durability::off)
    ->Iterations(2'000)
    ->UseRealTime();

}  // namespace
}  // namespace qiantai::bench

BENCHMARK_MAIN();
