#pragma once

// The hub's tables as rows of values, the same whichever store holds them: for moving a hub from one
// kind of store to the other, row by row (program/hub_move.hpp).

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/result.hpp"

namespace qiantai::hub {

/// In the order in which they are filled: feed entries name rows, and are read scope by scope.
enum class HubTable {
    row,
    scope_counter,
    feed,
    duplicate_key,
    device,
    retired_incarnation,
    audit_chain,
    rejection,
    enrolment_code,
    stay,
    loose_content,
    fact,
};

enum class ValueKind { text, integer, bytes, uuid, flag, json };

struct TableColumn {
    std::string_view name;
    ValueKind kind = ValueKind::text;
};

/// A table's columns as every store gives them, those of its key first. Rows are ordered by the key:
/// texts and bytes byte by byte.
struct TableShape {
    HubTable table{};
    std::string_view name;
    std::size_t key_columns = 1;
    std::vector<TableColumn> columns;
};

/// All of them, in the order of HubTable.
std::span<const TableShape> table_shapes();
const TableShape& shape_of(HubTable table);

/// One value for each column, none for NULL: a whole number in decimal digits, an id as text, a flag
/// as "0" or "1", bytes as they are.
using TableRow = std::vector<std::optional<std::string>>;

/// True if both say the same: JSON by its values, whatever its spelling.
bool is_same_row(const TableShape& shape, const TableRow& one, const TableRow& other);

/// "member 0192…", to name a row by its key in an error or on screen.
std::string row_name(const TableShape& shape, const TableRow& row);

}  // namespace qiantai::hub
