#pragma once

// One TLS connection of the server; only hub_server.cpp, http_connection.cpp and
// http_connection_reading.cpp, which reads the requests, include this.
//
// States: (a balancer's header ->) handshake -> idle (waiting for a request's first byte) -> head ->
// waiting for a lane -> body -> waiting for a lane (-> waiting for news) -> answering -> idle …, or
// closed. A question for news may be answered from memory, without any lane. Every state but the
// waiting for a lane has a deadline. All members are used on the connection's strand only; while
// a lane works for it the connection does nothing.

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <exception>
#include <functional>
#include <optional>

#include "sync/hub/http/body_budget.hpp"
#include "sync/hub/http/connection_table.hpp"
#include "sync/hub/http/hub_server.hpp"

namespace qiantai::hub {

/// An operation that is awaited says whether it failed instead of throwing.
inline constexpr auto k_await = boost::asio::as_tuple(boost::asio::use_awaitable);
/// How much a connection may read beyond a head.
inline constexpr std::size_t k_read_ahead_bytes = 4096;

/// What all connections of a server have in common.
struct ServerParts {
    HubService& service;
    const ServerLimits& limits;
    WorkLanes& lanes;
    ConnectionTable& connections;
    BodyBudget& bodies;
    const std::atomic<bool>& stopping;
};

class Connection : public std::enable_shared_from_this<Connection> {
  public:
    /// `behind_balancer`: it begins with a PROXY protocol header that says where it comes from.
    Connection(boost::asio::ip::tcp::socket socket,
               std::shared_ptr<boost::asio::ssl::context> context, const ServerParts& parts,
               std::string peer_address, bool behind_balancer);

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

    boost::asio::awaitable<bool> read_proxy_header();
    boost::asio::awaitable<bool> wait_for_request();
    boost::asio::awaitable<Next> serve_request();
    boost::asio::awaitable<Next> serve_admitted(Parser& parser, HubService::Admission& admission);
    std::unique_ptr<NewsBoard::Watch> watch_news(Cursors cursors);
    /// `quiet`: there was nothing new. Waits as long as the terminal wants.
    boost::asio::awaitable<Next> wait_for_news(HubService::Quiet quiet, unsigned version,
                                               Next next);
    boost::asio::awaitable<bool> in_lane(Lane lane, const std::function<void()>& work);
    boost::asio::awaitable<bool> lane_done(Lane lane, const std::function<void()>& work,
                                           std::exception_ptr& failed);
    boost::asio::awaitable<bool> read_head(Parser& parser);
    boost::asio::awaitable<bool> parse_head(Parser& parser, std::string_view head);
    std::string_view buffered() const;
    boost::asio::awaitable<bool> read_body(Parser& parser);
    boost::asio::awaitable<void> refuse(const sync::HubError& error);
    boost::asio::awaitable<void> refuse_reading(const boost::system::error_code& failed);
    boost::asio::awaitable<Next> answer(const sync::HttpResponse& response, unsigned version,
                                        Next next);
    boost::asio::awaitable<void> close(bool linger);
    sync::HttpRequest head_of(Parser& parser) const;
    sync::HttpResponse turn_away(Lane lane);
    void prove(const Uuid& device_id);
    TimeMs idle_timeout() const;
    void arm(TimeMs timeout_ms);
    void disarm();
    void cancel_after(TimeMs wait_ms, std::uint64_t number);

    std::shared_ptr<boost::asio::ssl::context> m_context;
    boost::asio::ssl::stream<boost::asio::ip::tcp::socket> m_stream;
    boost::asio::steady_timer m_deadline;
    boost::asio::steady_timer m_news_wait;  ///< runs while the peer waits for news
    boost::beast::flat_buffer m_buffer;     ///< never more than a head and what is read at a time
    ServerParts m_parts;
    HubService& m_service = m_parts.service;
    const ServerLimits& m_limits = m_parts.limits;
    std::string m_peer_address;
    bool m_behind_balancer;
    bool m_proven = false;  ///< a terminal's secret was right on it
    std::chrono::steady_clock::time_point m_opened_at = std::chrono::steady_clock::now();
    std::uint64_t m_deadline_number =
        0;  ///< tells a deadline's late handler from the one armed after it
    bool m_timed_out = false;
    bool m_idle = false;
    bool m_news_came = false;
    bool m_refused = false;  ///< there may be unread bytes of a refused request
};

}  // namespace qiantai::hub
