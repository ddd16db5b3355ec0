#pragma once

#include <boost/json/fwd.hpp>

#include "schema/base/uuid.hpp"
#include "schema/manifest/manifest.hpp"

namespace qiantai {

/// Why a value does not fit its column.
inline constexpr ErrorKind k_value_wrong_type{"value_wrong_type", Actor::administrator,
                                              "A value has the wrong type.", "数据类型不对。"};
inline constexpr ErrorKind k_value_missing{"value_missing", Actor::clerk,
                                           "A required value is missing.", "缺少必填内容。"};
inline constexpr ErrorKind k_value_too_long{
    "value_too_long", Actor::clerk, "A text is too long; shorten it.", "文字过长，请缩短。"};
inline constexpr ErrorKind k_value_not_allowed{"value_not_allowed", Actor::clerk,
                                               "A value is not one of those allowed.",
                                               "取值不在允许范围内。"};

/// The greatest number a JSON value may hold, written or taken anywhere: beyond it, rounding to the
/// digits that are kept can give one that no reader takes.
inline constexpr double k_json_number_max = 1e300;

/// True if every database and program can keep the value: its texts are UTF-8 without NUL
/// (PostgreSQL has none), its numbers at most k_json_number_max, and it is nested at most
/// k_json_levels_max deep (the wire's reader stops at some depth; a change over it would block all
/// behind it).
bool is_storable(const boost::json::value& value);
inline constexpr int k_json_levels_max = 16;

/// An id of nothing but zeros or nothing but ones, which names no row: both have meanings of their
/// own in many places ("none", "after all others").
bool is_blank_id(const Uuid& id);

/// True if `wanted` is one of the values separated by '|'.
bool is_listed(std::string_view values, std::string_view wanted);

/// True for text, JSON and bytes.
bool takes_length(const Column& column);
/// Longest text, JSON or bytes of the column, in code points and bytes.
int length_max_of(const Column& column);

/// Checks one JSON value against its column: type, presence, length, allowed values, storable.
/// The error's field is the column's name.
Status check_value(const Column& column, const boost::json::value& value);

}  // namespace qiantai
