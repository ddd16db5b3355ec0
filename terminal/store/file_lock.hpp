#pragma once

#include <filesystem>
#include <utility>

#include "schema/base/result.hpp"

namespace qiantai::store {

inline constexpr ErrorKind k_database_in_use{
    "database_in_use", Actor::clerk,
    "Another program is using the database: close it, or wait until it has finished, then try "
    "again.",
    "另一个程序正在使用数据库，请先关闭它或等它完成后重试。"};

/// An advisory lock on a small file, held until destroyed; the kernel lets go of it when the
/// process dies. Every program that has the terminal's database open holds it shared; what replaces
/// the file (creation, restore, key rotation) holds it alone.
class FileLock {
  public:
    enum class Kind { shared, exclusive };
    /// Never waits: k_database_in_use if it isn't free. The file is made if missing.
    static Result<FileLock> take(const std::filesystem::path& path, Kind kind);
    /// The lock alone on a folder that is there, which writes nothing to the disk. Waits for
    /// `limit_ms` at most, then k_database_in_use.
    static Result<FileLock> wait_for_folder(const std::filesystem::path& folder, int limit_ms);

    FileLock(FileLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    FileLock& operator=(FileLock&& other) noexcept {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~FileLock();

  private:
    explicit FileLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

}  // namespace qiantai::store
