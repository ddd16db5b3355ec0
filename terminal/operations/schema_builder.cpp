#include "terminal/operations/schema_builder.hpp"

#include "schema/manifest/values.hpp"

namespace qiantai::ctl::schema {
namespace {

/// Times are UTC milliseconds: up to the year 2200.
constexpr std::int64_t k_time_max = 7'258'118'400'000;

Json described(std::string_view type, std::string_view description) {
    Json schema{{"type", type}};
    if (!description.empty()) schema["description"] = description;
    return schema;
}

}  // namespace

Json text(std::string_view description, int length_max) {
    auto schema = described("string", description);
    schema["maxLength"] = length_max;
    return schema;
}

Json id(std::string_view description) {
    auto schema = described("string", description);
    schema["format"] = "uuid";
    schema["minLength"] = 36;
    schema["maxLength"] = 36;
    return schema;
}

Json integer(std::string_view description, std::int64_t min, std::int64_t max) {
    auto schema = described("integer", description);
    schema["minimum"] = min;
    schema["maximum"] = max;
    return schema;
}

Json time(std::string_view description) {
    return integer(std::string(description) + " (UTC milliseconds)", 0, k_time_max);
}

Json date(std::string_view description) {
    auto schema = text(std::string(description) + " (YYYY-MM-DD)", 10);
    schema["format"] = "date";
    return schema;
}

Json boolean(std::string_view description) {
    return described("boolean", description);
}

Json any(std::string_view description) {
    return {{"description", description}};
}

Json one_of(std::string_view description, std::initializer_list<std::string_view> values) {
    auto schema = described("string", description);
    boost::json::array list;
    for (const auto value : values) list.emplace_back(value);
    schema["enum"] = std::move(list);
    return schema;
}

Json list_of(std::string_view description, Json item, int count_max) {
    auto schema = described("array", description);
    schema["maxItems"] = count_max;
    schema["items"] = std::move(item);
    return schema;
}

Json column(const Manifest& manifest, std::string_view entity, std::string_view name,
            std::string_view description) {
    const Entity* owner = manifest.find(entity);
    QIANTAI_ASSERT(owner != nullptr);
    const Column* found = owner->find_column(name);
    QIANTAI_ASSERT(found != nullptr && found->type == ColumnType::text);
    auto schema = text(description.empty() ? found->meaning : description, length_max_of(*found));
    if (!found->values.empty()) schema["enum"] = values_of(found->values);
    return schema;
}

boost::json::array values_of(std::string_view values) {
    boost::json::array list;
    for (;;) {
        const auto bar = values.find('|');
        list.emplace_back(values.substr(0, bar));
        if (bar == std::string_view::npos) return list;
        values.remove_prefix(bar + 1);
    }
}

Json or_null(Json schema) {
    const auto type = schema.at("type");
    schema["type"] = boost::json::array{type, "null"};
    return schema;
}

Json object(std::vector<Field> fields) {
    Json properties;
    boost::json::array names;
    for (auto& field : fields) {
        if (field.required) names.emplace_back(field.name);
        properties[field.name] = std::move(field.schema);
    }
    Json schema{
        {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!names.empty()) schema["required"] = std::move(names);
    return schema;
}

}  // namespace qiantai::ctl::schema
