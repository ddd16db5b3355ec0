#include "tests/support/kill_point.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "schema/base/error.hpp"
#include "tests/support/file_calls.hpp"

namespace qiantai::test {
namespace {

/// Dies at the n-th call.
class KillPoint final : public FileObserver {
  public:
    explicit KillPoint(int call) : m_calls_left(call) {}

    void before(const FileCall& call) override {
        if (call.kind == FileCall::Kind::write) {
            if (counts_as_write(call.file) && --m_calls_left == 0) die_halfway(call);
            return;
        }
        m_written_file = -1;
        if (--m_calls_left == 0) die();
    }

  private:
    /// Of many writes to one file, one after the other, the first ones and then every eighth.
    bool counts_as_write(int file) {
        m_writes_in_a_row = file == m_written_file ? m_writes_in_a_row + 1 : 1;
        m_written_file = file;
        return m_writes_in_a_row <= 2 || m_writes_in_a_row % 8 == 0;
    }
    static void die() { ::kill(::getpid(), SIGKILL); }
    static void die_halfway(const FileCall& call) {
        observe_file_calls(nullptr);
        const auto half = call.bytes.substr(0, call.bytes.size() / 2);
        if (call.at)
            (void)!::pwrite(call.file, half.data(), half.size(), *call.at);
        else
            (void)!::write(call.file, half.data(), half.size());
        die();
    }

    int m_calls_left;
    int m_written_file = -1, m_writes_in_a_row = 0;
};

}  // namespace

bool dies_at_file_call(int call, const std::function<void()>& work) {
    QIANTAI_ASSERT(call > 0);
    const pid_t child = ::fork();
    QIANTAI_ASSERT(child >= 0);
    if (child == 0) {
        KillPoint point(call);
        observe_file_calls(&point);
        work();
        ::_exit(0);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) QIANTAI_ASSERT(errno == EINTR);
    const bool died = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    QIANTAI_ASSERT(died || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
    return died;
}

}  // namespace qiantai::test
