#include "sync/hub/http/hub_server.hpp"

#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/strand.hpp>
#include <thread>

#include "schema/base/mutex.hpp"
#include "sync/hub/http/http_connection.hpp"
#include "sync/hub/http/listen.hpp"

namespace qiantai::hub {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

/// After accept() failed, usually for want of descriptors.
constexpr std::chrono::milliseconds k_accept_pause{100};

}  // namespace

struct HubServer::Impl {
    Impl(HubService& at_service, ServerOptions with_options)
        : service(at_service),
          options(std::move(with_options)),
          connections(options.limits.connections_max, options.limits.connections_per_device_max),
          bodies(options.limits.bodies_bytes_max),
          io(options.threads),
          acceptor(accept_io),
          grace(accept_io),
          news_tick(accept_io),
          lanes(options.lanes) {}

    Status use_certificate(std::string_view certificate_pem, std::string_view key_pem);
    std::shared_ptr<asio::ssl::context> context();
    asio::awaitable<void> accept_connections();
    void serve(tcp::socket socket);
    void forget(Connection* connection);
    void begin_grace();
    void tick_news();

    HubService& service;
    ServerOptions options;
    ConnectionTable connections;
    BodyBudget bodies;
    std::atomic<bool> stopping = false;
    std::atomic<int> running = 0;  ///< connections, those that were cut among them
    asio::io_context io;
    asio::io_context accept_io{1};
    tcp::acceptor acceptor;        ///< used on accept_io only
    asio::steady_timer grace;      ///< used on accept_io only
    asio::steady_timer news_tick;  ///< used on accept_io only
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> io_is_needed;
    std::uint16_t port = 0;
    std::thread accepting;
    std::vector<std::thread> threads;
    Mutex mutex;
    std::shared_ptr<asio::ssl::context> tls QIANTAI_GUARDED_BY(mutex);
    WorkLanes lanes;  ///< the last, so that its threads end before what they report to
};

Status HubServer::Impl::use_certificate(std::string_view certificate_pem,
                                        std::string_view key_pem) {
    boost::system::error_code failed;
    auto made = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
    made->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                          asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                          asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_compression,
                      failed);
    if (!failed) made->use_certificate_chain(asio::buffer(certificate_pem), failed);
    if (!failed) made->use_private_key(asio::buffer(key_pem), asio::ssl::context::pem, failed);
    if (!failed && SSL_CTX_check_private_key(made->native_handle()) != 1) {
        return make_error(k_tls_unusable, "the key does not belong to the certificate");
    }
    if (failed) return make_error(k_tls_unusable, failed.message());
    SSL_CTX_set_min_proto_version(made->native_handle(), TLS1_2_VERSION);
    // An idle connection keeps no record buffers: half of what it would take.
    SSL_CTX_set_mode(made->native_handle(), SSL_MODE_RELEASE_BUFFERS);
    const MutexLock lock(mutex);
    tls = std::move(made);
    return {};
}

std::shared_ptr<asio::ssl::context> HubServer::Impl::context() {
    const MutexLock lock(mutex);
    return tls;
}

void HubServer::Impl::serve(tcp::socket socket) {
    boost::system::error_code gone;
    const auto peer = socket.remote_endpoint(gone);
    if (gone || stopping) return;
    const auto address = peer.address().to_string();
    const bool behind_balancer =
        std::ranges::find(options.proxies_from, address) != options.proxies_from.end();
    const ServerParts parts{service, options.limits, lanes, connections, bodies, stopping};
    const auto connection =
        std::make_shared<Connection>(std::move(socket), context(), parts, address, behind_balancer);
    if (!connections.add(connection, address)) {
        service.metrics().connection_refused();
        return;
    }
    ++running;
    service.metrics().connection_opened();
    auto* const key = connection.get();
    asio::co_spawn(
        connection->executor(), [connection]() { return connection->run(); },
        [this, key](const std::exception_ptr&) { forget(key); });
}

void HubServer::Impl::forget(Connection* connection) {
    connections.remove(connection);
    service.metrics().connection_closed();
    if (--running == 0 && stopping) asio::post(accept_io, [this] { grace.cancel(); });
}

/// On accept_io, where connections are made too: no more connections, and those that are still
/// there after the grace are cut.
void HubServer::Impl::begin_grace() {
    boost::system::error_code ignored;
    acceptor.close(ignored);
    news_tick.cancel();
    if (running == 0) return;
    for (const auto& connection : connections.all()) connection->end_idling();
    grace.expires_after(std::chrono::milliseconds(options.limits.stop_grace_ms));
    grace.async_wait([this](const boost::system::error_code& cancelled) {
        if (cancelled) return;
        for (const auto& connection : connections.all()) connection->cut();
    });
}

/// For whoever waits for news, what other programs write to the database is looked for.
void HubServer::Impl::tick_news() {
    news_tick.expires_after(std::chrono::milliseconds(sync::tuning::k_news_age_max_ms));
    news_tick.async_wait([this](const boost::system::error_code& cancelled) {
        if (cancelled || stopping) return;
        // What can't be read now is read the next time, or by whoever asks.
        if (service.news().is_watched())
            (void)lanes.post(Lane::door, [this] { (void)service.news().read(); });
        tick_news();
    });
}

asio::awaitable<void> HubServer::Impl::accept_connections() {
    for (;;) {
        auto [failed, socket] =
            co_await acceptor.async_accept(asio::make_strand(io), k_await);
        if (failed == asio::error::operation_aborted || failed == asio::error::bad_descriptor)
            co_return;
        if (failed) {
            asio::steady_timer pause(accept_io, k_accept_pause);
            co_await pause.async_wait(k_await);
            continue;
        }
        try {
            serve(std::move(socket));
        } catch (const std::exception&) {
            // No memory for one more; those after it are to be served all the same.
            service.metrics().connection_refused();
        }
    }
}

HubServer::HubServer(HubService& service, ServerOptions options)
    : m_impl(std::make_unique<Impl>(service, std::move(options))) {}

HubServer::~HubServer() {
    stop();
    wait();
}

Status HubServer::start() {
    auto& impl = *m_impl;
    QIANTAI_TRY_STATUS(use_certificate(impl.options.certificate_pem, impl.options.key_pem));
    QIANTAI_TRY(impl.port, listen_on(impl.acceptor, impl.options.address, impl.options.port));
    asio::co_spawn(impl.accept_io, impl.accept_connections(), asio::detached);
    impl.tick_news();
    impl.accepting = std::thread([&impl] { impl.accept_io.run(); });
    // Until wait(), although there may be no connection.
    impl.io_is_needed.emplace(asio::make_work_guard(impl.io));
    for (int i = 0; i < impl.options.threads; ++i) {
        impl.threads.emplace_back([&impl] { impl.io.run(); });
    }
    return {};
}

Status HubServer::use_certificate(std::string_view certificate_pem, std::string_view key_pem) {
    return m_impl->use_certificate(certificate_pem, key_pem);
}

WorkLanes& HubServer::lanes() {
    return m_impl->lanes;
}

std::uint16_t HubServer::port() const {
    return m_impl->port;
}

void HubServer::stop() {
    if (m_impl->stopping.exchange(true)) return;
    m_impl->service.stop();
    asio::post(m_impl->accept_io, [impl = m_impl.get()] { impl->begin_grace(); });
}

void HubServer::wait() {
    if (m_impl->accepting.joinable()) m_impl->accepting.join();
    m_impl->io_is_needed.reset();
    for (auto& thread : m_impl->threads) thread.join();
    m_impl->threads.clear();
}

}  // namespace qiantai::hub
