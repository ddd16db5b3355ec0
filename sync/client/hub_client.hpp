#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/base/uuid.hpp"
#include "sync/client/transport.hpp"
#include "sync/core/change.hpp"
#include "sync/core/hub_clock.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_hub_answer_strange{
    "hub_answer_strange", Actor::administrator,
    "Something other than headquarters' sync service answered. Check the hub's address.",
    "响应的不是总部同步服务，请检查总部地址。"};

/// What the hub says of itself and of this device: the answer to GET /v1/hello.
struct HubHello {
    TimeMs hub_time_ms = 0;
    HubClock clock = HubClock::alone;
    std::string generation;
    Uuid device_id;
    std::string store_code;
    Uuid incarnation;  ///< nil before the device's first push
    std::int64_t last_seq = 0;
    int schema_version = 0;
    std::vector<std::string> scopes;
};

/// The hub lacks what came before: send from here.
struct SequenceGap {
    std::int64_t expected_seq = 0;
};
/// Clocks of the sent changes are too far ahead of the hub's.
struct ClockAhead {
    TimeMs hub_time_ms = 0;
    Hlc bound;  ///< from here on it takes nothing
};
/// A cursor lies beyond what the hub has: it was restored.
struct CursorAhead {};

using PushReply = std::variant<PushAnswer, SequenceGap, ClockAhead>;
using FeedReply = std::variant<FeedPage, CursorAhead>;

/// Cursor per scope.
using Cursors = std::map<std::string, std::int64_t>;

/// What this terminal has, for the question whether there is anything new.
struct NewsQuestion {
    Cursors cursors;  ///< of all scopes of the last hello
    std::string generation;
    Uuid incarnation;
    std::int64_t last_seq = 0;  ///< acknowledged
    TimeMs wait_ms = 0;         ///< the hub may wait so long for news
};
struct NewsAnswer {
    bool is_news = false;  ///< or something else for which the hub is to be greeted
    bool waited = false;   ///< it did wait
    TimeMs hub_time_ms = 0;
    HubClock clock = HubClock::alone;
};

/// Whole numbers of a member of any store; an empty one is not asked for.
struct MemberQuery {
    std::string phone{};
    std::string card_number{};
    std::string staff_number{};  ///< who asks, for headquarters' audit trail
};
struct LookedUpMember {
    Uuid id;
    std::string store_code;
    std::optional<TimeMs> until{};  ///< end of the stay; nothing for a member of this store
};

/// How much of a content the hub has.
struct ContentProgress {
    std::uint64_t received = 0;
    bool complete = false;
};

/// The hub's API over a transport: requests and answers as values. The hub's own errors come back
/// as Errors of the kinds in sync/core/hub_errors.hpp; an answer that is not the hub's as
/// k_hub_answer_strange.
class HubClient {
  public:
    /// `authorization`: see authorization_of(). The transport must outlive this.
    HubClient(Transport& transport, std::string authorization)
        : m_transport(transport), m_authorization(std::move(authorization)) {}

    /// `now_ms`: what this terminal's clock shows, by which the hub judges its own.
    /// k_version_unsupported if the hub speaks no wire version of ours.
    Result<HubHello> hello(TimeMs now_ms);
    Result<NewsAnswer> ask_news(const NewsQuestion& question, TimeMs now_ms);
    Result<PushReply> push(const PushBatch& batch);
    Result<FeedReply> feed(const Cursors& cursors);
    /// Members with one of these numbers, none if nobody has it. Their rows come with the feed.
    Result<std::vector<LookedUpMember>> look_up(const MemberQuery& query);
    /// The piece at `offset` of a content of `size` bytes; an empty one only asks how much the hub
    /// has. A piece that does not come next is not taken.
    Result<ContentProgress> send_content(std::string_view name, std::uint64_t size,
                                         std::uint64_t offset, std::string piece);
    /// The piece at `offset`; shorter than k_content_piece_bytes at the end.
    Result<std::string> fetch_content(std::string_view name, std::uint64_t offset);

    /// For how long the last answer asked to be left alone (429 or 503 with Retry-After).
    std::optional<TimeMs> asked_to_wait() const { return m_asked_to_wait; }

  private:
    Result<HttpResponse> perform(const HttpRequest& request);

    Transport& m_transport;
    std::string m_authorization;
    std::optional<TimeMs> m_asked_to_wait{};
};

/// "Bearer <device id>.<secret>".
std::string authorization_of(const Uuid& device_id, const std::string& secret_base64url);

/// What a push was answered with; also for answers that came in a bundle file.
Result<PushReply> push_reply_of(const HttpResponse& response);

/// Of an answer with status 429 or 503: its Retry-After, as seconds or as a date (RFC 9110, 10.2.3)
/// beside the answer's own; nothing if it says none that can be read. Never negative.
std::optional<TimeMs> retry_after_of(const HttpResponse& response);

/// The hub's error in an answer whose status is not 200. A 429 or 503 of a machine before the hub
/// counts as the hub's own: it is tried again.
Error error_of_answer(const HttpResponse& response);
/// The answer's JSON object, or error_of_answer() / k_hub_answer_strange.
Result<boost::json::object> json_of_answer(const HttpResponse& response);

/// "/v1/feed?cursors=chain:0,store%2FS001:12".
std::string feed_target(const Cursors& cursors);
/// "/v1/news?cursors=…&generation=…".
std::string news_target(const NewsQuestion& question, TimeMs now_ms);

}  // namespace qiantai::sync
