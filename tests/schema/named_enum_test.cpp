#include "schema/base/named_enum.hpp"

#include <doctest/doctest.h>

namespace qiantai {
namespace {

enum class KeptAt { shelf, fridge, with_member };

constexpr auto codes_of(KeptAt) {
    return std::to_array<CodedValue<KeptAt>>(
        {{KeptAt::shelf, "shelf"}, {KeptAt::fridge, "fridge"}, {KeptAt::with_member, "out"}});
}

}  // namespace

TEST_CASE("an enumeration's values have their codes, both ways") {
    CHECK(code_of(KeptAt::with_member) == "out");
    CHECK(parse_code<KeptAt>("fridge") == KeptAt::fridge);
    CHECK_FALSE(parse_code<KeptAt>("Fridge").has_value());
    CHECK_FALSE(parse_code<KeptAt>("").has_value());
    static_assert(k_joined_codes<KeptAt> == "shelf|fridge|out");
}

TEST_CASE("a coded value keeps what only a newer program knows") {
    Coded<KeptAt> place = KeptAt::shelf;
    CHECK(place == KeptAt::shelf);
    CHECK(place != KeptAt::fridge);
    CHECK(place.text() == "shelf");
    place = Coded<KeptAt>::of_text("cellar");
    CHECK(place != KeptAt::shelf);
    CHECK_FALSE(place.known().has_value());
    CHECK(place.text() == "cellar");
    CHECK(Coded<KeptAt>().empty());
}

}  // namespace qiantai
