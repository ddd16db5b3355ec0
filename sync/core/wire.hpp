#pragma once

// The wire format, version 1. NDJSON, compressed with zstd; the content type is application/x-ndjson and the content
// encoding zstd. Repeated words are said once: the header's "shapes" lists the combinations of entity, op and columns
// that follow, and each line gives its shape's number and the bare values in the shape's order. Trailing nulls of a line
// are left out. Clocks are sent as the difference to the line before.
//
// Push (POST /v1/changes):
//   {"v":1,"schema":1,"incarnation":"…","restored_from":null,"first_seq":1,"previous_hlc":0,"count":2,
//    "shapes":[["member","insert",["phone","name",…]],…]}
//   [shape, hlc_delta, txn_flag, id, value, …]            update: the seen clocks (as hlc - seen) follow as one array
// Feed (GET /v1/feed):
//   {"v":1,"schema":1,"hub_time":…,"generation":"…","shapes":[["member",["phone",…]],…]}
//   {"scope":"chain","from":0,"to":41,"count":2,"more":false}
//   [shape, base_delta, id, value, …]                     later clocks, erasure and "gone" as a trailing object
//
// The exact rules stand beside encode_ and decode_ in wire_push.cpp and wire_feed.cpp. Decoding checks everything:
// limits of tuning.hpp, types, counts, seq order, unknown shapes; the error's detail names the line.

#include <string>
#include <string_view>

#include "schema/base/result.hpp"
#include "sync/core/change.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_wire_malformed{"wire_malformed", Actor::administrator,
                                            "The data is not in the agreed format.", "数据格式不符合约定。"};
inline constexpr ErrorKind k_wire_too_large{"wire_too_large", Actor::administrator,
                                            "The data is larger than allowed.", "数据超过允许的大小。"};
inline constexpr ErrorKind k_wire_version_unknown{
    "wire_version_unknown", Actor::administrator,
    "The other side speaks another version; update the older program.", "对方程序版本不同，请升级较旧的一方。"};

/// Compressed bytes. `batch.changes` must satisfy what change.hpp says of it.
std::string encode_push(const PushBatch& batch);
Result<PushBatch> decode_push(std::string_view compressed);

std::string encode_feed(const FeedPage& page);
Result<FeedPage> decode_feed(std::string_view compressed);

/// The push answer and errors are plain JSON: {"acked_seq":…,"hub_time":…,"generation":…,"rejections":[…]}.
std::string encode_push_answer(const PushAnswer& answer);
Result<PushAnswer> decode_push_answer(std::string_view json);

/// zstd with bounds: k_wire_too_large if the content would be over `bytes_max`, k_wire_malformed if it is no zstd.
std::string compress(std::string_view content, int level);
Result<std::string> decompress(std::string_view compressed, std::size_t bytes_max);

}  // namespace qiantai::sync
