#include "tests/support/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "schema/base/error.hpp"

namespace qiantai::test {
namespace {

void close_if_open(int& descriptor) {
    if (descriptor >= 0) ::close(descriptor);
    descriptor = -1;
}

std::string read_all(int descriptor) {
    std::string content;
    char buffer[4096];
    for (;;) {
        const ssize_t got = ::read(descriptor, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return content;
        content.append(buffer, static_cast<std::size_t>(got));
    }
}

}  // namespace

Process::Process(const std::vector<std::string>& arguments) {
    int in[2], out[2], err[2];
    QIANTAI_ASSERT(::pipe2(in, O_CLOEXEC) == 0 && ::pipe2(out, O_CLOEXEC) == 0);
    QIANTAI_ASSERT(::pipe2(err, O_CLOEXEC) == 0);
    std::vector<char*> pointers;
    for (const auto& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    m_pid = ::fork();
    QIANTAI_ASSERT(m_pid >= 0);
    if (m_pid == 0) {
        ::dup2(in[0], STDIN_FILENO);
        ::dup2(out[1], STDOUT_FILENO);
        ::dup2(err[1], STDERR_FILENO);
        ::signal(SIGPIPE, SIG_DFL);
        ::execv(pointers[0], pointers.data());
        ::_exit(127);
    }
    ::signal(SIGPIPE, SIG_IGN);
    ::close(in[0]);
    ::close(out[1]);
    ::close(err[1]);
    m_input = in[1];
    m_output = out[0];
    m_errors = err[0];
}

Process::~Process() {
    kill_hard();
    wait();
    close_input();
    close_output();
    close_if_open(m_errors);
}

bool Process::write(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(m_input, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void Process::close_input() {
    close_if_open(m_input);
}
void Process::close_output() {
    close_if_open(m_output);
}

bool Process::read_line(std::string& line) {
    for (;;) {
        if (const auto end = m_buffer.find('\n'); end != std::string::npos) {
            line = m_buffer.substr(0, end);
            m_buffer.erase(0, end + 1);
            return true;
        }
        char buffer[4096];
        const ssize_t got = ::read(m_output, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        m_buffer.append(buffer, static_cast<std::size_t>(got));
    }
}

std::string Process::read_rest() {
    return std::exchange(m_buffer, {}) + read_all(m_output);
}
std::string Process::read_errors() {
    return read_all(m_errors);
}

void Process::kill_hard() {
    signal(SIGKILL);
}

void Process::signal(int number) {
    if (m_pid > 0) ::kill(m_pid, number);
}

int Process::wait() {
    if (m_pid > 0) {
        while (::waitpid(m_pid, &m_status, 0) < 0 && errno == EINTR) {
        }
        m_pid = -1;
    }
    return WIFEXITED(m_status) ? WEXITSTATUS(m_status) : -WTERMSIG(m_status);
}

Finished run_process(const std::vector<std::string>& arguments, std::string_view input) {
    Process process(arguments);
    // Small inputs and outputs: what fits into a pipe can't block both sides.
    process.write(input);
    process.close_input();
    Finished finished;
    finished.out = process.read_rest();
    finished.err = process.read_errors();
    finished.exit = process.wait();
    return finished;
}

}  // namespace qiantai::test
