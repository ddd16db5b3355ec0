#pragma once

namespace qiantai::sync {

// The ladder of the wire format. A hub speaks every version from k_wire_version_min to k_wire_version; a terminal
// sends k_wire_version. To change the format, add a rung here and a test of the same name.
//
//   1  First version: POST /v1/changes and GET /v1/feed as in sync/core/wire.hpp.
//      Test: "wire version 1 stays readable".
inline constexpr int k_wire_version = 1;
inline constexpr int k_wire_version_min = 1;

}  // namespace qiantai::sync
