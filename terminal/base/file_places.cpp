#include "terminal/base/file_places.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <tuple>

#include "schema/base/file.hpp"
#include "terminal/store/home.hpp"

namespace qiantai::domain {
namespace {

namespace fs = std::filesystem;
using PlaceKind = FilePlace::Kind;

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

void add_sticks(const fs::path& root, std::vector<FilePlace>& places) {
    const auto add = [&](const fs::path& folder) {
        if (!is_mounted(folder)) return;
        places.push_back({PlaceKind::stick, folder.string(), folder.filename().string()});
    };
    for (const auto& folder : folders_in(root)) {
        add(folder);
        for (const auto& below : folders_in(folder)) add(below);
    }
}

std::vector<FoundFile> files_in(const fs::path& folder, WantsFile wants, std::error_code& failed) {
    std::vector<FoundFile> files;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        const auto name = at->path().filename().string();
        struct stat info {};
        if (!wants(name) || ::stat(at->path().c_str(), &info) != 0 || !S_ISREG(info.st_mode)) {
            continue;
        }
        constexpr TimeMs k_ms = 1000;
        files.push_back({at->path().string(), name, info.st_size, info.st_mtim.tv_sec * k_ms});
    }
    return files;
}

void sort_newest_first(std::vector<FoundFile>& files) {
    std::ranges::sort(files, [](const auto& one, const auto& other) {
        return std::tie(other.changed_at, one.path) < std::tie(one.changed_at, other.path);
    });
}

bool is_writable_folder(const fs::path& path) {
    std::error_code error;
    return fs::is_directory(path, error) && ::access(path.c_str(), W_OK) == 0;
}

fs::path saving_folder() {
    const auto user = store::process_environment("USER").value_or("");
    for (const char* base : {"/media", "/run/media"}) {
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(fs::path(base) / user, error)) {
            if (is_writable_folder(entry.path())) return entry.path();
        }
    }
    const fs::path home = store::process_environment("HOME").value_or("/tmp");
    for (const char* name : {"文档", "Documents"}) {
        if (is_writable_folder(home / name)) return home / name;
    }
    return home;
}

}  // namespace

FileRoots file_roots() {
    FileRoots roots;
    if (const char* home = std::getenv("HOME")) roots.home = home;
    return roots;
}

std::vector<FilePlace> find_file_places(const FileRoots& roots) {
    std::vector<FilePlace> places;
    for (const auto& root : roots.media) add_sticks(root, places);
    if (roots.home.empty()) return places;
    const auto add = [&](PlaceKind kind, const fs::path& folder) {
        std::error_code failed;
        if (fs::is_directory(folder, failed)) places.push_back({kind, folder.string()});
    };
    for (const auto name : k_downloads) add(PlaceKind::downloads, fs::path(roots.home) / name);
    for (const auto name : k_desktops) add(PlaceKind::desktop, fs::path(roots.home) / name);
    add(PlaceKind::home, roots.home);
    return places;
}

Result<FolderContent> list_folder(const std::string& path, WantsFile wants) {
    const auto folder = fs::path(path).lexically_normal();
    FolderContent content{.path = folder.string()};
    if (folder.has_relative_path()) content.above = folder.parent_path().string();
    std::error_code failed;
    content.files = files_in(folder, wants, failed);
    if (failed) return make_error(k_file_error, path + ": " + failed.message(), "folder");
    sort_newest_first(content.files);
    for (const auto& below : folders_in(folder)) {
        content.folders.push_back(below.filename().string());
    }
    content.has_more =
        content.files.size() > k_folder_files_max || content.folders.size() > k_folder_folders_max;
    content.files.resize(std::min(content.files.size(), k_folder_files_max));
    content.folders.resize(std::min(content.folders.size(), k_folder_folders_max));
    return content;
}

std::vector<FoundFile> newest_files(const std::vector<FilePlace>& places, WantsFile wants,
                                    std::size_t most) {
    std::vector<FoundFile> files;
    for (const auto& place : places) {
        // A stick that was pulled out is no reason to show nothing.
        std::error_code failed;
        auto here = files_in(place.path, wants, failed);
        std::ranges::move(here, std::back_inserter(files));
    }
    sort_newest_first(files);
    files.resize(std::min(files.size(), most));
    return files;
}

std::string free_saving_path(const std::string& name, std::string_view ending) {
    const auto folder = saving_folder();
    auto path = folder / (name + std::string(ending));
    std::error_code error;
    for (int i = 2; fs::exists(path, error); ++i) {
        path = folder / fmt::format("{} ({}){}", name, i, ending);
    }
    return path.string();
}

bool ends_as(std::string_view name, std::span<const std::string_view> endings) {
    auto ending = fs::path(name).extension().string();
    std::ranges::transform(ending, ending.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::ranges::find(endings, ending) != endings.end();
}

}  // namespace qiantai::domain
