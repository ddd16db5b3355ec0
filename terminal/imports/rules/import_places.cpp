#include "terminal/imports/rules/import_places.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <tuple>

#include "schema/base/file.hpp"
#include "terminal/imports/rules/import_look.hpp"

namespace qiantai::domain {
namespace {

namespace fs = std::filesystem;
using Kind = ImportPlace::Kind;

/// What desktops call these folders here.
constexpr std::string_view k_downloads[] = {"Downloads", "下载"};
constexpr std::string_view k_desktops[] = {"Desktop", "桌面"};

bool is_hidden(const fs::path& path) {
    return path.filename().string().starts_with('.');
}

std::vector<fs::path> folders_in(const fs::path& folder) {
    std::error_code failed;
    std::vector<fs::path> found;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        std::error_code unknown;
        if (!is_hidden(at->path()) && at->is_directory(unknown)) found.push_back(at->path());
    }
    std::ranges::sort(found);
    return found;
}

/// Another device lies there than in the folder above.
bool is_mounted(const fs::path& folder) {
    struct stat own {
    }, above{};
    return ::stat(folder.c_str(), &own) == 0 && ::stat(folder.parent_path().c_str(), &above) == 0 &&
           own.st_dev != above.st_dev;
}

void add_sticks(const fs::path& root, std::vector<ImportPlace>& places) {
    const auto add = [&](const fs::path& folder) {
        if (!is_mounted(folder)) return;
        places.push_back({Kind::stick, folder.string(), folder.filename().string()});
    };
    for (const auto& folder : folders_in(root)) {
        add(folder);
        for (const auto& below : folders_in(folder)) add(below);
    }
}

std::vector<ImportFileFound> files_in(const fs::path& folder, std::error_code& failed) {
    std::vector<ImportFileFound> files;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        const auto name = at->path().filename().string();
        struct stat info {};
        if (!is_importable_name(name) || ::stat(at->path().c_str(), &info) != 0 ||
            !S_ISREG(info.st_mode)) {
            continue;
        }
        constexpr TimeMs k_ms = 1000;
        files.push_back({at->path().string(), name, info.st_size, info.st_mtim.tv_sec * k_ms});
    }
    return files;
}

void sort_newest_first(std::vector<ImportFileFound>& files) {
    std::ranges::sort(files, [](const auto& one, const auto& other) {
        return std::tie(other.changed_at, one.path) < std::tie(one.changed_at, other.path);
    });
}

}  // namespace

ImportRoots import_roots() {
    ImportRoots roots;
    if (const char* home = std::getenv("HOME")) roots.home = home;
    return roots;
}

std::vector<ImportPlace> find_import_places(const ImportRoots& roots) {
    std::vector<ImportPlace> places;
    for (const auto& root : roots.media) add_sticks(root, places);
    if (roots.home.empty()) return places;
    const auto add = [&](Kind kind, const fs::path& folder) {
        std::error_code failed;
        if (fs::is_directory(folder, failed)) places.push_back({kind, folder.string()});
    };
    for (const auto name : k_downloads) add(Kind::downloads, fs::path(roots.home) / name);
    for (const auto name : k_desktops) add(Kind::desktop, fs::path(roots.home) / name);
    add(Kind::home, roots.home);
    return places;
}

Result<ImportFolderContent> list_import_folder(const std::string& path) {
    const auto folder = fs::path(path).lexically_normal();
    ImportFolderContent content{.path = folder.string()};
    if (folder.has_relative_path()) content.above = folder.parent_path().string();
    std::error_code failed;
    content.files = files_in(folder, failed);
    if (failed) return make_error(k_file_error, path + ": " + failed.message(), "folder");
    sort_newest_first(content.files);
    for (const auto& below : folders_in(folder)) {
        content.folders.push_back(below.filename().string());
    }
    content.has_more =
        content.files.size() > k_import_files_max || content.folders.size() > k_import_folders_max;
    content.files.resize(std::min(content.files.size(), k_import_files_max));
    content.folders.resize(std::min(content.folders.size(), k_import_folders_max));
    return content;
}

std::vector<ImportFileFound> newest_import_files(const std::vector<ImportPlace>& places,
                                                 std::size_t most) {
    std::vector<ImportFileFound> files;
    for (const auto& place : places) {
        // A stick that was pulled out is no reason to show nothing.
        std::error_code failed;
        auto here = files_in(place.path, failed);
        std::ranges::move(here, std::back_inserter(files));
    }
    sort_newest_first(files);
    files.resize(std::min(files.size(), most));
    return files;
}

std::string import_errors_place(const std::string& file, const ImportRoots& roots) {
    const fs::path path(file);
    const auto name = path.filename().string() + ".errors.csv";
    const bool beside = ::access(path.parent_path().c_str(), W_OK) == 0;
    if (beside || roots.home.empty()) return (path.parent_path() / name).string();
    return (fs::path(roots.home) / name).string();
}

}  // namespace qiantai::domain
