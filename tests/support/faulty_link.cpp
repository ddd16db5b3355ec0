#include "tests/support/faulty_link.hpp"

namespace qiantai::test {
namespace {

using Reply = Result<sync::HttpResponse>;

Reply cut(std::string_view what) {
    return make_error(sync::k_connection_cut, std::string(what));
}

constexpr TimeMs k_latency_max_ms = 800;
constexpr int k_hub_crash_statements_max = 60;

}  // namespace

FaultRates FaultRates::rough() {
    return {.request_lost = 3,
            .response_lost = 6,
            .request_cut = 2,
            .response_cut = 3,
            .duplicate = 4,
            .late = 4,
            .server_error = 2,
            .hub_crash = 6,
            .interleave = 10};
}

Reply Network::exchange(const sync::HttpRequest& request) {
    m_pass_time(static_cast<TimeMs>(m_random.below(k_latency_max_ms)));
    if (!m_interleaving && strikes(rates.interleave)) {
        m_interleaving = true;
        m_meanwhile();
        m_interleaving = false;
    }
    if (!m_late.empty() && strikes(30)) deliver_late();
    if (strikes(rates.request_lost)) return cut("the request was lost");
    if (strikes(rates.response_lost)) {
        (void)m_hub.handle(request);
        return cut("the answer was lost");
    }
    if (strikes(rates.request_cut)) return cut_request(request);
    if (strikes(rates.response_cut)) return cut_response(request);
    if (strikes(rates.duplicate)) return duplicate(request);
    if (strikes(rates.late)) {
        m_late.push_back(request);
        return make_error(sync::k_network_slow, "the request is late");
    }
    if (strikes(rates.server_error)) return server_error(request);
    if (strikes(rates.hub_crash)) return crash_hub(request);
    return m_hub.handle(request);
}

void Network::deliver_late() {
    const auto late = std::exchange(m_late, {});
    for (const auto& request : late) (void)m_hub.handle(request);
}

// A real server sees that the body is shorter than announced and never hands it on; the hub must
// not be harmed even if something between them hides that.
Reply Network::cut_request(const sync::HttpRequest& request) {
    if (!request.body.empty() && strikes(50)) {
        auto shorter = request;
        shorter.body.resize(m_random.below(request.body.size()));
        (void)m_hub.handle(shorter);
    }
    return cut("the request was cut");
}

Reply Network::cut_response(const sync::HttpRequest& request) {
    auto response = m_hub.handle(request);
    if (response.body.empty() || strikes(50)) return cut("the answer was cut");
    response.body.resize(m_random.below(response.body.size()));
    return response;
}

Reply Network::duplicate(const sync::HttpRequest& request) {
    auto first = m_hub.handle(request);
    auto second = m_hub.handle(request);
    return strikes(50) ? first : second;
}

Reply Network::server_error(const sync::HttpRequest& request) {
    if (strikes(50)) (void)m_hub.handle(request);
    sync::HttpResponse response;
    response.status = 502;
    response.content_type = "text/html";
    response.body = "<html>Bad gateway</html>";
    return response;
}

Reply Network::crash_hub(const sync::HttpRequest& request) {
    const int statements = 1 + static_cast<int>(m_random.below(k_hub_crash_statements_max));
    auto response = m_hub.handle_and_crash(request, statements);
    if (response) return std::move(*response);
    ++m_hub_crashes;
    return cut("the hub died");
}

}  // namespace qiantai::test
