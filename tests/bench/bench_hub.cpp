// How fast the hub takes pushes and hands out its feed: the service alone, and through its real TLS
// server on the loopback. The baseline writes the same rows' JSON into a bare encrypted table with
// the same fsync per batch.

#include <benchmark/benchmark.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include "schema/base/encoding.hpp"
#include "sync/core/scope.hpp"
#include "sync/core/wire.hpp"
#include "sync/hub/http/hub_server.hpp"
#include "sync/hub/http/tls_authority.hpp"
#include "sync/hub/program/hub_setup.hpp"
#include "sync/hub/store/sqlite/sqlite_store.hpp"
#include "tests/bench/sample_changes.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::bench {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr int k_change_count = 40'000;
constexpr int k_batch_count = 2'000;
constexpr std::uint64_t k_seed = 20'261'121;
constexpr std::string_view k_store = "S001";

void require(bool ok, std::string_view what) {
    if (ok) return;
    std::fprintf(stderr, "bench_hub: %s failed\n", std::string(what).c_str());
    std::abort();
}

struct Pushes {
    std::vector<std::string> bodies;
    std::vector<std::string> rows;
    TimeMs end = 0;
};

Pushes make_pushes(Sample sample) {
    Pushes made;
    auto all = make_sample_batch(sample, k_change_count, k_seed);
    std::int64_t seq = 0;
    for (auto& change : all.changes) change.seq = ++seq;
    for (const auto& change : all.changes) {
        made.rows.push_back(boost::json::serialize(change.columns));
        made.end = std::max(made.end, change.hlc.time_ms());
    }
    for (std::size_t first = 0; first < all.changes.size(); first += k_batch_count) {
        auto batch = all;
        const auto count = std::min<std::size_t>(k_batch_count, all.changes.size() - first);
        const auto begin = all.changes.begin() + static_cast<std::ptrdiff_t>(first);
        batch.changes.assign(begin, begin + static_cast<std::ptrdiff_t>(count));
        batch.first_seq = batch.changes.front().seq;
        batch.previous_hlc = first == 0 ? sync::Hlc() : all.changes[first - 1].hlc;
        made.bodies.push_back(sync::encode_push(batch));
    }
    return made;
}

/// A fresh hub with one enrolled terminal.
struct BenchHub {
    explicit BenchHub(TimeMs now) : clock(now) {
        hub::SqliteStoreOptions options{folder / "hub.db", {}};
        options.database.cipher = sqlite::best_cipher_here();
        options.database.key = std::string(32, 'k');
        options.database.mode = sqlite::OpenMode::create;
        auto opened = hub::SqliteHubStore::open(std::move(options));
        require(opened.ok(), "open");
        store = std::move(*opened);
        device.id = Uuid::make_v7(clock, random);
        device.store_code = k_store;
        device.terminal_code = "T01";
        device.secret_hash = blake2b_256(secret);
        device.bundle_public_key = std::string(32, 'b');
        device.last_seen_at = now;
        auto writer = store->begin_write();
        require(writer.ok() && (*writer)->save_device(device).ok() &&
                    (*writer)->save_fact(hub::fact::k_generation, "bench").ok() &&
                    (*writer)->commit().ok(),
                "set up");
        service = std::make_unique<hub::HubService>(
            hub::HubParts{*store, manifest, clock, random, {"Bench", "", "", {}}});
    }

    std::string authorization() const {
        return "Bearer " + device.id.text() + "." + to_base64url(secret);
    }
    sync::HttpRequest push_request(const std::string& body) const {
        return {"POST", "/v1/changes", authorization(), "application/x-ndjson",
                "zstd", body,          "127.0.0.1"};
    }

    test::TempFolder folder;
    FakeClock clock;
    SystemRandom random;
    Manifest manifest = make_qiantai_manifest();
    std::string secret = std::string(32, 's');
    hub::Device device;
    std::unique_ptr<hub::SqliteHubStore> store;
    std::unique_ptr<hub::HubService> service;
};

/// One kept-alive TLS connection to the hub's own server.
class TlsClient {
  public:
    TlsClient(std::uint16_t port, const std::string& ca_pem)
        : m_context(asio::ssl::context::tls_client) {
        m_context.add_certificate_authority(asio::buffer(ca_pem));
        m_context.set_verify_mode(asio::ssl::verify_peer);
        m_stream.emplace(m_io, m_context);
        m_stream->next_layer().connect({asio::ip::make_address("127.0.0.1"), port});
        m_stream->next_layer().set_option(asio::ip::tcp::no_delay(true));
        m_stream->handshake(asio::ssl::stream_base::client);
    }

    int send(const sync::HttpRequest& request) {
        http::request<http::string_body> message{http::string_to_verb(request.method),
                                                 request.target, 11};
        message.set(http::field::host, "localhost");
        message.set(http::field::authorization, request.authorization);
        message.set(http::field::content_type, request.content_type);
        message.set(http::field::content_encoding, request.content_encoding);
        message.body() = request.body;
        message.prepare_payload();
        http::write(*m_stream, message);
        http::response<http::string_body> response;
        http::read(*m_stream, m_buffer, response);
        return static_cast<int>(response.result_int());
    }

  private:
    asio::io_context m_io;
    asio::ssl::context m_context;
    std::optional<asio::ssl::stream<asio::ip::tcp::socket>> m_stream;
    boost::beast::flat_buffer m_buffer;
};

void raw_encrypted_insert(benchmark::State& state, Sample sample) {
    const auto pushes = make_pushes(sample);
    for (auto _ : state) {
        state.PauseTiming();
        test::TempFolder folder;
        sqlite::OpenOptions options;
        options.cipher = sqlite::best_cipher_here();
        options.key = std::string(32, 'k');
        options.mode = sqlite::OpenMode::create;
        auto database = sqlite::Database::open(folder / "raw.db", options);
        require(database.ok() &&
                    database->execute("CREATE TABLE raw (id INTEGER PRIMARY KEY, data TEXT) STRICT")
                        .ok(),
                "open");
        state.ResumeTiming();
        for (std::size_t i = 0; i < pushes.rows.size();) {
            auto transaction = sqlite::Transaction::begin(*database);
            for (int n = 0; n < k_batch_count && i < pushes.rows.size(); ++n, ++i) {
                require(database->cached("INSERT INTO raw (data) VALUES (?)")
                            .bind(pushes.rows[i])
                            .run()
                            .ok(),
                        "insert");
            }
            require(transaction->commit().ok(), "commit");
        }
    }
    state.SetItemsProcessed(state.iterations() * k_change_count);
}

void push_service(benchmark::State& state, Sample sample) {
    const auto pushes = make_pushes(sample);
    for (auto _ : state) {
        state.PauseTiming();
        BenchHub hub(pushes.end);
        state.ResumeTiming();
        for (const auto& body : pushes.bodies) {
            const auto response = hub.service->handle(hub.push_request(body));
            require(response.status == 200, response.body);
            require(response.body.find("\"rejections\":[]") != std::string::npos, response.body);
        }
    }
    state.SetItemsProcessed(state.iterations() * k_change_count);
}

void push_over_tls(benchmark::State& state, Sample sample) {
    const auto pushes = make_pushes(sample);
    SystemRandom random;
    const auto authority = hub::make_authority("Bench", SystemClock().now_ms(), random);
    const auto server_pair =
        hub::issue_server_certificate(*authority, {"localhost"}, SystemClock().now_ms(), random);
    for (auto _ : state) {
        state.PauseTiming();
        BenchHub hub(pushes.end);
        hub::HubServer server(
            *hub.service,
            {"127.0.0.1", 0, 2, server_pair->certificate_pem, server_pair->key_pem, {}});
        require(server.start().ok(), "start");
        TlsClient client(server.port(), authority->certificate_pem);
        state.ResumeTiming();
        for (const auto& body : pushes.bodies) {
            require(client.send(hub.push_request(body)) == 200, "push");
        }
        state.PauseTiming();
        server.stop();
        server.wait();
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations() * k_change_count);
}

void read_feed_from_start(benchmark::State& state) {
    const auto pushes = make_pushes(Sample::registrations);
    BenchHub hub(pushes.end);
    for (const auto& body : pushes.bodies) {
        require(hub.service->handle(hub.push_request(body)).status == 200, "push");
    }
    std::int64_t rows = 0;
    for (auto _ : state) {
        hub::Cursors cursors{{sync::store_scope(k_store), 0}};
        hub::Device till;
        till.store_code = k_store;
        for (bool more = true; more;) {
            auto reader = hub.store->begin_read();
            auto outcome = hub::read_feed(**reader, hub.manifest, till, cursors);
            auto& sections = *outcome;
            rows += static_cast<std::int64_t>(sections.front().rows.size());
            cursors.front().second = sections.front().to_version;
            more = sections.front().more;
            sync::FeedPage page{1, 1, 0, "bench", std::move(sections)};
            benchmark::DoNotOptimize(sync::encode_feed(page));
        }
    }
    state.SetItemsProcessed(rows);
}

BENCHMARK_CAPTURE(raw_encrypted_insert, members, Sample::members)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(push_service, members, Sample::members)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(push_over_tls, members, Sample::members)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(raw_encrypted_insert, registrations, Sample::registrations)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(push_service, registrations, Sample::registrations)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(push_over_tls, registrations, Sample::registrations)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(read_feed_from_start)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace qiantai::bench

BENCHMARK_MAIN();
