#include "sync/hub/rules/hub_reply.hpp"

#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

Refusal Refusal::of_failure(Error failure) {
    const bool passes = failure.actor() == Actor::itself;
    Refusal refusal{passes ? &sync::k_hub_stopping : &sync::k_hub_failed};
    if (failure.code() == k_storage_full) refusal.error = &sync::k_hub_storage_full;
    refusal.failure = std::move(failure);
    return refusal;
}

Error Refusal::as_error() const {
    return failure ? *failure : make_error(error->kind, detail);
}

sync::HttpResponse json_response(int status, const boost::json::value& body) {
    return {status, "application/json", "", boost::json::serialize(body), {}};
}

sync::HttpResponse refusal_response(const Refusal& refusal) {
    const auto& kind = refusal.error->kind;
    boost::json::object body{{"code", kind.code},
                             {"actor", actor_name(kind.actor)},
                             {"words_en", kind.words_en},
                             {"words_zh", kind.words_zh},
                             {"detail", refusal.detail}};
    if (refusal.expected_seq) body["expected_seq"] = *refusal.expected_seq;
    if (refusal.hub_time) body["hub_time"] = *refusal.hub_time;
    if (refusal.clock_bound) body["clock_bound"] = refusal.clock_bound->raw();
    auto response = json_response(refusal.error->http_status, body);
    if (refusal.retry_after_ms) {
        response.headers["Retry-After"] = std::to_string((*refusal.retry_after_ms + 999) / 1000);
    }
    if (!refusal.allowed_method.empty()) response.headers["Allow"] = refusal.allowed_method;
    return response;
}

sync::HttpResponse text_response(std::string_view content_type, std::string body) {
    return {200, std::string(content_type), "", std::move(body), {}};
}

}  // namespace qiantai::hub
