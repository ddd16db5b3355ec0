#include "sync/core/audit_chain.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "schema/base/encoding.hpp"
#include "schema/base/error.hpp"
#include "sync/core/json_text.hpp"

namespace qiantai::sync {
namespace {

namespace json = boost::json;

void append_canonical(std::string& out, const json::value& value);

void append_number(std::string& out, double number) {
    // A whole number is written as one, because a database may give 5.0 back as 5.
    constexpr double k_exact_max = 9007199254740992.0;
    if (std::trunc(number) == number && std::abs(number) <= k_exact_max) {
        return append_integer(out, static_cast<std::int64_t>(number));
    }
    append_double(out, number);
}

void append_sorted_object(std::string& out, const json::object& object) {
    std::vector<const json::key_value_pair*> members;
    for (const auto& member : object) {
        if (!member.value().is_null()) members.push_back(&member);
    }
    std::ranges::sort(members, {},
                      [](const auto* member) { return std::string_view(member->key()); });
    out += '{';
    for (const auto* member : members) {
        if (member != members.front()) out += ',';
        append_string(out, member->key());
        out += ':';
        append_canonical(out, member->value());
    }
    out += '}';
}

void append_canonical(std::string& out, const json::value& value) {
    if (value.is_object()) return append_sorted_object(out, value.get_object());
    if (value.is_double()) return append_number(out, value.get_double());
    if (!value.is_array()) return append_json(out, value);
    out += '[';
    for (const auto& element : value.get_array()) {
        if (&element != value.get_array().data()) out += ',';
        append_canonical(out, element);
    }
    out += ']';
}

}  // namespace

std::string canonical_json(const json::value& value) {
    std::string out;
    append_canonical(out, value);
    return out;
}

std::string audit_hash(std::string_view previous_hash, const Uuid& id,
                       const json::object& columns) {
    QIANTAI_ASSERT(previous_hash.size() == 32 || previous_hash.size() == 16);
    json::object hashed = columns;
    hashed.erase("hash");
    hashed["id"] = id.text();
    return blake2b_256(std::string(previous_hash) + canonical_json(hashed));
}

std::string audit_chain_start(const Uuid& incarnation) {
    return std::string(as_text(incarnation.bytes()));
}

}  // namespace qiantai::sync
