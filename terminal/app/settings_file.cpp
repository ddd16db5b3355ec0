#include "terminal/app/settings_file.hpp"

#include "schema/base/file.hpp"
#include "terminal/app/display_settings.hpp"

namespace qiantai::app {

Error settings_malformed(const std::filesystem::path& file, std::string_view why) {
    return make_error(k_settings_malformed, fmt::format("{}: {}", file.string(), why));
}

Result<toml::table> load_settings_file(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return toml::table{};
    QIANTAI_TRY(const auto text, read_file(file));
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& failed) {
        return settings_malformed(
            file, fmt::format("line {}: {}", failed.source().begin.line, failed.description()));
    }
}

Result<toml::table> load_settings_table(const std::filesystem::path& file, std::string_view table) {
    QIANTAI_TRY(const auto whole, load_settings_file(file));
    if (!whole.contains(table)) return toml::table{};
    const auto* found = whole[table].as_table();
    if (found == nullptr) return settings_malformed(file, fmt::format("{} is no table", table));
    return *found;
}

}  // namespace qiantai::app
