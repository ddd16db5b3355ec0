#include "sync/hub/store/hub_tables.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "schema/base/encoding.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::hub {
namespace {

namespace json = boost::json;

double as_double(const json::value& value) {
    return value.is_double() ? value.get_double() : value.to_number<double>();
}

/// 100 and 1E2 are one number; a store may keep either.
bool is_same_json(const json::value& one, const json::value& other) {
    if (one.is_number() && other.is_number()) {
        if (one.is_double() || other.is_double()) return as_double(one) == as_double(other);
        return one == other;
    }
    if (one.kind() != other.kind()) return false;
    if (one.is_array()) {
        return std::ranges::equal(one.get_array(), other.get_array(), is_same_json);
    }
    if (!one.is_object()) return one == other;
    const auto& left = one.get_object();
    const auto& right = other.get_object();
    if (left.size() != right.size()) return false;
    return std::ranges::all_of(left, [&](const auto& member) {
        const auto* found = right.if_contains(member.key());
        return found && is_same_json(member.value(), *found);
    });
}

bool is_same_value(ValueKind kind, const std::optional<std::string>& one,
                   const std::optional<std::string>& other) {
    if (one == other) return true;
    if (kind != ValueKind::json || !one || !other) return false;
    const auto left = parse_json(*one), right = parse_json(*other);
    return left && right && is_same_json(*left, *right);
}

}  // namespace

std::span<const TableShape> table_shapes() {
    using enum ValueKind;
    static const std::vector<TableShape> all = {
        {HubTable::row,
         "row",
         2,
         {{"entity", text},
          {"id", uuid},
          {"scope", text},
          {"data", json},
          {"row_hlc", integer},
          {"column_clocks", text},
          {"feed_places", text},
          {"subject", uuid},
          {"parent", uuid}}},
        {HubTable::scope_counter, "scope_counter", 1, {{"scope", text}, {"version", integer}}},
        {HubTable::feed,
         "feed",
         2,
         {{"scope", text}, {"version", integer}, {"entity", text}, {"id", uuid}, {"gone", flag}}},
        {HubTable::duplicate_key,
         "duplicate_key",
         4,
         {{"entity", text}, {"column_name", text}, {"value", text}, {"id", uuid}}},
        {HubTable::device,
         "device",
         1,
         {{"id", uuid},
          {"store_code", text},
          {"terminal_code", text},
          {"secret_hash", bytes},
          {"bundle_public_key", bytes},
          {"status", text},
          {"status_reason", text},
          {"incarnation", uuid},
          {"last_seq", integer},
          {"last_hlc", integer},
          {"schema_version", integer},
          {"enrolled_at", integer},
          {"last_seen_at", integer}}},
        {HubTable::retired_incarnation,
         "retired_incarnation",
         2,
         {{"device_id", uuid}, {"incarnation", uuid}, {"retired_at", integer}}},
        {HubTable::audit_chain,
         "audit_chain",
         2,
         {{"device_id", uuid},
          {"incarnation", uuid},
          {"chain_seq", integer},
          {"hash", bytes},
          {"breaks", integer},
          {"first_break_seq", integer}}},
        {HubTable::rejection,
         "rejection",
         3,
         {{"device_id", uuid},
          {"incarnation", uuid},
          {"seq", integer},
          {"entity", text},
          {"id", uuid},
          {"code", text},
          {"field", text},
          {"detail", text},
          {"change", text},
          {"rejected_at", integer}}},
        {HubTable::enrolment_code,
         "enrolment_code",
         1,
         {{"code_hash", bytes},
          {"store_code", text},
          {"terminal_name", text},
          {"expires_at", integer},
          {"used_at", integer}}},
        {HubTable::stay,
         "stay",
         3,
         {{"person", uuid}, {"scope", text}, {"authorisation", uuid}, {"until", integer}}},
        {HubTable::loose_content, "loose_content", 1, {{"name", text}}},
        {HubTable::fact, "fact", 1, {{"name", text}, {"value", text}}},
    };
    return all;
}

const TableShape& shape_of(HubTable table) {
    return table_shapes()[static_cast<std::size_t>(table)];
}

bool is_same_row(const TableShape& shape, const TableRow& one, const TableRow& other) {
    QIANTAI_ASSERT(one.size() == shape.columns.size() && other.size() == one.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        if (!is_same_value(shape.columns[i].kind, one[i], other[i])) return false;
    }
    return true;
}

std::string row_name(const TableShape& shape, const TableRow& row) {
    std::string name(shape.name);
    for (std::size_t i = 0; i < shape.key_columns; ++i) {
        const auto& value = row[i].value_or("");
        name += ' ';
        name += shape.columns[i].kind == ValueKind::bytes ? to_hex(as_bytes(value)) : value;
    }
    return name;
}

}  // namespace qiantai::hub
