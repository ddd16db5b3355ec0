#pragma once

// Reading what a statement finds, in one expression. Whatever happens the statement is reset
// afterwards, so that it can be bound and used again.
//
//     QIANTAI_TRY(const auto names, sqlite::all(database.cached("SELECT name FROM store"),
//                                               sqlite::text_column));
//     QIANTAI_TRY(const auto card, sqlite::one(database.cached(sql).bind(id), read_card));

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "schema/sqlite/database.hpp"

namespace qiantai::sqlite {

namespace detail {

template <typename T>
struct RowOf {
    using type = T;
    static constexpr bool can_fail = false;
};
template <typename T>
struct RowOf<Result<T>> {
    using type = T;
    static constexpr bool can_fail = true;
};
template <typename Read>
using RowOfRead = RowOf<std::invoke_result_t<Read&, const Statement&>>;

}  // namespace detail

/// Calls `visit(const Statement&)` for every row; it returns void or Status. The first error ends
/// it and is returned.
template <typename Visit>
Status each(Statement& statement, Visit visit) {
    for (;;) {
        QIANTAI_TRY(const bool more, statement.step());
        if (!more) return {};
        if constexpr (std::is_void_v<std::invoke_result_t<Visit&, const Statement&>>) {
            visit(std::as_const(statement));
        } else if (Status visited = visit(std::as_const(statement)); !visited) {
            statement.reset();
            return visited;
        }
    }
}

/// Every row, as `read(const Statement&)` makes it: a T or a Result<T>. The first error ends it.
template <typename Read>
auto all(Statement& statement, Read read)
    -> Result<std::vector<typename detail::RowOfRead<Read>::type>> {
    std::vector<typename detail::RowOfRead<Read>::type> rows;
    QIANTAI_TRY_STATUS(each(statement, [&](const Statement& row) -> Status {
        if constexpr (detail::RowOfRead<Read>::can_fail) {
            QIANTAI_TRY(auto value, read(row));
            rows.push_back(std::move(value));
        } else {
            rows.push_back(read(row));
        }
        return {};
    }));
    return rows;
}

/// The first row, as `read` makes it; nothing if there is none.
template <typename Read>
auto one(Statement& statement, Read read)
    -> Result<std::optional<typename detail::RowOfRead<Read>::type>> {
    using Row = typename detail::RowOfRead<Read>::type;
    QIANTAI_TRY(const bool found, statement.step());
    if (!found) return std::optional<Row>();
    auto row = read(std::as_const(statement));
    statement.reset();
    if constexpr (detail::RowOfRead<Read>::can_fail) {
        if (!row) return row.error();
        return std::optional<Row>(std::move(row).value());
    } else {
        return std::optional<Row>(std::move(row));
    }
}

/// The only row of a statement that always has one, such as a count.
template <typename Read>
auto only(Statement& statement, Read read) -> Result<typename detail::RowOfRead<Read>::type> {
    QIANTAI_TRY(auto row, one(statement, read));
    QIANTAI_ASSERT(row.has_value());
    return *std::move(row);
}

/// Whether there is a row.
inline Result<bool> any(Statement& statement) {
    const auto found = statement.step();
    statement.reset();
    return found;
}

/// Readers of rows with one column.
inline std::string text_column(const Statement& row) {
    return std::string(row.text(0));
}
inline std::int64_t integer_column(const Statement& row) {
    return row.integer(0);
}
inline Uuid id_column(const Statement& row) {
    return row.uuid(0);
}

}  // namespace qiantai::sqlite
