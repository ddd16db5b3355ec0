#pragma once

// Workbooks as spreadsheets and other programs write them, made part by part.

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/support/temp_folder.hpp"

namespace qiantai::domain::test {

using WorkbookParts = std::vector<std::pair<std::string, std::string>>;

inline std::filesystem::path write_workbook(const qiantai::test::TempFolder& folder,
                                            const WorkbookParts& parts) {
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

inline constexpr std::string_view k_relations =
    R"(<Relationships xmlns="x"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>)";

/// A workbook with one sheet of these rows, and whatever further parts.
struct TestBook {
    std::string workbook =
        R"(<workbook xmlns:r="r"><sheets><sheet name="会员" r:id="rId1"/></sheets></workbook>)";
    std::string rows;
    WorkbookParts more{};

    std::filesystem::path write() {
        WorkbookParts parts{{"xl/workbook.xml", workbook},
                            {"xl/_rels/workbook.xml.rels", std::string(k_relations)},
                            {"xl/worksheets/sheet1.xml",
                             "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}};
        parts.insert(parts.begin() + 1, more.begin(), more.end());
        return write_workbook(folder, parts);
    }
    qiantai::test::TempFolder folder{};
};

}  // namespace qiantai::domain::test
