#include "sync/hub/http/hub_server.hpp"

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "schema/base/mutex.hpp"
#include "sync/hub/http/http_connection.hpp"

namespace qiantai::hub {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto k_await_tuple = asio::as_tuple(asio::use_awaitable);
/// After accept() failed, usually for want of descriptors.
constexpr std::chrono::milliseconds k_accept_pause{100};

}  // namespace

struct HubServer::Impl {
    Impl(HubService& at_service, ServerOptions with_options)
        : service(at_service),
          options(std::move(with_options)),
          io(options.threads),
          accept_strand(asio::make_strand(io)),
          acceptor(accept_strand),
          tls(asio::ssl::context::tls_server),
          grace(accept_strand) {}

    Status load_tls();
    Status listen();
    asio::awaitable<void> accept_connections();
    bool admit(const std::string& address);
    void release(const std::string& address);
    void serve(tcp::socket socket, std::string address);
    void forget(Connection* connection, const std::string& address);
    std::vector<std::shared_ptr<Connection>> running();
    void begin_grace();

    HubService& service;
    ServerOptions options;
    asio::io_context io;
    asio::strand<asio::io_context::executor_type> accept_strand;
    tcp::acceptor acceptor;
    asio::ssl::context tls;
    asio::steady_timer grace;  ///< used on accept_strand only
    std::uint16_t port = 0;
    std::vector<std::thread> threads;

    std::atomic<bool> stopping = false;
    Mutex mutex;
    std::map<Connection*, std::weak_ptr<Connection>> connections QIANTAI_GUARDED_BY(mutex);
    std::map<std::string, int> per_address QIANTAI_GUARDED_BY(mutex);
};

Status HubServer::Impl::load_tls() {
    boost::system::error_code failed;
    tls.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                        asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                        asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_compression,
                    failed);
    if (!failed) tls.use_certificate_chain(asio::buffer(options.certificate_pem), failed);
    if (!failed)
        tls.use_private_key(asio::buffer(options.key_pem), asio::ssl::context::pem, failed);
    if (!failed && SSL_CTX_check_private_key(tls.native_handle()) != 1) {
        return make_error(k_tls_unusable, "the key does not belong to the certificate");
    }
    if (!failed) SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
    if (failed) return make_error(k_tls_unusable, failed.message());
    return {};
}

Status HubServer::Impl::listen() {
    boost::system::error_code failed;
    const auto where = options.address + ":" + std::to_string(options.port);
    const auto address = asio::ip::make_address(options.address, failed);
    if (failed) return make_error(k_listen_failed, where + ": " + failed.message());
    const tcp::endpoint endpoint(address, options.port);
    acceptor.open(endpoint.protocol(), failed);
    if (!failed) acceptor.set_option(tcp::acceptor::reuse_address(true), failed);
    if (!failed) acceptor.bind(endpoint, failed);
    if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
    if (failed) return make_error(k_listen_failed, where + ": " + failed.message());
    port = acceptor.local_endpoint().port();
    return {};
}

bool HubServer::Impl::admit(const std::string& address) {
    const MutexLock lock(mutex);
    const auto found = per_address.find(address);
    const int from_address = found == per_address.end() ? 0 : found->second;
    if (stopping || static_cast<int>(connections.size()) >= options.limits.connections_max ||
        from_address >= options.limits.connections_per_address_max) {
        return false;
    }
    ++per_address[address];
    return true;
}

void HubServer::Impl::release(const std::string& address) {
    const MutexLock lock(mutex);
    const auto found = per_address.find(address);
    if (found != per_address.end() && --found->second == 0) per_address.erase(found);
}

void HubServer::Impl::serve(tcp::socket socket, std::string address) {
    auto connection = std::make_shared<Connection>(std::move(socket), tls, service, options.limits,
                                                   stopping, address);
    {
        const MutexLock lock(mutex);
        connections.emplace(connection.get(), connection);
    }
    service.metrics().connection_opened();
    auto* const key = connection.get();
    const auto executor = connection->executor();
    asio::co_spawn(
        executor, [connection]() { return connection->run(); },
        [this, key, address](const std::exception_ptr&) { forget(key, address); });
}

void HubServer::Impl::forget(Connection* connection, const std::string& address) {
    bool last = false;
    {
        const MutexLock lock(mutex);
        connections.erase(connection);
        last = stopping && connections.empty();
    }
    release(address);
    service.metrics().connection_closed();
    if (last) asio::post(accept_strand, [this] { grace.cancel(); });
}

std::vector<std::shared_ptr<Connection>> HubServer::Impl::running() {
    const MutexLock lock(mutex);
    std::vector<std::shared_ptr<Connection>> alive;
    for (const auto& [key, connection] : connections) {
        if (auto one = connection.lock()) alive.push_back(std::move(one));
    }
    return alive;
}

/// On accept_strand, where connections are made too: no more connections, and those that are still
/// there after the grace are cut.
void HubServer::Impl::begin_grace() {
    boost::system::error_code ignored;
    acceptor.close(ignored);
    const auto left = running();
    if (left.empty()) return;
    for (const auto& connection : left) connection->end_idling();
    grace.expires_after(std::chrono::milliseconds(options.limits.stop_grace_ms));
    grace.async_wait([this](const boost::system::error_code& cancelled) {
        if (cancelled) return;
        for (const auto& connection : running()) connection->cut();
    });
}

asio::awaitable<void> HubServer::Impl::accept_connections() {
    for (;;) {
        auto [failed, socket] =
            co_await acceptor.async_accept(asio::make_strand(io), k_await_tuple);
        if (failed == asio::error::operation_aborted || failed == asio::error::bad_descriptor)
            co_return;
        if (failed) {
            asio::steady_timer pause(accept_strand, k_accept_pause);
            co_await pause.async_wait(k_await_tuple);
            continue;
        }
        boost::system::error_code gone;
        const auto peer = socket.remote_endpoint(gone);
        if (gone) continue;
        auto address = peer.address().to_string();
        if (!admit(address)) {
            service.metrics().connection_refused();
            continue;
        }
        try {
            serve(std::move(socket), address);
        } catch (const std::exception&) {
            // No memory for one more; those after it are to be served all the same.
            release(address);
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
    QIANTAI_TRY_STATUS(m_impl->load_tls());
    QIANTAI_TRY_STATUS(m_impl->listen());
    asio::co_spawn(m_impl->accept_strand, m_impl->accept_connections(), asio::detached);
    for (int i = 0; i < m_impl->options.threads; ++i) {
        m_impl->threads.emplace_back([this] { m_impl->io.run(); });
    }
    return {};
}

std::uint16_t HubServer::port() const {
    return m_impl->port;
}

void HubServer::stop() {
    if (m_impl->stopping.exchange(true)) return;
    m_impl->service.stop();
    asio::post(m_impl->accept_strand, [impl = m_impl.get()] { impl->begin_grace(); });
}

void HubServer::wait() {
    for (auto& thread : m_impl->threads) thread.join();
    m_impl->threads.clear();
}

}  // namespace qiantai::hub
