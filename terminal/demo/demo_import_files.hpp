#pragma once

#include <filesystem>
#include <vector>

#include "schema/base/result.hpp"

namespace qiantai::ctl {

/// Two files as other systems export them, to try the import with: members in the encoding of a
/// Chinese spreadsheet, with columns that have to be asked about and lines that are refused, and
/// receipts of a till. Makes the folder; k_file_error. Returns where they are.
Result<std::vector<std::filesystem::path>> write_demo_import_files(
    const std::filesystem::path& folder);

}  // namespace qiantai::ctl
