#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schema/base/uuid.hpp"

namespace qiantai::sync {

/// A member of a JSON object that came from outside; nothing if it is absent or of another type.
std::optional<std::string> find_text(const boost::json::object& json, std::string_view name);
std::optional<std::int64_t> find_integer(const boost::json::object& json, std::string_view name);
std::optional<Uuid> find_uuid(const boost::json::object& json, std::string_view name);

}  // namespace qiantai::sync
