#pragma once

// `call --stream`: operations as lines of JSON on one descriptor, one result line each on another.
//
//   in   {"op":"members.get","in":{"member_id":"…"},"tag":7}      "in" and "tag" may be missing;
//   the tag comes back out  {"ok":true,"op":"members.get","tag":7,"out":{…}} out
//   {"ok":false,"op":"members.get","tag":7,"error":{"code":…,"actor":…,"words_en":…,"words_zh":…}}
//
// Invariants: (1) one result line per input line, in order, empty lines aside; (2) a result line is
// written only when its operation's transaction is durable, so whatever was printed exists after a
// power cut; (3) a line that is no operation gives an error line and the next one is read; (4) when
// nobody reads the results any more, nothing further is done.

#include "terminal/operations/operation_table.hpp"

namespace qiantai::ctl {

inline constexpr ErrorKind k_line_malformed{
    "line_malformed", Actor::clerk,
    "The line is no JSON object with \"op\" and, if wanted, \"in\" and \"tag\".",
    "该行不是包含 op（及可选的 in、tag）的 JSON 对象。"};
inline constexpr ErrorKind k_line_too_long{"line_too_long", Actor::clerk,
                                           "The line is longer than 1 MiB and was passed over.",
                                           "该行超过 1 MiB，已跳过。"};

/// Bytes of one input line.
inline constexpr std::size_t k_stream_line_bytes_max = 1u << 20;

enum class StreamEnd {
    input_ended,
    output_closed,
};

/// The answer to one operation: {"ok", "op", "tag"?, "out" or "error"}.
boost::json::object answer_of(std::string_view op, const boost::json::value* tag,
                              const Result<boost::json::object>& result);

/// Reads and answers until the input ends or the output is closed (SIGPIPE must be ignored).
/// Descriptors stay the caller's.
StreamEnd run_stream(OperationTable& table, Desk& desk, int input, int output);

/// Writes all of it, whatever the system takes at a time; false if the other side is gone.
bool write_all(int output, std::string_view text);

}  // namespace qiantai::ctl
