#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/result.hpp"

namespace qiantai::domain {

/// One thing that is wrong with a line.
struct ImportFault {
    std::string column;  ///< heading; empty if the whole line is meant
    Error error;
    std::string value{};  ///< what stands in that column
};

/// One line that was not imported, with everything that is wrong with it.
struct ImportProblem {
    std::int64_t line = 0;
    std::vector<ImportFault> faults;
    /// What stands in the file's columns; the line alone where it can't be taken apart. UTF-8.
    std::vector<std::string> fields;
    std::string original;  ///< the line as it stands in the file, in UTF-8
};

/// True for the columns that the file of refused lines adds to the original ones.
bool is_error_heading(std::string_view heading);

/// The file of lines that were not imported. CSV: the columns of the original and behind them what
/// is wrong, so that it can be corrected and imported as it is. NDJSON if its name ends in .ndjson:
/// one object for every fault. It holds contact data: mode 0600.
class ImportErrorFile {
  public:
    /// Goes on behind the first `keep_bytes` bytes, which belong to what was imported before; 0
    /// begins a new file.
    static Result<ImportErrorFile> open(const std::filesystem::path& path, std::uint64_t keep_bytes,
                                        const std::vector<std::string>& headings);

    void add(const ImportProblem& problem);
    /// Everything added so far is on disk afterwards. Returns the file's length.
    Result<std::uint64_t> flush();

    ImportErrorFile(ImportErrorFile&& other) noexcept;
    ImportErrorFile& operator=(ImportErrorFile&&) = delete;
    ~ImportErrorFile();

  private:
    ImportErrorFile(std::filesystem::path path, int descriptor, std::uint64_t length,
                    const std::vector<std::string>& headings);
    void add_csv(const ImportProblem& problem);

    std::filesystem::path m_path;
    int m_descriptor;
    bool m_ndjson;
    std::uint64_t m_length;
    std::vector<std::size_t> m_columns;  ///< the original's, without those of an earlier such file
    std::string m_pending;
};

}  // namespace qiantai::domain
