#pragma once

// Asking headquarters for a customer of another store. Right, number and trail are the terminal's
// rules; the member's record comes with the feed of the next session.

#include <vector>

#include "sync/client/device_facts.hpp"
#include "sync/client/hub_client.hpp"

namespace qiantai::sync {

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

using LookedUp = std::vector<LookedUpMember>;

/// Everything the question needs, so that asking needs no database.
struct LookUpQuestion {
    DeviceFacts device;
    MemberQuery query;
};

/// Waits for the network; on any thread. Nobody has the number: empty. k_look_up_offline,
/// k_look_up_too_often, else the hub's and the transport's own errors.
Result<LookedUp> ask_headquarters(const LookUpQuestion& question, Transport& transport);

}  // namespace qiantai::sync
