#include "sync/client/member_look_up.hpp"

#include "sync/core/hub_errors.hpp"

namespace qiantai::sync {

Result<LookedUp> ask_headquarters(const LookUpQuestion& question, Transport& transport) {
    const auto& device = question.device;
    HubClient hub(transport, authorization_of(device.device_id, device.device_secret));
    auto found = hub.look_up(question.query);
    if (found) return found;
    const auto& error = found.error();
    if (is_network_error(error)) return make_error(k_look_up_offline, error.message());
    if (error.code() == k_too_many_requests.kind.code) return make_error(k_look_up_too_often);
    return found;
}

}  // namespace qiantai::sync
