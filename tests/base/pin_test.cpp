#include "terminal/base/pin.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/base/domain_fixture.hpp"
#include "tests/base/little_memory.hpp"

namespace qiantai::domain {

TEST_CASE("a PIN has 4 to 8 digits") {
    for (const auto* pin : {"", "258", "258025802", "25a0", "２５８０", "25 80", "-2580"}) {
        CAPTURE(pin);
        CHECK(check_pin_rules(pin, "1001").error().code() == "pin_malformed");
    }
    for (const auto* pin : {"2580", "79513", "602947", "8841736", "48290617"}) {
        CAPTURE(pin);
        CHECK(check_pin_rules(pin, "1001").ok());
    }
}

TEST_CASE("PINs that are tried first are refused") {
    for (const auto* pin :
         {"0000",   "1111", "88888888", "1234",     "4321",     "7890",     "0987",
          "345678", "1212", "123123",   "45674567", "0503",     "1231",     "0229",
          "1988",   "2008", "880503",   "030588",   "19880503", "03051988", "4567"}) {
        CAPTURE(pin);
        CHECK(check_pin_rules(pin, "9").error().code() == "pin_too_easy");
    }
    CHECK(check_pin_rules("7361", "107361").error().code() == "pin_too_easy");
    CHECK(check_pin_rules("7361", "107362").ok());
}

TEST_CASE("a hash verifies its own PIN only and never looks the same twice") {
    const auto hash = hash_pin("2580", test::k_cheap_pins).value();
    CHECK(hash.starts_with("$argon2id$"));
    CHECK(verify_pin(hash, "2580").value());
    CHECK_FALSE(verify_pin(hash, "2581").value());
    CHECK(hash_pin("2580", test::k_cheap_pins).value() != hash);
}

TEST_CASE("a PIN that could not be checked is not a wrong one") {
    CHECK(test::code_of(verify_pin("no hash", "2580")) == "pin_hash_unreadable");
    auto costly = hash_pin("2580", test::k_cheap_pins).value();
    const auto memory = costly.find("m=8,");
    REQUIRE(memory != std::string::npos);
    costly.replace(memory, 4, "m=1048576,");  // KiB
    const test::LittleMemory little(64u << 20);
    CHECK(test::code_of(verify_pin(costly, "2580")) == "pin_not_computed");
}

}  // namespace qiantai::domain
