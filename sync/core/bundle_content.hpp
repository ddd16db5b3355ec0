#pragma once

// What stands inside a bundle file (bundle.hpp seals it): the same pushes and feed pages as over
// HTTPS, for stores without any network. One line of JSON, then the parts' bytes one after the
// other, as long as "parts" says.
//
// Terminal to hub:
//   {"kind":"qiantai-bundle-request","v":1,"schema":1,"cursors":{"chain":12,"store/S001":0},"parts":[1234,…]}\n
//   then the bodies of POST /v1/changes (encode_push), in seq order; none if there is nothing to
//   send.
// Hub to terminal:
//   {"kind":"qiantai-bundle-reply","v":1,"schema":1,"answers":[200,…],"parts":[87,…,45678,…]}\n
//   then one answer body per push (the push answer, or an error body if its status is not 200; the
//   hub takes no push after one it did not answer with 200), then feed pages (encode_feed), to be
//   applied in order. The hub reads the feed on from `cursors` until its end or
//   k_bundle_feed_pages_max pages; the next exchange goes on from there. If the feed can't be read
//   from these cursors (cursor_ahead), there are no pages, but one answer with status 409 more.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/result.hpp"

namespace qiantai::sync {

struct BundleRequest {
    int schema_version = 0;
    std::map<std::string, std::int64_t, std::less<>> cursors;  ///< scope -> version
    std::vector<std::string> pushes;
};

struct BundleAnswer {
    int status = 0;
    std::string body;
};

struct BundleReply {
    int schema_version = 0;
    std::vector<BundleAnswer> answers;
    std::vector<std::string> feed_pages;
};

std::string encode_bundle_request(const BundleRequest& request);
/// k_bundle_unreadable if it is not one.
Result<BundleRequest> decode_bundle_request(std::string_view content);

std::string encode_bundle_reply(const BundleReply& reply);
Result<BundleReply> decode_bundle_reply(std::string_view content);

}  // namespace qiantai::sync
