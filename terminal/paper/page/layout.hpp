#pragma once

#include <string>

#include "terminal/paper/page/placed.hpp"

namespace qiantai::paper {

inline constexpr double k_signature_width_least_mm = 25, k_signature_height_least_mm = 12;

/// The document on its pages; `copy` is the name in the corner, empty: none. A page of A4 has head,
/// foot and "第 x 页 共 y 页"; a roll is one page as long as it needs. Nothing is left out: a row
/// of a table that is higher than a page is set smaller until it fits.
Pages lay_out(const Document& document, const std::string& copy);

/// Every copy's pages, one after the other.
std::vector<Pages> lay_out_copies(const Document& document);

}  // namespace qiantai::paper
