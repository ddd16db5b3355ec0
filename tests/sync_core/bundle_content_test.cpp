#include <doctest/doctest.h>

#include "sync/core/bundle.hpp"
#include "sync/core/bundle_content.hpp"

using namespace qiantai;
using namespace qiantai::sync;

TEST_CASE("a bundle request comes back as it was written, binary pushes included") {
    const BundleRequest request{
        7, {{"chain", 12}, {"store/S001", 0}}, {std::string("\n\0x", 3), ""}};
    const auto decoded = decode_bundle_request(encode_bundle_request(request));
    REQUIRE(decoded.ok());
    CHECK(decoded->schema_version == 7);
    CHECK(decoded->cursors == request.cursors);
    CHECK(decoded->pushes == request.pushes);
}

TEST_CASE("a bundle reply keeps answers and feed pages apart") {
    const BundleReply reply{1, {{200, "{}"}, {409, "gap"}}, {"page one", "page two"}};
    const auto decoded = decode_bundle_reply(encode_bundle_reply(reply));
    REQUIRE(decoded.ok());
    REQUIRE(decoded->answers.size() == 2);
    CHECK(decoded->answers[1].status == 409);
    CHECK(decoded->answers[1].body == "gap");
    CHECK(decoded->feed_pages == reply.feed_pages);
}

TEST_CASE("a bundle content cut anywhere or of the wrong kind is refused") {
    const auto content = encode_bundle_request({1, {{"chain", 1}}, {"abc"}});
    for (std::size_t length = 0; length < content.size(); ++length) {
        const auto decoded = decode_bundle_request(content.substr(0, length));
        REQUIRE_FALSE(decoded.ok());
        CHECK(decoded.error().code() == k_bundle_unreadable.code);
    }
    CHECK_FALSE(decode_bundle_request(content + "x").ok());
    CHECK_FALSE(decode_bundle_reply(content).ok());
    CHECK_FALSE(decode_bundle_request(encode_bundle_reply({1, {}, {}})).ok());
}
