#include "schema/base/described.hpp"

#include <algorithm>

namespace qiantai {

const Field* Shape::find(std::string_view name) const {
    const auto found = std::ranges::find(fields, name, &Field::name);
    return found == fields.end() ? nullptr : &*found;
}

bool is_time_name(std::string_view field) {
    return field == "at" || field.ends_with("_at") || field.ends_with("_since");
}

namespace detail {

Shape make_shape(std::string_view entity, std::vector<Field> fields, const void* defaults,
                 std::span<const FieldNote> notes) {
    Shape shape{entity, std::move(fields), defaults, {}, {}};
    for (const auto& note : notes) {
        const auto field = std::ranges::find(shape.fields, note.field, &Field::name);
        QIANTAI_ASSERT(field != shape.fields.end());
        field->note = note;
    }
    std::string parameters;
    for (const auto& field : shape.fields) {
        if (!field.is_column()) continue;
        shape.columns += (shape.columns.empty() ? "" : ", ") + std::string(field.column());
        parameters += parameters.empty() ? "?" : ", ?";
    }
    shape.insert_sql = "INSERT INTO " + std::string(entity) + " (" + shape.columns + ") VALUES (" +
                       parameters + ")";
    return shape;
}

}  // namespace detail
}  // namespace qiantai
