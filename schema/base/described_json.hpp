#pragma once

// Described structs (described.hpp) as JSON and back. Ids are their 36 characters, dates
// YYYY-MM-DD, times and money numbers, values of enumerations their codes.

#include <boost/json.hpp>
#include <optional>
#include <string>

#include "schema/base/described.hpp"

namespace qiantai {

/// Of one field's value; null if it is an empty optional.
boost::json::value value_to_json(const FieldType& type, const void* field, const FieldNote& note);
boost::json::object shape_to_json(const Shape& shape, const void* object);

/// What keeps JSON from being read: "card.expires_on" and "no date".
struct FieldFault {
    std::string path;
    std::string what;
};
/// Reads one value into a field. Null leaves the field as it is, unless the note says otherwise.
std::optional<FieldFault> value_from_json(const FieldType& type, const boost::json::value& json,
                                          void* field, const FieldNote& note);
/// Reads what is there; fields that are absent stay as they are, names that the struct has not are
/// passed over. After a fault the object is half read.
std::optional<FieldFault> shape_from_json(const Shape& shape, const boost::json::object& json,
                                          void* object);

template <Described T>
boost::json::object to_json(const T& value) {
    return shape_to_json(shape_of<T>(), &value);
}

/// Nothing if some of it doesn't fit.
template <Described T>
std::optional<T> from_json(const boost::json::object& json) {
    T value{};
    if (shape_from_json(shape_of<T>(), json, &value)) return std::nullopt;
    return value;
}

}  // namespace qiantai
