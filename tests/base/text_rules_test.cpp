#include "terminal/base/text_rules.hpp"

#include <doctest/doctest.h>

#include <string>

namespace qiantai::domain {
namespace {

std::string phone(std::string_view typed) {
    const auto result = normalise_phone(typed);
    return result ? *result : std::string(result.error().code());
}

std::string name(std::string_view typed) {
    const auto result = normalise_name(typed);
    return result ? *result : std::string(result.error().code());
}

}  // namespace

TEST_CASE("a phone number is taken however it was typed") {
    for (const auto* typed :
         {"13812345678", " 138 1234 5678 ", "138-1234-5678", "+86 138 1234 5678", "+8613812345678",
          "008613812345678", "8613812345678", "１３８１２３４５６７８", "＋86（138）12345678",
          "\u200B138\u00A01234\u30005678"}) {
        CAPTURE(typed);
        CHECK(phone(typed) == "13812345678");
    }
    CHECK(phone("19912345678") == "19912345678");
}

TEST_CASE("what is no mainland mobile number is refused") {
    for (const auto* typed : {"", "1381234567", "138123456789", "12812345678", "02112345678",
                              "+85291234567", "1381234567x", "+1 3812345678", "13812345678+",
                              "++8613812345678", "+86", "10086", "\xFF\xFE", "138123456七8"}) {
        CAPTURE(typed);
        CHECK(phone(typed) == "phone_malformed");
    }
}

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
    CHECK(normalise_note("abcdef", 5, "notes").error().field == "notes");
    CHECK_FALSE(normalise_note("a\x02", 5, "notes").ok());
    CHECK(normalise_note("𠮷𠮷", 2, "notes").ok());
}

TEST_CASE("masks leave what helps to recognise and hide the rest") {
    CHECK(mask_phone("13812341234") == "138****1234");
    CHECK(mask_phone("1234567") == "*******");
    CHECK(mask_phone("") == "");
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
