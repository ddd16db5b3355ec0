#pragma once

// The hub without its sockets: a request goes in, an answer comes out. See sync/hub/openapi.json
// for what each address takes and answers; sync/core/wire.hpp for the bodies; push_session.hpp for
// the rules of a push.
//
// A request is looked at twice: admit() by its head says who calls and whether the body may come,
// answer() does the rest. Thread-safe: any number of threads may call at a time. Whatever goes wrong
// is an answer; the log callback is told every request, without contact data and without secrets.

#include <chrono>
#include <functional>

#include "schema/base/random.hpp"
#include "schema/manifest/manifest.hpp"
#include "sync/core/bundle.hpp"
#include "sync/core/bundle_content.hpp"
#include "sync/core/change.hpp"
#include "sync/hub/http/device_turns.hpp"
#include "sync/hub/http/hub_metrics.hpp"
#include "sync/hub/rules/clock_guard.hpp"
#include "sync/hub/rules/enrolment.hpp"
#include "sync/hub/rules/feed_reader.hpp"
#include "sync/hub/rules/hub_reply.hpp"
#include "sync/hub/rules/lookup.hpp"
#include "sync/hub/rules/news_board.hpp"
#include "sync/hub/rules/push_session.hpp"

namespace qiantai::hub {

/// Who this hub is.
struct HubIdentity {
    std::string chain_name;
    std::string ca_pem;  ///< the chain's CA, pinned by every terminal
    std::string ca_der;
    sync::BundleKeys bundle_keys;
};

struct RequestRecord {
    std::string_view method;
    std::string_view route;  ///< the path if it is one of ours, else "other"
    int status = 0;
    double seconds = 0;
    std::string device_id;  ///< empty if the request named none that is known
    std::string peer_address;
    std::string failure;  ///< why a 500 was answered
};

struct HubParts {
    HubStore& store;
    const Manifest& manifest;
    Clock& clock;
    Random& random;
    HubIdentity identity;
    std::function<void(const RequestRecord&)> log{};
    ClockGuard::Tell clock_judged{};  ///< a doubt of the hub's clock began or ended
    /// What photos and files may take on the disk; 0: as much as leaves room for records.
    std::uint64_t attachments_bytes_max = 0;
};

class HubService {
  public:
    explicit HubService(HubParts parts);

    struct Route;
    /// A terminal asked for news, and there is none.
    struct Quiet {
        Uuid device_id;
        Cursors cursors;
        TimeMs wait_ms = 0;  ///< so long it would wait for some
    };
    /// A question for news to which "none" is the answer, as far as memory knows; anything else is
    /// for admit(). Never waits.
    std::optional<Quiet> find_quiet(const sync::HttpRequest& head);
    /// The answer to such a question. `waited`: the hub has waited for news.
    sync::HttpResponse say_news(bool is_news, bool waited);
    NewsBoard& news() { return m_news; }
    /// What a request's head came to. Nobody can fill the hub's memory who is not an enrolled
    /// terminal: what is refused here has no body read.
    struct Admission {
        std::optional<sync::HttpResponse> refusal{};  ///< then nothing else holds
        const Route* route = nullptr;
        Lane lane = Lane::door;          ///< where it is to be answered
        std::size_t body_bytes_max = 0;  ///< longer bodies are refused
        std::optional<Device> device{};  ///< who calls, where a terminal has to
        std::optional<DeviceTurns::Turn> turn{};
        /// After answer(): the answer may wait for news.
        std::optional<Quiet> quiet{};
    };
    /// Reads the database for who calls, and never waits for its writer.
    Admission admit(const sync::HttpRequest& head);
    /// The terminal's turn ends with it. Of an admission without a refusal.
    sync::HttpResponse answer(Admission& admission, const sync::HttpRequest& request);
    /// Both at once, for who has the whole request already.
    sync::HttpResponse handle(const sync::HttpRequest& request);
    /// One exchange by bundle file: opens it with the keys of the device it names, takes its
    /// pushes, and gives the sealed reply. Errors: k_bundle_unreadable; one of HubError's kinds if
    /// the device may not; the store's.
    Result<std::string> exchange_bundle(std::string_view sealed);
    /// Takes away photos and files that no row names any more; done after each push that let some
    /// go, and at the start for those that a crash left. Gives how many went.
    Result<int> drop_loose_contents();
    /// A large push that is under way is given up, within one chunk of it, and refused as
    /// hub_stopping; nothing of it is stored. Any thread.
    void stop() { m_stopping = true; }
    bool is_stopping() const { return m_stopping; }
    HubMetrics& metrics() { return m_metrics; }
    const HubIdentity& identity() const { return m_parts.identity; }
    /// What the database says for /metrics; notes in metrics() what the clock is taken for.
    Result<StoreFigures> figures();

  private:
    struct Call {
        const sync::HttpRequest& request;
        std::string_view query{};
        const Device* device = nullptr;  ///< of routes for terminals
        std::string device_id{};
        std::string failure{};
        std::optional<Quiet> quiet{};
    };
    static std::span<const Route> routes();
    sync::HttpResponse finish(Call& call, std::string_view route_name,
                              Answer<sync::HttpResponse> answer,
                              std::chrono::steady_clock::time_point begun);
    static Answer<const Route*> find_route(std::string_view method, std::string_view path);

    // hub_service.cpp: who calls
    Answer<Device> authenticate(Call& call);
    /// Whether it may call: it is known, and neither revoked nor blocked.
    static Answer<Device> check_device(std::optional<Device> device);
    Answer<void> admit_device(Call& call, Admission& admission);
    void note_seen(const Device& device);
    /// Writes to the database and its disk, if that was not done a moment ago.
    Status try_write();
    /// k_hub_clock_doubtful while the hub's clock may be wrong.
    Answer<void> check_own_clock();
    /// Ends what is over, unless the hub's clock may be wrong.
    Status end_stays_of(const Device& device);

    // hub_service_routes.cpp
    Answer<sync::HttpResponse> answer_ca(Call& call);
    Answer<sync::HttpResponse> answer_hello(Call& call);
    Answer<sync::HttpResponse> answer_enrol(Call& call);
    Answer<sync::HttpResponse> answer_enrolment_code(Call& call);
    Answer<sync::HttpResponse> answer_health(Call& call);
    Answer<sync::HttpResponse> answer_openapi(Call& call);

    // hub_service_news.cpp
    Answer<sync::HttpResponse> answer_news(Call& call);

    // hub_service_lookup.cpp
    Answer<sync::HttpResponse> answer_lookup(Call& call);

    // hub_service_attachments.cpp
    Answer<sync::HttpResponse> answer_put_attachment(Call& call);
    Answer<sync::HttpResponse> answer_get_attachment(Call& call);
    /// The name of the content that is asked for, if the device may have it.
    Answer<std::string> permit_content(Call& call);
    /// Whether there is room for so many bytes more.
    bool has_room_for(std::uint64_t bytes);

    // hub_service_sync.cpp
    Answer<sync::HttpResponse> answer_changes(Call& call);
    Answer<sync::HttpResponse> answer_feed(Call& call);
    Answer<std::string> push(const Uuid& device_id, std::string_view body);
    struct FeedPart {
        std::string body;
        Cursors next;  ///< scopes that have more, and where to go on; empty: all read to their end
    };
    Answer<FeedPart> feed(const Device& device, const Cursors& cursors);
    Result<sync::BundleReply> answer_bundle(const Device& device,
                                            const sync::BundleRequest& request);
    EnrolmentContext enrolment_context();

    HubParts m_parts;
    HubMetrics m_metrics;
    DeviceTurns m_turns;
    EnrolmentLimiter m_limiter;
    LookupLimiter m_lookup_limiter;
    ClockGuard m_clock_guard;
    NewsBoard m_news;
    std::atomic<sync::HubClock> m_clock_said = sync::HubClock::alone;  ///< as judged last
    std::atomic<bool> m_stopping = false;
    Mutex m_health_mutex;
    std::optional<TimeMs> m_written_at QIANTAI_GUARDED_BY(m_health_mutex);
    Mutex m_contents_mutex;
    /// What contents took when they were counted last, and when that was.
    std::uint64_t m_contents_bytes QIANTAI_GUARDED_BY(m_contents_mutex) = 0;
    std::optional<TimeMs> m_contents_counted_at QIANTAI_GUARDED_BY(m_contents_mutex);
};

/// What an Authorization header says; nothing if it is malformed.
std::optional<NewsAsker> parse_credentials(std::string_view authorization);

/// An address of the hub.
struct HubService::Route {
    enum class Caller { anybody, terminal };
    std::string_view method;
    std::string_view path;
    Answer<sync::HttpResponse> (HubService::*handler)(Call&);
    Caller caller;
    Lane lane;
    std::size_t body_bytes_max;
};

/// The OpenAPI 3.1 description, as in sync/hub/openapi.json.
std::string_view openapi_text();

}  // namespace qiantai::hub
