#pragma once

#include <optional>
#include <span>
#include <vector>

#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {

struct TableColumn {
    Text title;
    float width_dp = 120;  ///< least width; what is left over goes to the columns with `grows`
    bool grows = false;
    bool number = false;  ///< right-aligned
    bool sortable = false;
};

enum class SortOrder : std::uint8_t { ascending, descending };

struct TableSort {
    int column = 0;
    SortOrder order = SortOrder::ascending;
    bool operator==(const TableSort&) const = default;
};

struct Table {
    std::span<const TableColumn> columns;
    /// The rows of this page, each with one text per column.
    std::span<const std::vector<Text>> rows;
    std::optional<TableSort> sort{};
    int page = 1;  ///< from 1
    int pages = 1;
    std::int64_t rows_total = 0;
    std::optional<int> selected{};
};

struct TableResult {
    std::optional<TableSort> sort{};
    std::optional<int> page{};
    std::optional<int> row{};
};

/// Heading, rows that scroll, and a foot with the pages. Columns that do not fit are narrowed down
/// to the growing one first; below their least widths the table's cells end in an ellipsis.
TableResult draw_table(Ui& ui, const Rect& rect, std::string_view name, const Table& table);

}  // namespace qiantai::ui
