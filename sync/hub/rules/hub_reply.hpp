#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "schema/base/clock.hpp"
#include "sync/core/http_message.hpp"
#include "sync/core/hub_errors.hpp"

namespace qiantai::hub {

/// One of the hub's errors with its particulars, to be answered to a terminal.
struct Refusal {
    const sync::HubError* error;
    std::string detail{};
    std::optional<std::int64_t> expected_seq{};
    std::optional<TimeMs> hub_time{};
    std::optional<TimeMs> retry_after_ms{};
};

sync::HttpResponse json_response(int status, const boost::json::value& body);
sync::HttpResponse refusal_response(const Refusal& refusal);
sync::HttpResponse text_response(std::string_view content_type, std::string body);

}  // namespace qiantai::hub
