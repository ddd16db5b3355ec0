#include "terminal/kit/keyboard/name_pinyin.hpp"

#include "terminal/kit/keyboard/keyboard_state.hpp"
#include "tests/kit/ui_fixture.hpp"

using namespace qiantai::ui;

namespace {

std::vector<std::string> offered(std::string_view letters, NamePart part = NamePart::whole) {
    const Resources resources;
    std::vector<std::string> words;
    for (auto& candidate : name_candidates(*resources.pinyin, letters, part, 80)) {
        words.push_back(std::move(candidate.text));
    }
    return words;
}

std::size_t place_of(const std::vector<std::string>& words, std::string_view word) {
    return static_cast<std::size_t>(std::ranges::find(words, word) - words.begin());
}

}  // namespace

TEST_CASE("a surname and a letter offer the frequent names, not whatever word would fit") {
    const auto words = offered("ouyangj");
    REQUIRE(words.size() > 10);
    for (const auto* name : {"欧阳静", "欧阳杰", "欧阳军", "欧阳娟", "欧阳佳", "欧阳"}) {
        CAPTURE(name);
        CHECK(place_of(words, name) < place_of(words, "欧阳就"));
    }
    CHECK(words[0] == "欧阳静");
    CHECK(place_of(words, "欧") < words.size());
    // A surname of two characters that is typed whole is no short one with a given name.
    CHECK(place_of(words, "欧洋静") == words.size());
    CHECK(place_of(words, "区阳静") == words.size());
}

TEST_CASE("a name the dictionary knows as a whole comes first") {
    CHECK(offered("zhangsanfeng")[0] == "张三丰");
}

TEST_CASE("names of two characters are put together, cut where the surname ends") {
    CHECK(place_of(offered("lixiaomei"), "李晓梅") < 8);
    CHECK(place_of(offered("chenjiayi"), "陈佳怡") < 5);
    CHECK(place_of(offered("wangan"), "王安") < 3);
    CHECK(place_of(offered("lian"), "连") < place_of(offered("lian"), "李安"));
    CHECK(offered("li'an")[0] == "李安");
}

TEST_CASE("the first letters of a surname offer surnames") {
    const auto words = offered("w");
    CHECK(words[0] == "王");
    CHECK(words[1] == "吴");
    CHECK(offered("wang")[0] == "王");
    CHECK(offered("ouy")[0] == "欧阳");
}

TEST_CASE("after the surname the same letters mean given names") {
    const auto words = offered("j", NamePart::given);
    CHECK(words[0] == "静");
    CHECK(words[1] == "杰");
    CHECK(place_of(words, "就") > 20);
    CHECK(offered("jiayi", NamePart::given)[0] == "佳怡");
}

TEST_CASE("traditional and rare characters stand last") {
    const auto words = offered("ou");
    REQUIRE(place_of(words, "歐") < words.size());
    CHECK(place_of(words, "歐") > place_of(words, "藕"));
    CHECK(words[0] == "欧");
}

TEST_CASE("letters that are no surname keep the engine's words") {
    const auto words = offered("nihao");
    CHECK(place_of(words, "你好") < words.size());
    CHECK(offered("").empty());
}

TEST_CASE("each candidate says how many letters it takes, and none is offered twice") {
    const Resources resources;
    const auto words = name_candidates(*resources.pinyin, "ouyangjing", NamePart::whole, 80);
    std::vector<std::string> texts;
    for (const auto& word : words) {
        CHECK(word.letters <= 10);
        CHECK(std::ranges::find(texts, word.text) == texts.end());
        texts.push_back(word.text);
        if (word.text == "欧阳") CHECK(word.letters == 6);
        if (word.text == "欧阳静") CHECK(word.letters == 10);
    }
    CHECK(words.size() <= 80);
}

TEST_CASE("the letters are shown cut into syllables") {
    const Resources resources;
    CHECK(resources.pinyin->cut("ouyangj") == "ou yang j");
    CHECK(resources.pinyin->cut("xi'an") == "xi'an");
    CHECK(resources.pinyin->cut("").empty());
    KeyboardState state(resources.pinyin.get());
    state.open_for(FieldKind::name, Language::zh);
    for (const char c : std::string("ouyangj")) state.type(std::string_view(&c, 1));
    CHECK(state.composition() == "ou yang j");
    state.space();
    CHECK(state.composition().empty());
}

TEST_CASE("a surname that was chosen makes the rest a given name") {
    const Resources resources;
    KeyboardState state(resources.pinyin.get());
    state.open_for(FieldKind::name, Language::zh);
    for (const char c : std::string("ouyangj")) state.type(std::string_view(&c, 1));
    const auto surname = std::ranges::find(state.candidates(), "欧阳", &PinyinCandidate::text);
    REQUIRE(surname != state.candidates().end());
    state.pick(static_cast<std::size_t>(surname - state.candidates().begin()));
    REQUIRE_FALSE(state.candidates().empty());
    CHECK(state.candidates()[0].text == "静");
    state.stand_at(NamePart::whole);
    CHECK(state.candidates()[0].text != "静");
}
