#pragma once

#include <toml++/toml.h>

#include <filesystem>

#include "schema/base/result.hpp"

namespace qiantai::app {

/// terminal.toml as it stands; empty if there is none. k_settings_malformed, k_file_error.
Result<toml::table> load_settings_file(const std::filesystem::path& file);
/// One of its tables; empty if it says nothing.
Result<toml::table> load_settings_table(const std::filesystem::path& file, std::string_view table);
/// k_settings_malformed with the particulars.
Error settings_malformed(const std::filesystem::path& file, std::string_view why);

}  // namespace qiantai::app
