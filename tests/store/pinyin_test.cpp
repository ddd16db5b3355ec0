#include "terminal/store/pinyin.hpp"

#include <doctest/doctest.h>

#include "terminal/store/name_fold.hpp"

using namespace qiantai::store;

namespace {
std::string spell(std::u32string_view name) {
    std::string spelled;
    for (const auto reading : read_name(name)) {
        if (!spelled.empty()) spelled += ' ';
        spelled += reading;
    }
    return spelled;
}
}  // namespace

TEST_CASE("pinyin has no tones and writes v for ü") {
    CHECK(pinyin_of(U'张') == "zhang");
    CHECK(pinyin_of(U'吕') == "lv");
    CHECK(pinyin_of(U'女') == "nv");
    CHECK(pinyin_of(U'略') == "lve");
    CHECK(pinyin_of(U'張') == "zhang");
    CHECK(pinyin_of(U'a').empty());
    CHECK(pinyin_of(U'·').empty());
}

TEST_CASE("pinyin knows rare characters, also outside the BMP, and none is no error") {
    CHECK(pinyin_of(U'㛃') == "jie");
    CHECK(pinyin_of(U'䶮') == "yan");
    CHECK(pinyin_of(U'𬭎') == "hong");
    CHECK(pinyin_of(U'𫖯') == "fu");
    CHECK(pinyin_of(U'𠮷').empty());
    CHECK(pinyin_of(U'\U0010FFFF').empty());
}

TEST_CASE("pinyin of a surname is the surname's, elsewhere the usual one") {
    CHECK(spell(U"曾国藩") == "zeng guo fan");
    CHECK(spell(U"王曾") == "wang ceng");
    CHECK(spell(U"单雄信") == "shan xiong xin");
    CHECK(spell(U"解晓东") == "xie xiao dong");
    CHECK(spell(U"仇英") == "qiu ying");
    CHECK(spell(U"查良镛") == "zha liang yong");
    CHECK(spell(U"区寄") == "ou ji");
    CHECK(spell(U"任我行") == "ren wo xing");
    CHECK(spell(U"朴智星") == "piao zhi xing");
    CHECK(spell(U"王乐") == "wang le");
    CHECK(spell(U"乐毅") == "yue yi");
}

TEST_CASE("pinyin reads compound surnames as one") {
    CHECK(spell(U"尉迟恭") == "yu chi gong");
    CHECK(spell(U"单于辅") == "chan yu fu");
    CHECK(spell(U"万俟卨") == "mo qi xie");
    CHECK(spell(U"长孙无忌") == "zhang sun wu ji");
    CHECK(surname_length(U"欧阳修") == 2);
    CHECK(surname_length(U"司马相如") == 2);
    CHECK(surname_length(U"诸葛亮") == 2);
    CHECK(surname_length(U"欧阳") == 1);
    CHECK(surname_length(U"王伟") == 1);
    CHECK(surname_length(U"") == 0);
}

TEST_CASE("pinyin starts of syllables accept u for v") {
    CHECK(starts_a_syllable("zh"));
    CHECK(starts_a_syllable("lv"));
    CHECK(starts_a_syllable("lue"));
    CHECK_FALSE(starts_a_syllable("zs"));
    CHECK_FALSE(starts_a_syllable(""));
    CHECK(reading_starts_with("lv", "lu"));
    CHECK(reading_starts_with("zhang", "zh"));
    CHECK_FALSE(reading_starts_with("lu", "lv"));
    CHECK_FALSE(reading_starts_with("li", "lin"));
}

TEST_CASE("name folding makes spellings equal that people take for the same") {
    const auto fold = [](std::string_view name) { return to_utf8(fold_name(name).characters); };
    CHECK(fold("阿依古丽·买买提") == "阿依古丽买买提");
    CHECK(fold("阿依古丽•买买提") == "阿依古丽买买提");
    CHECK(fold("阿依古丽・买买提") == "阿依古丽买买提");
    CHECK(fold(" 王　小 明 ") == "王小明");
    CHECK(fold("Ａｎｎａ MÜLLER") == "annamuller");
    CHECK(fold("José") == "jose");
    CHECK(fold("O'Brien-Lee") == "obrienlee");
    CHECK(fold("\xE8\x91\x9B\xF3\xA0\x84\x80") == "葛");  // with a variation selector
    CHECK(fold("\xEF\xA4\x80") == "岂");                  // compatibility ideograph
    CHECK(fold("王\xFF明") == "王\xEF\xBF\xBD明");
    CHECK(fold("·").empty());
    CHECK(fold_name("阿依古丽·买买提").part_starts == std::vector<std::size_t>{0, 4});
    CHECK(fold_name("").part_starts.empty());
}
