// Real sockets: libcurl against the hub's own HTTPS server, and against servers that misbehave.

#include "sync/client/curl_transport.hpp"

#include <stdlib.h>

#include <boost/asio.hpp>
#include <thread>

#include "schema/sqlite/attachment_shelf.hpp"
#include "tests/support/invented.hpp"
#include "tests/sync_client/chain_fixture.hpp"
#include "tests/sync_client/tls_hub.hpp"

namespace qiantai::test {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr TimeMs k_year_ms = 365ll * 24 * 3600 * 1000;

Result<sync::HttpResponse> get(sync::CurlOptions options, const std::string& target = "/healthz") {
    return sync::make_curl_transport(std::move(options))
        .value()
        ->perform({.method = "GET", .target = target});
}

std::string code_of(const Result<sync::HttpResponse>& response) {
    return response ? std::to_string(response->status) : std::string(response.error().code());
}

// Takes one connection and does with it what the test says, on a thread.
class RawServer {
  public:
    explicit RawServer(std::function<void(tcp::socket&)> behave)
        : m_acceptor(m_context, {asio::ip::make_address("127.0.0.1"), 0}), m_thread([this, behave] {
              boost::system::error_code failed;
              tcp::socket socket(m_context);
              m_acceptor.accept(socket, failed);
              if (!failed) behave(socket);
          }) {}
    ~RawServer() { m_thread.join(); }
    std::string url() const {
        return "https://127.0.0.1:" + std::to_string(m_acceptor.local_endpoint().port());
    }

  private:
    asio::io_context m_context;
    tcp::acceptor m_acceptor;
    std::thread m_thread;
};

// Reads until the other side closes.
void swallow(tcp::socket& socket) {
    char buffer[4096];
    boost::system::error_code failed;
    while (!failed) (void)socket.read_some(asio::buffer(buffer), failed);
}

TEST_CASE("a request over TLS with the pinned CA is answered, one after another") {
    TlsHub world;
    const auto transport = sync::make_curl_transport({.address = {world.url()},
                                                      .ca_pem = world.authority.certificate_pem})
                               .value();
    for (int i = 0; i < 3; ++i) {
        const auto response = transport->perform({.method = "GET", .target = "/healthz"});
        REQUIRE_MESSAGE(response.ok(), (response ? "" : response.error().message()));
        CHECK(response->status == 200);
    }
    const auto refused =
        transport->perform({.method = "POST", .target = "/v1/changes", .body = "x"});
    CHECK(code_of(refused) == "401");
    CHECK(refused->content_type.starts_with("application/json"));
}

TEST_CASE(
    "another CA, an expired certificate, one of the future, and one for another host are told "
    "apart") {
    TlsHub world, stranger;
    CHECK(code_of(get({.address = {world.url()}, .ca_pem = stranger.authority.certificate_pem})) ==
          "certificate_wrong");
    TlsHub expired(real_now() - 5 * k_year_ms);
    CHECK(code_of(get({.address = {expired.url()}, .ca_pem = expired.authority.certificate_pem})) ==
          "certificate_expired");
    TlsHub future(real_now() + k_year_ms);
    CHECK(code_of(get({.address = {future.url()}, .ca_pem = future.authority.certificate_pem})) ==
          "certificate_not_yet_valid");
    TlsHub elsewhere(real_now(), "hub.example");
    CHECK(code_of(get({.address = {elsewhere.url()},
                       .ca_pem = elsewhere.authority.certificate_pem})) == "certificate_wrong");
}

TEST_CASE("nobody there, no such name, not TLS: each has its own words") {
    CHECK(code_of(get({.address = {"https://127.0.0.1:1"}, .ca_pem = ""})) != "200");
    TlsHub world;
    const std::string ca = world.authority.certificate_pem;
    CHECK(code_of(get({.address = {"https://127.0.0.1:1"}, .ca_pem = ca})) == "hub_unreachable");
    CHECK(code_of(get({.address = {"https://no-such-hub.invalid"}, .ca_pem = ca})) == "no_network");
    RawServer talker([](tcp::socket& socket) {
        boost::system::error_code failed;
        asio::write(socket, asio::buffer(std::string("220 mail.example ESMTP ready, go ahead\r\n")),
                    failed);
        swallow(socket);
    });
    CHECK(code_of(get({.address = {talker.url()}, .ca_pem = ca})) == "tls_failed");
    RawServer cutter([](tcp::socket& socket) {
        char first[1];
        boost::system::error_code failed;
        asio::read(socket, asio::buffer(first), failed);
        socket.set_option(tcp::socket::linger(true, 0), failed);
    });
    CHECK(code_of(get({.address = {cutter.url()}, .ca_pem = ca})) == "connection_cut");
}

// Copies what comes from one to the other until one side closes.
void relay(tcp::socket& from, tcp::socket& to) {
    char buffer[4096];
    boost::system::error_code failed;
    for (;;) {
        const auto count = from.read_some(asio::buffer(buffer), failed);
        if (failed) break;
        asio::write(to, asio::buffer(buffer, count), failed);
        if (failed) break;
    }
    to.shutdown(tcp::socket::shutdown_both, failed);
}

// Opens one tunnel to the hub and keeps what was asked of it.
void tunnel(tcp::socket& client, std::uint16_t hub_port, std::string& asked) {
    boost::system::error_code failed;
    asio::read_until(client, asio::dynamic_buffer(asked), "\r\n\r\n", failed);
    asio::io_context context;
    tcp::socket hub(context);
    hub.connect({asio::ip::make_address("127.0.0.1"), hub_port}, failed);
    asio::write(client, asio::buffer(std::string("HTTP/1.1 200 go on\r\n\r\n")), failed);
    std::thread back([&] { relay(hub, client); });
    relay(client, hub);
    back.join();
}

TEST_CASE("through a proxy TLS ends at the hub, and only the way is asked of the proxy") {
    TlsHub world;
    std::string asked;
    {
        RawServer proxy([&](tcp::socket& socket) { tunnel(socket, world.server->port(), asked); });
        const auto way = "http://till:secret@" + proxy.url().substr(std::string("https://").size());
        CHECK(code_of(get({.address = {world.url(), way},
                           .ca_pem = world.authority.certificate_pem})) == "200");
    }
    CHECK(asked.starts_with("CONNECT " + world.url().substr(std::string("https://").size()) + " "));
    CHECK(asked.find("Proxy-Authorization: Basic dGlsbDpzZWNyZXQ=") != std::string::npos);
    CHECK(asked.find("healthz") == std::string::npos);
}

TEST_CASE(
    "a proxy that is not there, one that refuses and one that is none each have their words") {
    TlsHub world;
    const std::string ca = world.authority.certificate_pem;
    CHECK(code_of(get({.address = {world.url(), "http://127.0.0.1:1"}, .ca_pem = ca})) ==
          "proxy_unreachable");
    for (const auto* refusal : {"HTTP/1.1 407 who are you", "HTTP/1.1 403 not there"}) {
        RawServer proxy([&](tcp::socket& socket) {
            std::string asked;
            boost::system::error_code failed;
            asio::read_until(socket, asio::dynamic_buffer(asked), "\r\n\r\n", failed);
            const std::string answer = std::string(refusal) + "\r\nContent-Length: 0\r\n\r\n";
            asio::write(socket, asio::buffer(answer), failed);
        });
        const auto way = "http" + proxy.url().substr(std::string("https").size());
        CHECK(code_of(get({.address = {world.url(), way}, .ca_pem = ca})) == "proxy_refused");
    }
    for (const auto* wrong : {"proxy:3128", "ftp://proxy:3128", "http://", "http://a b",
                              "https://till:secret@proxy:3128"}) {
        const auto made = sync::make_curl_transport({.address = {"https://hub:8443", wrong}});
        REQUIRE_FALSE(made.ok());
        CHECK(made.error().code() == "proxy_malformed");
        CHECK(made.error().message().find("secret") == std::string::npos);
    }
    CHECK(sync::make_curl_transport({.address = {"https://hub:8443", "http://a:b@proxy/"}}).ok());
}

TEST_CASE("a server that says nothing is given up") {
    TlsHub world;
    RawServer silent(swallow);
    CHECK(code_of(get({.address = {silent.url()},
                       .ca_pem = world.authority.certificate_pem,
                       .secure_timeout_ms = 200})) == "network_slow");
}

TEST_CASE("a server that takes nobody in is told from a slow one") {
    TlsHub world;
    asio::io_context context;
    // One waits to be taken in, and whoever comes after it is not even let into the queue.
    tcp::acceptor full(context, tcp::v4());
    full.bind({asio::ip::make_address("127.0.0.1"), 0});
    full.listen(0);
    tcp::socket first(context);
    first.connect(full.local_endpoint());
    const auto url = "https://127.0.0.1:" + std::to_string(full.local_endpoint().port());
    CHECK(code_of(get({.address = {url},
                       .ca_pem = world.authority.certificate_pem,
                       .connect_timeout_ms = 200})) == "hub_unreachable");
}

TEST_CASE("cancel ends a request that hangs, and all later ones") {
    TlsHub world;
    std::unique_ptr<sync::Transport> transport;
    RawServer silent([&](tcp::socket& socket) {
        char first[1];
        boost::system::error_code failed;
        asio::read(socket, asio::buffer(first), failed);
        transport->cancel();
        swallow(socket);
    });
    transport = sync::make_curl_transport(
                    {.address = {silent.url()}, .ca_pem = world.authority.certificate_pem})
                    .value();
    CHECK(code_of(transport->perform({.method = "GET", .target = "/"})) == "sync_cancelled");
    CHECK(code_of(transport->perform({.method = "GET", .target = "/"})) == "sync_cancelled");
    transport.reset();
}

TEST_CASE("an answer larger than allowed is cut off") {
    TlsHub world;
    CHECK(code_of(get({.address = {world.url()},
                       .ca_pem = world.authority.certificate_pem,
                       .answer_bytes_max = 100},
                      "/metrics")) == "answer_too_large");
}

TEST_CASE("a proxy in the environment is not used") {
    TlsHub world;
    ::setenv("https_proxy", "http://127.0.0.1:1", 1);
    CHECK(code_of(get({.address = {world.url()}, .ca_pem = world.authority.certificate_pem})) ==
          "200");
    ::unsetenv("https_proxy");
}

TEST_CASE("only https addresses without a path are taken") {
    for (const char* url : {"http://hub", "https://", "hub:8443", "", "https://hub/path",
                            "https://user@hub", "file:///etc/passwd"}) {
        CAPTURE(url);
        const auto made = sync::make_curl_transport({.address = {url}});
        REQUIRE_FALSE(made);
        CHECK(made.error().code() == "hub_url_malformed");
    }
    CHECK(sync::make_curl_transport({.address = {"https://hub:8443/"}}).ok());
}

TEST_CASE("a terminal enrols and syncs over real TLS") {
    TlsHub world;
    world.hub.add_store("S001");
    // The hub hands out the CA that signs its server's certificate.
    world.server.reset();
    const auto& authority = world.hub.authority();
    const auto certificate =
        hub::issue_server_certificate(authority, {"127.0.0.1"}, real_now(), world.random).value();
    hub::ServerOptions options;
    options.certificate_pem = certificate.certificate_pem;
    options.key_pem = certificate.key_pem;
    world.server = std::make_unique<hub::HubServer>(world.hub.service(), options);
    REQUIRE(world.server->start().ok());

    SimTerminal terminal(world.hub, "S001", 1);
    REQUIRE(sync::enrol(terminal.database(), terminal.clock, terminal.random,
                        sync::curl_transport_factory(), {world.url()}, world.hub.make_code("S001"))
                .ok());
    REQUIRE(terminal.register_member("王小明", "13800000001"));
    const auto transport =
        sync::curl_transport_factory()({world.url()}, authority.certificate_pem).value();
    const auto report = terminal.sync(*transport);
    REQUIRE_MESSAGE(report.ok(), (report.ok() ? "" : report.error->message()));
    CHECK(report.sent == 3);
    CHECK(world.hub.rows_of("member").size() == 1);
}

// Lets connections to the hub through one after another, each until so many bytes have gone there.
class CuttingRelay {
  public:
    CuttingRelay(std::uint16_t hub_port, std::vector<std::size_t> budgets)
        : m_acceptor(m_context, {asio::ip::make_address("127.0.0.1"), 0}),
          m_thread([this, hub_port, budgets] {
              for (const auto budget : budgets) let_through(hub_port, budget);
          }) {}
    ~CuttingRelay() { m_thread.join(); }
    std::string url() const {
        return "https://127.0.0.1:" + std::to_string(m_acceptor.local_endpoint().port());
    }

  private:
    void let_through(std::uint16_t hub_port, std::size_t budget) {
        boost::system::error_code failed;
        tcp::socket client(m_context), to_hub(m_context);
        m_acceptor.accept(client, failed);
        to_hub.connect({asio::ip::make_address("127.0.0.1"), hub_port}, failed);
        std::thread back([&] { relay(to_hub, client); });
        char buffer[4096];
        while (!failed && budget > 0) {
            const auto count = client.read_some(asio::buffer(buffer), failed);
            // Writing nothing succeeds, and would hide that this side has ended.
            if (failed) break;
            asio::write(to_hub, asio::buffer(buffer, std::min(count, budget)), failed);
            budget -= std::min(count, budget);
        }
        to_hub.shutdown(tcp::socket::shutdown_both, failed);
        client.shutdown(tcp::socket::shutdown_both, failed);
        back.join();
    }

    asio::io_context m_context;
    tcp::acceptor m_acceptor;
    std::thread m_thread;
};

TEST_CASE("a photo that TLS was cut in the middle of a piece of arrives with the next session") {
    TlsHub world(real_now(), "127.0.0.1", make_invented_manifest());
    world.hub.add_store("S001");
    SimTerminal terminal(world.hub, "S001", 1);
    terminal.upgrade(make_invented_manifest(), invented_migrations());
    terminal.enrol();
    std::string photo(3 * k_content_piece_bytes + 7, '\0');
    SeededRandom(5).fill({reinterpret_cast<std::uint8_t*>(photo.data()), photo.size()});
    auto shelf = sqlite::AttachmentShelf::open(terminal.database()).value();
    const auto hash = shelf.add(photo, "", terminal.clock.now_ms()).value();
    REQUIRE(terminal.insert("parcel", terminal.new_id(),
                            {{"store_code", "S001"}, {"content", "手表"}, {"picture", hash}}));
    // What is cut on a connection that served before, libcurl tries once on a new one by itself.
    const std::size_t second_piece = k_content_piece_bytes * 3 / 2, all = photo.size() * 2;
    const std::size_t half_a_piece = k_content_piece_bytes / 2;
    CuttingRelay relay(world.server->port(), {second_piece, half_a_piece, all});
    const auto session = [&] {
        const auto transport =
            sync::curl_transport_factory()({relay.url()}, world.authority.certificate_pem).value();
        return terminal.sync(*transport);
    };
    CHECK(error_code(session()) == "connection_cut");
    const auto place = world.hub.folder() / "attachments";
    CHECK_FALSE(std::filesystem::exists(place / hash.substr(0, 2) / hash));
    const auto rest = session();
    REQUIRE_MESSAGE(rest.ok(), (rest.ok() ? "" : rest.error->message()));
    CHECK(rest.files_sent == 1);
    CHECK(std::filesystem::exists(place / hash.substr(0, 2) / hash));
    CHECK(world.hub.rows_of("parcel").size() == 1);
}

}  // namespace
}  // namespace qiantai::test
