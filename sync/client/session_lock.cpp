#include "sync/client/session_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "schema/base/file.hpp"
#include "schema/sqlite/rows.hpp"

namespace qiantai::sync {
namespace {

Result<std::string> database_path(sqlite::Database& database) {
    return sqlite::only(
        database.cached("SELECT file FROM pragma_database_list WHERE name = 'main'"),
        sqlite::text_column);
}

}  // namespace

Result<SessionLock> SessionLock::acquire(sqlite::Database& database) {
    QIANTAI_TRY(auto path, database_path(database));
    path += "-sync.lock";
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
