#pragma once

// A file's rows, whether it is a text file or a workbook.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "schema/base/result.hpp"
#include "terminal/imports/rules/import_csv.hpp"
#include "terminal/imports/rules/import_text.hpp"
#include "terminal/imports/rules/sheet_xlsx.hpp"

namespace qiantai::domain {

struct TableRow {
    std::int64_t line = 0;  ///< as the file's own program counts them, from 1
    std::vector<SheetCell> cells{};
    std::string original{};  ///< as it stands in the file; of a workbook as CSV would have it
    bool broken = false;     ///< its quotes do not match: nothing but the original is known
    bool ends_file = false;  ///< of a text file: no line end behind it, so it may be cut off
    bool is_blank() const;
};

struct TableOptions {
    std::optional<TextEncoding> encoding{};
    std::optional<std::string> sheet{};
};

class TableFile {
  public:
    /// Errors as TextFile::open() and XlsxReader::open(), whichever the content calls for.
    static Result<TableFile> open(const std::filesystem::path& path, const TableOptions& options);

    /// Nothing at the end.
    Result<std::optional<TableRow>> next();
    /// The next row is the first again.
    Status rewind();

    bool is_workbook() const { return m_book.has_value(); }
    /// Of a text file.
    const TextFile& text() const { return *m_text; }
    /// Of a text file, once a row was read.
    const std::string& separator() const { return m_csv->separator(); }
    /// Of a workbook.
    const XlsxReader& workbook() const { return *m_book; }

  private:
    TableFile(std::filesystem::path path, TableOptions options)
        : m_path(std::move(path)), m_options(std::move(options)) {}

    std::filesystem::path m_path;
    TableOptions m_options;
    std::unique_ptr<TextFile> m_text;
    std::optional<CsvReader> m_csv;
    std::optional<XlsxReader> m_book;
};

/// What tells a file from others: a hash of all its bytes, in hexadecimal.
/// k_file_error, k_import_no_file.
Result<std::string> hash_of_file(const std::filesystem::path& path);

}  // namespace qiantai::domain
