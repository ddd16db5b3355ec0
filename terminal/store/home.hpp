#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "schema/base/result.hpp"

namespace qiantai::store {

/// Where a terminal keeps its files.
struct Home {
    std::filesystem::path config;    ///< terminal.toml
    std::filesystem::path database;  ///< data/terminal.db
    std::filesystem::path key;       ///< 32 bytes; never in the database's folder
    std::filesystem::path
        old_keys;  ///< <key id>.key of keys that were rotated away, for older backups
    std::filesystem::path backups;
    std::filesystem::path logs;
    /// The key is handed in by the service manager: this program neither makes nor rotates it.
    bool key_is_managed = false;

    std::filesystem::path data() const { return database.parent_path(); }
};

using Environment = std::function<std::optional<std::string>(const char* name)>;
/// The process's own environment.
std::optional<std::string> process_environment(const char* name);

/// With `directory` (--home) everything lies below it. A service has data, backups, logs and keys
/// below $STATE_DIRECTORY and its configuration in $CONFIGURATION_DIRECTORY if it has that.
/// Everybody else has data, backups and logs in $XDG_DATA_HOME/qiantai (~/.local/share/qiantai),
/// configuration and keys in $XDG_CONFIG_HOME/qiantai (~/.config/qiantai). If
/// $CREDENTIALS_DIRECTORY/terminal.key exists it is the key in all three cases. Makes nothing.
/// k_home_unknown if no place can be found.
Result<Home> resolve_home(const std::optional<std::filesystem::path>& directory,
                          const Environment& environment = process_environment);

inline constexpr ErrorKind k_home_unknown{
    "home_unknown", Actor::administrator,
    "There is no place for the terminal's files: neither --home nor HOME is given.",
    "无法确定终端文件的存放位置：未指定 --home，也没有 HOME 环境变量。"};

}  // namespace qiantai::store
