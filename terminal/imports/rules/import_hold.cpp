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

Result<FileHold> FileHold::take_content(const std::filesystem::path& lock_file,
                                        const std::string& hash) {
    const int descriptor = ::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return make_error(k_file_error, lock_file.string() + ": " + std::strerror(errno));
    }
    FileHold hold(descriptor);
    // Each content has a byte of its own in a file that stays empty.
    constexpr std::size_t k_digits = 15;
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = static_cast<off_t>(std::stoull(hash.substr(0, k_digits), nullptr, 16));
    lock.l_len = 1;
    if (::fcntl(descriptor, F_OFD_SETLK, &lock) != 0 && (errno == EAGAIN || errno == EACCES)) {
        return make_error(k_import_file_busy, {}, "file");
    }
    return hold;
}

Status FileHold::check_unchanged(const std::filesystem::path& path) const {
    const auto same_time = [](const timespec& one, const timespec& other) {
        return one.tv_sec == other.tv_sec && one.tv_nsec == other.tv_nsec;
    };
    struct stat now {
    }, there{};
    const bool same = ::fstat(m_descriptor, &now) == 0 && now.st_size == m_facts.st_size &&
                      same_time(now.st_mtim, m_facts.st_mtim);
    // A file that was taken away is read on as long as it is open.
    const bool other = ::stat(path.c_str(), &there) == 0 &&
                       (there.st_ino != m_facts.st_ino || there.st_dev != m_facts.st_dev);
    if (same && !other) return {};
    return make_error(k_import_file_changed, path.string(), "file");
}

FileHold::FileHold(int descriptor) : m_descriptor(descriptor) {
    ::fstat(m_descriptor, &m_facts);
}

FileHold::FileHold(FileHold&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_facts(other.m_facts) {}

FileHold& FileHold::operator=(FileHold&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_facts, other.m_facts);
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
