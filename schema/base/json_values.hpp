#pragma once

// JSON that was stored or came from elsewhere, so it may be damaged: nothing here throws, and a
// value that is not what it should be is absent.

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schema/base/uuid.hpp"

namespace qiantai {

/// Nothing unless `text` is one JSON value, nested no deeper than so many levels.
/// `storage` is where the value lies; the general heap if not said.
std::optional<boost::json::value> parse_json(std::string_view text, std::size_t depth_max = 32,
                                             boost::json::storage_ptr storage = {});
/// Nothing unless it is an object.
std::optional<boost::json::object> parse_json_object(std::string_view text,
                                                     boost::json::storage_ptr storage = {});
/// Memory that is overwritten when a value in it goes.
boost::json::storage_ptr wiped_storage();
/// For showing: the value, or the text itself where it is no JSON.
boost::json::value json_or_text(std::string_view text);

/// As ==, which in Boost 1.81 copies every member of an object and, being noexcept, ends the program
/// where there is no memory for that.
bool equal_json(const boost::json::value& one, const boost::json::value& other);
bool equal_json(const boost::json::object& one, const boost::json::object& other);

/// Members of an object; nothing if the member is absent, of another type or outside the range.
/// find_string copies nothing.
std::optional<std::string> find_text(const boost::json::object& json, std::string_view name);
const boost::json::string* find_string(const boost::json::object& json, std::string_view name);
std::optional<std::int64_t> find_integer(const boost::json::object& json, std::string_view name,
                                         std::int64_t min = INT64_MIN,
                                         std::int64_t max = INT64_MAX);
std::optional<bool> find_bool(const boost::json::object& json, std::string_view name);
std::optional<Uuid> find_uuid(const boost::json::object& json, std::string_view name);
const boost::json::array* find_array(const boost::json::object& json, std::string_view name);
const boost::json::object* find_object(const boost::json::object& json, std::string_view name);

}  // namespace qiantai
