#pragma once

// One TLS connection of the server; only hub_server.cpp and http_connection.cpp include this.
//
// States: handshake -> idle (waiting for a request's first byte) -> head -> body -> answering ->
// idle …, or closed. Every state has a deadline. All members are used on the connection's strand
// only.

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>

#include "sync/hub/http/hub_server.hpp"

namespace qiantai::hub {

class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& context,
               HubService& service, const ServerLimits& limits, const std::atomic<bool>& stopping,
               std::string peer_address);

    /// Serves requests until the peer goes, a limit is broken or `stopping` holds: an answer that is
    /// composed then is the last, and says so.
    boost::asio::awaitable<void> run();
    boost::asio::any_io_executor executor() { return m_stream.get_executor(); }
    /// Ends if it waits for a request; one that runs is finished. For once `stopping` holds. Any
    /// thread.
    void end_idling();
    /// Ends now. Any thread.
    void cut();

  private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    enum class Next { serve_on, close };

    boost::asio::awaitable<bool> wait_for_request();
    boost::asio::awaitable<Next> serve_request();
    boost::asio::awaitable<bool> read_head(Parser& parser);
    boost::asio::awaitable<bool> parse_head(Parser& parser, std::string_view head);
    std::string_view buffered() const;
    boost::asio::awaitable<bool> read_body(Parser& parser);
    boost::asio::awaitable<void> refuse(const sync::HubError& error);
    boost::asio::awaitable<void> refuse_reading(const boost::system::error_code& failed);
    boost::asio::awaitable<Next> answer(const sync::HttpResponse& response, unsigned version,
                                        Next next);
    boost::asio::awaitable<void> close(bool linger);
    std::optional<sync::HttpResponse> refuse_early(Parser& parser);
    sync::HttpResponse handle(Parser& parser);
    void arm(TimeMs timeout_ms);
    void cancel_after(TimeMs wait_ms, std::uint64_t number);

    boost::asio::ssl::stream<boost::asio::ip::tcp::socket> m_stream;
    boost::asio::steady_timer m_deadline;
    boost::beast::flat_buffer m_buffer;  ///< never more than a head and what is read at a time
    HubService& m_service;
    const ServerLimits& m_limits;
    const std::atomic<bool>& m_stopping;
    std::string m_peer_address;
    std::uint64_t m_deadline_number =
        0;  ///< tells a deadline's late handler from the one armed after it
    bool m_timed_out = false;
    bool m_idle = false;
    bool m_refused = false;  ///< there may be unread bytes of a refused request
};

}  // namespace qiantai::hub
