#include "sync/core/json_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "schema/manifest/values.hpp"

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

void append_array(std::string& out, const json::array& array) {
    out += '[';
    for (const auto& element : array) {
        if (&element != array.data()) out += ',';
        append_json(out, element);
    }
    out += ']';
}

void append_object(std::string& out, const json::object& object) {
    out += '{';
    for (const auto& member : object) {
        if (&member != object.begin()) out += ',';
        append_string(out, member.key());
        out += ':';
        append_json(out, member.value());
    }
    out += '}';
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

void append_double(std::string& out, double value) {
    if (!(std::abs(value) <= k_json_number_max)) {
        out += "null";
        return;
    }
    char digits[32];
    const auto end =
        std::to_chars(digits, digits + sizeof digits, value, std::chars_format::general,
                      std::numeric_limits<double>::digits10)
            .ptr;
    const std::string_view text(digits, static_cast<std::size_t>(end - digits));
    out += text;
    if (text.find_first_of(".e") == std::string_view::npos) out += ".0";
}

void append_json(std::string& out, const json::value& value) {
    switch (value.kind()) {
        case json::kind::int64:
            return append_integer(out, value.get_int64());
        case json::kind::uint64:
            out += std::to_string(value.get_uint64());
            return;
        case json::kind::string:
            return append_string(out, value.get_string());
        case json::kind::bool_:
            out += value.get_bool() ? "true" : "false";
            return;
        case json::kind::null:
            out += "null";
            return;
        case json::kind::double_:
            return append_double(out, value.get_double());
        case json::kind::array:
            return append_array(out, value.get_array());
        case json::kind::object:
            return append_object(out, value.get_object());
    }
}

namespace {

/// Whether `is_so` is true of a number in it.
template <typename IsSo>
bool any_number(const json::value& value, IsSo is_so) {
    if (value.is_double()) return is_so(value.get_double());
    if (value.is_array()) {
        return std::ranges::any_of(value.get_array(),
                                   [&](const auto& element) { return any_number(element, is_so); });
    }
    return value.is_object() && std::ranges::any_of(value.get_object(), [&](const auto& member) {
               return any_number(member.value(), is_so);
           });
}

}  // namespace

bool is_finite_json(const json::value& value) {
    return !any_number(value, [](double number) { return !std::isfinite(number); });
}

bool has_wild_number(const json::value& value) {
    return any_number(value,
                      [](double number) { return !(std::abs(number) <= k_json_number_max); });
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
