#include <doctest/doctest.h>
#include <zstd.h>

#include <cstring>

#include "schema/manifest/values.hpp"
#include "tests/sync_core/random_rows.hpp"
#include "tests/sync_core/wire_lines_of.hpp"

namespace qiantai::sync::test {
namespace {

std::string header_with_count(std::int64_t count) {
    return R"({"v":1,"schema":1,"incarnation":"01a1f151-4e80-732b-afc0-411c18fb0367","restored_from":null,)"
           R"("first_seq":1,"previous_hlc":0,"count":)" +
           std::to_string(count) + "}";
}

const std::string k_shape = R"({"entity":"member","op":"insert","columns":["name"],"same":{}})";

template <typename T>
void check_too_large(const Result<T>& result) {
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().code() == "wire_too_large");
}

std::string repeated(std::string_view piece, std::size_t count) {
    std::string out;
    out.reserve(piece.size() * count);
    for (std::size_t i = 0; i < count; ++i) out += piece;
    return out;
}

TEST_CASE("content of exactly the limit is decompressed and one byte more is not") {
    const std::string content(100'000, 'x');
    CHECK(decompress(compress(content, 3), content.size()).value() == content);
    check_too_large(decompress(compress(content, 3), content.size() - 1));
    CHECK(decompress(compress("", 3), 0).value().empty());
    check_too_large(decompress(compress("x", 3), 0));
}

/// Compressed without saying how large the content is.
std::string compress_unstated(std::string_view content, int window_log) {
    ZSTD_CCtx* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
    std::string out(ZSTD_compressBound(content.size()), '\0');
    ZSTD_inBuffer input{content.data(), content.size(), 0};
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    // Without a stated source size zstd keeps the window it was told.
    while (ZSTD_compressStream2(context, &output, &input, ZSTD_e_end) != 0) {
    }
    out.resize(output.pos);
    ZSTD_freeCCtx(context);
    return out;
}

TEST_CASE("a decompression bomb is refused, whether it states its size or not") {
    const std::string bomb = compress(std::string(128u << 20, '0'), 1);
    CHECK(bomb.size() < 64u << 10);
    check_too_large(decode_push(bomb));
    check_too_large(decode_feed(bomb));
    const std::string silent = compress_unstated(std::string(64u << 20, '0'), 20);
    check_too_large(decode_push(silent));
}

TEST_CASE(
    "a frame that states a huge size and holds nothing is refused without its memory being taken") {
    std::string frame = compress(std::string(1'000'000, 'x'), 3);
    // Frame header: 4 bytes magic, 1 byte descriptor, then (single segment) the size.
    REQUIRE((static_cast<std::uint8_t>(frame[4]) & 0x20) != 0);
    REQUIRE((static_cast<std::uint8_t>(frame[4]) & 0xC0) == 0x80);
    const std::uint32_t stated = 31u << 20;
    std::memcpy(frame.data() + 5, &stated, sizeof stated);
    CHECK_FALSE(decode_push(frame).ok());
}

TEST_CASE("a window larger than agreed is refused") {
    const std::string content = repeated("some text ", 2'000'000);
    const auto small =
        decompress(compress_unstated(content, tuning::k_zstd_window_log_max), content.size());
    CHECK(small.ok());
    const auto large =
        decompress(compress_unstated(content, tuning::k_zstd_window_log_max + 1), content.size());
    REQUIRE_FALSE(large.ok());
    CHECK(large.error().code() == "wire_malformed");
}

TEST_CASE("bytes that are no zstd, several frames, or a cut frame are refused") {
    for (const std::string& bytes :
         {std::string(), std::string("x"), std::string("{\"v\":1}\n"), std::string(100, '\0'),
          compress("a", 1) + compress("b", 1), compress("a", 1) + "x",
          std::string("\x50\x2a\x4d\x18\x04\0\0\0abcd", 12)}) {
        const auto result = decompress(bytes, 1'000);
        REQUIRE_FALSE(result.ok());
        CHECK(result.error().code() == "wire_malformed");
    }
    const std::string frame = compress(repeated("0123456789abcdef", 1'000), 3);
    for (std::size_t length = 0; length < frame.size(); ++length) {
        REQUIRE_FALSE(decompress(std::string_view(frame).substr(0, length), 1u << 20).ok());
    }
}

TEST_CASE("a body over the limit is refused before it is looked at") {
    check_too_large(decode_push(std::string(tuning::k_body_bytes_max + 1, 'x')));
}

TEST_CASE("a batch of a million lines is refused, announced or not") {
    const std::string line = R"([0,0,1,"AAAAAAAAAAAAA","a"])"
                             "\n";
    const std::string lines = k_shape + "\n" + repeated(line, 1'000'000);
    check_too_large(decode_push(packed(header_with_count(1'000'000) + "\n" + lines)));
    const auto silent = decode_push(packed(header_with_count(1) + "\n" + lines));
    REQUIRE_FALSE(silent.ok());
    CHECK(silent.error().detail == "line 4: more changes than said");
}

TEST_CASE("a feed page with more rows than agreed is refused") {
    const std::string head = R"({"v":1,"schema":1,"hub_time":1,"generation":"g","sections":2})"
                             "\n";
    const std::string many = std::to_string(tuning::k_feed_page_rows + 1),
                      most = std::to_string(tuning::k_feed_page_rows);
    check_too_large(decode_feed(packed(head + R"({"scope":"a","from":0,"to":9,"count":)" + many +
                                       R"(,"more":false})"
                                       "\n")));
    const std::string shape = R"({"entity":"member","columns":["name"],"same":{}})"
                              "\n";
    const std::string rows = repeated(R"([0,0,"AAAAAAAAAAAAA","a"])"
                                      "\n",
                                      static_cast<std::size_t>(tuning::k_feed_page_rows));
    check_too_large(decode_feed(packed(head + R"({"scope":"a","from":0,"to":9,"count":)" + most +
                                       R"(,"more":false})"
                                       "\n" +
                                       shape + rows +
                                       R"({"scope":"b","from":0,"to":9,"count":1,"more":false})"
                                       "\n")));
}

TEST_CASE("a line over the limit is refused, a long one below it is not") {
    const auto with_name = [](std::size_t length) {
        return packed({header_with_count(1), k_shape,
                       R"([0,5,1,"AAAAAAAAAAAAA",")" + std::string(length, 'x') + "\"]"});
    };
    const auto longest = decode_push(with_name(tuning::k_line_bytes_max - 100));
    REQUIRE(longest.ok());
    CHECK(longest->changes[0].columns.at("name").as_string().size() ==
          tuning::k_line_bytes_max - 100);
    const auto refused = decode_push(with_name(tuning::k_line_bytes_max));
    check_too_large(refused);
    CHECK(refused.error().detail == "line 3: is too long");
}

TEST_CASE("JSON that is nested too deep is refused, however deep") {
    const auto nested = [](int depth) {
        const auto count = static_cast<std::size_t>(depth);
        return packed({header_with_count(1), k_shape,
                       R"([0,5,1,"AAAAAAAAAAAAA",)" + std::string(count, '[') +
                           std::string(count, ']') + "]"});
    };
    CHECK(decode_push(nested(tuning::k_json_depth_max - 1)).ok());
    CHECK_FALSE(decode_push(nested(tuning::k_json_depth_max)).ok());
    CHECK_FALSE(decode_push(nested(100'000)).ok());
    CHECK_FALSE(decode_push(packed({header_with_count(1), k_shape,
                                    R"([0,5,1,"AAAAAAAAAAAAA",)" + std::string(200'000, '[')}))
                    .ok());
}

TEST_CASE("a value that is too deep to be stored still travels, so that it is refused alone") {
    boost::json::value nested = 1;
    for (int level = 0; level < k_json_levels_max + 1; ++level) {
        nested = boost::json::value(boost::json::array{std::move(nested)});
    }
    REQUIRE_FALSE(is_storable(nested));
    // Twice the same value stands in the shape, two different ones in the lines.
    for (const auto& other : {nested, boost::json::value(boost::json::array{nested})}) {
        PushBatch batch;
        batch.first_seq = 1;
        for (std::int64_t seq = 1; seq <= 2; ++seq) {
            Change& change = batch.changes.emplace_back();
            change.seq = change.txn = seq;
            change.hlc = Hlc::at(1'795'000'000'000 + seq);
            change.entity = "policy";
            change.columns = {{"value", seq == 1 ? nested : other}};
        }
        const auto received = decode_push(encode_push(batch));
        REQUIRE(received.ok());
        check_equal(batch, *received);
    }
}

TEST_CASE("short lines that stand for enormous rows are refused") {
    SUBCASE("thousands of columns in a shape of updates") {
        std::string shape = R"({"entity":"member","op":"update","columns":[)";
        for (int i = 0; i < 20'000; ++i) shape += "\"c" + std::to_string(i) + "\",";
        shape.back() = ']';
        check_too_large(decode_push(packed(header_with_count(5'000) + "\n" + shape +
                                           R"(,"same":{}})"
                                           "\n" +
                                           repeated(R"([0,0,1,"AAAAAAAAAAAAA",null])"
                                                    "\n",
                                                    5'000))));
    }
    SUBCASE("a large value for all rows") {
        const std::string shape =
            R"({"entity":"member","op":"insert","columns":[],"same":{"notes":")" +
            std::string(200'000, 'x') + R"("}})";
        check_too_large(decode_push(packed(header_with_count(5'000) + "\n" + shape + "\n" +
                                           repeated(R"([0,0,1,"AAAAAAAAAAAAA"])"
                                                    "\n",
                                                    5'000))));
    }
    SUBCASE("values made of empty objects") {
        const std::string line = R"([0,0,1,"AAAAAAAAAAAAA",[{})" + repeated(",{}", 60'000) + "]]\n";
        check_too_large(decode_push(
            packed(header_with_count(150) + "\n" + k_shape + "\n" + repeated(line, 150))));
    }
    SUBCASE("nothing but shapes") {
        std::string shape = R"({"entity":"member","op":"insert","columns":[)";
        for (int i = 0; i < 25'000; ++i) shape += "\"c" + std::to_string(i) + "\",";
        shape.back() = ']';
        check_too_large(decode_push(packed(header_with_count(0) + "\n" +
                                           repeated(shape + R"(,"same":{}})"
                                                            "\n",
                                                    150))));
    }
}

}  // namespace
}  // namespace qiantai::sync::test
