// A terminal and the hub over real TLS on the loopback, both with their databases on the disk,
// encrypted, one fsync per batch: push and apply, the first load of a new terminal, and the backlog
// after a month offline. Beside them, in the same run, plain unencrypted SQLite that is given the
// same rows with nothing to decode.

#include <benchmark/benchmark.h>

#include <chrono>

#include "schema/sqlite/row_codec.hpp"
#include "sync/client/curl_transport.hpp"
#include "sync/hub/http/hub_server.hpp"
#include "terminal/store/bulk_load.hpp"
#include "terminal/store/member_search_index.hpp"
#include "tests/bench/sample_changes.hpp"
#include "tests/support/row_store.hpp"
#include "tests/support/sim_terminal.hpp"

namespace qiantai::bench {
namespace {

using test::SimHub;
using test::SimStorage;
using test::SimTerminal;

constexpr std::uint64_t k_seed = 20'261'121;
constexpr int k_rows_per_transaction = 1'000;
constexpr SimStorage k_on_disk{test::FolderPlace::disk, sqlite::Durability::full};

double seconds_of(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct World {
    SimHub hub{make_qiantai_manifest(), k_on_disk};
    SystemRandom random;
    std::unique_ptr<hub::HubServer> server;

    World() {
        hub.add_store("S001");
        const auto& authority = hub.authority();
        const auto pair =
            hub::issue_server_certificate(authority, {"127.0.0.1"}, SystemClock().now_ms(), random)
                .value();
        hub::ServerOptions options;
        options.certificate_pem = pair.certificate_pem;
        options.key_pem = pair.key_pem;
        server = std::make_unique<hub::HubServer>(hub.service(), options);
        server->start().value();
    }

    std::unique_ptr<SimTerminal> terminal(std::uint64_t number) {
        auto made =
            std::make_unique<SimTerminal>(hub, "S001", number, make_qiantai_manifest(), k_on_disk);
        made->enrol();
        return made;
    }

    sync::SessionReport sync(SimTerminal& terminal, sync::SessionOptions options) {
        const auto transport =
            sync::make_curl_transport(
                {.address = {"https://127.0.0.1:" + std::to_string(server->port())},
                 .ca_pem = hub.authority().certificate_pem})
                .value();
        auto report = sync::SyncSession(terminal.database(), terminal.manifest(), terminal.clock,
                                        *transport, options)
                          .run();
        if (report.error) assertion_failed(report.error->message().c_str(), __FILE__, __LINE__);
        return report;
    }
};

// Registrations as a domain service writes them, in the terminal's outbox.
void fill(SimTerminal& terminal, int change_count) {
    const auto batch = make_sample_batch(Sample::members, change_count, k_seed);
    store::RowStore rows(terminal.database(), terminal.manifest());
    for (std::size_t i = 0; i < batch.changes.size();) {
        const bool written = terminal.in_transaction([&]() -> Status {
            for (int n = 0; n < k_rows_per_transaction && i < batch.changes.size(); ++n, ++i) {
                QIANTAI_TRY_STATUS(
                    rows.insert("member", terminal.new_id(), batch.changes[i].columns));
            }
            return {};
        });
        QIANTAI_ASSERT(written);
    }
}

// Plain SQLite, the terminal's own table with its indexes, values ready in memory, as many rows per
// transaction.
double plain_rows_seconds(SimTerminal& loaded, int rows_per_transaction) {
    const Entity& entity = *loaded.manifest().find("member");
    auto source = sqlite::RowTable::open(loaded.database(), entity).value();
    std::vector<std::pair<Uuid, sqlite::TableRow>> rows;
    auto ids = loaded.database().prepare("SELECT id FROM member").value();
    while (ids.step().value()) rows.emplace_back(ids.uuid(0), *source.load(ids.uuid(0)).value());
    test::TempFolder folder;
    auto plain =
        sqlite::Database::open(folder / "plain.db", {.mode = sqlite::OpenMode::create}).value();
    store::register_functions(plain, loaded.clock, loaded.manifest()).value();
    sqlite::migrate(plain, sqlite::ApplicationId::terminal, sqlite::terminal_migrations()).value();
    store::begin_bulk_load(plain).value();
    auto table = sqlite::RowTable::open(plain, entity).value();
    return seconds_of([&] {
        for (std::size_t i = 0; i < rows.size();) {
            auto transaction = sqlite::Transaction::begin(plain).value();
            for (int n = 0; n < rows_per_transaction && i < rows.size(); ++n, ++i) {
                table.save(rows[i].first, rows[i].second.columns, rows[i].second.row_hlc, "")
                    .value();
            }
            transaction.commit().value();
        }
    });
}

void report(benchmark::State& state, std::int64_t count, double seconds, double plain_seconds) {
    state.SetIterationTime(seconds);
    state.counters["per_second"] = static_cast<double>(count) / seconds;
    state.counters["plain_per_second"] = static_cast<double>(count) / plain_seconds;
    state.counters["ratio_to_plain"] = seconds / plain_seconds;
}

// 20,000 registrations that wait are sent; the hub checks, merges, numbers and stores them.
void push_and_apply(benchmark::State& state) {
    const auto count = static_cast<int>(state.range(0));
    for (auto _ : state) {
        World world;
        const auto terminal = world.terminal(1);
        world.sync(*terminal, {});
        fill(*terminal, count);
        // Up to the first answer of the feed: what comes after is not the push.
        double pushed = 0;
        const auto start = std::chrono::steady_clock::now();
        std::int64_t sent = 0;
        world.sync(*terminal, {.progress = [&](const sync::SessionReport& so_far) {
            if (so_far.sent == sent) return;
            sent = so_far.sent;
            pushed =
                std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        }});
        QIANTAI_ASSERT(sent == count);
        report(state, count, pushed,
               plain_rows_seconds(*terminal, sync::tuning::k_batch_count_target));
    }
}

// A new terminal of a store with so many members. Twice: until every row is there, and until the
// search index is, too.
void first_load(benchmark::State& state) {
    const auto count = static_cast<int>(state.range(0));
    const bool with_index = state.range(1) != 0;
    for (auto _ : state) {
        World world;
        const auto writer = world.terminal(1);
        fill(*writer, count);
        world.sync(*writer, {});
        const auto fresh = world.terminal(2);
        double loaded = 0, indexed = 0;
        const auto start = std::chrono::steady_clock::now();
        const auto elapsed = [&] {
            return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        };
        sync::SessionOptions options;
        options.bulk.begin = [](sqlite::Database& database) {
            return store::begin_bulk_load(database);
        };
        options.bulk.end = [&](sqlite::Database& database) {
            loaded = elapsed();
            return store::rebuild_member_search(database);
        };
        const auto done = world.sync(*fresh, options);
        indexed = elapsed();
        QIANTAI_ASSERT(done.written >= count);
        report(state, count, with_index ? indexed : loaded,
               plain_rows_seconds(*fresh, sync::tuning::k_feed_page_rows));
    }
}

BENCHMARK(push_and_apply)
    ->Arg(20'000)
    ->Arg(100'000)
    ->UseManualTime()
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(first_load)
    ->Args({50'000, 0})
    ->Args({50'000, 1})
    ->Args({200'000, 0})
    ->Args({200'000, 1})
    ->UseManualTime()
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace qiantai::bench

BENCHMARK_MAIN();
