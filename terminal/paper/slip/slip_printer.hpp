#pragma once

#include <string>

#include "schema/base/result.hpp"
#include "terminal/paper/page/document.hpp"

namespace qiantai::paper {

inline constexpr ErrorKind k_not_for_a_roll{
    "not_for_a_roll", Actor::clerk,
    "This form is a page of A4; a receipt printer can't print it. Choose the other printer.",
    "这张表是 A4 纸张，小票打印机不能打印，请选择 A4 打印机。"};

/// What a receipt printer that speaks ESC/POS is sent: texts in GB18030, titles in double size, QR
/// codes by its own command, a cut after each copy. A line with characters that are not in its fonts
/// is sent as a picture, as signatures are: nothing is left out. k_not_for_a_roll, k_page_not_drawn.
Result<std::string> slip_bytes(const Document& document);

/// Columns of a roll of 80 mm in the printer's usual font of 12 dots.
inline constexpr int k_slip_columns = 48;
/// Dots across the 72 mm that are printed.
inline constexpr int k_slip_dots = 576;

}  // namespace qiantai::paper
