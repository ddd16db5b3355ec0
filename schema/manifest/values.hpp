#pragma once

#include <boost/json/fwd.hpp>

#include "schema/manifest/manifest.hpp"

namespace qiantai {

/// Why a value does not fit its column.
inline constexpr ErrorKind k_value_wrong_type{"value_wrong_type", Actor::administrator,
                                              "A value has the wrong type.", "数据类型不对。"};
inline constexpr ErrorKind k_value_missing{"value_missing", Actor::clerk, "A required value is missing.",
                                           "缺少必填内容。"};
inline constexpr ErrorKind k_value_too_long{"value_too_long", Actor::clerk,
                                            "A text is too long; shorten it.", "文字过长，请缩短。"};
inline constexpr ErrorKind k_value_not_allowed{"value_not_allowed", Actor::clerk,
                                               "A value is not one of those allowed.", "取值不在允许范围内。"};

/// Checks one JSON value against its column: type, presence, length, allowed values, well-formed text.
/// The error's field is the column's name.
Status check_value(const Column& column, const boost::json::value& value);

}  // namespace qiantai
