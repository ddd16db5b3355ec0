#pragma once

#include "schema/base/result.hpp"
#include "terminal/imports/rules/import_place_facts.hpp"

namespace qiantai::domain {

/// Where places are looked for.
struct ImportRoots {
    /// Below each, or below folders of people in it, sticks are mounted.
    std::vector<std::string> media{"/media", "/run/media"};
    std::string home{};  ///< empty: there is none
};
/// Of whoever runs the program.
ImportRoots import_roots();

/// Sticks first, then downloads, desktop and home, as far as they are there.
std::vector<ImportPlace> find_import_places(const ImportRoots& roots);
/// k_file_error with the path.
Result<ImportFolderContent> list_import_folder(const std::string& path);
/// What lies in these places themselves, the newest first.
std::vector<ImportFileFound> newest_import_files(const std::vector<ImportPlace>& places,
                                                 std::size_t most);
/// Where the refused lines of an import of this file go, as ImportRequest::errors: beside it, or,
/// where nothing can be written there, into the home folder.
std::string import_errors_place(const std::string& file, const ImportRoots& roots);

}  // namespace qiantai::domain
