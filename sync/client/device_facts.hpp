#pragma once

#include <optional>
#include <string>

#include "schema/sqlite/facts.hpp"
#include "sync/client/transport.hpp"
#include "sync/core/scope.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_terminal_not_enrolled{
    "terminal_not_enrolled", Actor::administrator,
    "This terminal is not enrolled with headquarters yet. Records are kept here; ask the "
    "administrator for a code.",
    "此终端尚未在总部注册，记录保存在本机。请向管理员索取注册码。"};

/// Who this terminal is to the hub; written by enrolment.
struct DeviceFacts {
    Uuid device_id;
    std::string device_secret;  ///< base64url
    std::string store_code;
    std::string terminal_code;
    HubAddress hub;
    std::string hub_ca;  ///< PEM
};
Reader reader_of(const DeviceFacts& device);
/// Nothing before enrolment.
Result<std::optional<DeviceFacts>> load_device_facts(sqlite::Database& database);
/// The same hub under another address, or by another way, from the next session on.
Status save_hub_address(sqlite::Database& database, const HubAddress& hub);
/// k_terminal_not_enrolled before enrolment.
Result<DeviceFacts> require_device_facts(sqlite::Database& database);

/// Everything up to here is at the hub; 0 at first.
Result<std::int64_t> load_acked_seq(sqlite::Database& database);

/// The greatest seq this database ever gave, 0 if none.
Result<std::int64_t> load_last_seq(sqlite::Database& database);

}  // namespace qiantai::sync
