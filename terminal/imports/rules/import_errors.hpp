#pragma once

#include <filesystem>
#include <string>

#include "schema/base/result.hpp"

namespace qiantai::ctl {

/// One line that was not imported.
struct ImportProblem {
    std::int64_t line = 0;
    std::string column;  ///< heading; empty if the whole line is meant
    Error error;
    std::string original;  ///< the line as it stands in the file, in UTF-8
};

/// The file of lines that were not imported: CSV, or NDJSON if its name ends in .ndjson. It holds
/// contact data: mode 0600.
class ImportErrorFile {
  public:
    /// Goes on behind the first `keep_bytes` bytes, which belong to what was imported before; 0
    /// begins a new file.
    static Result<ImportErrorFile> open(const std::filesystem::path& path,
                                        std::uint64_t keep_bytes);

    void add(const ImportProblem& problem);
    /// Everything added so far is on disk afterwards. Returns the file's length.
    Result<std::uint64_t> flush();

    ImportErrorFile(ImportErrorFile&& other) noexcept;
    ImportErrorFile& operator=(ImportErrorFile&&) = delete;
    ~ImportErrorFile();

  private:
    ImportErrorFile(std::filesystem::path path, int descriptor, std::uint64_t length);

    std::filesystem::path m_path;
    int m_descriptor;
    bool m_ndjson;
    std::uint64_t m_length;
    std::string m_pending;
};

}  // namespace qiantai::ctl
