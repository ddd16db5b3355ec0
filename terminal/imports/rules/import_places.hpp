#pragma once

#include <string>

#include "terminal/base/file_places.hpp"

namespace qiantai::domain {

/// Where the refused lines of an import of this file go, as ImportRequest::errors: beside it, or,
/// where nothing can be written there, into the home folder.
std::string import_errors_place(const std::string& file, const FileRoots& roots);

}  // namespace qiantai::domain
