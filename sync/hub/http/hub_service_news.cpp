// Whether there is anything new: /v1/news.

#include <limits>

#include "sync/core/tuning.hpp"
#include "sync/hub/http/hub_service.hpp"
#include "sync/hub/http/json_body.hpp"

namespace qiantai::hub {
namespace {

constexpr std::string_view k_news_path = "/v1/news";

std::optional<NewsQuestion> question_in(std::string_view query) {
    const auto cursors_text = query_value(query, "cursors");
    auto cursors = cursors_text ? parse_cursors(*cursors_text) : std::nullopt;
    const auto generation = query_value(query, "generation");
    const auto incarnation = Uuid::parse(query_value(query, "incarnation").value_or(""));
    const auto last_seq = query_number(query, "last_seq", std::numeric_limits<std::int64_t>::max());
    if (!cursors || !generation || !incarnation || !last_seq) return std::nullopt;
    return NewsQuestion{std::move(*cursors), std::string(*generation), *incarnation, *last_seq};
}

TimeMs wait_in(std::string_view query) {
    return query_number(query, "wait", sync::tuning::k_news_wait_max_ms).value_or(0);
}

}  // namespace

std::optional<HubService::Quiet> HubService::find_quiet(const sync::HttpRequest& head) {
    const std::string_view target = head.target;
    const auto mark = target.find('?');
    if (head.method != "GET" || target.substr(0, mark) != k_news_path ||
        mark == std::string_view::npos)
        return std::nullopt;
    const auto query = target.substr(mark + 1);
    const auto asker = parse_credentials(head.authorization);
    auto question = question_in(query);
    if (!asker || !question || !m_news.has_nothing_for(*asker, *question)) return std::nullopt;
    if (const auto its_time = query_number(query, "time", sync::Hlc::k_time_ms_max))
        m_clock_guard.note_terminal(asker->device_id, *its_time);
    return Quiet{asker->device_id, std::move(question->cursors), wait_in(query)};
}

sync::HttpResponse HubService::say_news(bool is_news, bool waited) {
    const sync::HubClock said = m_clock_said;
    return json_response(200, boost::json::object{{"news", is_news},
                                                  {"waited", waited},
                                                  {"hub_time", m_parts.clock.now_ms()},
                                                  {"clock", code_of(said)}});
}

Answer<sync::HttpResponse> HubService::answer_news(Call& call) {
    auto question = question_in(call.query);
    if (!question) {
        return Refusal{&sync::k_bad_request,
                       "cursors, generation, incarnation and last_seq are needed"};
    }
    if (const auto its_time = query_number(call.query, "time", sync::Hlc::k_time_ms_max))
        m_clock_guard.note_terminal(call.device->id, *its_time);
    QIANTAI_TRY(const auto clock, m_clock_guard.judge());
    m_clock_said = clock.said();
    QIANTAI_TRY(const bool nothing,
                m_news.look_for(*call.device, *question, m_parts.clock.now_ms()));
    if (nothing) call.quiet = {call.device->id, std::move(question->cursors), wait_in(call.query)};
    return say_news(!nothing, false);
}

}  // namespace qiantai::hub
