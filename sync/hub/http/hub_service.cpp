#include "sync/hub/http/hub_service.hpp"

#include <sodium.h>

#include <utility>

#include "schema/base/encoding.hpp"
#include "sync/core/tuning.hpp"
#include "sync/hub/rules/stays.hpp"

namespace qiantai::hub {
namespace {

constexpr std::string_view k_bearer = "Bearer ";
constexpr std::size_t k_secret_bytes = 32;

bool equal_hashes(std::string_view one, std::string_view other) {
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace

std::optional<NewsAsker> parse_credentials(std::string_view authorization) {
    if (!authorization.starts_with(k_bearer)) return std::nullopt;
    const std::string_view token = authorization.substr(k_bearer.size());
    const auto dot = token.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto id = Uuid::parse(token.substr(0, dot));
    const auto secret = from_base64url(token.substr(dot + 1));
    if (!id || !secret || secret->size() != k_secret_bytes) return std::nullopt;
    return NewsAsker{*id, blake2b_256(*secret)};
}

HubService::HubService(HubParts parts)
    : m_parts(std::move(parts)),
      m_clock_guard(m_parts.store, m_parts.clock, m_parts.clock_judged),
      m_news(m_parts.store, m_parts.clock) {}

std::span<const HubService::Route> HubService::routes() {
    using enum Route::Caller;
    constexpr std::size_t k_small = sync::tuning::k_unproven_body_bytes_max;
    static constexpr Route k_routes[] = {
        {"GET", "/v1/ca", &HubService::answer_ca, anybody, Lane::door, k_small},
        {"GET", "/v1/hello", &HubService::answer_hello, terminal, Lane::door, k_small},
        {"POST", "/v1/enrol", &HubService::answer_enrol, anybody, Lane::people, k_small},
        {"POST", "/v1/enrolment-codes", &HubService::answer_enrolment_code, terminal, Lane::people,
         k_small},
        {"POST", "/v1/changes", &HubService::answer_changes, terminal, Lane::pushes,
         sync::tuning::k_body_bytes_max},
        {"GET", "/v1/news", &HubService::answer_news, terminal, Lane::door, k_small},
        {"GET", "/v1/feed", &HubService::answer_feed, terminal, Lane::reads, k_small},
        {"POST", "/v1/lookup", &HubService::answer_lookup, terminal, Lane::people, k_small},
        {"GET", "/v1/attachment", &HubService::answer_get_attachment, terminal, Lane::reads,
         k_small},
        {"POST", "/v1/attachment", &HubService::answer_put_attachment, terminal, Lane::reads,
         k_content_piece_bytes},
        {"GET", "/v1/openapi.json", &HubService::answer_openapi, anybody, Lane::door, k_small},
        {"GET", "/healthz", &HubService::answer_health, anybody, Lane::people, k_small},
    };
    return k_routes;
}

sync::HttpResponse HubService::handle(const sync::HttpRequest& request) {
    auto admission = admit(request);
    if (admission.refusal) return std::move(*admission.refusal);
    return answer(admission, request);
}

HubService::Admission HubService::admit(const sync::HttpRequest& head) {
    const auto begun = std::chrono::steady_clock::now();
    const std::string_view target = head.target;
    Call call{head};
    Admission admission;
    std::string_view name = "other";
    const auto refuse = [&](Refusal why) {
        admission.refusal = finish(call, name, std::move(why), begun);
        return std::move(admission);
    };
    try {
        auto route = find_route(head.method, target.substr(0, target.find('?')));
        if (!route) return refuse(route.error());
        name = (*route)->path;
        admission.route = *route;
        admission.lane = (*route)->lane;
        admission.body_bytes_max = (*route)->body_bytes_max;
        if ((*route)->caller == Route::Caller::anybody) return admission;
        const auto admitted = admit_device(call, admission);
        if (!admitted) return refuse(admitted.error());
        return admission;
    } catch (const std::exception& failed) {
        // No memory, in all likelihood.
        call.failure = failed.what();
        return refuse({&sync::k_hub_failed});
    }
}

Answer<void> HubService::admit_device(Call& call, Admission& admission) {
    QIANTAI_TRY(admission.device, authenticate(call));
    admission.turn = m_turns.begin(admission.device->id, admission.lane);
    if (!admission.turn) {
        return Refusal{.error = &sync::k_device_busy,
                       .retry_after_ms = sync::tuning::k_device_busy_wait_ms};
    }
    return {};
}

sync::HttpResponse HubService::answer(Admission& admission, const sync::HttpRequest& request) {
    const auto begun = std::chrono::steady_clock::now();
    const std::string_view target = request.target;
    const auto mark = target.find('?');
    Call call{request,
              mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1)};
    if (admission.device) {
        call.device = &*admission.device;
        call.device_id = call.device->id.text();
    }
    const auto turn = std::exchange(admission.turn, std::nullopt);
    const auto& route = *admission.route;
    try {
        auto response = finish(call, route.path, (this->*route.handler)(call), begun);
        admission.quiet = std::move(call.quiet);
        return response;
    } catch (const std::exception& failed) {
        // No memory, in all likelihood. A transaction that was open has been rolled back on the way
        // here.
        call.failure = failed.what();
        return finish(call, route.path, Refusal{&sync::k_hub_failed}, begun);
    }
}

sync::HttpResponse HubService::finish(Call& call, std::string_view route_name,
                                      Answer<sync::HttpResponse> answer,
                                      std::chrono::steady_clock::time_point begun) {
    if (!answer && answer.error().failure) call.failure = answer.error().failure->message();
    auto response = answer ? std::move(*answer) : refusal_response(answer.error());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    m_metrics.count_request(route_name, response.status, took.count());
    if (m_parts.log) {
        m_parts.log({call.request.method, route_name, response.status, took.count(), call.device_id,
                     call.request.peer_address, call.failure});
    }
    return response;
}

Answer<const HubService::Route*> HubService::find_route(std::string_view method,
                                                        std::string_view path) {
    std::string allowed;
    for (const auto& route : routes()) {
        if (route.path != path) continue;
        if (route.method == method) return &route;
        if (!allowed.empty()) allowed += ", ";
        allowed += route.method;
    }
    if (allowed.empty()) return Refusal{&sync::k_not_found};
    return Refusal{.error = &sync::k_method_not_allowed, .allowed_method = allowed};
}

Answer<Device> HubService::check_device(std::optional<Device> device) {
    if (!device) return Refusal{&sync::k_not_enrolled};
    if (device->status == DeviceStatus::revoked) return Refusal{&sync::k_device_revoked};
    if (device->status == DeviceStatus::blocked) return Refusal{&sync::k_device_blocked};
    return std::move(*device);
}

Answer<Device> HubService::authenticate(Call& call) {
    const auto credentials = parse_credentials(call.request.authorization);
    if (!credentials) return Refusal{&sync::k_not_enrolled};
    QIANTAI_TRY(auto reader, m_parts.store.begin_read());
    QIANTAI_TRY(auto known, reader->load_device(credentials->device_id));
    reader.reset();
    // An unknown device costs the same comparison as a known one with a wrong secret.
    const std::string expected = known ? known->secret_hash : std::string(32, '\0');
    if (!equal_hashes(expected, credentials->secret_hash) || !known) {
        return Refusal{&sync::k_not_enrolled};
    }
    call.device_id = known->id.text();
    QIANTAI_TRY(auto device, check_device(std::move(known)));
    note_seen(device);
    return device;
}

/// That a device called is worth a write now and then, but no waiting: who is served here holds up
/// others. If the write fails, the request itself may well succeed.
void HubService::note_seen(const Device& device) {
    const TimeMs now = m_parts.clock.now_ms();
    if (now - device.last_seen_at < sync::tuning::k_last_seen_step_ms) return;
    const auto clock = m_clock_guard.judge();
    if (!clock || clock->is_doubtful()) return;
    auto writer = m_parts.store.try_begin_write();
    if (!writer || !*writer || !(*writer)->touch_device(device.id, now)) return;
    if (!(*writer)->save_fact(fact::k_last_time, std::to_string(now))) return;
    static_cast<void>((*writer)->commit());
}

/// Reading proves nothing of a full or read-only disk. Anybody may ask, so that it is tried now and
/// then only.
Status HubService::try_write() {
    const MutexLock lock(m_health_mutex);
    const TimeMs boot = m_parts.clock.boot_ms();
    if (m_written_at && boot - *m_written_at < sync::tuning::k_health_write_step_ms) return {};
    m_written_at.reset();
    QIANTAI_TRY(auto writer, m_parts.store.begin_write());
    QIANTAI_TRY_STATUS(writer->save_fact(fact::k_health, std::to_string(boot)));
    QIANTAI_TRY_STATUS(writer->commit());
    m_written_at = boot;
    return {};
}

Result<StoreFigures> HubService::figures() {
    QIANTAI_TRY(const auto clock, m_clock_guard.judge());
    m_metrics.note_clock(clock.is_doubtful());
    QIANTAI_TRY(auto reader, m_parts.store.begin_read());
    return reader->load_figures(FigureDetail::quick);
}

Answer<void> HubService::check_own_clock() {
    QIANTAI_TRY(const auto clock, m_clock_guard.judge());
    if (clock.is_doubtful()) return Refusal{&sync::k_hub_clock_doubtful};
    return {};
}

Status HubService::end_stays_of(const Device& device) {
    QIANTAI_TRY(const auto clock, m_clock_guard.judge());
    if (clock.is_doubtful()) return {};
    return end_stays(m_parts.store, m_parts.manifest, device, m_parts.clock.now_ms());
}

EnrolmentContext HubService::enrolment_context() {
    return {m_parts.manifest, m_parts.clock, m_parts.random};
}

}  // namespace qiantai::hub
