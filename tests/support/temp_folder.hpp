#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "schema/base/error.hpp"

namespace qiantai::test {

/// memory: where an fsync costs nothing, for tests that make hundreds of databases; the disk if
/// there is no such place.
enum class FolderPlace { disk, memory };

/// A folder of its own for one test, removed with all that is in it.
class TempFolder {
  public:
    explicit TempFolder(FolderPlace place = FolderPlace::disk) {
        std::string pattern = (parent(place) / "qiantai-test-XXXXXX").string();
        QIANTAI_ASSERT(::mkdtemp(pattern.data()) != nullptr);
        m_path = pattern;
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    const std::filesystem::path& path() const { return m_path; }
    std::filesystem::path operator/(const std::string& name) const { return m_path / name; }

  private:
    static std::filesystem::path parent(FolderPlace place) {
        const std::filesystem::path memory = "/dev/shm";
        std::error_code failed;
        const auto space = std::filesystem::space(memory, failed);
        constexpr std::uintmax_t k_enough = 1u << 30;
        const bool usable = place == FolderPlace::memory && !failed && space.available > k_enough;
        return usable ? memory : std::filesystem::temp_directory_path();
    }

    std::filesystem::path m_path;
};

inline std::string file_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

inline void write_bytes(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), std::streamsize(bytes.size()));
}

}  // namespace qiantai::test
