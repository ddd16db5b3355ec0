#pragma once

#include <span>
#include <string_view>

#include "schema/base/result.hpp"
#include "terminal/base/file_places_facts.hpp"

namespace qiantai::domain {

/// Where places are looked for.
struct FileRoots {
    /// Below each, or below folders of people in it, sticks are mounted.
    std::vector<std::string> media{"/media", "/run/media"};
    std::string home{};  ///< empty: there is none
};
/// Of whoever runs the program.
FileRoots file_roots();

/// Sticks first, then downloads, desktop and home, as far as they are there.
std::vector<FilePlace> find_file_places(const FileRoots& roots);
/// By its name: whether a file is of the kind that is looked for. Hidden ones are asked for too.
using WantsFile = bool (*)(std::string_view name);
/// k_file_error with the path.
Result<FolderContent> list_folder(const std::string& path, WantsFile wants);
/// What lies in these places themselves, the newest first.
std::vector<FoundFile> newest_files(const std::vector<FilePlace>& places, WantsFile wants,
                                    std::size_t most);
/// Where a file that a person asked for goes, under a name that nothing has there yet: a USB stick that
/// is plugged in, else the person's documents, else home. `ending` as ".pdf".
std::string free_saving_path(const std::string& name, std::string_view ending);
/// Whether its ending, in whatever case, is one of these, such as ".jpg".
bool ends_as(std::string_view name, std::span<const std::string_view> endings);

}  // namespace qiantai::domain
