#include "schema/base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace qiantai {
namespace {

Error system_error(const std::filesystem::path& path, const char* doing) {
    return make_error(k_file_error,
                      std::string(doing) + " " + path.string() + ": " + std::strerror(errno));
}

class Descriptor {
  public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor() {
        if (m_fd >= 0) ::close(m_fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_fd; }

  private:
    int m_fd;
};

bool write_all(int fd, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            return false;
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t bytes_max) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return system_error(path, "open");
    const Error too_large = make_error(
        k_file_too_large, path.string() + ": more than " + std::to_string(bytes_max) + " bytes");
    std::string content;
    // Not in doubled pieces, which would take twice as much.
    struct stat info {};
    if (::fstat(file.get(), &info) == 0 && S_ISREG(info.st_mode)) {
        const auto size = static_cast<std::size_t>(info.st_size);
        if (size > bytes_max) return too_large;
        content.reserve(size);
    }
    char buffer[65536];
    while (content.size() <= bytes_max) {
        const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_error(path, "read");
        if (got == 0) return content;
        content.append(buffer, static_cast<std::size_t>(got));
    }
    return too_large;
}

Result<Secret> read_secret_file(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return system_error(path, "open");
    return read_secret(file.get(), path.string());
}

Result<Secret> read_secret(int descriptor, const std::string& name) {
    constexpr std::size_t k_secret_bytes_max = 4096;
    // Of its full size from the start, so that it lies nowhere else.
    std::string bytes(k_secret_bytes_max + 1, '\0');
    std::size_t size = 0;
    while (size < bytes.size()) {
        const ssize_t got = ::read(descriptor, bytes.data() + size, bytes.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            const auto failed = system_error(name, "read");
            wipe(bytes);
            return failed;
        }
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    bytes.resize(size);
    auto secret = Secret::taken_from(bytes);
    if (size > k_secret_bytes_max) return make_error(k_file_too_large, name);
    return secret;
}

Status write_file_atomically(const std::filesystem::path& path, std::string_view content,
                             int mode) {
    const std::filesystem::path temporary = path.string() + ".new";
    {
        const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                                     static_cast<mode_t>(mode)));
        if (file.get() < 0) return system_error(temporary, "create");
        if (::fchmod(file.get(), static_cast<mode_t>(mode)) != 0 ||
            !write_all(file.get(), content) || ::fsync(file.get()) != 0) {
            return system_error(temporary, "write");
        }
    }
    return rename_durably(temporary, path);
}

Status sync_folder(const std::filesystem::path& folder) {
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.get() < 0 || ::fsync(directory.get()) != 0) {
        return system_error(folder, "sync folder");
    }
    return {};
}

Status rename_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) {
        return system_error(to, ("rename " + from.string() + " to").c_str());
    }
    return sync_folder(to.has_parent_path() ? to.parent_path() : std::filesystem::path("."));
}

Status make_private_directory(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return {};
    const auto above = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    QIANTAI_TRY_STATUS(make_private_directory(above));
    const bool made = std::filesystem::create_directory(path, error);
    if (error) {
        return make_error(k_file_error, "create folder " + path.string() + ": " + error.message());
    }
    if (made && ::chmod(path.c_str(), 0700) != 0) return system_error(path, "set rights of");
    return sync_folder(above);
}

}  // namespace qiantai
