#include "schema/sqlite/described_rows.hpp"

namespace qiantai::sqlite {
namespace {

template <typename T>
const T& as(const void* value) {
    return *static_cast<const T*>(value);
}

void read_value(const Statement& row, int column, const FieldType& type, void* value) {
    switch (type.kind) {
        case FieldKind::text:
            *static_cast<std::string*>(value) = row.text(column);
            return;
        case FieldKind::id:
            *static_cast<Uuid*>(value) = row.uuid(column);
            return;
        case FieldKind::integer:
        case FieldKind::fen:
            return type.set_integer(value, row.integer(column));
        case FieldKind::boolean:
            *static_cast<bool*>(value) = row.integer(column) != 0;
            return;
        case FieldKind::date:
            *static_cast<Date*>(value) = Date::of_text(row.text(column));
            return;
        case FieldKind::code:
            // A column's value is one of the manifest's or a newer program's; Coded keeps both.
            QIANTAI_ASSERT(type.set_code(value, row.text(column)));
            return;
        case FieldKind::object:
        case FieldKind::list:
            break;
    }
    QIANTAI_ASSERT(!"a column holds one value");
}

void bind_text(Statement& statement, int parameter, std::string_view text) {
    if (text.empty()) return statement.bind_one(parameter, std::nullopt);
    statement.bind_one(parameter, text);
}

void bind_value(Statement& statement, int parameter, const FieldType& type, const void* value) {
    if (value == nullptr) return statement.bind_one(parameter, std::nullopt);
    switch (type.kind) {
        case FieldKind::text:
            return bind_text(statement, parameter, as<std::string>(value));
        case FieldKind::id:
            return statement.bind_one(parameter, as<Uuid>(value));
        case FieldKind::integer:
        case FieldKind::fen:
            return statement.bind_one(parameter, type.integer(value));
        case FieldKind::boolean:
            return statement.bind_one(parameter, as<bool>(value) ? 1 : 0);
        case FieldKind::date:
            return statement.bind_one(parameter, as<Date>(value).text());
        case FieldKind::code:
            return bind_text(statement, parameter, type.code(value));
        case FieldKind::object:
        case FieldKind::list:
            break;
    }
    QIANTAI_ASSERT(!"a column holds one value");
}

}  // namespace

void read_fields(const Statement& row, const Shape& shape, void* object, int first) {
    int column = first;
    for (const auto& field : shape.fields) {
        if (!field.is_column()) continue;
        // NULL leaves the field as it is made: empty.
        if (!row.is_null(column)) {
            read_value(row, column, *field.type, field.type->make(field.in(object)));
        }
        ++column;
    }
}

void bind_fields(Statement& statement, const Shape& shape, const void* object, int first) {
    int parameter = first;
    for (const auto& field : shape.fields) {
        if (!field.is_column()) continue;
        bind_value(statement, parameter++, *field.type, field.type->get(field.in(object)));
    }
}

Status insert_fields(Database& database, const Shape& shape, const void* object) {
    auto& statement = database.cached(shape.insert_sql);
    bind_fields(statement, shape, object);
    return statement.run();
}

}  // namespace qiantai::sqlite
