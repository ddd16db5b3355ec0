#pragma once

#include "terminal/paper/printers/printer.hpp"

namespace qiantai::paper {

SendOutcome send_ipp(const std::string& address, const std::string& title, const std::string& pdf,
                     const PrinterPatience& patience);
Status probe_ipp(const std::string& address, const PrinterPatience& patience);

}  // namespace qiantai::paper
