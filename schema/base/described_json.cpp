#include "schema/base/described_json.hpp"

#include "schema/base/json_values.hpp"

namespace qiantai {
namespace {

namespace json = boost::json;

template <typename T>
const T& as(const void* value) {
    return *static_cast<const T*>(value);
}

bool is_empty(const FieldType& type, const void* value) {
    if (value == nullptr) return true;
    if (type.kind == FieldKind::text) return as<std::string>(value).empty();
    if (type.kind == FieldKind::code) return type.code(value).empty();
    return false;
}

/// Whether a field stands in JSON though it has nothing in it, or the other way round.
bool is_left_out(const Field& field, const void* value) {
    using Presence = FieldNote::Presence;
    if (value == nullptr || field.note.presence == Presence::never) return true;
    if (field.note.presence == Presence::always) return false;
    if (field.type->kind == FieldKind::list) {
        return field.note.presence == Presence::optional && field.type->size(value) == 0;
    }
    return is_empty(*field.type, value);
}

FieldFault fault(std::string what) {
    return {{}, std::move(what)};
}

std::optional<FieldFault> read_list(const FieldType& type, const json::value& json, void* value) {
    if (!json.is_array()) return fault("no list");
    for (std::size_t i = 0; i < json.get_array().size(); ++i) {
        const auto& element = type.element();
        auto wrong = value_from_json(element, json.get_array()[i], type.append(value), {});
        if (!wrong) continue;
        wrong->path = std::to_string(i) + (wrong->path.empty() ? "" : "." + wrong->path);
        return wrong;
    }
    return std::nullopt;
}

std::optional<FieldFault> read_text(const FieldType& type, std::string_view text, void* value) {
    switch (type.kind) {
        case FieldKind::text:
            *static_cast<std::string*>(value) = text;
            return std::nullopt;
        case FieldKind::id: {
            const auto id = Uuid::parse(text);
            if (!id) return fault("no id");
            *static_cast<Uuid*>(value) = *id;
            return std::nullopt;
        }
        case FieldKind::date: {
            const auto date = Date::parse(text);
            if (!date) return fault("no date");
            *static_cast<Date*>(value) = *date;
            return std::nullopt;
        }
        case FieldKind::code:
            if (type.set_code(value, text)) return std::nullopt;
            return fault("none of the values");
        default:
            return fault("no text expected");
    }
}

std::optional<FieldFault> read_number(const FieldType& type, const json::value& json, void* value) {
    json::error_code error;
    const auto number = json.to_number<std::int64_t>(error);
    if (error) return fault("no number");
    type.set_integer(value, number);
    return std::nullopt;
}

}  // namespace

json::value value_to_json(const FieldType& type, const void* field, const FieldNote& note) {
    const void* value = type.get(field);
    if (value == nullptr) return nullptr;
    switch (type.kind) {
        case FieldKind::text: {
            const auto& text = as<std::string>(value);
            return note.is_json ? json_or_text(text) : json::value(text);
        }
        case FieldKind::id:
            return json::value(as<Uuid>(value).text());
        case FieldKind::integer:
        case FieldKind::fen:
            return type.integer(value);
        case FieldKind::boolean:
            return as<bool>(value);
        case FieldKind::date:
            return json::value(as<Date>(value).text());
        case FieldKind::code:
            return json::value(type.code(value));
        case FieldKind::object:
            return shape_to_json(type.shape(), value);
        case FieldKind::list:
            break;
    }
    json::array list;
    for (std::size_t i = 0; i < type.size(value); ++i) {
        list.push_back(value_to_json(type.element(), type.at(value, i), {}));
    }
    return list;
}

json::object shape_to_json(const Shape& shape, const void* object) {
    json::object out;
    for (const auto& field : shape.fields) {
        const void* place = field.in(object);
        if (is_left_out(field, field.type->get(place))) continue;
        auto value = value_to_json(*field.type, place, field.note);
        if (!field.note.spread) {
            out[field.json_name()] = std::move(value);
            continue;
        }
        for (auto& member : value.as_object()) out[member.key()] = std::move(member.value());
    }
    return out;
}

std::optional<FieldFault> value_from_json(const FieldType& type, const json::value& json,
                                          void* field, const FieldNote& note) {
    if (json.is_null()) {
        if (note.null_empties) static_cast<std::string*>(type.make(field))->clear();
        return std::nullopt;
    }
    void* value = type.make(field);
    if (type.kind == FieldKind::list) return read_list(type, json, value);
    if (type.kind == FieldKind::object) {
        if (!json.is_object()) return fault("no object");
        return shape_from_json(type.shape(), json.get_object(), value);
    }
    if (type.kind == FieldKind::boolean) {
        if (!json.is_bool()) return fault("neither true nor false");
        *static_cast<bool*>(value) = json.get_bool();
        return std::nullopt;
    }
    if (type.kind == FieldKind::integer || type.kind == FieldKind::fen) {
        return read_number(type, json, value);
    }
    if (note.is_json) {
        *static_cast<std::string*>(value) = json::serialize(json);
        return std::nullopt;
    }
    if (!json.is_string()) return fault("no text");
    return read_text(type, json.get_string(), value);
}

std::optional<FieldFault> shape_from_json(const Shape& shape, const json::object& json,
                                          void* object) {
    for (const auto& field : shape.fields) {
        if (field.note.spread) {
            auto wrong =
                shape_from_json(field.type->shape(), json, field.type->make(field.in(object)));
            if (wrong) return wrong;
            continue;
        }
        const auto* found = json.if_contains(field.json_name());
        if (found == nullptr || field.note.presence == FieldNote::Presence::never) continue;
        auto wrong = value_from_json(*field.type, *found, field.in(object), field.note);
        if (!wrong) continue;
        const std::string name(field.json_name());
        wrong->path = name + (wrong->path.empty() ? "" : "." + wrong->path);
        return wrong;
    }
    return std::nullopt;
}

}  // namespace qiantai
