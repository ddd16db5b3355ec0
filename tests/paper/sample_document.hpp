#pragma once

#include "terminal/paper/page/document.hpp"

namespace qiantai::paper::test {

inline Head sample_head() {
    return {.chain = "前台演示连锁",
            .title = "寄存单",
            .code = "QT-F18 第 1 版",
            .store = "望京一店（S001）",
            .number = "SG-S001-01-000012-K",
            .scanned = "SG-S001-01-000012-K"};
}

inline Document sample_page() {
    return {.medium = Medium::a4_portrait,
            .head = sample_head(),
            .printed = {"林晓岚 1003", "2026-11-21 14:31", "S001-01"}};
}

inline Document sample_slip() {
    auto slip = sample_page();
    slip.medium = Medium::roll_80;
    return slip;
}

/// A name that somebody wrote.
inline Strokes sample_strokes() {
    return {{{1000, 3000}, {4000, 3200}, {4200, 5000}}, {{5000, 2000}, {5200, 6000}}};
}

/// Rows with one to five lines in them, each with a number of its own.
inline Table long_table(int rows) {
    Table table{.columns = {{"序号", 1, Align::center}, {"品名", 6}, {"数量", 1, Align::right}}};
    for (int i = 0; i < rows; ++i) {
        std::string item = "货 " + std::to_string(i);
        for (int line = 0; line < i % 5; ++line) item += "\n第 " + std::to_string(line) + " 行";
        table.rows.push_back({{{std::to_string(i), {}}, {item, {}}, {"3 罐", {}}}});
    }
    return table;
}

}  // namespace qiantai::paper::test
