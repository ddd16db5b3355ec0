#include "terminal/tickets/screens/ticket_sentence.hpp"

#include <doctest/doctest.h>

using namespace qiantai::ui;

namespace {

struct Sentence {
    std::string words{};
    std::vector<TouchedWord> touched{};

    Sentence& touch(std::string_view word) {
        touch_word(words, touched, word);
        return *this;
    }
};

}  // namespace

TEST_CASE("touched words make the sentence in their order, and go when touched again") {
    Sentence said;
    CHECK(said.touch("异响").touch("漏水").words == "异响、漏水");
    CHECK(is_touched(said.touched, "漏水"));
    CHECK(said.touch("异响").words == "漏水");
    CHECK_FALSE(is_touched(said.touched, "异响"));
    CHECK(said.touch("漏水").words.empty());
}

TEST_CASE("a word is set off from what somebody typed, and taken out without a trace") {
    Sentence said{.words = "周末要用"};
    CHECK(said.touch("漏水").words == "周末要用，漏水");
    said.words += "。想早点换";
    CHECK(said.touch("异响").words == "周末要用，漏水。想早点换，异响");
    CHECK(said.touch("漏水").words == "周末要用。想早点换，异响");
    said.words = "用了三天。";
    said.touched.clear();
    CHECK(said.touch("破损").words == "用了三天。破损");
}

TEST_CASE(
    "a word that somebody has typed already is not said twice, and stays when touched again") {
    Sentence said{.words = "底部漏水"};
    CHECK(said.touch("漏水").words == "底部漏水");
    CHECK(is_touched(said.touched, "漏水"));
    CHECK(said.touch("漏水").words == "底部漏水");
    CHECK_FALSE(is_touched(said.touched, "漏水"));
}

TEST_CASE("a word that was deleted by hand is touched no more") {
    Sentence said;
    said.touch("异响").touch("漏水");
    said.words = "漏水";
    drop_deleted_words(said.words, said.touched);
    CHECK_FALSE(is_touched(said.touched, "异响"));
    CHECK(is_touched(said.touched, "漏水"));
}
