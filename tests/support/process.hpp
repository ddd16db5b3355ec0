#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace qiantai::test {

/// A child process with its standard descriptors in our hands. Killed and reaped when destroyed.
class Process {
  public:
    /// `arguments[0]` is the program's path.
    explicit Process(const std::vector<std::string>& arguments);
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process();

    /// False if the child reads no more.
    bool write(std::string_view text);
    void close_input();
    void close_output();
    /// The next line of its output without its end; false at the end.
    bool read_line(std::string& line);
    std::string read_rest();
    std::string read_errors();
    void kill_hard();
    void signal(int number);
    /// Until wait() was called.
    pid_t id() const { return m_pid; }
    /// Waits for its end. The exit code, or minus the signal.
    int wait();

  private:
    pid_t m_pid = -1;
    int m_input = -1, m_output = -1, m_errors = -1;
    int m_status = 0;
    std::string m_buffer;
};

struct Finished {
    int exit = 0;
    std::string out;
    std::string err;
};
/// Runs to its end.
Finished run_process(const std::vector<std::string>& arguments, std::string_view input = {});

}  // namespace qiantai::test
