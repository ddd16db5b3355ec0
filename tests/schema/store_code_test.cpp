#include "schema/base/store_code.hpp"

#include <doctest/doctest.h>

#include <string>

namespace qiantai {
namespace {

TEST_CASE("a store's code is 2 to 8 capital letters and digits") {
    for (const auto* code : {"S001", "HQ", "01", "ABCDEFGH"}) {
        CAPTURE(code);
        CHECK(is_store_code(code));
    }
    for (const auto* code : {"", "S", "ABCDEFGHI", "s001", "S-01", "S_01", "S 01", "店01"}) {
        CAPTURE(code);
        CHECK_FALSE(is_store_code(code));
    }
    CHECK_FALSE(is_store_code(std::string_view("S\0", 2)));
}

}  // namespace
}  // namespace qiantai
