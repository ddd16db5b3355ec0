#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>

#include "tests/support/temp_folder.hpp"

namespace qiantai::domain::test {

/// Names and contents of a workbook's parts.
using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::filesystem::path write_workbook(const qiantai::test::TempFolder& folder,
                                            const Parts& parts) {
    auto path = folder / "book.xlsx";
    auto* archive = archive_write_new();
    archive_write_set_format_zip(archive);
    REQUIRE(archive_write_open_filename(archive, path.c_str()) == ARCHIVE_OK);
    for (const auto& [name, content] : parts) {
        auto* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0600);
        REQUIRE(archive_write_header(archive, entry) == ARCHIVE_OK);
        REQUIRE(archive_write_data(archive, content.data(), content.size()) ==
                static_cast<la_ssize_t>(content.size()));
        archive_entry_free(entry);
    }
    archive_write_close(archive);
    archive_write_free(archive);
    return path;
}

}  // namespace qiantai::domain::test
