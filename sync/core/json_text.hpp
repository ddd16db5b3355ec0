#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace qiantai::sync {

// Writing JSON straight into a string: the wire format writes millions of small values, and one
// allocation for each would cost more than all the rest.

void append_integer(std::string& out, std::int64_t value);
/// With quotes and escapes; `text` is UTF-8 already.
void append_string(std::string& out, std::string_view text);
void append_json(std::string& out, const boost::json::value& value);

/// False if a number in it is infinite: it was written with an exponent that no double has.
bool is_finite_json(const boost::json::value& value);
/// Memory that `value` takes, near enough for limits: empty objects in an array cost far more than
/// the text that says so.
std::size_t memory_of(const boost::json::value& value);
std::size_t memory_of(const boost::json::object& object);

}  // namespace qiantai::sync
