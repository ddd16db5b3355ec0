#pragma once

#include <boost/json.hpp>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "terminal/demo/demo_chain.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::test {

/// A chain of real processes: qiantai-hub on loopback TLS, a desk at headquarters, and terminals,
/// with the demo's staff. Nothing in it is simulated; processes are killed with SIGKILL.
class RunningChain {
  public:
    RunningChain();
    RunningChain(const RunningChain&) = delete;
    RunningChain& operator=(const RunningChain&) = delete;
    ~RunningChain();

    void start_hub();
    void kill_hub();

    /// Enrols `name` at the store and does its first load.
    void enrol(const std::string& name, const std::string& store_code);
    Finished ctl(const std::string& terminal, std::vector<std::string> rest,
                 std::string_view input = {}) const;
    std::unique_ptr<Process> start_ctl(const std::string& terminal,
                                       std::vector<std::string> rest) const;
    std::unique_ptr<Process> start_stream(const std::string& terminal) const;
    Finished hub(std::vector<std::string> rest) const;
    /// As if somebody had cloned the disk.
    void copy_home(const std::string& from, const std::string& to) const;

    /// Rows by entity: at the hub of one scope, at a terminal of its whole database.
    std::int64_t hub_rows(const std::string& scope, const std::string& entity) const;
    std::int64_t terminal_rows(const std::string& terminal, const std::string& entity) const;

    static boost::json::object json(const std::string& text);

    /// Where a program called so keeps its files.
    std::string home(const std::string& name) const { return (m_folder / name).string(); }
    /// Who signs in at that store, and with which PIN.
    static const ctl::DemoStaff& staff_of(std::string_view store_code);
    /// The same for qiantaictl.
    std::vector<std::string> sign_in_options(const std::string& store_code) const;

  private:
    TempFolder m_folder;
    std::unique_ptr<Process> m_hub;
    std::string m_port = "0";
};

}  // namespace qiantai::test
