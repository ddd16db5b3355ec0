#include "terminal/base/text_rules.hpp"

#include <doctest/doctest.h>

#include <string>

namespace qiantai::domain {
namespace {

std::string name(std::string_view typed) {
    const auto result = normalise_name(typed);
    return result ? *result : std::string(result.error().code());
}

}  // namespace

TEST_CASE("names keep rare characters and get one kind of interpunct") {
    CHECK(name("王小明") == "王小明");
    CHECK(name("  欧阳　娜娜 ") == "欧阳 娜娜");
    CHECK(name("𠮷野𪚥") == "𠮷野𪚥");
    CHECK(name("阿依古丽·买买提") == "阿依古丽·买买提");
    for (const auto* dot : {"•", "・", "‧", "∙", "⋅", "･", ".", "．"}) {
        CAPTURE(dot);
        CHECK(name(std::string("阿依古丽") + dot + "买买提") == "阿依古丽·买买提");
    }
    CHECK(name("Dr. Smith") == "Dr. Smith");
    CHECK(name("J.Smith") == "J.Smith");
    CHECK(name("王\u200B小明") == "王小明");
    CHECK(name("e\u0301lodie") == "\u00e9lodie");
    CHECK(name("\uE863某") == "\uE863某");
}

TEST_CASE(
    "what is invisible makes no two names of one, but where it is part of how a name is written") {
    for (const auto* typed :
         {"\u202D安七七\u202C", "\u2066安\u2069七七", "安七七\uFE0E\u202E", "安\u00AD七七",
          "\uFEFF安七七", "安七\u200D七", "\u034F安七七", "安七七\u061C"}) {
        CAPTURE(typed);
        const bool with_form = std::string_view(typed).find("\uFE0E") != std::string_view::npos;
        CHECK(name(typed) == (with_form ? "安七七\uFE0E" : "安七七"));
    }
    CHECK(name("葛\U000E0100城") == "葛\U000E0100城");
    CHECK(name("نیک\u200Cزاد") == "نیک\u200Cزاد");
    CHECK(name("\u200Cنیک\u200C") == "نیک");
    CHECK(name("Ann\u200D\uFE0Fa") == "Anna");
}

TEST_CASE("what can't be a name is refused") {
    std::string long_name;
    for (int i = 0; i < 61; ++i) long_name += "王";
    for (const std::string& typed :
         {std::string(), std::string("   "), std::string("12345"), std::string("···"),
          std::string("王\n明"), std::string("王\x01"), std::string("\xE7\x8E"),
          std::string("王\uFFFD"), long_name}) {
        CAPTURE(typed);
        CHECK(name(typed) == (typed == "王\n明" ? "王 明" : "name_malformed"));
    }
}

TEST_CASE("notes keep their lines and refuse control characters and excess") {
    CHECK(normalise_note(" 对花生过敏\r\n喜欢靠窗 ", 100, "notes").value() ==
          "对花生过敏\n喜欢靠窗");
    CHECK(normalise_note("", 100, "notes").value().empty());
    CHECK(normalise_note("\u202E价格\u202C 👨\u200D👩\u200D👧", 100, "notes").value() ==
          "价格 👨\u200D👩\u200D👧");
    CHECK(normalise_note("abcdef", 5, "notes").error().field == "notes");
    CHECK_FALSE(normalise_note("a\x02", 5, "notes").ok());
    CHECK(normalise_note("𠮷𠮷", 2, "notes").ok());
}

TEST_CASE("masks leave what helps to recognise and hide the rest") {
    CHECK(mask_name("欧阳娜娜") == "欧***");
    CHECK(mask_name("王明") == "王*");
    CHECK(mask_name("𠮷野") == "𠮷*");
    CHECK(mask_name("阿依古丽·买买提") == "阿***");
    CHECK(mask_name("") == "");
}

TEST_CASE("runs of digits are seen through blanks and full-width forms") {
    CHECK(has_digit_run("打 138 1234 5678", 7));
    CHECK(has_digit_run("１３８１２３４", 7));
    CHECK_FALSE(has_digit_run("2026年11月21日 300元", 7));
    CHECK_FALSE(has_digit_run("123456", 7));
}

}  // namespace qiantai::domain
