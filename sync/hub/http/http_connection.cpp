#include "sync/hub/http/http_connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

namespace qiantai::hub {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr auto k_await = asio::as_tuple(asio::use_awaitable);
constexpr std::string_view k_continue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view k_head_end = "\r\n\r\n";
constexpr unsigned k_http_1_1 = 11;
constexpr std::size_t k_read_ahead_bytes = 4096;
constexpr TimeMs k_cancel_again_ms = 20;

std::string text(boost::beast::string_view view) {
    return {view.data(), view.size()};
}

/// What to say about a request that could not be read; null if nothing can be said any more.
const sync::HubError* error_of(const boost::system::error_code& failed, bool timed_out) {
    if (timed_out) return &sync::k_request_timeout;
    if (failed == http::error::header_limit) return &sync::k_head_too_large;
    if (failed == http::error::body_limit) return &sync::k_body_too_large;
    if (failed == http::error::end_of_stream || failed == http::error::partial_message)
        return nullptr;
    const bool malformed =
        failed.category() == http::make_error_code(http::error::bad_method).category();
    return malformed ? &sync::k_bad_request : nullptr;
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, asio::ssl::context& context,
                       HubService& service, const ServerLimits& limits,
                       const std::atomic<bool>& stopping, std::string peer_address)
    : m_stream(std::move(socket), context),
      m_deadline(m_stream.get_executor()),
      m_buffer(limits.head_bytes_max + k_read_ahead_bytes),
      m_service(service),
      m_limits(limits),
      m_stopping(stopping),
      m_peer_address(std::move(peer_address)) {}

void Connection::arm(TimeMs timeout_ms) {
    m_timed_out = false;
    cancel_after(timeout_ms, ++m_deadline_number);
}

/// A cancel reaches only an operation that waits at that moment. A peer that trickles may have one
/// end just then and the next begin, so it is said again until whoever armed the deadline notices.
void Connection::cancel_after(TimeMs wait_ms, std::uint64_t number) {
    m_deadline.expires_after(std::chrono::milliseconds(wait_ms));
    m_deadline.async_wait(
        [weak = weak_from_this(), number](const boost::system::error_code& failed) {
            const auto self = weak.lock();
            if (failed || !self || self->m_deadline_number != number) return;
            self->m_timed_out = true;
            boost::system::error_code ignored;
            self->m_stream.next_layer().cancel(ignored);
            self->cancel_after(k_cancel_again_ms, number);
        });
}

void Connection::end_idling() {
    asio::post(m_stream.get_executor(), [self = shared_from_this()] {
        // As a deadline, because a cancel that comes between two reads of TLS reaches neither.
        if (self->m_idle) self->cancel_after(0, self->m_deadline_number);
    });
}

void Connection::cut() {
    asio::post(m_stream.get_executor(), [self = shared_from_this()] {
        boost::system::error_code ignored;
        self->m_deadline.cancel();
        self->m_stream.next_layer().close(ignored);
    });
}

asio::awaitable<void> Connection::run() {
    const auto self = shared_from_this();
    boost::system::error_code ignored;
    m_stream.next_layer().set_option(asio::ip::tcp::no_delay(true), ignored);
    arm(m_limits.header_timeout_ms);
    const auto [failed] =
        co_await m_stream.async_handshake(asio::ssl::stream_base::server, k_await);
    if (!failed) {
        // Not in one condition: GCC 12 awaits in a loop's condition whatever stands before the &&.
        while (!m_stopping) {
            if (!co_await wait_for_request()) break;
            if (co_await serve_request() == Next::close) break;
        }
        co_await close(m_refused);
    }
    ++m_deadline_number;
    m_deadline.cancel();
    m_stream.next_layer().close(ignored);
}

asio::awaitable<bool> Connection::wait_for_request() {
    if (m_buffer.size() > 0) co_return true;
    arm(m_limits.idle_timeout_ms);
    m_idle = true;
    const auto [failed, count] =
        co_await m_stream.async_read_some(m_buffer.prepare(k_read_ahead_bytes), k_await);
    m_idle = false;
    if (failed) co_return false;
    m_buffer.commit(count);
    co_return true;
}

asio::awaitable<Connection::Next> Connection::serve_request() {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(m_limits.head_bytes_max));
    parser.body_limit(m_limits.body_bytes_max);
    if (!co_await read_head(parser)) co_return Next::close;
    if (const auto refusal = refuse_early(parser)) {
        m_refused = true;
        co_return co_await answer(*refusal, parser.get().version(), Next::close);
    }
    if (!co_await read_body(parser)) co_return Next::close;
    const bool keep_alive = parser.get().keep_alive();
    const unsigned version = parser.get().version();
    const auto response = handle(parser);
    const auto next = keep_alive && !m_stopping ? Next::serve_on : Next::close;
    co_return co_await answer(response, version, next);
}

/// The head is looked at as a whole before it is parsed: the parser would join folded lines, which
/// others read as two fields, and would buffer a head without end.
asio::awaitable<bool> Connection::read_head(Parser& parser) {
    arm(m_limits.header_timeout_ms);
    std::size_t searched = 0;
    for (;;) {
        const std::string_view read = buffered();
        const auto end = read.substr(0, m_limits.head_bytes_max).find(k_head_end, searched);
        if (end != std::string_view::npos) {
            co_return co_await parse_head(parser, read.substr(0, end + k_head_end.size()));
        }
        if (read.size() >= m_limits.head_bytes_max) {
            co_await refuse(sync::k_head_too_large);
            co_return false;
        }
        searched = read.size() - std::min(read.size(), k_head_end.size() - 1);
        const auto [failed, count] =
            co_await m_stream.async_read_some(m_buffer.prepare(k_read_ahead_bytes), k_await);
        if (failed) {
            co_await refuse_reading(failed);
            co_return false;
        }
        m_buffer.commit(count);
    }
}

asio::awaitable<bool> Connection::parse_head(Parser& parser, std::string_view head) {
    boost::system::error_code failed;
    if (head.find("\r\n ") != std::string_view::npos ||
        head.find("\r\n\t") != std::string_view::npos)
        failed = http::error::bad_field;
    if (!failed) parser.put(asio::buffer(head), failed);
    if (!failed && !parser.is_header_done()) failed = http::error::bad_field;
    // What terminals send has a length. Chunks, whose extensions and trailers no limit counts, and
    // other codings serve only who means to confuse.
    if (!failed && parser.get().find(http::field::transfer_encoding) != parser.get().end())
        failed = http::error::bad_transfer_encoding;
    if (failed) {
        co_await refuse_reading(failed);
        co_return false;
    }
    m_buffer.consume(head.size());
    co_return true;
}

std::string_view Connection::buffered() const {
    const auto data = m_buffer.cdata();
    return {static_cast<const char*>(data.data()), data.size()};
}

asio::awaitable<bool> Connection::read_body(Parser& parser) {
    if (parser.is_done()) co_return true;
    arm(m_limits.body_timeout_ms);
    if (boost::beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        const auto [failed, count] =
            co_await asio::async_write(m_stream, asio::buffer(k_continue), k_await);
        if (failed) co_return false;
    }
    const auto [failed, count] = co_await http::async_read(m_stream, m_buffer, parser, k_await);
    if (!failed) co_return true;
    co_await refuse_reading(failed);
    co_return false;
}

asio::awaitable<void> Connection::refuse_reading(const boost::system::error_code& failed) {
    if (const auto* error = error_of(failed, m_timed_out)) co_await refuse(*error);
}

asio::awaitable<void> Connection::refuse(const sync::HubError& error) {
    m_refused = true;
    m_service.metrics().count_request("other", error.http_status, 0);
    // Named, because GCC 12 destroys an aggregate temporary of a co_await expression twice.
    const auto response = refusal_response({&error});
    co_await answer(response, k_http_1_1, Next::close);
}

/// Whether the body may come at all: decided by the head alone.
std::optional<sync::HttpResponse> Connection::refuse_early(Parser& parser) {
    if (parser.is_done()) return std::nullopt;
    const auto& head = parser.get();
    sync::HttpRequest request;
    request.method = text(head.method_string());
    request.target = text(head.target());
    request.authorization = text(head[http::field::authorization]);
    request.peer_address = m_peer_address;
    auto permission = m_service.permit_body(request);
    if (permission.refusal) return std::move(permission.refusal);
    const std::size_t limit = std::min(permission.bytes_max, m_limits.body_bytes_max);
    if (const auto length = parser.content_length(); length && *length > limit) {
        m_service.metrics().count_request("other", sync::k_body_too_large.http_status, 0);
        return refusal_response({&sync::k_body_too_large});
    }
    parser.body_limit(limit);
    return std::nullopt;
}

sync::HttpResponse Connection::handle(Parser& parser) {
    auto& head = parser.get();
    sync::HttpRequest request{text(head.method_string()),
                              text(head.target()),
                              text(head[http::field::authorization]),
                              text(head[http::field::content_type]),
                              text(head[http::field::content_encoding]),
                              std::move(head.body()),
                              m_peer_address};
    return m_service.handle(request);
}

asio::awaitable<Connection::Next> Connection::answer(const sync::HttpResponse& response,
                                                     unsigned version, Next next) {
    http::response<http::string_body> message{static_cast<http::status>(response.status), version};
    message.set(http::field::server, "qiantai-hub");
    message.set(http::field::content_type, response.content_type);
    if (!response.content_encoding.empty())
        message.set(http::field::content_encoding, response.content_encoding);
    for (const auto& [name, value] : response.headers) message.set(name, value);
    message.set(http::field::cache_control, "no-store");
    message.body() = response.body;
    message.keep_alive(next == Next::serve_on);
    message.prepare_payload();
    arm(m_limits.write_timeout_ms);
    const auto [failed, count] = co_await http::async_write(m_stream, message, k_await);
    co_return failed ? Next::close : next;
}

/// Closing with unread bytes makes the system reset the connection, and the peer may never see the
/// answer: so they are read away for a moment first.
asio::awaitable<void> Connection::close(bool linger) {
    boost::system::error_code ignored;
    arm(m_limits.linger_ms);
    if (linger) {
        auto& socket = m_stream.next_layer();
        socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
        std::array<char, 16384> rest;
        for (std::size_t total = 0; total < m_limits.body_bytes_max;) {
            const auto [failed, count] =
                co_await socket.async_read_some(asio::buffer(rest), k_await);
            if (failed) break;
            total += count;
        }
        co_return;
    }
    co_await m_stream.async_shutdown(k_await);
}

}  // namespace qiantai::hub
