#include "schema/base/json_values.hpp"

#include <sodium.h>

#include <algorithm>

namespace qiantai {

namespace json = boost::json;

std::optional<json::value> parse_json(std::string_view text, std::size_t depth_max,
                                      json::storage_ptr storage) {
    json::parse_options options;
    options.max_depth = depth_max;
    boost::system::error_code failed;
    auto value = json::parse(json::string_view(text.data(), text.size()), failed,
                             std::move(storage), options);
    if (failed) return std::nullopt;
    return value;
}

std::optional<json::object> parse_json_object(std::string_view text, json::storage_ptr storage) {
    constexpr std::size_t k_depth_max = 32;
    auto value = parse_json(text, k_depth_max, std::move(storage));
    if (!value || !value->is_object()) return std::nullopt;
    return std::move(value->get_object());
}

json::storage_ptr wiped_storage() {
    class Wiped final : public json::memory_resource {
        void* do_allocate(std::size_t size, std::size_t) override { return ::operator new(size); }
        void do_deallocate(void* memory, std::size_t size, std::size_t) override {
            sodium_memzero(memory, size);
            ::operator delete(memory);
        }
        bool do_is_equal(const memory_resource& other) const noexcept override {
            return this == &other;
        }
    };
    return json::make_shared_resource<Wiped>();
}

json::value json_or_text(std::string_view text) {
    auto value = parse_json(text);
    return value ? std::move(*value) : json::value(json::string(text));
}

const json::string* find_string(const json::object& json, std::string_view name) {
    const auto* value = json.if_contains(name);
    return value ? value->if_string() : nullptr;
}

bool equal_json(const json::object& one, const json::object& other) {
    return one.size() == other.size() && std::ranges::all_of(one, [&](const auto& member) {
               const auto* same = other.if_contains(member.key());
               return same != nullptr && equal_json(member.value(), *same);
           });
}

bool equal_json(const json::value& one, const json::value& other) {
    if (one.is_object() && other.is_object()) {
        return equal_json(one.get_object(), other.get_object());
    }
    if (one.is_array() && other.is_array()) {
        constexpr auto k_equal = [](const json::value& a, const json::value& b) {
            return equal_json(a, b);
        };
        return std::ranges::equal(one.get_array(), other.get_array(), k_equal);
    }
    return one == other;
}

std::optional<std::string> find_text(const json::object& json, std::string_view name) {
    const auto* text = find_string(json, name);
    return text ? std::optional(std::string(*text)) : std::nullopt;
}

std::optional<std::int64_t> find_integer(const json::object& json, std::string_view name,
                                         std::int64_t min, std::int64_t max) {
    const auto* value = json.if_contains(name);
    const auto* integer = value ? value->if_int64() : nullptr;
    if (!integer || *integer < min || *integer > max) return std::nullopt;
    return *integer;
}

std::optional<bool> find_bool(const json::object& json, std::string_view name) {
    const auto* value = json.if_contains(name);
    if (!value || !value->is_bool()) return std::nullopt;
    return value->get_bool();
}

std::optional<Uuid> find_uuid(const json::object& json, std::string_view name) {
    const auto text = find_text(json, name);
    return text ? Uuid::parse(*text) : std::nullopt;
}

const json::array* find_array(const json::object& json, std::string_view name) {
    const auto* value = json.if_contains(name);
    return value ? value->if_array() : nullptr;
}

const json::object* find_object(const json::object& json, std::string_view name) {
    const auto* value = json.if_contains(name);
    return value ? value->if_object() : nullptr;
}

}  // namespace qiantai
