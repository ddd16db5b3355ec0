#pragma once

// The wire format, version 2. NDJSON, compressed with zstd; the content type is
// application/x-ndjson and the content encoding zstd. Every line is JSON, and can be read with what
// stands before it. Repeated words are said once: a line with an object declares a shape (entity,
// op, columns, and the columns that have the same value in every line), and a line with an array is
// a change or a row that gives its shape's number and the bare values in the shape's order.
// Trailing nulls of a line are left out.
//
// Push (POST /v1/changes):
//   {"v":1,"schema":1,"incarnation":"…","restored_from":null,"first_seq":1,"previous_hlc":0,"count":2}
//   {"entity":"member","op":"insert","columns":["name","phone",["birthday","date"],["created_at","time"]],
//    "same":{"store_code":"S001","status":"active"}}
//   [0,1795000000000,1,"ZFDnpBahdIZZu","王小明","13812345678",-11938,-2]
//   [0,45210,1,"dcCLdY-wMpCGv1","欧阳娜","13987654321",-9120,-1]
// Feed (GET /v1/feed): the same with rows, each scope's after a line that names the scope.
//
// Clocks are relative to the line before, times, dates and ids to the line's own clock (a shape
// names such columns' packing, see wire_packing.hpp): what happens together is written in few
// digits. Why not less or more than this: the lines stay legible, and measured over 2,000
// registrations it takes half the bytes of the rows as plain JSON objects.
//
// The exact rules stand at the head of wire_push.cpp and wire_feed.cpp. Decoding checks everything:
// limits of tuning.hpp, types, counts, order, unknown shapes; the error's detail names the line and
// never holds a value.

#include <string>
#include <string_view>

#include "schema/base/result.hpp"
#include "sync/core/change.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_wire_malformed{"wire_malformed", Actor::administrator,
                                            "The data is not in the agreed format.",
                                            "数据格式不符合约定。"};
inline constexpr ErrorKind k_wire_too_large{"wire_too_large", Actor::administrator,
                                            "The data is larger than allowed.",
                                            "数据超过允许的大小。"};
inline constexpr ErrorKind k_wire_version_unknown{
    "wire_version_unknown", Actor::administrator,
    "The other side speaks another version; update the older program.",
    "对方程序版本不同，请升级较旧的一方。"};

/// Compressed bytes. `batch.changes` must satisfy what change.hpp says of it.
std::string encode_push(const PushBatch& batch);
Result<PushBatch> decode_push(std::string_view compressed);

std::string encode_feed(const FeedPage& page);
/// set_aside: a row whose values can't be read, or whose line is too long, is left out and named
/// with its section, for one such row must not keep a terminal from all that follow. Everything
/// else that is wrong refuses the page.
enum class BadRow { refuse, set_aside };
Result<FeedPage> decode_feed(std::string_view compressed, BadRow bad_row = BadRow::refuse);
/// Whether decode_feed() reads the row as encode_feed() writes it; k_wire_malformed or
/// k_wire_too_large if not.
Status check_feed_row(const RowState& state);

/// The push answer and errors are plain JSON:
/// {"acked_seq":…,"hub_time":…,"generation":…,"rejections":[…]}.
std::string encode_push_answer(const PushAnswer& answer);
Result<PushAnswer> decode_push_answer(std::string_view json);

/// zstd with bounds: k_wire_too_large if the content would be over `bytes_max`, k_wire_malformed if
/// it is no zstd. Reading takes frames made with the push dictionary and without.
enum class Dictionary { none, push };
std::string compress(std::string_view content, int level, Dictionary dictionary = Dictionary::none);
Result<std::string> decompress(std::string_view compressed, std::size_t bytes_max);

}  // namespace qiantai::sync
