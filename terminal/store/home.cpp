#include "terminal/store/home.hpp"

#include <cstdlib>

namespace qiantai::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* k_key_name = "terminal.key";

/// The first of systemd's colon-separated folders.
std::optional<fs::path> first_folder(const Environment& environment, const char* name) {
    const auto value = environment(name);
    if (!value || value->empty()) return std::nullopt;
    return fs::path(value->substr(0, value->find(':')));
}

/// $variable/qiantai, else $HOME/below_home/qiantai. XDG says that a relative path is to be
/// ignored.
std::optional<fs::path> xdg_folder(const Environment& environment, const char* variable,
                                   const char* below_home) {
    if (const auto value = environment(variable); value && fs::path(*value).is_absolute()) {
        return fs::path(*value) / "qiantai";
    }
    const auto home = environment("HOME");
    if (!home || home->empty()) return std::nullopt;
    return fs::path(*home) / below_home / "qiantai";
}

Home below(const fs::path& state, const fs::path& config, const fs::path& keys) {
    return {.config = config / "terminal.toml",
            .database = state / "data" / "terminal.db",
            .key = keys / k_key_name,
            .old_keys = keys / "old",
            .backups = state / "backups",
            .logs = state / "logs"};
}

}  // namespace

std::optional<std::string> process_environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? std::optional<std::string>(value) : std::nullopt;
}

Result<Home> resolve_home(const std::optional<fs::path>& directory,
                          const Environment& environment) {
    Home home;
    if (directory) {
        home = below(*directory, *directory, *directory / "keys");
    } else if (const auto state = first_folder(environment, "STATE_DIRECTORY")) {
        // A service can't write to its configuration, so a key it makes itself lies beside its
        // data.
        const auto config = first_folder(environment, "CONFIGURATION_DIRECTORY");
        home = below(*state, config.value_or(*state), *state / "keys");
    } else {
        const auto data = xdg_folder(environment, "XDG_DATA_HOME", ".local/share");
        const auto config = xdg_folder(environment, "XDG_CONFIG_HOME", ".config");
        if (!data || !config) return make_error(k_home_unknown);
        home = below(*data, *config, *config / "keys");
    }
    if (const auto credentials = first_folder(environment, "CREDENTIALS_DIRECTORY")) {
        std::error_code ignored;
        if (fs::exists(*credentials / k_key_name, ignored)) {
            home.key = *credentials / k_key_name;
            home.key_is_managed = true;
        }
    }
    return home;
}

}  // namespace qiantai::store
