#pragma once

// The lines of a file that an import does not take, on their way into the file of refused lines:
// without the columns and numbers of identity cards, which are not written there either.

#include <optional>
#include <span>
#include <vector>

#include "terminal/imports/rules/import_columns.hpp"
#include "terminal/imports/rules/import_errors.hpp"

namespace qiantai::domain {

class RefusedLines {
  public:
    /// `columns` outlives it. As ImportErrorFile::open().
    static Result<RefusedLines> open(const std::filesystem::path& path, std::uint64_t keep_bytes,
                                     const ImportColumns& columns);

    /// The lines of one record, each with all that is wrong with the record.
    void add(const std::vector<TableRow>& rows, const std::vector<Error>& faults);
    /// As ImportErrorFile::flush().
    Result<std::uint64_t> flush() { return m_file.flush(); }
    /// The first ones, to be shown at once; the file has all.
    std::span<const ImportProblem> first() const { return m_first; }

  private:
    RefusedLines(ImportErrorFile file, const ImportColumns& columns,
                 std::vector<std::size_t> kept_columns)
        : m_file(std::move(file)), m_columns(&columns), m_kept_columns(std::move(kept_columns)) {}
    ImportFault fault_in(const TableRow& row, const Error& fault) const;

    ImportErrorFile m_file;
    const ImportColumns* m_columns;
    std::vector<std::size_t> m_kept_columns;  ///< that the file may hold
    std::vector<ImportProblem> m_first{};
};

}  // namespace qiantai::domain
