#include <doctest/doctest.h>

#include "terminal/imports/rules/import_columns.hpp"
#include "terminal/imports/rules/import_text.hpp"

using namespace qiantai;
using namespace qiantai::ctl;

TEST_CASE("import reads UTF-8 with and without its mark") {
    const auto plain = decode_text("姓名,手机\n王伟,13800138000").value();
    CHECK(plain.encoding == TextEncoding::utf8);
    CHECK(plain.utf8.starts_with("姓名"));
    CHECK(decode_text("\xEF\xBB\xBF姓名").value().utf8 == "姓名");
}

TEST_CASE("import reads GB18030, with characters of four bytes and outside the BMP") {
    const auto text =
        decode_text("\xD0\xD5\xC3\xFB,\xCD\xF5\xCE\xB0,\xC0\xEE\xFE\x9F,\xC1\xF5\x99\x33\xA9\x32")
            .value();
    CHECK(text.encoding == TextEncoding::gb18030);
    CHECK(text.utf8 == "姓名,王伟,李䶮,刘𬭎");
}

TEST_CASE("import reads a GB18030 file of any length whole") {
    std::string bytes, expected;
    for (int i = 0; i < 70'001; ++i) {
        bytes += i % 3 == 0 ? "\xCD\xF5" : i % 3 == 1 ? "\x99\x33\xA9\x32" : "x";
        expected += i % 3 == 0 ? "王" : i % 3 == 1 ? "𬭎" : "x";
    }
    CHECK(decode_text(bytes).value().utf8 == expected);
}

TEST_CASE("import marks broken bytes and refuses what is no text") {
    CHECK(decode_text("\xD0\xD5,\xFF\xFF,ok").value().utf8.find("\xEF\xBF\xBD") !=
          std::string::npos);
    const auto damaged = decode_text("姓名,手机\n王\xFF伟,13800138000\n李\xE5\xA8,139").value();
    CHECK(damaged.encoding == TextEncoding::utf8);
    CHECK(damaged.utf8 == "姓名,手机\n王\xEF\xBF\xBD伟,13800138000\n李\xEF\xBF\xBD,139");
    CHECK(decode_text("\xEF\xBB\xBF王\xFF伟").value().utf8.find("\xEF\xBF\xBD") !=
          std::string::npos);
    for (const auto& bytes :
         {std::string("\xFF\xFE\x11\x00", 4), std::string("\xFE\xFF\x00\x11", 4),
          std::string("PK\x03\x04\0\0", 6)}) {
        CHECK(decode_text(bytes).error().kind == &k_import_encoding_unknown);
    }
}

TEST_CASE("import knows Chinese and English headings, and mappings go before them") {
    const auto columns =
        match_columns({" 会员姓名 ", "手机号码（必填）", "Birth Date", "部门", "等级"}, {}).value();
    CHECK(columns.fields == std::vector{ImportField::name, ImportField::phone,
                                        ImportField::birthday, ImportField::ignored,
                                        ImportField::tier_code});
    CHECK(columns.ignored == std::vector<std::string>{"部门"});
    const auto mapped = match_columns(
        {"客户", "号", "姓名"},
        {{"客户", ImportField::name}, {"号", ImportField::phone}, {"姓名", ImportField::ignored}});
    CHECK(mapped.value().fields ==
          std::vector{ImportField::name, ImportField::phone, ImportField::ignored});
    CHECK(match_columns({"姓名", "性别"}, {}).error().kind == &k_import_heading_missing);
    CHECK(match_columns({"王伟", "13800138000"}, {}).error().kind == &k_import_heading_missing);
    CHECK(match_columns({"姓名", "手机", "电话"}, {}).error().kind == &k_import_heading_twice);
}

TEST_CASE("import mappings are heading=field") {
    CHECK(parse_import_mapping("手机=phone").value() ==
          std::pair(std::string("手机"), ImportField::phone));
    CHECK(parse_import_mapping("a=b=name").value().first == "a=b");
    CHECK(parse_import_mapping("部门=-").value().second == ImportField::ignored);
    for (const char* wrong : {"", "phone", "=phone", "手机=", "手机=number"}) {
        CHECK(parse_import_mapping(wrong).error().kind == &k_import_map_malformed);
    }
}

TEST_CASE("import turns what people write into our values") {
    const auto columns =
        match_columns({"姓名", "手机", "性别", "生日", "历法", "会员等级", "来源"}, {}).value();
    const auto read = [&](const std::vector<std::string>& values) {
        return make_registration(columns, values, {{"金卡", "gold"}});
    };
    const auto full = read({" 王伟 ", "138 0013 8000", "女", "1988/5/3", "农历", "金卡", "微信"});
    CHECK(full.name == "王伟");
    CHECK(full.gender == "female");
    CHECK(full.birthday == "1988-05-03");
    CHECK(full.birthday_calendar == BirthdayCalendar::lunar);
    CHECK(full.tier_code == "gold");
    CHECK(full.heard_from == "online");
    const auto sparse = read({"王伟", "13800138000"});
    CHECK(sparse.gender == "unstated");
    CHECK_FALSE(sparse.tier_code);
    CHECK(read({"王", "1", "外星", "昨天", "", "白金"}).gender == "外星");
    for (const auto& [written, ours] :
         std::vector<std::pair<std::string, std::string>>{{"1988-5-3", "1988-05-03"},
                                                          {"1988.05.03", "1988-05-03"},
                                                          {"1988年5月3日", "1988-05-03"},
                                                          {"19880503", "1988-05-03"},
                                                          {"5月3日", "0000-05-03"},
                                                          {"1988-05-03 00:00:00", "1988-05-03"},
                                                          {"2020-04L-15", "2020-04L-15"},
                                                          {"88/5/3", "88/5/3"},
                                                          {"", ""}}) {
        CAPTURE(written);
        CHECK(read({"王", "1", "", written}).birthday == ours);
    }
}
