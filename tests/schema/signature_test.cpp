#include "schema/base/signature.hpp"

#include <doctest/doctest.h>

using namespace qiantai;

namespace {

Stroke straight(std::uint16_t from_x, std::uint16_t y, std::uint16_t to_x, int points) {
    Stroke stroke;
    for (int i = 0; i < points; ++i) {
        const auto x = from_x + (to_x - from_x) * i / (points - 1);
        stroke.push_back({static_cast<std::uint16_t>(x), y});
    }
    return stroke;
}

}  // namespace

TEST_CASE("a dot, a slip and scribbling on one spot are no signature, two strokes of a name are") {
    CHECK_FALSE(is_believable_signature({}));
    CHECK_FALSE(is_believable_signature({{{5000, 3000}}}));
    CHECK_FALSE(is_believable_signature({straight(5000, 3000, 5900, 20)}));
    std::vector<Stroke> spot(40, straight(5000, 3000, 5300, 10));
    CHECK_FALSE(is_believable_signature(spot));
    CHECK(is_believable_signature({straight(4000, 3000, 4800, 9), straight(4000, 3600, 4700, 9)}));
}

TEST_CASE("a signature's text gives the strokes back, without the points a line makes up for") {
    const std::vector<Stroke> strokes{straight(1000, 2000, 5000, 200), {{7000, 100}, {7000, 4000}}};
    const auto text = signature_text(strokes);
    CHECK(text == "[[1000,2000,5000,2000],[7000,100,7000,4000]]");
    const auto back = parse_signature(text);
    REQUIRE(back);
    CHECK(back->size() == 2);
    CHECK(back->front().back() == StrokePoint{5000, 2000});
    CHECK(signature_text({}) == "[]");
    CHECK(parse_signature("[]")->empty());
}

TEST_CASE("a corner stays, however the line is thinned") {
    auto stroke = straight(1000, 1000, 3000, 50);
    for (int y = 1020; y <= 3000; y += 20) stroke.push_back({3000, static_cast<std::uint16_t>(y)});
    CHECK(signature_text({stroke}) == "[[1000,1000,3000,1000,3000,3000]]");
}

TEST_CASE("the text stays within its column, whatever is scribbled") {
    std::vector<Stroke> strokes;
    std::uint32_t noise = 7;
    for (int i = 0; i < 400; ++i) {
        auto& stroke = strokes.emplace_back();
        for (int k = 0; k < 900; ++k) {
            noise = noise * 1664525U + 1013904223U;
            stroke.push_back({static_cast<std::uint16_t>(noise >> 16U),
                              static_cast<std::uint16_t>(noise >> 8U)});
        }
    }
    const auto text = signature_text(strokes);
    CHECK(text.size() <= k_signature_text_max);
    const auto back = parse_signature(text);
    REQUIRE(back);
    CHECK(back->size() == k_strokes_max);
}

TEST_CASE("what somebody signs is kept as its text, a dot is refused by its own words") {
    const auto kept = take_signature(signature_text({straight(4000, 3000, 8000, 30)}));
    CHECK(kept.value() == signature_text({straight(4000, 3000, 8000, 30)}));
    CHECK(take_signature("[[5000,3000]]").error().kind == &k_signature_too_short);
    CHECK(take_signature("scribble").error().kind == &k_signature_unusable);
}

TEST_CASE("what is no signature's text is refused") {
    for (const auto* text :
         {"", "[", "[[", "[]]", "[[]]", "[[1]]", "[[1,2,3]]", "[[1,2]", "[[1,2],]", "[[-1,2]]",
          "[[1,70000]]", "[[1.5,2]]", "null", "[[1,2]] ", "[[\"a\",2]]"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_signature(text));
    }
    CHECK_FALSE(parse_signature(std::string(100'000, '[')));
}
