#include <doctest/doctest.h>

#include "sync/core/bundle.hpp"
#include "tests/sync_core/random_rows.hpp"

namespace qiantai::sync::test {
namespace {

constexpr std::size_t k_piece = 64u << 10;

struct Sides {
    SeededRandom random{7};
    BundleKeys terminal = make_bundle_keys(random), hub = make_bundle_keys(random),
               stranger = make_bundle_keys(random);

    std::string seal(std::string_view content) {
        auto sealed = seal_bundle("device-1", content, hub.public_key, terminal.secret_key);
        REQUIRE(sealed.ok());
        return std::move(*sealed);
    }
    Result<std::string> open(std::string_view sealed) {
        return open_bundle(sealed, terminal.public_key, hub.secret_key);
    }
};

void check_unreadable(const Result<std::string>& opened) {
    REQUIRE_FALSE(opened.ok());
    REQUIRE(opened.error().code() == "bundle_unreadable");
}

TEST_CASE("a bundle of any length is opened by its recipient") {
    Sides sides;
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, k_piece - 1, k_piece,
                                   k_piece + 1, 2 * k_piece, 5 * k_piece + 77}) {
        CAPTURE(size);
        std::string content(size, '\0');
        sides.random.fill({reinterpret_cast<std::uint8_t*>(content.data()), size});
        const auto opened = sides.open(sides.seal(content));
        REQUIRE(opened.ok());
        CHECK(*opened == content);
    }
}

TEST_CASE("a bundle's label can be read without a key, its content not") {
    Sides sides;
    const std::string sealed = sides.seal("13812345678 in clear");
    CHECK(bundle_label(sealed).value() == "device-1");
    CHECK(sealed.find("138") == std::string::npos);
    CHECK(sides.seal("same") != sides.seal("same"));
}

TEST_CASE("a bundle cut anywhere is unreadable") {
    Sides sides;
    const std::string sealed = sides.seal("content of the bundle");
    for (std::size_t length = 0; length < sealed.size(); ++length) {
        CAPTURE(length);
        check_unreadable(sides.open(std::string_view(sealed).substr(0, length)));
    }
    const std::string large = sides.seal(std::string(3 * k_piece, 'x'));
    for (std::size_t pieces = 0; pieces < 4; ++pieces) {
        check_unreadable(sides.open(
            std::string_view(large).substr(0, large.size() - pieces * (k_piece + 17) - 1)));
        if (pieces > 0)
            check_unreadable(sides.open(
                std::string_view(large).substr(0, large.size() - pieces * (k_piece + 17))));
    }
    check_unreadable(sides.open(sealed + "x"));
}

TEST_CASE("a bundle with any bit changed is unreadable, its label included") {
    Sides sides;
    const std::string sealed = sides.seal("content of the bundle");
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        for (const char flip : {'\x01', '\x80'}) {
            std::string changed = sealed;
            changed[at] = static_cast<char>(changed[at] ^ flip);
            CAPTURE(at);
            check_unreadable(sides.open(changed));
        }
    }
}

TEST_CASE("pieces that change places are noticed") {
    Sides sides;
    std::string sealed = sides.seal(std::string(k_piece, 'a') + std::string(k_piece, 'b') + "end");
    const std::size_t last = sealed.size() - (3 + 17), second = last - (k_piece + 17),
                      first = second - (k_piece + 17);
    std::swap_ranges(sealed.begin() + static_cast<std::ptrdiff_t>(first),
                     sealed.begin() + static_cast<std::ptrdiff_t>(second),
                     sealed.begin() + static_cast<std::ptrdiff_t>(second));
    check_unreadable(sides.open(sealed));
}

TEST_CASE("only the recipient opens a bundle, and only as from its sender") {
    Sides sides;
    const std::string sealed = sides.seal("content");
    check_unreadable(open_bundle(sealed, sides.terminal.public_key, sides.stranger.secret_key));
    check_unreadable(open_bundle(sealed, sides.stranger.public_key, sides.hub.secret_key));
    check_unreadable(open_bundle(sealed, "short", sides.hub.secret_key));
    const auto forged =
        seal_bundle("device-1", "content", sides.hub.public_key, sides.stranger.secret_key);
    check_unreadable(sides.open(forged.value()));
}

TEST_CASE("a key that is none is an error and no crash") {
    Sides sides;
    for (const std::string& key : {std::string(), std::string(31, 'k'), std::string(32, '\0')}) {
        const auto sealed = seal_bundle("device-1", "content", key, sides.terminal.secret_key);
        REQUIRE_FALSE(sealed.ok());
        CHECK(sealed.error().code() == "bundle_key_unusable");
    }
}

TEST_CASE("any bytes are opened without harm") {
    Sides sides;
    with_seeds(2'000, [&](Random& random) {
        std::string bytes(random.below(300), '\0');
        random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
        if (chance(random, 70)) bytes = "QTBUNDL1" + bytes;
        check_unreadable(sides.open(bytes));
        const auto label = bundle_label(bytes);
        if (label) CHECK(label->size() <= bytes.size());
    });
}

}  // namespace
}  // namespace qiantai::sync::test
