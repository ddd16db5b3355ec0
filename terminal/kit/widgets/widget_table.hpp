#pragma once

// A list of people with labelled columns: who it is leads, what tells one from another stands below
// its heading. Columns stand in the order of their importance: those that do not fit beside the
// names are left out, the last first; so is the heading where it would take the place of the rows.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "terminal/kit/widgets/widget_member_row.hpp"

namespace qiantai::ui {

enum class SortOrder : std::uint8_t { ascending, descending };

struct TableSort {
    int column = 0;
    SortOrder order = SortOrder::ascending;
    bool operator==(const TableSort&) const = default;
};

struct TableColumn {
    Text title;
    /// The least, never less than the heading's; columns share what a long name leaves.
    float width = 0;
    /// What its texts need, if that is more: they get it before the names get more than their least.
    float wish = 0;
    /// The list can be sorted by it: which way at the first touch, the other way at the next.
    std::optional<SortOrder> sorts{};
};

struct TableCell {
    Text text{};
    Text note{};                ///< below
    std::optional<Tone> tag{};  ///< the text as a tag
};

struct TableRow {
    std::string name;
    MemberRow person;              ///< the first column
    std::vector<TableCell> cells;  ///< of the others
};

struct Table {
    std::span<const TableColumn> columns;
    std::size_t row_count = 0;
    /// What stands in a row; asked for those in sight.
    std::function<TableRow(std::size_t)> row;
    std::optional<TableSort> sort{};
    Text action{};          ///< a button at the end of each row; does what a touch on the row does
    bool has_more = false;  ///< rows follow that are not there yet: the last line says so
    Text note{};            ///< what there is to know of the list, below its last row
    float row_height_dp = k_member_row_height;
};

struct TableResult {
    std::optional<TableSort> sort{};
    std::optional<std::size_t> row{};
    bool end_in_sight = false;  ///< of rows that have more
};

/// As high as its rows, at most `rest`, which it cuts itself off; what does not fit scrolls.
TableResult draw_table(Ui& ui, Rect& rest, std::string_view name, const Table& table);

/// How wide a column has to be for any of these, in pixels.
float column_width(const Ui& ui, std::span<const Text> texts);
/// The same for tags.
float tag_column_width(const Ui& ui, std::span<const Text> texts);

}  // namespace qiantai::ui
