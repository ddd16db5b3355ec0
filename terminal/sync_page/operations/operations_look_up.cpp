#include "sync/client/member_look_up.hpp"
#include "sync/client/session_lock.hpp"
#include "terminal/members/rules/member_look_up.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/operations/described_schema.hpp"
#include "terminal/operations/input.hpp"
#include "terminal/operations/json_forms.hpp"
#include "terminal/operations/operation.hpp"
#include "terminal/sync_page/operations/sync_run.hpp"

namespace qiantai::ctl {
namespace {

using boost::json::object;
using schema::optional;
using schema::required;

/// As the member stands here now.
Result<object> show(Desk& desk, const sync::LookedUpMember& found) {
    QIANTAI_TRY(const auto details, domain::Members(desk.context).get(*desk.session, found.id));
    object out = to_json(details);
    if (found.until) out["stays_until"] = *found.until;
    return out;
}

Result<object> look_up(Desk& desk, const object& in) {
    auto& context = desk.context;
    const auto& session = *desk.session;
    QIANTAI_TRY(const auto number,
                domain::check_look_up(context, session, Input(in).text("number")));
    QIANTAI_TRY(const auto device, sync::require_device_facts(context.database));
    QIANTAI_TRY(const auto transport, desk.make_transport(device.hub, device.hub_ca));
    const sync::LookUpQuestion question{device,
                                        {number.phone, number.card_number, session.staff_number}};
    QIANTAI_TRY(const auto found, sync::ask_headquarters(question, *transport));
    std::vector<Uuid> ids;
    for (const auto& member : found) ids.push_back(member.id);
    QIANTAI_TRY_STATUS(domain::record_look_up(context, session, number, ids));
    // The members come with the feed, as everything does that headquarters sends.
    QIANTAI_TRY(const auto report, run_session(desk));
    if (report.error) return *report.error;
    boost::json::array members;
    for (const auto& member : found) {
        QIANTAI_TRY(auto shown, show(desk, member));
        members.push_back(std::move(shown));
    }
    return object{{"members", std::move(members)}};
}

schema::Json found_schema(const Manifest& manifest) {
    auto found = schema::of<domain::MemberDetails>(manifest);
    found["properties"].as_object()["stays_until"] =
        schema::time("a member of another store leaves this terminal then");
    return found;
}

}  // namespace

std::vector<Operation> member_look_up_operations(const Manifest& manifest) {
    return {
        {.name = "members.look_up",
         .summary_en = "Asks headquarters for a customer of another store by the whole phone or "
                       "card number; the member then stays on this store's terminals for 30 days. "
                       "Needs the network.",
         .summary_zh = "凭完整手机号或卡号向总部查找其他门店会员，查到后在本店保留 30 "
                       "天（需要网络）。",
         .right = domain::Right::members_look_up,
         .input = schema::object(
             {required("number", schema::text("whole mobile number or card number", 64))}),
         .output = schema::object(
             {required("members", schema::list_of("masked by role", found_schema(manifest), 50))}),
         .errors = {&domain::k_number_not_whole, &domain::k_member_nowhere,
                    &sync::k_look_up_offline, &sync::k_terminal_not_enrolled,
                    &sync::k_certificate_wrong, &sync::k_connection_cut, &sync::k_look_up_too_often,
                    &sync::k_sync_running},
         .run = look_up},
    };
}

}  // namespace qiantai::ctl
