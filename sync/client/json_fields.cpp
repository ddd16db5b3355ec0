#include "sync/client/json_fields.hpp"

namespace qiantai::sync {

std::optional<std::string> find_text(const boost::json::object& json, std::string_view name) {
    const auto* value = json.if_contains(name);
    if (!value || !value->is_string()) return std::nullopt;
    return std::string(value->get_string());
}

std::optional<std::int64_t> find_integer(const boost::json::object& json, std::string_view name) {
    const auto* value = json.if_contains(name);
    if (!value || !value->is_int64()) return std::nullopt;
    return value->get_int64();
}

std::optional<Uuid> find_uuid(const boost::json::object& json, std::string_view name) {
    const auto text = find_text(json, name);
    return text ? Uuid::parse(*text) : std::nullopt;
}

}  // namespace qiantai::sync
