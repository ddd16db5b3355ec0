#include "schema/base/named_enum.hpp"

#include <doctest/doctest.h>

namespace qiantai {
namespace {

enum class Place { shelf, fridge, with_member };

constexpr auto codes_of(Place) {
    return std::to_array<CodedValue<Place>>(
        {{Place::shelf, "shelf"}, {Place::fridge, "fridge"}, {Place::with_member, "out"}});
}

}  // namespace

TEST_CASE("an enumeration's values have their codes, both ways") {
    CHECK(code_of(Place::with_member) == "out");
    CHECK(parse_code<Place>("fridge") == Place::fridge);
    CHECK_FALSE(parse_code<Place>("Fridge").has_value());
    CHECK_FALSE(parse_code<Place>("").has_value());
    static_assert(k_joined_codes<Place> == "shelf|fridge|out");
}

TEST_CASE("a coded value keeps what only a newer program knows") {
    Coded<Place> place = Place::shelf;
    CHECK(place == Place::shelf);
    CHECK(place != Place::fridge);
    CHECK(place.text() == "shelf");
    place = Coded<Place>::of_text("cellar");
    CHECK(place != Place::shelf);
    CHECK_FALSE(place.known().has_value());
    CHECK(place.text() == "cellar");
    CHECK(Coded<Place>().empty());
}

}  // namespace qiantai
