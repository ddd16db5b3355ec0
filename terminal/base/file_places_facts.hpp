#pragma once

// Where files are looked for on this computer: plain values.

#include <cstdint>
#include <string>
#include <vector>

#include "schema/base/clock.hpp"

namespace qiantai::domain {

/// A folder that matters before others.
struct FilePlace {
    enum class Kind : std::uint8_t { stick, downloads, desktop, home } kind = Kind::home;
    std::string path{};
    std::string name{};  ///< of a stick
    bool operator==(const FilePlace&) const = default;
};

struct FoundFile {
    std::string path{};
    std::string name{};
    std::int64_t bytes = 0;
    TimeMs changed_at = 0;
};

/// Most of each that one folder shows.
inline constexpr std::size_t k_folder_files_max = 500, k_folder_folders_max = 500;

struct FolderContent {
    std::string path{};
    std::string above{};                 ///< empty = there is nothing above
    std::vector<FoundFile> files{};      ///< that are wanted, the newest first
    std::vector<std::string> folders{};  ///< names
    bool has_more = false;
};

}  // namespace qiantai::domain
