#include "sync/core/scope.hpp"
#include "sync/hub/http/hub_service.hpp"
#include "sync/hub/http/json_body.hpp"

namespace qiantai::hub {
namespace {

namespace json = boost::json;

constexpr std::size_t k_asked_length_max = 64;
constexpr std::size_t k_staff_number_length_max = 12;

std::optional<LookupQuery> parse_query(const json::object& body) {
    const LookupQuery query{text_member(body, "phone").value_or(""),
                            text_member(body, "card_number").value_or(""),
                            text_member(body, "staff_number").value_or("")};
    const bool asks = !query.phone.empty() || !query.card_number.empty();
    if (!asks || query.phone.size() > k_asked_length_max ||
        query.card_number.size() > k_asked_length_max ||
        query.staff_number.size() > k_staff_number_length_max) {
        return std::nullopt;
    }
    return query;
}

}  // namespace

Answer<sync::HttpResponse> HubService::answer_lookup(Call& call) {
    const Device& device = *call.device;
    if (device.store_code == sync::k_hq_store_code) {
        return Refusal{&sync::k_not_permitted, "headquarters has every member already"};
    }
    QIANTAI_TRY(const auto body, parse_json_body(call.request));
    const auto query = parse_query(body);
    if (!query) return Refusal{&sync::k_bad_request, "phone or card_number is needed"};
    QIANTAI_TRY_STATUS(check_own_clock());
    const TimeMs wait = m_lookup_limiter.take(device.id, m_parts.clock.now_ms());
    if (wait > 0) {
        return Refusal{.error = &sync::k_too_many_requests, .retry_after_ms = wait};
    }
    QIANTAI_TRY(auto writer, m_parts.store.begin_write());
    QIANTAI_TRY(const auto found, look_up_members(*writer, enrolment_context(), device, *query));
    QIANTAI_TRY_STATUS(writer->commit());
    json::array members;
    for (const auto& member : found) {
        json::object out{{"member_id", member.id.text()}, {"store_code", member.store_code}};
        if (member.until != 0) out["until"] = member.until;
        members.push_back(std::move(out));
    }
    return json_response(200, json::object{{"members", std::move(members)}});
}

}  // namespace qiantai::hub
