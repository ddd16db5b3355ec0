#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "schema/base/error.hpp"

namespace qiantai::test {

/// A text to look for that does not itself lie in memory.
class Needle {
  public:
    void append(char c) { m_masked += static_cast<char>(c ^ k_mask); }
    bool is_at(const char* bytes) const {
        for (std::size_t i = 0; i < m_masked.size(); ++i) {
            if (static_cast<char>(bytes[i] ^ k_mask) != m_masked[i]) return false;
        }
        return true;
    }
    char first() const { return static_cast<char>(m_masked.front() ^ k_mask); }
    std::size_t size() const { return m_masked.size(); }

  private:
    static constexpr char k_mask = 0x5A;
    std::string m_masked;
};

/// Whether a process has ever touched these bytes: a sanitizer reserves terabytes for its notes. As
/// /proc/<pid>/pagemap says it, of which every page has eight bytes; true if it says nothing.
inline bool is_touched(int pagemap, std::uintptr_t begin, std::uintptr_t end) {
    static const auto k_page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    constexpr std::uint64_t k_present = 1ull << 63, k_swapped = 1ull << 62;
    std::vector<std::uint64_t> pages((end + k_page - 1) / k_page - begin / k_page);
    const auto bytes = pages.size() * sizeof pages[0];
    const auto at = static_cast<off_t>(begin / k_page * sizeof pages[0]);
    if (::pread(pagemap, pages.data(), bytes, at) != static_cast<ssize_t>(bytes)) return true;
    return std::ranges::any_of(
        pages, [](std::uint64_t page) { return (page & (k_present | k_swapped)) != 0; });
}

/// How often the needle lies in what a process may write to. Nothing if its memory may not be read,
/// which is as it should be for all but root.
inline std::optional<int> count_in_memory(pid_t process, const Needle& needle) {
    const std::string folder = "/proc/" + std::to_string(process);
    const int memory = ::open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
    if (memory < 0) return std::nullopt;
    const int pagemap = ::open((folder + "/pagemap").c_str(), O_RDONLY | O_CLOEXEC);
    // Of its own pages, so that what was read is not found again.
    constexpr std::size_t k_piece = 1u << 20;
    auto* buffer = static_cast<char*>(
        ::mmap(nullptr, k_piece, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    QIANTAI_ASSERT(buffer != MAP_FAILED);
    const auto own = reinterpret_cast<std::uintptr_t>(buffer);
    int count = 0;
    std::ifstream maps(folder + "/maps");
    for (std::string line; std::getline(maps, line);) {
        std::istringstream parts(line);
        std::uintptr_t begin = 0, end = 0;
        char dash = 0;
        std::string rights;
        parts >> std::hex >> begin >> dash >> end >> rights;
        // Of these even the pages would take long; only a sanitizer's notes are so long.
        constexpr std::uintptr_t k_longest = std::uintptr_t{1} << 36;
        if (!rights.starts_with("rw") || end - begin > k_longest) continue;
        const std::size_t step = k_piece - needle.size();
        for (auto at = begin; at < end; at += step) {
            const bool mine = process == ::getpid() && at < own + k_piece && own < at + k_piece;
            const auto wanted = std::min<std::uintptr_t>(k_piece, end - at);
            if (!is_touched(pagemap, at, at + wanted)) continue;
            const auto got = mine ? 0 : ::pread(memory, buffer, wanted, static_cast<off_t>(at));
            if (got < static_cast<ssize_t>(needle.size())) continue;
            const char* const last = buffer + got - needle.size();
            for (const char* from = buffer; from <= last; ++from) {
                const auto left = static_cast<std::size_t>(last - from) + 1;
                from = static_cast<const char*>(std::memchr(from, needle.first(), left));
                if (from == nullptr) break;
                count += needle.is_at(from) ? 1 : 0;
            }
        }
    }
    ::munmap(buffer, k_piece);
    ::close(memory);
    if (pagemap >= 0) ::close(pagemap);
    return count;
}

}  // namespace qiantai::test
