#pragma once

#include "terminal/paper/printers/printer.hpp"

namespace qiantai::paper {

SendOutcome send_raw(const std::string& address, const std::string& bytes,
                     const PrinterPatience& patience);
Status probe_raw(const std::string& address, const PrinterPatience& patience);

}  // namespace qiantai::paper
