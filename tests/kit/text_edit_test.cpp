#include <doctest/doctest.h>

#include "terminal/kit/core/text_edit.hpp"

using namespace qiantai::ui;

namespace {

TextEdit at_end(std::string text) {
    const auto end = text.size();
    return {std::move(text), {end, end}};
}

}  // namespace

TEST_CASE("typing goes in at the caret and replaces what is selected") {
    auto edit = at_end("欧阳");
    CHECK(edit.insert("静", 10, false));
    CHECK(edit.text == "欧阳静");
    edit.move(Direction::back, Selecting::no);
    edit.move(Direction::back, Selecting::yes);
    CHECK(edit.selected() == "阳");
    CHECK(edit.insert("·", 10, false));
    CHECK(edit.text == "欧·静");
}

TEST_CASE("backspace removes one whole character, also beyond the first plane") {
    auto edit = at_end("吉𠮷");
    CHECK(edit.erase(Direction::back));
    CHECK(edit.text == "吉");
    CHECK(edit.erase(Direction::back));
    CHECK_FALSE(edit.erase(Direction::back));
    CHECK(edit.text.empty());
}

TEST_CASE("a full field takes no more characters but lets them be replaced") {
    auto edit = at_end("12345");
    CHECK_FALSE(edit.insert("6", 5, false));
    CHECK(edit.insert("", 5, false) == false);
    edit.select_all();
    CHECK(edit.insert("987654", 5, false));
    CHECK(edit.text == "98765");
}

TEST_CASE("line breaks and control characters do not enter a field of one line") {
    auto edit = at_end("");
    edit.insert("a\nb\tc\x01", 20, false);
    CHECK(edit.text == "a b c");
    auto lines = at_end("");
    lines.insert("a\nb", 20, true);
    CHECK(lines.text == "a\nb");
}

TEST_CASE("what is no UTF-8 is not taken") {
    auto edit = at_end("x");
    CHECK_FALSE(edit.insert("\xC3\x28", 20, false));
    CHECK(edit.text == "x");
}

TEST_CASE("a caret inside of a character moves to its beginning") {
    CHECK(clamp({2, 99}, "欧阳") == Caret{0, 6});
}

TEST_CASE("moving without shift leaves a selection at its side") {
    auto edit = at_end("abc");
    edit.select_all();
    edit.move(Direction::back, Selecting::no);
    CHECK(edit.caret == Caret{0, 0});
}
