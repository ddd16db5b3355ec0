#include "terminal/operations/described_schema.hpp"

#include "schema/manifest/values.hpp"

namespace qiantai::ctl::schema {
namespace {

constexpr std::int64_t k_number_max = 1'000'000'000'000;
constexpr int k_text_length_max = 200, k_list_length_max = 1000;

std::string_view meaning_of(const FieldNote& note, const Column* column) {
    if (!note.meaning.empty()) return note.meaning;
    return column == nullptr ? std::string_view() : column->meaning;
}

Json text_schema(const FieldNote& note, const Column* column) {
    const auto meaning = meaning_of(note, column);
    if (column != nullptr && column->type == ColumnType::date) return date(meaning);
    if (note.is_json) return any(meaning);
    const int if_unsaid = column != nullptr ? length_max_of(*column) : k_text_length_max;
    auto schema = text(meaning, note.length_max > 0 ? note.length_max : if_unsaid);
    if (column != nullptr && !column->values.empty()) {
        schema["enum"] = values_of(column->values);
    }
    return schema;
}

Json integer_schema(const FieldNote& note, std::string_view name, const Column* column) {
    const auto meaning = meaning_of(note, column);
    const bool is_time = column != nullptr ? column->type == ColumnType::time : is_time_name(name);
    if (is_time && !note.min && !note.max) return time(meaning);
    return integer(meaning, note.min.value_or(-k_number_max), note.max.value_or(k_number_max));
}

Json code_schema(const FieldType& type, const FieldNote& note, const Column* column) {
    boost::json::array codes;
    for (const auto code : type.codes()) codes.emplace_back(code);
    Json schema{{"type", "string"}};
    const auto meaning = meaning_of(note, column);
    if (!meaning.empty()) schema["description"] = meaning;
    schema["enum"] = std::move(codes);
    return schema;
}

bool has_value_by_itself(const qiantai::Field& field, const Shape& shape) {
    const void* value = field.type->get(field.in(shape.defaults));
    switch (field.type->kind) {
        case FieldKind::boolean:
        case FieldKind::list:
            return true;
        case FieldKind::integer:
            return field.type->integer(value) != 0;
        case FieldKind::text:
            return !static_cast<const std::string*>(value)->empty();
        default:
            return false;
    }
}

bool is_required(const qiantai::Field& field, const Shape& shape, const Column* column,
                 Direction direction) {
    using Presence = FieldNote::Presence;
    if (field.note.presence != Presence::usual) return field.note.presence == Presence::always;
    if (field.type->is_optional) return false;
    if (column != nullptr && column->presence == qiantai::Presence::optional) return false;
    if (direction == Direction::input) return !has_value_by_itself(field, shape);
    return field.type->kind != FieldKind::text || column != nullptr;
}

}  // namespace

Json value_schema(const Manifest& manifest, const FieldType& type, const FieldNote& note,
                  std::string_view name, const Column* column, Direction direction) {
    switch (type.kind) {
        case FieldKind::text: {
            auto schema = text_schema(note, column);
            return note.null_empties ? or_null(std::move(schema)) : schema;
        }
        case FieldKind::id:
            return id(meaning_of(note, column));
        case FieldKind::integer:
        case FieldKind::fen:
            return integer_schema(note, name, column);
        case FieldKind::boolean:
            return boolean(meaning_of(note, column));
        case FieldKind::date:
            return date(meaning_of(note, column));
        case FieldKind::code:
            return code_schema(type, note, column);
        case FieldKind::object:
            return object(fields_of(manifest, type.shape(), direction));
        case FieldKind::list:
            break;
    }
    return list_of(note.meaning,
                   value_schema(manifest, type.element(), {}, name, nullptr, direction),
                   note.length_max > 0 ? note.length_max : k_list_length_max);
}

std::vector<Field> fields_of(const Manifest& manifest, const Shape& shape, Direction direction) {
    const Entity* entity = shape.entity.empty() ? nullptr : manifest.find(shape.entity);
    QIANTAI_ASSERT(shape.entity.empty() || entity != nullptr);
    std::vector<Field> fields;
    for (const auto& field : shape.fields) {
        if (field.note.presence == FieldNote::Presence::never) continue;
        if (field.note.spread) {
            for (auto& inner : fields_of(manifest, field.type->shape(), direction)) {
                fields.push_back(std::move(inner));
            }
            continue;
        }
        const Column* column =
            entity != nullptr && field.is_column() ? entity->find_column(field.column()) : nullptr;
        fields.push_back(
            {field.json_name(),
             value_schema(manifest, *field.type, field.note, field.name, column, direction),
             is_required(field, shape, column, direction)});
    }
    return fields;
}

}  // namespace qiantai::ctl::schema
