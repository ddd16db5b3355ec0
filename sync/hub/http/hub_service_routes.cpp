#include "schema/base/encoding.hpp"
#include "sync/core/scope.hpp"
#include "sync/core/versions.hpp"
#include "sync/hub/http/hub_service.hpp"
#include "sync/hub/http/json_body.hpp"

namespace qiantai::hub {
namespace {

namespace json = boost::json;

constexpr std::size_t k_terminal_name_length_max = 60;
constexpr std::size_t k_bundle_key_bytes = 32;

json::value text_or_null(const Uuid& id) {
    return id.is_nil() ? json::value() : json::value(id.text());
}

}  // namespace

Answer<sync::HttpResponse> HubService::answer_ca(Call&) {
    return text_response("application/x-pem-file", m_parts.identity.ca_pem);
}

Answer<sync::HttpResponse> HubService::answer_openapi(Call&) {
    return text_response("application/json", std::string(openapi_text()));
}

Answer<sync::HttpResponse> HubService::answer_hello(Call& call) {
    const Device& device = *call.device;
    const TimeMs now = m_parts.clock.now_ms();
    // What its own clock shows.
    if (const auto its_time = query_number(call.query, "time", sync::Hlc::k_time_ms_max)) {
        m_clock_guard.note_terminal(device.id, *its_time);
    }
    QIANTAI_TRY(const auto clock, m_clock_guard.judge());
    // What a full disk keeps from ending ends at a later greeting; nobody is sent away for it.
    if (const auto ended = end_stays_of(device); !ended && ended.error().code() != k_storage_full) {
        return ended.error();
    }
    QIANTAI_TRY(auto reader, m_parts.store.begin_read());
    QIANTAI_TRY(const auto generation, reader->load_fact(fact::k_generation));
    json::array scopes;
    for (const auto& scope : sync::readable_scopes({device.store_code, device.terminal_code}))
        scopes.emplace_back(scope);
    return json_response(200, json::object{{"hub_time", now},
                                           {"clock", code_of(clock.said())},
                                           {"generation", generation.value_or("")},
                                           {"device_id", device.id.text()},
                                           {"store_code", device.store_code},
                                           {"terminal_code", device.terminal_code},
                                           {"incarnation", text_or_null(device.incarnation)},
                                           {"last_seq", device.last_seq},
                                           {"schema_version", m_parts.manifest.schema_version()},
                                           {"wire_min", sync::k_wire_version_min},
                                           {"wire_max", sync::k_wire_version},
                                           {"scopes", std::move(scopes)}});
}

Answer<sync::HttpResponse> HubService::answer_enrol(Call& call) {
    const std::string& address = call.request.peer_address;
    const TimeMs now = m_parts.clock.now_ms();
    const TimeMs boot = m_parts.clock.boot_ms();
    if (const TimeMs wait = m_limiter.wait_ms(address, boot); wait > 0) {
        return Refusal{.error = &sync::k_too_many_requests, .retry_after_ms = wait};
    }
    QIANTAI_TRY(const auto body, parse_json_body(call.request));
    const auto code = text_member(body, "code");
    const auto key_text = text_member(body, "bundle_public_key");
    const auto key = key_text ? from_base64url(*key_text) : std::nullopt;
    if (!code || !key || key->size() != k_bundle_key_bytes) {
        return Refusal{&sync::k_bad_request, "code and bundle_public_key are needed"};
    }
    QIANTAI_TRY_STATUS(check_own_clock());
    QIANTAI_TRY(auto writer, m_parts.store.begin_write());
    const auto enrolled = enrol(*writer, enrolment_context(), *code, *key);
    if (!enrolled && enrolled.error().kind == &k_terminals_exhausted) {
        return Refusal{&sync::k_not_permitted, enrolled.error().message()};
    }
    if (!enrolled) return enrolled.error();
    if (!*enrolled) {
        m_limiter.record_failure(address, boot);
        return Refusal{&sync::k_code_wrong};
    }
    QIANTAI_TRY(const auto generation, writer->load_fact(fact::k_generation));
    QIANTAI_TRY_STATUS(writer->commit());
    const auto& [device, secret] = **enrolled;
    call.device_id = device.id.text();
    const auto& identity = m_parts.identity;
    return json_response(
        200, json::object{{"device_id", device.id.text()},
                          {"secret", to_base64url(secret)},
                          {"store_code", device.store_code},
                          {"terminal_code", device.terminal_code},
                          {"chain_name", identity.chain_name},
                          {"hub_bundle_public_key", to_base64url(identity.bundle_keys.public_key)},
                          {"generation", generation.value_or("")},
                          {"hub_time", now}});
}

Answer<sync::HttpResponse> HubService::answer_enrolment_code(Call& call) {
    if (call.device->store_code != sync::k_hq_store_code) {
        return Refusal{&sync::k_not_permitted, "only headquarters makes enrolment codes"};
    }
    QIANTAI_TRY(const auto body, parse_json_body(call.request));
    const auto store_code = text_member(body, "store_code");
    const auto name = text_member(body, "terminal_name");
    if (!store_code || !name || name->empty() ||
        count_code_points(*name) > k_terminal_name_length_max) {
        return Refusal{&sync::k_bad_request, "store_code and terminal_name are needed"};
    }
    QIANTAI_TRY_STATUS(check_own_clock());
    QIANTAI_TRY(auto reader, m_parts.store.begin_read());
    const auto open = check_store_open(*reader, *store_code);
    if (!open && open.error().kind == &k_store_unknown) {
        return Refusal{&sync::k_bad_request, open.error().message()};
    }
    if (!open) return open.error();
    reader.reset();
    QIANTAI_TRY(auto writer, m_parts.store.begin_write());
    QIANTAI_TRY(const auto made, make_code(*writer, enrolment_context(), m_parts.identity.ca_der,
                                           *store_code, *name));
    QIANTAI_TRY_STATUS(writer->commit());
    return json_response(200,
                         json::object{{"code", made.code.text()}, {"expires_at", made.expires_at}});
}

Answer<sync::HttpResponse> HubService::answer_health(Call&) {
    QIANTAI_TRY(auto reader, m_parts.store.begin_read());
    QIANTAI_TRY_STATUS(reader->load_fact(fact::k_generation));
    reader.reset();
    QIANTAI_TRY_STATUS(try_write());
    QIANTAI_TRY(const auto clock, m_clock_guard.judge());
    if (!clock.is_doubtful()) return json_response(200, json::object{{"status", "ok"}});
    // Feeds are still served, so that it is no failure.
    return json_response(200, json::object{{"status", "clock_doubtful"},
                                           {"against", code_of(clock.against)},
                                           {"ahead_ms", clock.ahead_ms},
                                           {"hub_time", m_parts.clock.now_ms()}});
}

}  // namespace qiantai::hub
