#pragma once

#include "sync/hub/rules/enrolment.hpp"

namespace qiantai::hub {

inline constexpr ErrorKind k_device_unknown{
    "device_unknown", Actor::administrator,
    "The hub knows no such terminal. List them with qiantai-hub device list.",
    "中心没有此终端。可用 qiantai-hub device list 查看。"};
inline constexpr ErrorKind k_device_not_blocked{
    "device_not_blocked", Actor::administrator,
    "This terminal is not blocked; nothing was changed.", "此终端未被暂停，未作任何改动。"};

/// By id, or by store and terminal code: "S001/T02".
Result<Device> find_device(HubReader& reader, std::string_view name);

/// Whoever keeps what it knows of terminals forgets it: to be called by whoever changes a device's
/// status, in the same transaction.
Status note_devices_changed(HubWriter& writer);

/// Revokes: the device is refused from its next call on, and its terminal row says so everywhere.
/// Not committed.
Status revoke_device(HubWriter& writer, const Manifest& manifest, TimeMs now, Device device);

/// Lets a blocked device in again: the next database that calls as this device is taken for the
/// right one, with the changes it has to send, also one that another had taken the place of. It is
/// in the audit trail, where it explains that the terminal's chain has two ends. Not committed.
/// k_device_not_blocked.
Status unblock_device(HubWriter& writer, const EnrolmentContext& context, Device device);

}  // namespace qiantai::hub
