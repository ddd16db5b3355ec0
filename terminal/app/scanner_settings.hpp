#pragma once

#include <filesystem>
#include <string>

#include "schema/base/result.hpp"

namespace qiantai::app {

/// The scanner at this terminal: the table [scanner] of terminal.toml.
struct ScannerSettings {
    std::string prefix{};  ///< typed before each code; at most 16 characters, printable ASCII
};

/// The defaults if there is no such file or it doesn't say. k_settings_malformed, k_file_error.
Result<ScannerSettings> load_scanner_settings(const std::filesystem::path& file);

}  // namespace qiantai::app
