#include "terminal/printing/rules/printing_facts.hpp"

#include <algorithm>
#include <array>

#include "terminal/paper/page/draw.hpp"
#include "terminal/paper/printers/printer.hpp"

namespace qiantai::domain {

const ErrorKind* print_problem(std::string_view code) {
    static constexpr std::array k_problems = {&paper::k_printer_unreachable,
                                              &paper::k_printer_out_of_paper,
                                              &paper::k_printer_stopped,
                                              &paper::k_printer_refuses,
                                              &paper::k_printer_not_permitted,
                                              &paper::k_printer_is_a_file,
                                              &paper::k_printer_broke_off,
                                              &paper::k_printer_slow,
                                              &paper::k_printer_address_malformed,
                                              &k_print_interrupted,
                                              &k_print_from_backup,
                                              &k_print_gone};
    const auto found = std::ranges::find(k_problems, code, &ErrorKind::code);
    return found == k_problems.end() ? nullptr : *found;
}

}  // namespace qiantai::domain
