#include "schema/manifest/values.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "schema/base/clock.hpp"
#include "schema/base/content_name.hpp"
#include "schema/base/date.hpp"
#include "schema/base/encoding.hpp"
#include "schema/base/uuid.hpp"

namespace qiantai {
namespace {

Error wrong(const ErrorKind& kind, const Column& column, std::string detail = {}) {
    return make_error(kind, std::string(column.name) + (detail.empty() ? "" : ": " + detail),
                      std::string(column.name));
}

bool has_type(const Column& column, const boost::json::value& value) {
    switch (column.type) {
        case ColumnType::id:
            return value.is_string() && Uuid::parse(value.get_string());
        case ColumnType::integer:
        case ColumnType::fen:
        case ColumnType::time:
            return value.is_int64();
        case ColumnType::boolean:
            return value.is_bool();
        case ColumnType::date:
            return value.is_string() && Date::parse(value.get_string()).has_value();
        case ColumnType::bytes:
            return value.is_string() && from_base64url(value.get_string());
        case ColumnType::text:
            return value.is_string();
        case ColumnType::attachment:
            return value.is_string() && is_content_name(value.get_string());
        case ColumnType::json:
            return true;
    }
    return false;
}

std::size_t length_of(const Column& column, const boost::json::value& value) {
    if (column.type == ColumnType::json) return boost::json::serialize(value).size();
    return count_code_points(value.get_string());
}

bool is_storable_text(std::string_view text) {
    return text.find('\0') == std::string_view::npos && is_utf8(text);
}

bool is_storable(const boost::json::value& value, int levels_left) {
    if (value.is_string()) return is_storable_text(value.get_string());
    if (value.is_double()) return std::abs(value.get_double()) <= k_json_number_max;
    if (!value.is_structured()) return true;
    if (levels_left == 0) return false;
    if (value.is_array()) {
        return std::ranges::all_of(value.get_array(), [levels_left](const auto& element) {
            return is_storable(element, levels_left - 1);
        });
    }
    return std::ranges::all_of(value.get_object(), [levels_left](const auto& member) {
        return is_storable_text(member.key()) && is_storable(member.value(), levels_left - 1);
    });
}

}  // namespace

bool is_listed(std::string_view values, std::string_view wanted) {
    while (!values.empty()) {
        const auto bar = values.find('|');
        if (values.substr(0, bar) == wanted) return true;
        if (bar == std::string_view::npos) return false;
        values.remove_prefix(bar + 1);
    }
    return false;
}

bool is_blank_id(const Uuid& id) {
    const auto& bytes = id.bytes();
    return std::ranges::all_of(bytes, [&](auto byte) { return byte == bytes[0]; }) &&
           (bytes[0] == 0 || bytes[0] == 0xFF);
}

bool is_storable(const boost::json::value& value) {
    return is_storable(value, k_json_levels_max);
}

bool takes_length(const Column& column) {
    return column.type == ColumnType::text || column.type == ColumnType::json ||
           column.type == ColumnType::bytes;
}

int length_max_of(const Column& column) {
    constexpr int k_if_unsaid = 200;
    return column.length_max > 0 ? column.length_max : k_if_unsaid;
}

Status check_value(const Column& column, const boost::json::value& value) {
    if (value.is_null()) {
        if (column.presence == Presence::required) return wrong(k_value_missing, column);
        return {};
    }
    if (!has_type(column, value)) return wrong(k_value_wrong_type, column);
    if (!is_storable(value)) {
        return wrong(k_value_wrong_type, column,
                     "not UTF-8, a NUL character, a number beyond all use, or nested too deep");
    }
    const auto length_max = static_cast<std::size_t>(length_max_of(column));
    if (takes_length(column) && length_of(column, value) > length_max) {
        return wrong(k_value_too_long, column, "at most " + std::to_string(length_max));
    }
    if (column.type == ColumnType::id && is_blank_id(*Uuid::parse(value.get_string())))
        return wrong(k_value_not_allowed, column, "an id of nothing but zeros or ones");
    if (!column.values.empty() && !is_listed(column.values, value.get_string())) {
        return wrong(k_value_not_allowed, column, std::string(column.values));
    }
    return {};
}

}  // namespace qiantai
