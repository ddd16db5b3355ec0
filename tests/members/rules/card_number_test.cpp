#include "terminal/members/rules/card_number_facts.hpp"

#include <doctest/doctest.h>

#include <string>

namespace qiantai::domain {

TEST_CASE("a card number carries store, terminal, sequence and a check character") {
    const auto number = make_card_number("S001", "01", 123);
    CHECK(number.substr(0, 15) == "S001-01-000123-");
    CHECK(number.size() == 16);
    CHECK(normalise_card_number(number).value() == number);
    CHECK(normalise_card_number(" s001-01-0001 23-" + number.substr(15)).value() == number);
    CHECK(make_card_number("S001", "01", 1'234'567).find("-1234567-") != std::string::npos);
}

TEST_CASE("every wrong character is found, and every swap of unlike neighbours but few") {
    const auto number = make_card_number("S001", "01", 48213);
    for (std::size_t i = 0; i < number.size() - 1; ++i) {
        if (number[i] == '-') continue;
        for (char c = '0'; c <= '9'; ++c) {
            auto wrong = number;
            wrong[i] = c;
            if (wrong == number) continue;
            CAPTURE(wrong);
            CHECK_FALSE(normalise_card_number(wrong).ok());
        }
    }
    auto swapped = number;
    std::swap(swapped[10], swapped[11]);
    CHECK_FALSE(normalise_card_number(swapped).ok());
}

TEST_CASE("printed numbers are taken as they are, in capitals and without blanks") {
    CHECK(normalise_card_number(" 6600 1234 5678 ").value() == "660012345678");
    CHECK(normalise_card_number("vip-0001").value() == "VIP-0001");
    for (const auto* wrong :
         {"", "123", "VIP_01", "会员0001", "123456789012345678901234567890123"}) {
        CAPTURE(wrong);
        CHECK_FALSE(normalise_card_number(wrong).ok());
    }
}

TEST_CASE("a number whose last letter looks like a digit is told from the others") {
    CHECK_FALSE(is_legible_card_number("S001-01-000018-I"));
    CHECK_FALSE(is_legible_card_number("S001-01-000007-O"));
    CHECK(is_legible_card_number("S001-01-000001-0"));
}

}  // namespace qiantai::domain
