#pragma once

// What the subcommands of qiantai-hub do, without parsing a command line. Each writes its result to
// `out` and gives what went wrong as an Error, whose words name who must act.

#include <iosfwd>

#include "sync/hub/program/hub_home.hpp"

namespace qiantai::hub {

inline constexpr ErrorKind k_pin_unsuitable{
    "pin_unsuitable", Actor::administrator,
    "The PIN file must hold 4 to 8 digits and nothing else.", "PIN 文件内只能是 4 至 8 位数字。"};
inline constexpr ErrorKind k_argument_unsuitable{"argument_unsuitable", Actor::administrator,
                                                 "An argument can't be used.", "参数不可用。"};

struct CommandContext {
    HubPaths paths;
    Clock& clock;
    Random& random;
    std::ostream& out;
};

struct InitArguments {
    std::string chain_name;
    std::vector<std::string> hosts;
    std::string listen;
    std::string admin_number;
    std::string admin_name;
    std::filesystem::path admin_pin_file;
    std::string database;  ///< of a PostgreSQL; empty: a file in the home
};
Status run_init(CommandContext context, const InitArguments& arguments);
Status run_renew_certificate(CommandContext context, const std::vector<std::string>& hosts);

Status run_code(CommandContext context, const std::string& store_code,
                const std::string& terminal_name);
Status run_device_list(CommandContext context);
Status run_device_revoke(CommandContext context, const std::string& device);
Status run_clock_show(CommandContext context);
Status run_clock_confirm(CommandContext context);
Status run_clock_accept(CommandContext context);
Status run_device_unblock(CommandContext context, const std::string& device);

struct ServeArguments {
    std::string listen;         ///< empty: as in hub.toml
    std::string health_listen;  ///< empty: as in hub.toml
    int threads = 0;            ///< 0: as in hub.toml
    std::filesystem::path port_file;
};
/// Serves until SIGTERM or SIGINT.
Status run_serve(CommandContext context, const ServeArguments& arguments);

Status run_backup_create(CommandContext context, int keep);
Status run_backup_restore(CommandContext context, const std::filesystem::path& backup);
Status run_bundle_import(CommandContext context, const std::filesystem::path& bundle,
                         const std::filesystem::path& reply);
Status run_inspect(CommandContext context);
/// `database`: a connection string, or "file".
Status run_move(CommandContext context, const std::string& database);

/// Writes the findings as JSON lines and a summary; `sound` is false if there are any.
struct AuditVerdict {
    bool sound = true;
};
Result<AuditVerdict> run_audit_verify(CommandContext context);

}  // namespace qiantai::hub
