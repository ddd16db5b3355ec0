#pragma once

// Described structs (schema/base/described.hpp) as rows of their entity's table.
//
//     static const auto sql = sqlite::select_of<StoredGoods>("WHERE member_id = ? ORDER BY id");
//     QIANTAI_TRY(const auto goods, sqlite::all(database.cached(sql).bind(member_id),
//                                               sqlite::read_row<StoredGoods>));
//     QIANTAI_TRY_STATUS(sqlite::insert(database, goods.front()));

#include "schema/base/described.hpp"
#include "schema/sqlite/rows.hpp"

namespace qiantai::sqlite {

/// The struct's columns, in its order, from the statement's column `first` on.
void read_fields(const Statement& row, const Shape& shape, void* object, int first = 0);
/// Binds the struct's columns to the parameters from `first` on.
void bind_fields(Statement& statement, const Shape& shape, const void* object, int first = 1);
Status insert_fields(Database& database, const Shape& shape, const void* object);

/// "SELECT <the struct's columns> FROM <its entity> <rest>". Keep it in a static: the text has to
/// outlive the connection.
template <Described T>
std::string select_of(std::string_view rest) {
    const auto& shape = shape_of<T>();
    return "SELECT " + shape.columns + " FROM " + std::string(shape.entity) + " " +
           std::string(rest);
}

/// The current row of a statement that selects the struct's columns first.
template <Described T>
T read_row(const Statement& row) {
    T value{};
    read_fields(row, shape_of<T>(), &value);
    return value;
}

/// Inserts the row with all its columns. Inside a transaction if anything goes with it.
template <Described T>
Status insert(Database& database, const T& value) {
    return insert_fields(database, shape_of<T>(), &value);
}

}  // namespace qiantai::sqlite
