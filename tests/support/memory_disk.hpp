#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "tests/support/full_disk.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::test {

/// A file system of its own, in memory, which can be filled. Where none may be mounted it is either
/// full for SQLite or not at all.
class MemoryDisk {
  public:
    MemoryDisk() {
        std::filesystem::create_directory(path());
        const auto command = "mount -t tmpfs -o size=16m none " + path().string();
        m_mounted = std::system((command + " 2>/dev/null").c_str()) == 0;
    }
    ~MemoryDisk() {
        if (m_mounted) (void)!std::system(("umount -l " + path().string()).c_str());
    }
    MemoryDisk(const MemoryDisk&) = delete;
    MemoryDisk& operator=(const MemoryDisk&) = delete;

    std::filesystem::path path() const { return m_folder / "disk"; }
    bool is_mounted() const { return m_mounted; }
    void fill_all_but(int free_kib) {
        if (!m_mounted) {
            if (free_kib == 0) m_full.emplace();
            return;
        }
        const int file = ::open(filling().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        const std::string block(4096, 'x');
        while (::write(file, block.data(), block.size()) == ssize_t(block.size())) {
        }
        const auto size = ::lseek(file, 0, SEEK_END);
        (void)!::ftruncate(file, std::max<off_t>(0, size - off_t{free_kib} * 1024));
        ::close(file);
    }
    void make_room() {
        m_full.reset();
        std::filesystem::remove(filling());
    }

  private:
    std::filesystem::path filling() const { return path() / "filling"; }

    TempFolder m_folder;
    bool m_mounted = false;
    std::optional<FullDisk> m_full;
};

}  // namespace qiantai::test
