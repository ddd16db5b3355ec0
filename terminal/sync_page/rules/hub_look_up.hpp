#pragma once

// Asking headquarters for a customer of another store: the same steps for qiantaictl and the
// window. Right and number first, then the question over the network, then the trail; the member's
// record comes with the feed of the next session.

#include "sync/client/device_facts.hpp"
#include "sync/client/hub_client.hpp"
#include "terminal/members/rules/member_look_up.hpp"

namespace qiantai::link {

inline constexpr ErrorKind k_look_up_offline{
    "look_up_offline", Actor::clerk,
    "Headquarters can't be reached, so customers of other stores can't be looked up now. Serve the "
    "customer and look again when the network is back.",
    "现在连不上总部，无法查找其他门店会员。请先接待顾客，网络恢复后再查。"};
inline constexpr ErrorKind k_look_up_too_often{
    "look_up_too_often", Actor::clerk,
    "This terminal has asked headquarters very often in the last hour. Wait a little and ask "
    "again.",
    "本终端一小时内查找次数已达上限，请稍后再查。"};

using LookedUp = std::vector<sync::LookedUpMember>;

/// Everything the question needs, so that asking needs no database.
struct LookUpQuestion {
    sync::DeviceFacts device;
    domain::LookUpNumber number;
    std::string staff_number;
};

/// Right: members_look_up. domain::k_number_not_whole, sync::k_terminal_not_enrolled.
Result<LookUpQuestion> prepare_look_up(domain::ServiceContext& context,
                                       const domain::Session& session, std::string_view typed);

/// Waits for the network; on any thread. Nobody has the number: empty. k_look_up_offline,
/// k_look_up_too_often, else the hub's and the transport's own errors.
Result<LookedUp> ask_headquarters(const LookUpQuestion& question, sync::Transport& transport);

/// Writes the trail. domain::k_member_nowhere if nobody was found.
Status record_answer(domain::ServiceContext& context, const domain::Session& session,
                     const LookUpQuestion& question, const LookedUp& found);

}  // namespace qiantai::link
