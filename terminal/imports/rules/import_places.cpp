#include "terminal/imports/rules/import_places.hpp"

#include <unistd.h>

#include <filesystem>

namespace qiantai::domain {

std::string import_errors_place(const std::string& file, const FileRoots& roots) {
    const std::filesystem::path path(file);
    const auto name = path.filename().string() + ".errors.csv";
    const bool beside = ::access(path.parent_path().c_str(), W_OK) == 0;
    if (beside || roots.home.empty()) return (path.parent_path() / name).string();
    return (std::filesystem::path(roots.home) / name).string();
}

}  // namespace qiantai::domain
