#include "terminal/sync_page/rules/hub_look_up.hpp"

#include "sync/core/hub_errors.hpp"

namespace qiantai::link {

Result<LookUpQuestion> prepare_look_up(domain::ServiceContext& context,
                                       const domain::Session& session, std::string_view typed) {
    LookUpQuestion question;
    QIANTAI_TRY(question.number, domain::check_look_up(context, session, typed));
    QIANTAI_TRY(question.device, sync::require_device_facts(context.database));
    question.staff_number = session.staff_number;
    return question;
}

Result<LookedUp> ask_headquarters(const LookUpQuestion& question, sync::Transport& transport) {
    const auto& device = question.device;
    sync::HubClient hub(transport, sync::authorization_of(device.device_id, device.device_secret));
    auto found =
        hub.look_up({question.number.phone, question.number.card_number, question.staff_number});
    if (found) return found;
    const auto& error = found.error();
    if (sync::is_network_error(error)) return make_error(k_look_up_offline, error.message());
    if (error.code() == sync::k_too_many_requests.kind.code) return make_error(k_look_up_too_often);
    return found;
}

Status record_answer(domain::ServiceContext& context, const domain::Session& session,
                     const LookUpQuestion& question, const LookedUp& found) {
    std::vector<Uuid> ids;
    for (const auto& member : found) ids.push_back(member.id);
    QIANTAI_TRY_STATUS(domain::record_look_up(context, session, question.number, ids));
    if (ids.empty()) return make_error(domain::k_member_nowhere, {}, "number");
    return {};
}

}  // namespace qiantai::link
