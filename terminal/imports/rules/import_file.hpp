#pragma once

// A file as an import reads it: where its heading is, what its columns mean, which lines hold records.

#include <fmt/format.h>

#include "terminal/imports/rules/import_target.hpp"

namespace qiantai::domain {

/// Numbers of lines that have something in common: the first few, and how many more there are.
class LineNumbers {
  public:
    void add(std::int64_t line) {
        if (++m_count > k_named_max) return;
        m_text += fmt::format("{}{}", m_count > 1 ? " | " : "", line);
    }
    std::size_t count() const { return m_count; }
    std::string text() const {
        if (m_count <= k_named_max) return m_text;
        return fmt::format("{} | … ({})", m_text, m_count);
    }

  private:
    static constexpr std::size_t k_named_max = 10;
    std::size_t m_count = 0;
    std::string m_text;
};

class ImportFile {
  public:
    /// Finds the heading among the first lines: the one with most columns that are known, alone or
    /// with the line above it where that fills its blanks (merged cells). Errors:
    /// TableFile::open()'s, ImportColumns::match()'s.
    static Result<ImportFile> open(const ImportRequest& request, const ImportFields& fields);
    /// Shows the target so many more lines; before anything else is done with the file it has to
    /// see all of them. False: these were the last ones.
    Result<bool> study(ImportTarget& target, int rows_max);

    const ImportColumns& columns() const { return m_columns; }
    const TableFile& table() const { return m_table; }
    std::int64_t heading_line() const { return m_heading_line; }
    /// Below the heading, blank ones aside; those that were studied so far.
    std::int64_t rows() const { return m_rows; }
    /// What has to be known or answered, columns that customers would lose among it.
    const std::vector<ImportRemark>& remarks() const { return m_remarks; }
    /// What keeps it from being imported: a heading that is missing, a question without an answer.
    Status check() const;
    /// What a person is shown of all this; nothing of earlier imports.
    ImportPreview preview() const;
    /// What is wrong with a line before anybody looks at its values; names the field if it is one
    /// cell's: k_import_line_broken, k_import_line_garbled, k_import_line_cut,
    /// k_import_line_too_long, k_import_identity_number.
    std::optional<Error> fault_of(const TableRow& row) const;

    /// Goes to the first line below the heading.
    Status rewind();
    /// The next line that is not blank; nothing at the end.
    Result<std::optional<TableRow>> next();

  private:
    explicit ImportFile(TableFile table) : m_table(std::move(table)) {}
    Status find_heading(const ImportFields& fields, const ImportRequest& request);
    void end_study(const ImportTarget& target);
    std::size_t named_columns() const;

    TableFile m_table;
    ImportFields m_fields{};
    ImportColumns m_columns;
    std::int64_t m_heading_line = 0, m_rows = 0;
    std::int64_t m_rows_above = 0;  ///< as the table gives them, the heading among them
    LineNumbers m_short_lines, m_private_lines;
    bool m_open_end = false;
    std::vector<ImportRemark> m_remarks;
};

/// 合计, 共 4 笔: no record.
bool is_total_row(const TableRow& row);

}  // namespace qiantai::domain
