#include "terminal/attachments/rules/memory_file.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "schema/base/file.hpp"

namespace qiantai::domain {

Result<MemoryFile> MemoryFile::make(std::string_view content) {
    MemoryFile made(::memfd_create("qiantai photo", MFD_CLOEXEC));
    if (made.m_file < 0) return make_error(k_file_error, std::strerror(errno));
    while (!content.empty()) {
        const auto written = ::write(made.m_file, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return make_error(k_file_error, std::strerror(errno));
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return made;
}

MemoryFile::MemoryFile(MemoryFile&& other) noexcept : m_file(std::exchange(other.m_file, -1)) {}

MemoryFile::~MemoryFile() {
    if (m_file >= 0) ::close(m_file);
}

std::string MemoryFile::path() const {
    return "/proc/self/fd/" + std::to_string(m_file);
}

}  // namespace qiantai::domain
