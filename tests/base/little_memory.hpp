#pragma once

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

#include "schema/base/error.hpp"

namespace qiantai::domain::test {

/// As long as this lives the process gets at most so many bytes more than it has. Nothing where a
/// sanitizer takes memory for itself.
class LittleMemory {
  public:
    explicit LittleMemory(std::size_t more_bytes) {
        std::size_t pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        QIANTAI_ASSERT(pages > 0 && ::getrlimit(RLIMIT_AS, &m_before) == 0);
        auto limit = m_before;
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        limit.rlim_cur = pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) + more_bytes;
#else
        (void)more_bytes;
#endif
        QIANTAI_ASSERT(::setrlimit(RLIMIT_AS, &limit) == 0);
    }
    ~LittleMemory() { ::setrlimit(RLIMIT_AS, &m_before); }
    LittleMemory(const LittleMemory&) = delete;
    LittleMemory& operator=(const LittleMemory&) = delete;

  private:
    rlimit m_before{};
};

}  // namespace qiantai::domain::test
