#include "sync/hub/http/json_body.hpp"

#include <charconv>

#include "schema/base/encoding.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::hub {
namespace {

constexpr std::size_t k_json_body_bytes_max = 4096;

}  // namespace

Answer<boost::json::object> parse_json_body(const sync::HttpRequest& request) {
    if (!request.content_type.starts_with("application/json") ||
        !request.content_encoding.empty()) {
        return Refusal{&sync::k_unsupported_media, "application/json is expected"};
    }
    if (request.body.size() > k_json_body_bytes_max) return Refusal{&sync::k_body_too_large};
    auto body = parse_json_object(request.body);
    if (!body) return Refusal{&sync::k_bad_request, "the body is no JSON object"};
    return std::move(*body);
}

std::optional<std::string> text_member(const boost::json::object& body, std::string_view name) {
    auto text = find_text(body, name);
    return text && is_utf8(*text) ? std::move(text) : std::nullopt;
}

std::optional<std::string_view> query_value(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto end = query.find('&');
        const std::string_view one = query.substr(0, end);
        query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
        if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=') {
            return one.substr(name.size() + 1);
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t> query_number(std::string_view query, std::string_view name,
                                         std::int64_t max) {
    const auto text = query_value(query, name);
    std::int64_t number = 0;
    if (!text) return std::nullopt;
    const auto [end, failed] = std::from_chars(text->data(), text->data() + text->size(), number);
    const bool whole = failed == std::errc() && end == text->data() + text->size();
    if (!whole || number < 0 || number > max) return std::nullopt;
    return number;
}

}  // namespace qiantai::hub
