// An attacked hub: garbage and changed requests to the service, raw bytes, floods and slow clients to
// the real server. After each an honest terminal is served, little memory is taken, and nothing is
// stored that its sender may not store.

#include <boost/asio/write.hpp>
#include <fstream>

#include "schema/base/encoding.hpp"
#include "sync/core/wire.hpp"
#include "tests/hub/hub_server_fixture.hpp"
#include "tests/torture/rounds.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
// Of the sanitizers' runtime; g++ comes without the header that declares it.
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();
#endif

namespace qiantai::test {
namespace {

constexpr int k_requests = 3'000;
constexpr int k_clients = 150;
constexpr std::size_t k_memory_max = 64u << 20;
constexpr std::string_view k_for_terminals[] = {"/v1/changes", "/v1/feed", "/v1/hello",
                                                "/v1/lookup", "/v1/enrolment-code"};

/// Under a sanitizer what is allocated: it keeps the freed resident for a while, to find its later use.
std::size_t memory_taken() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return __sanitizer_get_current_allocated_bytes();
#else
    std::size_t all = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> all >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
#endif
}

std::string any_bytes(Random& random, std::size_t size) {
    std::string bytes(size, '\0');
    random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), size});
    return bytes;
}

/// Changed, cut, doubled, or made of nothing.
void mutate(std::string& text, Random& random) {
    switch (random.below(7)) {
        case 0:
            text = any_bytes(random, random.below(300));
            break;
        case 1:
            text.resize(random.below(text.size() + 1));
            break;
        case 2:
            text += text;
            break;
        case 3:
            text.insert(random.below(text.size() + 1), any_bytes(random, random.below(20)));
            break;
        case 4:
            text.insert(random.below(text.size() + 1), std::string(5'000, '9'));
            break;
        default:
            for (auto left = 1 + random.below(6); left > 0 && !text.empty(); --left) {
                char& c = text[random.below(text.size())];
                c = static_cast<char>(c ^ (1 << random.below(8)));
            }
    }
}

/// A store at work while another store's terminal and strangers attack.
struct Siege {
    Siege() : honest(hub_with_stores(hub), "S001"), enemy(hub, "S002"), revoked(hub, "S001") {
        auto device = hub.load_device(revoked.id).value();
        device.status = hub::DeviceStatus::revoked;
        hub.save_device(device);
    }
    static TestHub& hub_with_stores(TestHub& hub) {
        hub.add_store("S001");
        hub.add_store("S002");
        return hub;
    }

    /// A new member of the honest terminal is taken, and all of before are as they were.
    void check_served() {
        const auto phone = std::to_string(13'800'000'000 + static_cast<std::int64_t>(kept.size()));
        const auto id = honest.insert("member", member_columns("S001", phone));
        const auto reply = honest.push();
        REQUIRE(reply.status == 200);
        CHECK(reply.answer.rejections.empty());
        kept.emplace(id, hub.load_row("member", id).value().state.columns);
        std::size_t count = 0;
        for (const auto& row : hub.rows_of("member")) {
            if (row.state.columns.at("store_code").as_string() != "S001") continue;
            ++count;
            const auto before = kept.find(row.state.id);
            REQUIRE(before != kept.end());
            CHECK(row.state.columns == before->second);
        }
        CHECK(count == kept.size());
        CHECK(hub.rows_of("staff").size() == staff_count);
    }

    /// The enemy's next push: of its own store, or of what is not its.
    std::string enemy_push(Random& random) {
        const bool own = random.below(3) == 0;
        const auto target = random.below(2) == 0 || kept.empty() ? Uuid::make_v7(hub.clock, random)
                                                                 : kept.begin()->first;
        const char* store_code = own ? "S002" : "S001";
        switch (random.below(4)) {
            case 0:
                enemy.write(sync::Op::update, "member", target, {{"name", "敌"}});
                break;
            case 1:
                enemy.erase("member", target);
                break;
            case 2:
                enemy.insert("staff", staff_columns(store_code, "6666"));
                break;
            default:
                enemy.write(sync::Op::insert, "member", target, member_columns(store_code, "1"));
        }
        auto device = hub.load_device(enemy.id).value();
        if (device.status == hub::DeviceStatus::blocked) {
            device.status = hub::DeviceStatus::active;
            hub.save_device(device);
        }
        return sync::encode_push(
            enemy.make_batch(device.last_seq + 1, static_cast<std::int64_t>(enemy.outbox.size())));
    }

    TestHub hub;
    TestDevice honest, enemy, revoked;
    std::map<Uuid, boost::json::object> kept;
    std::size_t staff_count = hub.rows_of("staff").size();
};

/// A request that was in order once.
sync::HttpRequest any_request(Siege& siege, Random& random) {
    static const std::vector<std::pair<std::string, std::string>> k_others = {
        {"GET", "/v1/hello?time=1795000000000"},
        {"GET", "/v1/feed?cursors=chain:0,store%2FS001:0"},
        {"GET", "/v1/ca"},
        {"POST", "/v1/enrol"},
        {"POST", "/v1/lookup"},
        {"POST", "/v1/enrolment-code"},
        {"GET", "/healthz"},
        {"GET", "/v1/openapi.json"}};
    const auto& enemy = siege.enemy;
    const std::string credentials[] = {
        enemy.authorization(),
        siege.revoked.authorization(),
        "",
        "Bearer " + siege.honest.id.text() + "." + to_base64url(enemy.secret),
        "Bearer " + siege.honest.id.text() + ".",
        "Basic " + siege.honest.id.text(),
    };
    sync::HttpRequest request{.method = "POST",
                              .target = "/v1/changes",
                              .authorization = credentials[random.below(std::size(credentials))],
                              .content_type = "application/x-ndjson",
                              .content_encoding = "zstd",
                              .body = siege.enemy_push(random),
                              .peer_address = "10.0.0." + std::to_string(random.below(250))};
    if (random.below(2) == 0) return request;
    std::tie(request.method, request.target) = k_others[random.below(k_others.size())];
    request.content_type = "application/json";
    request.content_encoding = "";
    request.body = R"({"code":"AAAAA-AAAAA-AAAAA-AAAAA","phone":"13800000000","store":"S001"})";
    return request;
}

/// What stands in front of TLS: no TLS at all.
void send_raw(std::uint16_t port, const std::string& bytes) {
    boost::asio::io_context io;
    boost::asio::ip::tcp::socket socket(io);
    boost::system::error_code failed;
    socket.connect({boost::asio::ip::make_address("127.0.0.1"), port}, failed);
    if (!failed) boost::asio::write(socket, boost::asio::buffer(bytes), failed);
}

}  // namespace

TEST_CASE("garbage and forged requests are answered, store nothing and keep nobody from work") {
    Rounds rounds("attacked service", 3);
    int requests = 0, taken = 0;
    const auto before = memory_taken();
    while (rounds.next()) {
        CAPTURE(rounds.seed());
        SeededRandom random(rounds.seed());
        Siege siege;
        siege.check_served();
        for (int i = 0; i < k_requests; ++i) {
            auto request = any_request(siege, random);
            std::string* const parts[] = {&request.method,
                                          &request.target,
                                          &request.authorization,
                                          &request.content_type,
                                          &request.content_encoding,
                                          &request.body,
                                          &request.body,
                                          &request.target};
            for (auto left = random.below(3); left > 0; --left)
                mutate(*parts[random.below(std::size(parts))], random);
            const bool is_enemy = request.authorization == siege.enemy.authorization();
            const bool is_open = std::ranges::none_of(k_for_terminals, [&](std::string_view path) {
                return request.target.starts_with(path);
            });
            const auto response = siege.hub.handle(request);
            CAPTURE(request.target);
            CHECK(response.status != 500);
            CHECK((response.status != 200 || is_enemy || is_open));
            taken += response.status == 200 ? 1 : 0;
            if (i % 300 == 0) siege.check_served();
        }
        siege.check_served();
        requests += k_requests;
    }
    CHECK(taken > 0);
    CHECK(memory_taken() < before + k_memory_max);
    rounds.say(fmt::format("{} requests, {} taken", requests, taken));
}

TEST_CASE_FIXTURE(Running, "raw bytes, floods and slow clients leave the server to the honest") {
    Rounds rounds("attacked server", 1);
    int clients = 0;
    auto limits = patient();
    limits.header_timeout_ms = limits.body_timeout_ms = limits.idle_timeout_ms = k_short_ms;
    limits.unproven_timeout_ms = k_short_ms;
    start(limits);
    TestDevice till(hub, "S001");
    const auto served = [&] {
        till.insert("member", member_columns("S001", std::to_string(till.outbox.size())));
        const auto last = static_cast<std::int64_t>(till.outbox.size());
        const auto body = sync::encode_push(till.make_batch(last, last));
        CHECK(status_of(connect().ask(push_request(till, body))) == 200);
    };
    served();
    const auto before = memory_taken();
    while (rounds.next()) {
        CAPTURE(rounds.seed());
        SeededRandom random(rounds.seed());
        std::vector<std::unique_ptr<TlsClient>> slow;
        for (int i = 0; i < k_clients; ++i) {
            const std::string requests[] = {
                get("/healthz"), push_request(till, "0123456789"),
                "POST /v1/enrol HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5;"};
            auto bytes = requests[random.below(std::size(requests))];
            mutate(bytes, random);
            const auto kind = random.below(4);
            if (kind == 0) send_raw(server->port(), bytes);
            if (kind == 1) {
                slow.push_back(std::make_unique<TlsClient>(server->port(),
                                                           TlsOptions{authority.certificate_pem}));
                (void)slow.back()->send(bytes);
            }
            if (kind > 1) {
                auto client = connect();
                (void)client.send(bytes);
                // Without end, as long as somebody listens.
                constexpr int k_pieces = 100;
                const std::string piece(64u << 10, 'x');
                for (int n = 0; kind == 3 && n < k_pieces && client.send(piece);) ++n;
            }
            if (i % 15 == 0) served();
        }
        served();
        clients += k_clients;
    }
    CHECK(memory_taken() < before + k_memory_max);
    CHECK(hub.rows_of("member").size() == till.outbox.size());
    rounds.say(fmt::format("{} clients, {} honest pushes between", clients, till.outbox.size()));
}

}  // namespace qiantai::test
