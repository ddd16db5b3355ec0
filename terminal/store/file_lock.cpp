#include "terminal/store/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

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

FileLock::~FileLock() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

}  // namespace qiantai::store
