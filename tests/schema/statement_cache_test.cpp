#include <doctest/doctest.h>

#include "schema/sqlite/database.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::sqlite {

TEST_CASE("a kept statement is found by its text, also where that text has gone meanwhile") {
    qiantai::test::TempFolder folder;
    auto database = Database::open(folder / "a.db", {.mode = OpenMode::create}).value();
    const auto first = [&](std::string_view sql) {
        auto& statement = database.cached(sql);
        REQUIRE(statement.step().value());
        const auto value = statement.integer(0);
        statement.reset();
        return value;
    };
    {
        std::string text = "SELECT 1 + 0 AS a_column_with_a_long_name_that_lies_on_the_heap";
        CHECK(first(text) == 1);
        // As when its memory is somebody else's.
        text[7] = '2';
        CHECK(first(text) == 2);
    }
    const std::string one = "SELECT 1 + 0 AS a_column_with_a_long_name_that_lies_on_the_heap";
    const auto* kept = &database.cached(one);
    CHECK(first(one) == 1);
    CHECK(&database.cached(std::string(one)) == kept);
}

}  // namespace qiantai::sqlite
