#pragma once

// JSON Schemas from described structs (schema/base/described.hpp): what the manifest knows of a
// column and the notes say of a field. In an input a field must be there unless it is an optional,
// a list, a truth value, has a value by itself (int limit = 50), or is a column that may be empty.
// In an output it may be absent if it is an optional, or a text that no column says is always
// there.

#include "schema/base/described.hpp"
#include "terminal/operations/schema_builder.hpp"

namespace qiantai::ctl::schema {

enum class Direction : std::uint8_t { input, output };

/// The schema of one value. `column` may be null: the field is none.
Json value_schema(const Manifest& manifest, const FieldType& type, const FieldNote& note,
                  std::string_view name, const Column* column, Direction direction);
/// The struct's fields, for an object that has others beside them.
std::vector<schema::Field> fields_of(const Manifest& manifest, const Shape& shape,
                                     Direction direction);

template <Described T>
Json of(const Manifest& manifest, Direction direction = Direction::output) {
    return object(fields_of(manifest, shape_of<T>(), direction));
}

}  // namespace qiantai::ctl::schema
