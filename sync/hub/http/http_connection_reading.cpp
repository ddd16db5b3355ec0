// How a connection reads a request: its head as a whole before anything is done for it, its body when
// it was admitted.

#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>

#include "sync/hub/http/http_connection.hpp"

namespace qiantai::hub {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr std::string_view k_continue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view k_head_end = "\r\n\r\n";

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

sync::HttpRequest Connection::head_of(Parser& parser) const {
    const auto& head = parser.get();
    return {text(head.method_string()),
            text(head.target()),
            text(head[http::field::authorization]),
            text(head[http::field::content_type]),
            text(head[http::field::content_encoding]),
            {},
            m_peer_address};
}

}  // namespace qiantai::hub
