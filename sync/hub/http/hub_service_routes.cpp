#include "schema/base/encoding.hpp"
#include "sync/core/scope.hpp"
#include "sync/core/versions.hpp"
#include "sync/hub/http/hub_service.hpp"
#include "sync/hub/http/json_body.hpp"
#include "sync/hub/rules/stays.hpp"

namespace qiantai::hub {
namespace {

namespace json = boost::json;

constexpr std::size_t k_terminal_name_length_max = 60;
constexpr std::size_t k_bundle_key_bytes = 32;

json::value text_or_null(const Uuid& id) {
    return id.is_nil() ? json::value() : json::value(id.text());
}

}  // namespace

sync::HttpResponse HubService::answer_ca(Call&) {
    return text_response("application/x-pem-file", m_parts.identity.ca_pem);
}

sync::HttpResponse HubService::answer_openapi(Call&) {
    return text_response("application/json", std::string(openapi_text()));
}

sync::HttpResponse HubService::answer_hello(Call& call) {
    const auto caller = authenticate(call);
    if (!caller) return store_failed(call, caller.error());
    if (const auto* refusal = std::get_if<Refusal>(&*caller)) return refusal_response(*refusal);
    const auto& device = std::get<Device>(*caller);
    const TimeMs now = m_parts.clock.now_ms();
    if (const auto ended = end_stays(m_parts.store, m_parts.manifest, device, now); !ended) {
        return store_failed(call, ended.error());
    }
    auto reader = m_parts.store.begin_read();
    if (!reader) return store_failed(call, reader.error());
    const auto generation = (*reader)->load_fact(fact::k_generation);
    if (!generation) return store_failed(call, generation.error());
    json::array scopes;
    for (const auto& scope : sync::readable_scopes({device.store_code, device.terminal_code}))
        scopes.emplace_back(scope);
    return json_response(200, json::object{{"hub_time", now},
                                           {"generation", generation->value_or("")},
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

sync::HttpResponse HubService::answer_enrol(Call& call) {
    const std::string& address = call.request.peer_address;
    const TimeMs now = m_parts.clock.now_ms();
    if (const TimeMs wait = m_limiter.wait_ms(address, now); wait > 0) {
        return refusal_response({.error = &sync::k_too_many_requests, .retry_after_ms = wait});
    }
    const auto body = parse_json_body(call.request);
    if (const auto* refusal = std::get_if<Refusal>(&body)) return refusal_response(*refusal);
    const auto code = text_member(std::get<json::object>(body), "code");
    const auto key_text = text_member(std::get<json::object>(body), "bundle_public_key");
    const auto key = key_text ? from_base64url(*key_text) : std::nullopt;
    if (!code || !key || key->size() != k_bundle_key_bytes) {
        return refusal_response({&sync::k_bad_request, "code and bundle_public_key are needed"});
    }
    auto writer = m_parts.store.begin_write();
    if (!writer) return store_failed(call, writer.error());
    const auto enrolled = enrol(**writer, enrolment_context(), *code, *key);
    if (!enrolled && enrolled.error().kind == &k_terminals_exhausted) {
        return refusal_response({&sync::k_not_permitted, enrolled.error().message()});
    }
    if (!enrolled) return store_failed(call, enrolled.error());
    if (!*enrolled) {
        m_limiter.record_failure(address, now);
        return refusal_response({&sync::k_code_wrong});
    }
    const auto generation = (*writer)->load_fact(fact::k_generation);
    if (!generation) return store_failed(call, generation.error());
    if (const auto committed = (*writer)->commit(); !committed)
        return store_failed(call, committed.error());
    m_limiter.record_success(address);
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
                          {"generation", generation->value_or("")},
                          {"hub_time", now}});
}

sync::HttpResponse HubService::answer_enrolment_code(Call& call) {
    const auto caller = authenticate(call);
    if (!caller) return store_failed(call, caller.error());
    if (const auto* refusal = std::get_if<Refusal>(&*caller)) return refusal_response(*refusal);
    if (std::get<Device>(*caller).store_code != sync::k_hq_store_code) {
        return refusal_response(
            {&sync::k_not_permitted, "only headquarters makes enrolment codes"});
    }
    const auto body = parse_json_body(call.request);
    if (const auto* refusal = std::get_if<Refusal>(&body)) return refusal_response(*refusal);
    const auto store_code = text_member(std::get<json::object>(body), "store_code");
    const auto name = text_member(std::get<json::object>(body), "terminal_name");
    if (!store_code || !name || name->empty() ||
        count_code_points(*name) > k_terminal_name_length_max) {
        return refusal_response({&sync::k_bad_request, "store_code and terminal_name are needed"});
    }
    auto writer = m_parts.store.begin_write();
    if (!writer) return store_failed(call, writer.error());
    const auto made =
        make_code(**writer, enrolment_context(), m_parts.identity.ca_der, *store_code, *name);
    if (!made && made.error().kind == &k_store_unknown) {
        return refusal_response({&sync::k_bad_request, made.error().message()});
    }
    if (!made) return store_failed(call, made.error());
    if (const auto committed = (*writer)->commit(); !committed)
        return store_failed(call, committed.error());
    return json_response(
        200, json::object{{"code", made->code.text()}, {"expires_at", made->expires_at}});
}

sync::HttpResponse HubService::answer_health(Call& call) {
    auto reader = m_parts.store.begin_read();
    if (!reader) return store_failed(call, reader.error());
    const auto generation = (*reader)->load_fact(fact::k_generation);
    if (!generation) return store_failed(call, generation.error());
    return json_response(200, json::object{{"status", "ok"}});
}

sync::HttpResponse HubService::answer_metrics(Call& call) {
    auto reader = m_parts.store.begin_read();
    if (!reader) return store_failed(call, reader.error());
    const auto figures = (*reader)->load_figures(FigureDetail::quick);
    if (!figures) return store_failed(call, figures.error());
    return text_response("text/plain; version=0.0.4", m_metrics.text(*figures));
}

}  // namespace qiantai::hub
