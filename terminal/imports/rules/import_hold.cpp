#include "terminal/imports/rules/import_hold.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "schema/base/file.hpp"
#include "terminal/imports/rules/import_facts.hpp"

namespace qiantai::domain {

Result<FileHold> FileHold::take(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return make_error(k_file_error, path.string() + ": " + std::strerror(errno), "file");
    }
    FileHold hold(descriptor);
    // A file system without locks has no two programs at one file either.
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return make_error(k_import_file_busy, path.string(), "file");
    }
    return hold;
}

FileHold::FileHold(FileHold&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

FileHold& FileHold::operator=(FileHold&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileHold::~FileHold() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

bool is_file_held(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return false;
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    const bool by_range = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    const bool by_file = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(descriptor);
    return by_range || by_file;
}

}  // namespace qiantai::domain
