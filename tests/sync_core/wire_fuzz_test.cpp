// Damage of every kind, from seeds: decoding must end with a value or an error, never crash, hang
// or take much memory.

#include <doctest/doctest.h>

#include "tests/sync_core/random_rows.hpp"
#include "tests/sync_core/wire_lines_of.hpp"

namespace qiantai::sync::test {
namespace {

void decode_both(std::string_view bytes) {
    const auto push = decode_push(bytes);
    const auto feed = decode_feed(bytes);
    if (!push) REQUIRE_FALSE(push.error().code().empty());
    if (!feed) REQUIRE_FALSE(feed.error().code().empty());
}

TEST_CASE("a message cut at any byte is refused") {
    SeededRandom random(3);
    const std::string push = encode_push(random_batch(random, 20)),
                      feed = encode_feed(random_page(random, 20));
    for (std::size_t length = 0; length < push.size(); ++length) {
        REQUIRE_FALSE(decode_push(std::string_view(push).substr(0, length)).ok());
    }
    for (std::size_t length = 0; length < feed.size(); ++length) {
        REQUIRE_FALSE(decode_feed(std::string_view(feed).substr(0, length)).ok());
    }
}

TEST_CASE("a message whose content is cut at any byte is refused") {
    SeededRandom random(4);
    const auto push = decompress(encode_push(random_batch(random, 10)), 1u << 20).value();
    const auto feed = decompress(encode_feed(random_page(random, 10)), 1u << 20).value();
    for (std::size_t length = 0; length < push.size(); ++length) {
        REQUIRE_FALSE(decode_push(packed(std::string_view(push).substr(0, length))).ok());
    }
    for (std::size_t length = 0; length < feed.size(); ++length) {
        REQUIRE_FALSE(decode_feed(packed(std::string_view(feed).substr(0, length))).ok());
    }
}

TEST_CASE("a message with any byte changed is refused or says the same") {
    SeededRandom random(5);
    const PushBatch batch = random_batch(random, 20);
    const std::string sent = encode_push(batch);
    for (std::size_t at = 0; at < sent.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string changed = sent;
            changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
            // One bit of a zstd frame's head is unused; all others are covered by its checksum.
            const auto decoded = decode_push(changed);
            if (decoded) check_equal(batch, *decoded);
        }
    }
}

TEST_CASE("content with bytes changed, put in, left out or doubled does no harm") {
    with_seeds(1'500, [](Random& random) {
        std::string content =
            chance(random, 50)
                ? decompress(encode_push(random_batch(random, between(random, 1, 12))), 1u << 20)
                      .value()
                : decompress(encode_feed(random_page(random, between(random, 1, 12))), 1u << 20)
                      .value();
        static constexpr std::string_view k_likely = "0123456789-[]{},:\"ntaA\\\n.eE";
        for (int i = between(random, 1, 4); i > 0; --i) {
            const std::size_t at = random.below(content.size());
            const char letter = chance(random, 80) ? k_likely[random.below(k_likely.size())]
                                                   : static_cast<char>(random.below(256));
            switch (random.below(4)) {
                case 0:
                    content[at] = letter;
                    break;
                case 1:
                    content.insert(at, 1, letter);
                    break;
                case 2:
                    content.erase(at, random.below(6));
                    break;
                default:
                    content.insert(random.below(content.size()),
                                   content.substr(at, random.below(40)));
                    break;
            }
            if (content.empty()) content = "\n";
        }
        decode_both(packed(content));
    });
}

TEST_CASE("lines in another order, doubled or from another message do no harm") {
    with_seeds(1'500, [](Random& random) {
        auto lines = lines_of(encode_push(random_batch(random, between(random, 1, 12))));
        const auto others = lines_of(encode_feed(random_page(random, between(random, 1, 12))));
        for (int i = between(random, 1, 4); i > 0; --i) {
            std::string& one = lines[random.below(lines.size())];
            switch (random.below(3)) {
                case 0:
                    std::swap(one, lines[random.below(lines.size())]);
                    break;
                case 1:
                    one = others[random.below(others.size())];
                    break;
                default:
                    lines.push_back(lines[random.below(lines.size())]);
                    break;
            }
        }
        decode_both(packed(lines));
    });
}

TEST_CASE("what a damaged message still says can be encoded and read again") {
    with_seeds(1'500, [](Random& random) {
        auto lines = lines_of(encode_push(random_batch(random, between(random, 1, 6))));
        std::string& line = lines[random.below(lines.size())];
        line[random.below(line.size())] = static_cast<char>('0' + random.below(10));
        const auto decoded = decode_push(packed(lines));
        if (!decoded) return;
        const auto again = decode_push(encode_push(*decoded));
        REQUIRE(again.ok());
        // From the second time on nothing changes: fractions are rounded once.
        const auto once_more = decode_push(encode_push(*again));
        REQUIRE(once_more.ok());
        check_equal(*again, *once_more);
        REQUIRE(again->changes.size() == decoded->changes.size());
    });
}

TEST_CASE("random bytes as zstd or as content do no harm") {
    with_seeds(2'000, [](Random& random) {
        std::string bytes(random.below(400), '\0');
        random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
        decode_both(bytes);
        decode_both("\x28\xb5\x2f\xfd" + bytes);
        decode_both(packed(bytes));
    });
}

}  // namespace
}  // namespace qiantai::sync::test
