#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "schema/base/error.hpp"

namespace qiantai::store::test {

/// Runs `body` in a forked process, which tells of its progress byte by byte through a pipe. The
/// body's parameter writes one byte.
class ChildProcess {
  public:
    using Report = std::function<void()>;
    explicit ChildProcess(const std::function<void(const Report&)>& body) {
        int ends[2] = {-1, -1};
        QIANTAI_ASSERT(::pipe(ends) == 0);
        m_pid = ::fork();
        QIANTAI_ASSERT(m_pid >= 0);
        if (m_pid == 0) {
            ::close(ends[0]);
            body([&] { QIANTAI_ASSERT(::write(ends[1], "x", 1) == 1); });
            ::_exit(0);
        }
        ::close(ends[1]);
        m_read_end = ends[0];
    }
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ~ChildProcess() {
        kill();
        ::close(m_read_end);
    }

    /// Waits for the next report; false if the child has ended.
    bool wait_report() {
        char byte = 0;
        return ::read(m_read_end, &byte, 1) == 1;
    }
    void kill() {
        if (m_pid > 0) ::kill(m_pid, SIGKILL);
        wait_end();
    }
    /// The exit code; -1 if it was killed.
    int wait_end() {
        if (m_pid > 0) {
            int status = 0;
            ::waitpid(m_pid, &status, 0);
            m_exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
            m_pid = 0;
        }
        return m_exit_code;
    }
    /// How many reports are left unread; after the end.
    int count_reports() {
        int count = 0;
        while (wait_report()) ++count;
        return count;
    }

  private:
    pid_t m_pid = 0;
    int m_read_end = -1;
    int m_exit_code = -1;
};

}  // namespace qiantai::store::test
