#pragma once

namespace qiantai::sync {

// The ladder of the wire format. A hub speaks every version from k_wire_version_min to
// k_wire_version; a terminal sends k_wire_version. To change the format, add a rung here and a test
// of the same name.
//
//   1  First version: POST /v1/changes and GET /v1/feed as in sync/core/wire.hpp.
//      Test: "wire version 1 stays readable".
//   2  Short pushes are compressed with a dictionary (wire_dictionary.hpp): a lone registration
//   takes 262 bytes instead
//      of 579. Lines and feeds are as before, and feeds still say version 1, so that older
//      terminals go on reading. Test: "wire version 2 stays readable".
inline constexpr int k_wire_version = 2;
inline constexpr int k_wire_version_min = 1;
/// Of the feed, which the hub sends without knowing how old the terminal is.
inline constexpr int k_feed_wire_version = 1;

}  // namespace qiantai::sync
