#include <set>

#include "terminal/base/human_number.hpp"
#include "terminal/store/number_sequence.hpp"
#include "tests/store/store_fixture.hpp"

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;
using sqlite::Transaction;

TEST_CASE("a sequence counts without holes, and a rolled-back number is given again") {
    StoreFixture f;
    auto terminal = f.open();
    auto& db = terminal.database();
    const auto take = [&](bool keep) {
        auto transaction = Transaction::begin(db).value();
        const auto number = next_number(db, "card").value();
        if (keep) transaction.commit().value();
        return number;
    };
    CHECK(take(true) == 1);
    CHECK(take(false) == 2);
    CHECK(take(true) == 2);
    auto transaction = Transaction::begin(db).value();
    CHECK(next_number(db, "ticket").value() == 1);
    CHECK(next_number(db, "card").value() == 3);
}

TEST_CASE("the check character agrees with worked examples of ISO/IEC 7064 MOD 37,36") {
    CHECK(check_character("A12425GABC1234002") == 'M');  // GRid standard 2.1, its own example
    CHECK(check_character("A1-2425G-ABC1234002") == 'M');
}

TEST_CASE("a number carries store, terminal and sequence, and reads back") {
    const HumanNumber number{"S001", "02", 123};
    const auto text = format_human_number(number);
    CHECK(text.starts_with("S001-02-000123-"));
    CHECK(text.size() == 16);
    CHECK(parse_human_number(text).value() == number);
    CHECK(parse_human_number(format_human_number({"HQ", "A", 123'456'789})).value().sequence ==
          123'456'789);
}

TEST_CASE("a number of another kind carries its letters, which the check character covers") {
    const HumanNumber number{"S001", "01", 123, "SG"};
    const auto text = format_human_number(number);
    CHECK(text.starts_with("SG-S001-01-000123-"));
    CHECK(parse_human_number(text).value() == number);
    auto other = text;
    other[1] = 'H';
    CHECK_FALSE(parse_human_number(other));
    CHECK_FALSE(parse_human_number("S" + text));
    CHECK_FALSE(parse_human_number(text.substr(3)));
}

TEST_CASE("numbers are taken as people type them: blanks, lower case, full width, other dashes") {
    const HumanNumber number{"S001", "02", 123};
    const auto text = format_human_number(number);
    const std::string check(1, text.back());
    const std::string typed[] = {" s001 - 02 - 000123 - " + check,
                                 "Ｓ００１－０２－０００１２３－" + check,
                                 "s001—02—000123—" + check};
    for (const auto& one : typed) {
        CAPTURE(one);
        REQUIRE(parse_human_number(one));
        CHECK(*parse_human_number(one) == number);
    }
}

TEST_CASE("every single wrong character of a number is found") {
    const auto text = format_human_number({"S001", "02", 4711});
    int changed = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const char c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-")) {
            if (c == text[at]) continue;
            auto wrong = text;
            wrong[at] = c;
            CAPTURE(wrong);
            CHECK_FALSE(parse_human_number(wrong));
            ++changed;
        }
    }
    CHECK(changed == 16 * 36);
}

TEST_CASE("what is no number of ours is refused") {
    for (const char* text :
         {"", "-", "---", "S001-02-000123", "S001-02-123-K", "S001-02-000000-0", "王-02-000123-K",
          "S001-02-0000000000000001-K", "S001-02-000123-K-K", "\xEF\xBC", "\xEF\xBD"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_human_number(text));
    }
}
