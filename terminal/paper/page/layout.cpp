#include "terminal/paper/page/layout.hpp"

#include "terminal/paper/page/sheet_builder.hpp"

namespace qiantai::paper {

Pages lay_out(const Document& document, const std::string& copy) {
    SheetBuilder sheet(document);
    for (const auto& block : document.blocks) {
        std::visit([&](const auto& one) { place_block(sheet, one); }, block);
    }
    return sheet.finish(copy);
}

std::vector<Pages> lay_out_copies(const Document& document) {
    if (document.copies.empty()) return {lay_out(document, {})};
    std::vector<Pages> all;
    for (const auto& copy : document.copies) all.push_back(lay_out(document, copy));
    return all;
}

}  // namespace qiantai::paper
