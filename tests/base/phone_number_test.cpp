#include "terminal/base/phone_number.hpp"

#include <doctest/doctest.h>

#include <string>

namespace qiantai::domain {
namespace {

using enum PhoneCountry;

std::string phone(std::string_view typed, PhoneCountry home = mainland) {
    const auto result = normalise_phone(typed, home);
    return result ? *result : std::string(result.error().code());
}

}  // namespace

TEST_CASE("a phone number is taken however it was typed, pasted or scanned") {
    for (const auto* typed :
         {"13812345678", " 138 1234 5678 ", "138-1234-5678", "+86 138 1234 5678", "+8613812345678",
          "008613812345678", "8613812345678", "１３８１２３４５６７８", "＋86（138）12345678",
          "\u200B138\u00A01234\u30005678", "0086-138-1234-5678", "138.1234.5678",
          "013812345678", "0 138-1234-5678", "1795113812345678", "17951 0 13812345678",
          "12593-138-1234-5678", "tel:138-1234-5678", "TEL:+86-138-1234-5678", "138—1234—5678", "٠٠٨٦١٣٨١٢٣٤٥٦٧٨"}) {
        CAPTURE(typed);
        CHECK(phone(typed) == "13812345678");
    }
    CHECK(phone("19912345678") == "19912345678");
}

TEST_CASE("marks that nobody sees are no part of a phone number") {
    for (const auto* mark : {"\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E",
                             "\u2066", "\u2067", "\u2068", "\u2069", "\u061C", "\uFE0E", "\uFE0F",
                             "\u00AD", "\u2060", "\uFEFF", "\u034F", "\U000E0020"}) {
        CAPTURE(mark);
        CHECK(phone(std::string(mark) + "138" + mark + "12345678" + mark) == "13812345678");
    }
}

TEST_CASE("numbers of other countries are kept with their code") {
    CHECK(phone("+852 6123 4567") == "+85261234567");
    CHECK(phone("00852-61234567") == "+85261234567");
    CHECK(phone("+853 6612 3456") == "+85366123456");
    CHECK(phone("+886 0912 345 678") == "+886912345678");
    CHECK(phone("+886912345678") == "+886912345678");
    CHECK(phone("+1 (415) 555-2671") == "+14155552671");
    CHECK(phone("+65 8123 4567") == "+6581234567");
    CHECK(phone("+971 50 123 4567") == "+971501234567");
}

TEST_CASE("without a code a number is one of the chain's country, or of the mainland") {
    CHECK(phone("6123 4567", hong_kong) == "+85261234567");
    CHECK(phone("85261234567", hong_kong) == "+85261234567");
    CHECK(phone("6612 3456", macau) == "+85366123456");
    CHECK(phone("0912-345-678", taiwan) == "+886912345678");
    CHECK(phone("912345678", taiwan) == "+886912345678");
    CHECK(phone("886912345678", taiwan) == "+886912345678");
    for (const auto home : k_codes<PhoneCountry>) {
        CHECK(phone("13812345678", home.value) == "13812345678");
    }
    CHECK(phone("61234567") == "phone_malformed");
    CHECK(phone("0912345678") == "phone_malformed");
    CHECK(phone("66123456", taiwan) == "phone_malformed");
}

TEST_CASE("what is no mobile number is refused, never cut to what is understood") {
    for (const auto* typed : {"",
                              "1381234567",
                              "138123456789",
                              "12812345678",
                              "02112345678",
                              "1381234567x",
                              "13812345678+",
                              "++8613812345678",
                              "+86",
                              "10086",
                              "\xFF\xFE",
                              "138123456七8",
                              "+86 02112345678",
                              "+852 21234567",
                              "+853 28123456",
                              "+886 2 12345678",
                              "+0123456789",
                              "+123456",
                              "+1234567890123456",
                              "1795102112345678",
                              "17951",
                              "13812345678转801",
                              "13812345678 ext 8",
                              "①3812345678",
                              "tel:",
                              "电话13812345678",
                              "1.39E+10"}) {
        CAPTURE(typed);
        CHECK(phone(typed) == "phone_malformed");
    }
}

TEST_CASE("two numbers in one place are asked about") {
    for (const auto* typed :
         {"13812345678/13912345678", "13812345678、13912345678", "13812345678 13912345678",
          "13812345678;13912345678", "13812345678，13912345678"}) {
        CAPTURE(typed);
        CHECK(phone(typed) == "phone_several");
    }
}

TEST_CASE("masks of numbers leave what helps to recognise and hide the rest") {
    CHECK(mask_phone("13812341234") == "138****1234");
    CHECK(mask_phone("+85261234567") == "+852****4567");
    CHECK(mask_phone("+6581234567") == "+658***4567");
    CHECK(mask_phone("1234567") == "*******");
    CHECK(mask_phone("") == "");
}

TEST_CASE("the policy names one of four countries, or says nothing") {
    CHECK(parse_phone_country(R"({"country":"HK"})") == hong_kong);
    CHECK(parse_phone_country(R"({"country":"TW"})") == taiwan);
    for (const auto* policy : {"{}", "[]", "", R"({"country":"US"})", R"({"country":5})"}) {
        CHECK_FALSE(parse_phone_country(policy));
    }
}

}  // namespace qiantai::domain
