#pragma once

// Small functions that build JSON Schemas (draft 2020-12) for the operations' inputs and outputs.
// What the manifest knows of a column (length, allowed values) is taken from there, so that it is
// said once.

#include <boost/json.hpp>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "schema/manifest/manifest.hpp"

namespace qiantai::ctl::schema {

using Json = boost::json::object;

Json text(std::string_view description, int length_max = 200);
Json id(std::string_view description);
Json integer(std::string_view description, std::int64_t min, std::int64_t max);
Json time(std::string_view description);
Json date(std::string_view description);
Json boolean(std::string_view description);
Json any(std::string_view description);
Json one_of(std::string_view description, std::initializer_list<std::string_view> values);
Json list_of(std::string_view description, Json item, int count_max = 1000);
/// By the manifest's column; its meaning is the description unless one is given.
Json column(const Manifest& manifest, std::string_view entity, std::string_view name,
            std::string_view description = {});
/// The schema may also be null (to empty a field).
Json or_null(Json schema);

/// "a|b" as ["a","b"], for "enum".
boost::json::array values_of(std::string_view values);

struct Field {
    std::string_view name;
    Json schema;
    bool required = false;
};
inline Field required(std::string_view name, Json schema) {
    return {name, std::move(schema), true};
}
inline Field optional(std::string_view name, Json schema) {
    return {name, std::move(schema), false};
}
/// An object with these fields and no others.
Json object(std::vector<Field> fields);

}  // namespace qiantai::ctl::schema
