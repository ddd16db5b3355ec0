#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "schema/base/result.hpp"
#include "sync/core/hlc.hpp"

namespace qiantai::sync {

/// Reads decompressed NDJSON line by line. Errors name the line; they never hold a value of it,
/// which may be contact data. A parsed line lives until the next is read.
class LineReader {
  public:
    explicit LineReader(std::string_view content);
    ~LineReader();

    bool at_end() const { return m_rest.empty(); }
    /// After an error the line is passed over all the same, unless it is the last and cut.
    Result<const boost::json::value*> next();
    /// The text of the line read last.
    std::string_view line_text() const { return m_line; }
    /// Counts memory that the caller keeps of what was read; fails once it is over
    /// k_decoded_bytes_max.
    Status charge(std::size_t bytes);
    /// "line 17: <what>".
    Error malformed(std::string_view what) const;
    Error too_large(std::string_view what) const;

  private:
    struct Parser;

    std::string_view m_rest;
    std::string_view m_line;
    std::int64_t m_line_number = 0;
    std::size_t m_charged_bytes = 0;
    std::unique_ptr<Parser> m_parser;
};

/// True if the object's members are just these.
bool has_just(const boost::json::object& object, std::initializer_list<std::string_view> names);

/// Entities and columns are named like this in every manifest (a letter, then letters, digits and
/// _, at most 64); names from the wire end in statements and views, so no other is let in.
bool is_wire_name(std::string_view text);

/// A clock on the wire, written relative to another one: 0 is that clock plus one step of the
/// counter; another integer is so many milliseconds later (negative: earlier) with counter 0;
/// [milliseconds, counter] is anything else; null is "never".
void append_clock(std::string& out, Hlc clock, Hlc reference);
/// Nothing if it is no clock or outside of what a clock can hold.
std::optional<Hlc> parse_clock(const boost::json::value& value, Hlc reference);

}  // namespace qiantai::sync
