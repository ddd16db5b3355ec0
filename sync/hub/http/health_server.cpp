#include "sync/hub/http/health_server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>
#include <optional>
#include <thread>

#include "schema/base/mutex.hpp"
#include "sync/hub/http/listen.hpp"

namespace qiantai::hub {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using WatchRequest = http::request<http::empty_body>;
using WatchResponse = http::response<http::string_body>;

constexpr auto k_watch_await = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::seconds k_patience{10};
constexpr std::uint32_t k_head_bytes_max = 4096;

}  // namespace

struct HealthServer::Impl {
    Impl(HubService& at_service, const WorkLanes& with_lanes, HealthOptions with_options)
        : service(at_service), lanes(with_lanes), options(std::move(with_options)), acceptor(io) {}

    asio::awaitable<void> accept();
    asio::awaitable<void> serve(tcp::socket socket);
    WatchResponse answer(const WatchRequest& request);
    std::optional<StoreFigures> fresh_figures();
    void probe_until_ended();

    HubService& service;
    const WorkLanes& lanes;
    HealthOptions options;
    asio::io_context io{1};
    tcp::acceptor acceptor;
    std::uint16_t port = 0;
    std::thread serving, probing;

    Mutex mutex;
    Condition changed;
    bool ending QIANTAI_GUARDED_BY(mutex) = false;
    StoreFigures figures QIANTAI_GUARDED_BY(mutex);
    std::optional<std::chrono::steady_clock::time_point> answered_at QIANTAI_GUARDED_BY(mutex);
};

void HealthServer::Impl::probe_until_ended() {
    for (;;) {
        auto read = service.figures();
        const MutexLock lock(mutex);
        if (read) {
            figures = std::move(*read);
            answered_at = std::chrono::steady_clock::now();
        }
        const auto until =
            std::chrono::steady_clock::now() + std::chrono::milliseconds(options.probe_step_ms);
        while (!ending && changed.wait_until(mutex, until)) {
        }
        if (ending) return;
    }
}

/// Nothing if the database has not answered lately.
std::optional<StoreFigures> HealthServer::Impl::fresh_figures() {
    const MutexLock lock(mutex);
    const auto age_max = std::chrono::milliseconds(options.answer_age_max_ms);
    if (!answered_at || std::chrono::steady_clock::now() - *answered_at > age_max)
        return std::nullopt;
    return figures;
}

WatchResponse HealthServer::Impl::answer(const WatchRequest& request) {
    WatchResponse response{http::status::ok, request.version()};
    response.set(http::field::content_type, "text/plain; version=0.0.4");
    const auto target = request.target();
    const auto say = [&](http::status status, std::string words) {
        response.result(status);
        response.body() = std::move(words);
    };
    if (request.method() != http::verb::get) {
        say(http::status::method_not_allowed, "only GET\n");
    } else if (target == "/livez") {
        say(http::status::ok, "ok\n");
    } else if (target == "/readyz" && service.is_stopping()) {
        say(http::status::service_unavailable, "stopping\n");
    } else if (target == "/readyz" || target == "/metrics") {
        const auto known = fresh_figures();
        if (!known)
            say(http::status::service_unavailable, "the database does not answer\n");
        else
            say(http::status::ok,
                target == "/readyz" ? "ok\n" : service.metrics().text(*known, lanes));
    } else {
        say(http::status::not_found, "/livez, /readyz or /metrics\n");
    }
    response.keep_alive(request.keep_alive());
    response.prepare_payload();
    return response;
}

asio::awaitable<void> HealthServer::Impl::serve(tcp::socket socket) {
    beast::tcp_stream stream(std::move(socket));
    beast::flat_buffer buffer(k_head_bytes_max);
    for (;;) {
        http::request_parser<http::empty_body> parser;
        parser.header_limit(k_head_bytes_max);
        stream.expires_after(k_patience);
        const auto [unread, read] =
            co_await http::async_read(stream, buffer, parser, k_watch_await);
        if (unread) co_return;
        const auto response = answer(parser.get());
        const auto [unsent, sent] = co_await http::async_write(stream, response, k_watch_await);
        if (unsent || !response.keep_alive()) co_return;
    }
}

asio::awaitable<void> HealthServer::Impl::accept() {
    for (;;) {
        auto [failed, socket] = co_await acceptor.async_accept(k_watch_await);
        if (failed == asio::error::operation_aborted || failed == asio::error::bad_descriptor)
            co_return;
        if (!failed) asio::co_spawn(io, serve(std::move(socket)), asio::detached);
    }
}

HealthServer::HealthServer(HubService& service, const WorkLanes& lanes, HealthOptions options)
    : m_impl(std::make_unique<Impl>(service, lanes, std::move(options))) {}

HealthServer::~HealthServer() {
    auto& impl = *m_impl;
    {
        const MutexLock lock(impl.mutex);
        impl.ending = true;
        impl.changed.notify_all();
    }
    impl.io.stop();
    if (impl.serving.joinable()) impl.serving.join();
    if (impl.probing.joinable()) impl.probing.join();
}

Status HealthServer::start() {
    auto& impl = *m_impl;
    QIANTAI_TRY(impl.port, listen_on(impl.acceptor, impl.options.address, impl.options.port));
    asio::co_spawn(impl.io, impl.accept(), asio::detached);
    impl.serving = std::thread([&impl] { impl.io.run(); });
    impl.probing = std::thread([&impl] { impl.probe_until_ended(); });
    return {};
}

std::uint16_t HealthServer::port() const {
    return m_impl->port;
}

}  // namespace qiantai::hub
