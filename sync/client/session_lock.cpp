#include "sync/client/session_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "schema/base/file.hpp"

namespace qiantai::sync {

Result<SessionLock> SessionLock::acquire(sqlite::Database& database) {
    const std::string path = database.path().string() + "-sync.lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return make_error(k_file_error, path + ": " + std::strerror(errno));
    SessionLock lock(file);
    if (::flock(file, LOCK_EX | LOCK_NB) == 0) return lock;
    if (errno == EWOULDBLOCK) return make_error(k_sync_running);
    return make_error(k_file_error, path + ": " + std::strerror(errno));
}

SessionLock::~SessionLock() {
    if (m_file >= 0) ::close(m_file);
}

}  // namespace qiantai::sync
