// The files in golden/ were written when the version was new and are never written again: what a
// terminal out in a store sends today must be readable for as long as versions.hpp says so.

#include <doctest/doctest.h>

#include "schema/base/encoding.hpp"
#include "schema/base/file.hpp"
#include "sync/core/audit_chain.hpp"
#include "sync/core/wire.hpp"
#include "sync/core/wire_dictionary.hpp"
#include "tests/sync_core/random_rows.hpp"

namespace qiantai::sync::test {
namespace {

namespace json = boost::json;

std::string golden(const std::string& name) {
    auto bytes = read_file(QIANTAI_SOURCE_DIR "/tests/sync_core/golden/" + name);
    REQUIRE(bytes.ok());
    return std::move(*bytes);
}

std::string described(const PushBatch& batch) {
    std::string text = canonical_json({{"v", batch.wire_version},
                                       {"schema", batch.schema_version},
                                       {"incarnation", batch.incarnation.text()},
                                       {"restored_from", batch.restored_from.text()},
                                       {"first_seq", batch.first_seq},
                                       {"previous_hlc", batch.previous_hlc.raw()}}) +
                       '\n';
    for (const Change& change : batch.changes) {
        json::object seen;
        for (const auto& [name, clock] : change.seen) seen[name] = clock.raw();
        json::array nulls;
        for (const auto& member : change.columns) {
            if (member.value().is_null()) nulls.push_back(member.key());
        }
        text += canonical_json({{"seq", change.seq},
                                {"txn", change.txn},
                                {"hlc", change.hlc.raw()},
                                {"op", op_name(change.op)},
                                {"entity", change.entity},
                                {"id", change.id.text()},
                                {"columns", change.columns},
                                {"null_count", nulls.size()},
                                {"seen", seen}}) +
                '\n';
    }
    return text;
}

std::string described(const FeedPage& page) {
    std::string text = canonical_json({{"v", page.wire_version},
                                       {"schema", page.schema_version},
                                       {"hub_time", page.hub_time_ms},
                                       {"generation", page.generation}}) +
                       '\n';
    for (const FeedSection& section : page.sections) {
        text += canonical_json({{"scope", section.scope},
                                {"from", section.from_version},
                                {"to", section.to_version},
                                {"more", section.more}}) +
                '\n';
        for (const auto& row : section.rows) {
            text += canonical_json({{"entity", row.state.entity},
                                    {"id", row.state.id.text()},
                                    {"base", row.state.clocks.base.raw()},
                                    {"clocks", row.state.clocks.later_text()},
                                    {"gone", row.gone},
                                    {"columns", row.state.columns}}) +
                    '\n';
        }
    }
    return text;
}

TEST_CASE("wire version 1 stays readable") {
    const auto push = decode_push(golden("push_v1.ndjson.zst"));
    REQUIRE(push.ok());
    CHECK(described(*push) == golden("push_v1.txt"));
    const auto feed = decode_feed(golden("feed_v1.ndjson.zst"));
    REQUIRE(feed.ok());
    CHECK(described(*feed) == golden("feed_v1.txt"));
}

TEST_CASE("wire version 2 stays readable") {
    const auto push = decode_push(golden("push_v2.ndjson.zst"));
    REQUIRE(push.ok());
    CHECK(push->wire_version == 2);
    CHECK(described(*push) == golden("push_v2.txt"));
}

TEST_CASE("the dictionary of version 2 is what terminals out in the stores have") {
    std::string digits;
    for (const char byte : blake2b_256(push_dictionary())) {
        digits += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    }
    CHECK(digits == "de4ab5c60a6e2d0b1c0f799b7c24c2f5a704b5d770b4578be9ff7cedcdd28a95");
}

TEST_CASE("write the golden files of wire version 2" * doctest::skip()) {
    SeededRandom random(2);
    const auto encoded = encode_push(random_batch(random, 6));
    const std::string folder = QIANTAI_SOURCE_DIR "/tests/sync_core/golden/";
    REQUIRE(write_file_atomically(folder + "push_v2.ndjson.zst", encoded, 0644).ok());
    const auto text = described(decode_push(encoded).value());
    REQUIRE(write_file_atomically(folder + "push_v2.txt", text, 0644).ok());
}

}  // namespace
}  // namespace qiantai::sync::test
