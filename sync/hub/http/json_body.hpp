#pragma once

#include <boost/json.hpp>
#include <optional>

#include "sync/hub/rules/hub_reply.hpp"

namespace qiantai::hub {

/// The request's body as a JSON object; k_unsupported_media, k_body_too_large, k_bad_request.
Answer<boost::json::object> parse_json_body(const sync::HttpRequest& request);

/// A member that is well-formed text; nothing if it is missing or anything else.
std::optional<std::string> text_member(const boost::json::object& body, std::string_view name);

/// The value of `name` in "a=1&b=2", as it is written there.
std::optional<std::string_view> query_value(std::string_view query, std::string_view name);
/// The same as a number from 0 to `max`; nothing if it is anything else.
std::optional<std::int64_t> query_number(std::string_view query, std::string_view name,
                                         std::int64_t max);

}  // namespace qiantai::hub
