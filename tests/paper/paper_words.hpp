#pragma once

// What stands on a paper, for tests of forms.

#include <string>
#include <string_view>

#include "terminal/paper/page/document.hpp"

namespace qiantai::domain::test {

/// Every text of a document, a line each.
struct PaperWords {
    std::string text;
    int signatures = 0;

    void operator()(const paper::Paragraph& paragraph) { add(paragraph.text); }
    void operator()(const paper::FieldGrid& grid) {
        for (const auto& field : grid.fields) add(field.label + "：" + field.value);
    }
    void operator()(const paper::Table& table) {
        for (const auto& row : table.rows) {
            std::string line;
            for (const auto& cell : row.cells) {
                line += "|" + cell.text;
                signatures += cell.strokes.empty() ? 0 : 1;
            }
            add(line);
        }
        if (table.rows.empty()) add(table.when_empty);
    }
    void operator()(const paper::Signatures& boxes) {
        for (const auto& box : boxes.boxes) {
            add(box.role + "：" + box.name);
            signatures += box.strokes.empty() ? 0 : 1;
        }
    }
    void operator()(const paper::QrCode& code) { add("码：" + code.content); }
    void operator()(const paper::Divider&) {}
    void operator()(const paper::Space&) {}
    void add(const std::string& line) { text += line + "\n"; }

    bool has(std::string_view part) const { return text.find(part) != std::string::npos; }
};

inline PaperWords words_of(const paper::Document& document) {
    PaperWords words;
    for (const auto* line : {&document.head.title, &document.head.number, &document.head.store}) {
        words.add(*line);
    }
    for (const auto& block : document.blocks) std::visit(words, block);
    return words;
}

}  // namespace qiantai::domain::test
