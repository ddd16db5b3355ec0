#include "terminal/base/amount_in_words.hpp"

#include <doctest/doctest.h>

using namespace qiantai;

TEST_CASE("amounts in capital words, as papers about money have them") {
    const std::pair<std::int64_t, std::string_view> amounts[] = {
        {0, "零元整"},
        {5, "伍分"},
        {50, "伍角整"},
        {105, "壹元零伍分"},
        {36'900, "叁佰陆拾玖元整"},
        {36'950, "叁佰陆拾玖元伍角整"},
        {36'905, "叁佰陆拾玖元零伍分"},
        {100'050, "壹仟元零伍角整"},
        {1'010'000, "壹万零壹佰元整"},
        {100'000'000, "壹佰万元整"},
        {100'500'000, "壹佰万伍仟元整"},
        {100'050'000, "壹佰万零伍佰元整"},
        {1'000'000'050'000, "壹佰亿零伍佰元整"},
        {123'456'789'012, "壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元零壹角贰分"},
        {-36'900, "负叁佰陆拾玖元整"},
    };
    for (const auto& [fen, words] : amounts) {
        CAPTURE(fen);
        CHECK(domain::amount_in_words(Fen(fen)) == words);
    }
}
