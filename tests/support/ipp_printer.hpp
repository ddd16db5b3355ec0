#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::test {

/// A printer on the network: the program ippeveprinter, on a port of its own. It keeps what it
/// prints; `script` is run for each print with the file as its argument, and may say on standard
/// error how the printer stands ("STATE: +media-empty-error").
class IppPrinter {
  public:
    explicit IppPrinter(const std::string& script = "exit 0");
    ~IppPrinter();

    std::string address() const {
        return "ipp://localhost:" + std::to_string(m_port) + "/ipp/print";
    }
    /// What was printed, in its order.
    std::vector<std::string> prints() const;
    void stop() { m_printer.reset(); }

  private:
    TempFolder m_folder;
    int m_port;
    std::unique_ptr<Process> m_bus;  ///< the program wants one to announce itself on
    std::unique_ptr<Process> m_printer;
};

/// A port of this machine that nobody listens on.
int free_port();

}  // namespace qiantai::test
