#include "terminal/store/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "schema/sqlite/database.hpp"

namespace qiantai::store {

Result<FileLock> FileLock::take(const std::filesystem::path& path, Kind kind) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        const auto& error = errno == ENOENT                      ? sqlite::k_database_missing
                            : errno == ENOSPC || errno == EDQUOT ? sqlite::k_database_full
                                                                 : sqlite::k_database_no_rights;
        return make_error(error, path.string() + ": " + std::strerror(errno));
    }
    FileLock lock(descriptor);
    const int operation = (kind == Kind::shared ? LOCK_SH : LOCK_EX) | LOCK_NB;
    if (::flock(descriptor, operation) != 0) {
        return make_error(k_database_in_use, path.string() + ": " + std::strerror(errno));
    }
    return lock;
}

Result<FileLock> FileLock::wait_for_folder(const std::filesystem::path& folder, int limit_ms) {
    constexpr int k_step_ms = 5;
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return make_error(sqlite::k_database_no_rights,
                          folder.string() + ": " + std::strerror(errno));
    }
    FileLock lock(descriptor);
    for (int waited_ms = 0; ::flock(descriptor, LOCK_EX | LOCK_NB) != 0; waited_ms += k_step_ms) {
        if (waited_ms >= limit_ms) {
            return make_error(k_database_in_use, folder.string() + ": " + std::strerror(errno));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(k_step_ms));
    }
    return lock;
}

FileLock::~FileLock() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

}  // namespace qiantai::store
