#include <doctest/doctest.h>

#include "schema/base/thrown.hpp"
#include "schema/sqlite/database.hpp"
#include "tests/base/little_memory.hpp"
#include "tests/support/temp_folder.hpp"

using namespace qiantai;
using sqlite::Transaction;

namespace {

struct Numbers {
    test::TempFolder folder;
    sqlite::Database database =
        sqlite::Database::open(folder / "numbers.db", {.mode = sqlite::OpenMode::create}).value();

    Numbers() { database.execute("CREATE TABLE number (n INTEGER)").value(); }
    void add(int n) { database.cached("INSERT INTO number VALUES (?)").bind(n).run().value(); }
    std::int64_t sum() {
        auto& row = database.cached("SELECT coalesce(sum(n), 0) FROM number");
        REQUIRE(row.step().value());
        const auto sum = row.integer(0);
        row.reset();
        return sum;
    }
};

}  // namespace

TEST_CASE("a transaction that is not committed leaves nothing") {
    Numbers numbers;
    {
        auto transaction = Transaction::begin(numbers.database).value();
        numbers.add(1);
    }
    CHECK(numbers.sum() == 0);
    CHECK_FALSE(numbers.database.in_transaction());
}

TEST_CASE("a transaction inside another is undone alone and committed with the outer one") {
    Numbers numbers;
    auto outer = Transaction::begin(numbers.database).value();
    numbers.add(1);
    {
        auto part = Transaction::begin(numbers.database).value();
        numbers.add(10);
        {
            auto inner = Transaction::begin(numbers.database).value();
            numbers.add(100);
        }
        part.commit().value();
    }
    {
        auto part = Transaction::begin(numbers.database).value();
        numbers.add(1000);
    }
    CHECK(numbers.database.in_transaction());
    CHECK(numbers.sum() == 11);
    outer.commit().value();
    CHECK_FALSE(numbers.database.in_transaction());
    CHECK(numbers.sum() == 11);
}

TEST_CASE("a committed part goes when the outer transaction does") {
    Numbers numbers;
    {
        auto outer = Transaction::begin(numbers.database).value();
        auto part = Transaction::begin(numbers.database).value();
        numbers.add(10);
        part.commit().value();
    }
    CHECK(numbers.sum() == 0);
}

// A sanitizer ends the program where memory is short.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("too little memory for a statement is said as such, and the next one works") {
    Numbers numbers;
    const auto done = [&] {
        const domain::test::LittleMemory little(8u << 20);
        return numbers.database.execute(
            "INSERT INTO number SELECT length(hex(zeroblob(100000000)))");
    }();
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == &k_too_little_memory);
    numbers.add(1);
    CHECK(numbers.sum() == 1);
}
#endif
