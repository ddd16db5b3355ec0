#include "sync/core/json_text.hpp"

#include <charconv>
#include <cmath>

namespace qiantai::sync {
namespace {

namespace json = boost::json;

constexpr std::string_view k_hex = "0123456789abcdef";
/// Allocations of an object and of one member's key.
constexpr std::size_t k_object_bytes = 32, k_member_bytes = 48;

bool needs_escape(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

void append_escaped(std::string& out, char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    const auto code = static_cast<unsigned char>(c);
    out += "\\u00";
    out += k_hex[code >> 4];
    out += k_hex[code & 15];
}

}  // namespace

void append_integer(std::string& out, std::int64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

void append_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t plain = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!needs_escape(text[at])) continue;
        out.append(text, plain, at - plain);
        append_escaped(out, text[at]);
        plain = at + 1;
    }
    out.append(text, plain);
    out += '"';
}

void append_json(std::string& out, const json::value& value) {
    switch (value.kind()) {
        case json::kind::int64:
            return append_integer(out, value.get_int64());
        case json::kind::string:
            return append_string(out, value.get_string());
        case json::kind::bool_:
            out += value.get_bool() ? "true" : "false";
            return;
        case json::kind::null:
            out += "null";
            return;
        default:
            out += json::serialize(value);
            return;
    }
}

bool is_finite_json(const json::value& value) {
    if (value.is_double()) return std::isfinite(value.get_double());
    if (value.is_array()) {
        for (const auto& element : value.get_array()) {
            if (!is_finite_json(element)) return false;
        }
    }
    if (value.is_object()) {
        for (const auto& member : value.get_object()) {
            if (!is_finite_json(member.value())) return false;
        }
    }
    return true;
}

std::size_t memory_of(const json::value& value) {
    std::size_t bytes = sizeof(json::value);
    if (value.is_string()) bytes += value.get_string().size();
    if (value.is_object()) bytes += memory_of(value.get_object());
    if (value.is_array()) {
        for (const auto& element : value.get_array()) bytes += memory_of(element);
    }
    return bytes;
}

std::size_t memory_of(const json::object& object) {
    std::size_t bytes = k_object_bytes;
    for (const auto& member : object) {
        bytes += k_member_bytes + member.key().size() + memory_of(member.value());
    }
    return bytes;
}

}  // namespace qiantai::sync
