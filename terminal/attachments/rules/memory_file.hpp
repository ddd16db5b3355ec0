#pragma once

#include <string>
#include <string_view>

#include "schema/base/result.hpp"

namespace qiantai::domain {

/// A file that is nowhere on a disk, for what takes files: a photo just taken lies unencrypted
/// nowhere. It goes with this object.
class MemoryFile {
  public:
    /// k_file_error.
    static Result<MemoryFile> make(std::string_view content);
    MemoryFile(MemoryFile&& other) noexcept;
    MemoryFile& operator=(MemoryFile&&) = delete;
    ~MemoryFile();

    /// For this program alone.
    std::string path() const;

  private:
    explicit MemoryFile(int file) : m_file(file) {}
    int m_file;
};

}  // namespace qiantai::domain
