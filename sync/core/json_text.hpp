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
/// With 15 significant digits, and always as a fraction ("5.0"). Parsing gives the same text again;
/// with 17 digits Boost's parser is off by the last bit now and then, and hashes over the text
/// would differ. What is beyond k_json_number_max (values.hpp) or no number at all becomes null: rounded, it could not be
/// read again.
void append_double(std::string& out, double value);
void append_json(std::string& out, const boost::json::value& value);

/// False if a number in it is infinite: it was written with an exponent that no double has.
bool is_finite_json(const boost::json::value& value);
/// True if a number in it is beyond k_json_number_max, which is written as null.
bool has_wild_number(const boost::json::value& value);
/// Memory that `value` takes, near enough for limits: empty objects in an array cost far more than
/// the text that says so.
std::size_t memory_of(const boost::json::value& value);
std::size_t memory_of(const boost::json::object& object);

}  // namespace qiantai::sync
