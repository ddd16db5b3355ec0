#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "schema/base/result.hpp"

namespace qiantai::domain {

/// While it lives, no other import of this computer reads the file, or a copy of it into the same
/// database.
class FileHold {
  public:
    /// k_import_file_busy; k_file_error if there is no such file.
    static Result<FileHold> take(const std::filesystem::path& path);
    /// Of a content, whatever files have it: `lock_file` stands for the database, `hash` is in
    /// hexadecimal digits. k_import_file_busy.
    static Result<FileHold> take_content(const std::filesystem::path& lock_file,
                                         const std::string& hash);
    /// k_import_file_changed: somebody wrote the held file, or put another one into its place.
    Status check_unchanged(const std::filesystem::path& path) const;
    FileHold(FileHold&& other) noexcept;
    FileHold& operator=(FileHold&& other) noexcept;
    ~FileHold();

  private:
    explicit FileHold(int descriptor);
    int m_descriptor;
    struct stat m_facts {};  ///< when it was taken
};

/// A till or another program still writes the file, or it is being imported.
bool is_file_held(const std::filesystem::path& path);

}  // namespace qiantai::domain
