#include "sync/hub/http/http_connection.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/write.hpp>

#include "sync/hub/http/proxy_header.hpp"

namespace qiantai::hub {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr unsigned k_http_1_1 = 11;
/// What an idle connection keeps ready: most requests without a body fit.
constexpr std::size_t k_idle_read_bytes = 512;
constexpr TimeMs k_cancel_again_ms = 20;

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, std::shared_ptr<asio::ssl::context> context,
                       const ServerParts& parts, std::string peer_address, bool behind_balancer)
    : m_context(std::move(context)),
      m_stream(std::move(socket), *m_context),
      m_deadline(m_stream.get_executor()),
      m_news_wait(m_stream.get_executor()),
      m_buffer(parts.limits.head_bytes_max + k_read_ahead_bytes),
      m_parts(parts),
      m_peer_address(std::move(peer_address)),
      m_behind_balancer(behind_balancer) {}

void Connection::arm(TimeMs timeout_ms) {
    m_timed_out = false;
    cancel_after(timeout_ms, ++m_deadline_number);
}

void Connection::disarm() {
    ++m_deadline_number;
    m_deadline.cancel();
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
        self->m_news_wait.cancel();
    });
}

void Connection::cut() {
    asio::post(m_stream.get_executor(), [self = shared_from_this()] {
        boost::system::error_code ignored;
        self->m_deadline.cancel();
        self->m_news_wait.cancel();
        self->m_stream.next_layer().close(ignored);
    });
}

asio::awaitable<void> Connection::run() {
    const auto self = shared_from_this();
    boost::system::error_code ignored;
    m_stream.next_layer().set_option(asio::ip::tcp::no_delay(true), ignored);
    arm(m_limits.header_timeout_ms);
    bool known = true;
    if (m_behind_balancer) known = co_await read_proxy_header();
    if (known) {
        const auto [failed] =
            co_await m_stream.async_handshake(asio::ssl::stream_base::server, k_await);
        if (!failed) {
            // Not in one condition: GCC 12 awaits in a loop's condition whatever stands before the
            // &&.
            while (!m_parts.stopping) {
                if (!co_await wait_for_request()) break;
                if (co_await serve_request() == Next::close) break;
            }
            co_await close(m_refused);
        }
    }
    disarm();
    m_stream.next_layer().close(ignored);
}

asio::awaitable<bool> Connection::read_proxy_header() {
    std::string head(k_proxy_head_bytes, '\0');
    const auto [head_failed, head_count] =
        co_await asio::async_read(m_stream.next_layer(), asio::buffer(head), k_await);
    const auto length = head_failed ? std::nullopt : proxy_rest_bytes(head);
    if (!length) co_return false;
    std::string rest(*length, '\0');
    const auto [rest_failed, rest_count] =
        co_await asio::async_read(m_stream.next_layer(), asio::buffer(rest), k_await);
    auto address = rest_failed ? std::nullopt : proxied_address(head, rest);
    if (!address) co_return false;
    if (!address->empty()) {
        m_peer_address = std::move(*address);
        m_parts.connections.set_address(this, m_peer_address);
    }
    co_return true;
}

/// Who has proved nothing has to do so soon; the longer patience is for terminals.
TimeMs Connection::idle_timeout() const {
    if (m_proven) {
        return m_parts.connections.is_pressed()
                   ? std::min(m_limits.idle_timeout_ms, m_limits.idle_timeout_pressed_ms)
                   : m_limits.idle_timeout_ms;
    }
    const auto open_for = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - m_opened_at);
    return std::max<TimeMs>(0, m_limits.unproven_timeout_ms - open_for.count());
}

asio::awaitable<bool> Connection::wait_for_request() {
    if (m_buffer.size() > 0) co_return true;
    m_buffer.shrink_to_fit();
    arm(idle_timeout());
    m_idle = true;
    m_parts.connections.set_idle(this, true);
    const auto [failed, count] =
        co_await m_stream.async_read_some(m_buffer.prepare(k_idle_read_bytes), k_await);
    m_parts.connections.set_idle(this, false);
    m_idle = false;
    if (failed) co_return false;
    m_buffer.commit(count);
    co_return true;
}

/// False, and nothing is done, if the lane is full. What `work` threw is thrown here.
asio::awaitable<bool> Connection::in_lane(Lane lane, const std::function<void()>& work) {
    disarm();
    std::exception_ptr failed;
    const bool done = co_await lane_done(lane, work, failed);
    if (failed) std::rethrow_exception(failed);
    co_return done;
}

/// The references outlive it.
asio::awaitable<bool> Connection::lane_done(Lane lane, const std::function<void()>& work,
                                            std::exception_ptr& failed) {
    return asio::async_initiate<const asio::use_awaitable_t<>, void(bool)>(
        [this, lane, &work, &failed](auto handler) {
            const auto resume = std::make_shared<decltype(handler)>(std::move(handler));
            const auto executor = m_stream.get_executor();
            const auto go_on = [resume, executor,
                                alive = asio::make_work_guard(executor)](bool done) {
                asio::post(executor, [resume, done] { (*resume)(done); });
            };
            const bool taken = m_parts.lanes.post(lane, [&work, &failed, go_on] {
                try {
                    work();
                } catch (...) {
                    failed = std::current_exception();
                }
                go_on(true);
            });
            if (!taken) go_on(false);
        },
        asio::use_awaitable);
}

/// Whoever would have to wait long is asked to come back, not all at the same time.
sync::HttpResponse Connection::turn_away(Lane lane) {
    m_refused = true;
    m_service.metrics().count_turned_away(lane);
    return refusal_response(
        {.error = &sync::k_hub_stopping, .retry_after_ms = m_parts.lanes.come_back_after_ms(lane)});
}

asio::awaitable<Connection::Next> Connection::serve_request() {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(m_limits.head_bytes_max));
    parser.body_limit(m_limits.body_bytes_max);
    if (!co_await read_head(parser)) co_return Next::close;
    const unsigned version = parser.get().version();
    const auto head = head_of(parser);
    if (parser.is_done()) {
        if (auto quiet = m_service.find_quiet(head)) {
            prove(quiet->device_id);
            const auto next = parser.get().keep_alive() ? Next::serve_on : Next::close;
            co_return co_await wait_for_news(std::move(*quiet), version, next);
        }
    }
    std::optional<HubService::Admission> admission;
    const std::function<void()> look = [&] { admission.emplace(m_service.admit(head)); };
    const bool looked_at = co_await in_lane(Lane::door, look);
    if (!looked_at) {
        const auto response = turn_away(Lane::door);
        co_return co_await answer(response, version, Next::close);
    }
    if (admission->device) prove(admission->device->id);
    if (admission->refusal) {
        m_refused = !parser.is_done();
        const bool goes_on = parser.is_done() && parser.get().keep_alive() && !m_parts.stopping;
        co_return co_await answer(*admission->refusal, version,
                                  goes_on ? Next::serve_on : Next::close);
    }
    co_return co_await serve_admitted(parser, *admission);
}

void Connection::prove(const Uuid& device_id) {
    if (m_proven) return;
    m_proven = true;
    m_parts.connections.prove(this, device_id);
}

/// What it is told comes to the strand, so that the connection has begun to wait by then.
std::unique_ptr<NewsBoard::Watch> Connection::watch_news(Cursors cursors) {
    const auto tell = [weak = weak_from_this(), executor = m_stream.get_executor()] {
        asio::post(executor, [weak] {
            const auto self = weak.lock();
            if (!self) return;
            self->m_news_came = true;
            self->m_news_wait.cancel();
        });
    };
    return m_service.news().watch(std::move(cursors), tell);
}

asio::awaitable<Connection::Next> Connection::wait_for_news(HubService::Quiet quiet,
                                                            unsigned version, Next next) {
    std::unique_ptr<NewsBoard::Watch> watch;
    m_news_came = false;
    if (quiet.wait_ms > 0 && !m_parts.stopping) {
        watch = watch_news(std::move(quiet.cursors));
    }
    const bool waited = watch != nullptr;
    if (waited) {
        disarm();
        m_news_wait.expires_after(std::chrono::milliseconds(quiet.wait_ms));
        co_await m_news_wait.async_wait(k_await);
        watch.reset();
    }
    const auto response = m_service.say_news(m_news_came, waited);
    m_service.metrics().count_quiet(waited);
    co_return co_await answer(response, version, m_parts.stopping ? Next::close : next);
}

asio::awaitable<Connection::Next> Connection::serve_admitted(Parser& parser,
                                                             HubService::Admission& admission) {
    const unsigned version = parser.get().version();
    const std::size_t limit = std::min(admission.body_bytes_max, m_limits.body_bytes_max);
    const auto length = parser.content_length().value_or(0);
    if (length > limit) {
        m_refused = true;
        m_service.metrics().count_request("other", sync::k_body_too_large.http_status, 0);
        const auto response = refusal_response({&sync::k_body_too_large});
        co_return co_await answer(response, version, Next::close);
    }
    const auto share = m_parts.bodies.take(length);
    if (!share || m_parts.lanes.expected_wait_ms(admission.lane) > m_limits.lane_wait_max_ms) {
        const auto response = turn_away(admission.lane);
        co_return co_await answer(response, version, Next::close);
    }
    parser.body_limit(limit);
    if (!co_await read_body(parser)) co_return Next::close;
    auto request = head_of(parser);
    request.body = std::move(parser.get().body());
    sync::HttpResponse response;
    const std::function<void()> work = [&] { response = m_service.answer(admission, request); };
    const bool answered = co_await in_lane(admission.lane, work);
    if (!answered) {
        response = turn_away(admission.lane);
        m_refused = false;  // its body was read
    }
    const bool goes_on = answered && parser.get().keep_alive() && !m_parts.stopping;
    const auto next = goes_on ? Next::serve_on : Next::close;
    if (answered && admission.quiet && admission.quiet->wait_ms > 0)
        co_return co_await wait_for_news(std::move(*admission.quiet), version, next);
    co_return co_await answer(response, version, next);
}

asio::awaitable<void> Connection::refuse(const sync::HubError& error) {
    m_refused = true;
    m_service.metrics().count_request("other", error.http_status, 0);
    // Named, because GCC 12 destroys an aggregate temporary of a co_await expression twice.
    const auto response = refusal_response({&error});
    co_await answer(response, k_http_1_1, Next::close);
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
