#pragma once

#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

#include "schema/base/error.hpp"

extern char** environ;  // NOLINT: POSIX's own name

namespace qiantai::test {

/// A display without a screen, on a number that is free, for as long as it lives. It is this
/// process's and its children's, with OpenGL in software. What this thread allocates meanwhile, and so
/// what the graphics driver keeps, is not looked at for leaks; drawing without a window is.
class VirtualDisplay {
  public:
    VirtualDisplay() {
        int ends[2];
        QIANTAI_ASSERT(::pipe(ends) == 0);
        const auto number_to = std::to_string(ends[1]);
        const char* arguments[] = {"Xvfb",      "-displayfd", number_to.c_str(),
                                   "-screen",   "0",          "1366x768x24",
                                   "-nolisten", "tcp",        nullptr};
        QIANTAI_ASSERT(::posix_spawnp(&m_process, "Xvfb", nullptr, nullptr,
                                      const_cast<char**>(arguments), environ) == 0);
        ::close(ends[1]);
        // It stands for hardware, which keeps the time between two keys however busy the machine is.
        // Where that is not allowed it does so as well as it can.
        (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(m_process), -20);
        // It writes the number and the line's end one after the other.
        std::string number;
        char character = 0;
        while (::read(ends[0], &character, 1) == 1 && character != '\n') number += character;
        ::close(ends[0]);
        m_name = ":" + number;
        ::setenv("DISPLAY", m_name.c_str(), 1);
        ::setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
#if defined(__SANITIZE_THREAD__)
        // What the driver's threads do with each other is not seen, and so would look like races.
        ::setenv("LP_NUM_THREADS", "0", 1);
#endif
    }
    ~VirtualDisplay() {
        ::kill(m_process, SIGTERM);
        ::waitpid(m_process, nullptr, 0);
    }
    VirtualDisplay(const VirtualDisplay&) = delete;
    VirtualDisplay& operator=(const VirtualDisplay&) = delete;

    const std::string& name() const { return m_name; }

  private:
#if defined(__SANITIZE_ADDRESS__)
    const __lsan::ScopedDisabler m_driver;
#endif
    pid_t m_process = 0;
    std::string m_name;
};

}  // namespace qiantai::test
