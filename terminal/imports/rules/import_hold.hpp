#pragma once

#include <filesystem>

#include "schema/base/result.hpp"

namespace qiantai::domain {

/// While it lives, no other import of this computer reads the file.
class FileHold {
  public:
    /// k_import_file_busy; k_file_error if there is no such file.
    static Result<FileHold> take(const std::filesystem::path& path);
    FileHold(FileHold&& other) noexcept;
    FileHold& operator=(FileHold&& other) noexcept;
    ~FileHold();

  private:
    explicit FileHold(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

/// A till or another program still writes the file, or it is being imported.
bool is_file_held(const std::filesystem::path& path);

}  // namespace qiantai::domain
