#include "schema/base/fen.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace qiantai;

TEST_CASE("money is read as people write it, and no other way") {
    CHECK(Fen::parse("12.34") == Fen(1234));
    CHECK(Fen::parse("12.3") == Fen(1230));
    CHECK(Fen::parse("12") == Fen(1200));
    CHECK(Fen::parse("0.05") == Fen(5));
    CHECK(Fen::parse("-0.50") == Fen(-50));
    CHECK(Fen::parse("999999999.99") == Fen(99'999'999'999));
    for (const auto* text : {"", "-", ".", ".5", "5.", "1.234", "1,000", "１", "12.3a", "1e3", "+1",
                             " 1", "1000000000", "--1", "1.-5"}) {
        CAPTURE(text);
        CHECK_FALSE(Fen::parse(text).has_value());
    }
}

TEST_CASE("money is written with both decimals") {
    CHECK(Fen(1234).text() == "12.34");
    CHECK(Fen(1230).text() == "12.30");
    CHECK(Fen(5).text() == "0.05");
    CHECK(Fen(-50).text() == "-0.50");
    CHECK(Fen().text() == "0.00");
    CHECK(Fen(std::numeric_limits<std::int64_t>::min()).text() == "-92233720368547758.08");
}

TEST_CASE("money is summed and compared") {
    CHECK(Fen(1) + Fen(2) == Fen(3));
    CHECK(Fen(1) - Fen(2) == Fen(-1));
    CHECK(Fen(250) * 4 == Fen(1000));
    CHECK(Fen(-1) < Fen(0));
}
