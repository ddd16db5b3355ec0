#include <doctest/doctest.h>

#include "terminal/imports/rules/import_columns.hpp"
#include "terminal/imports/rules/import_text.hpp"

using namespace qiantai;
using namespace qiantai::domain;

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
        match_columns({"姓名", "手机", "性别", "生日", "历法", "会员等级", "来源", "店员"}, {})
            .value();
    const ImportNames names{{{"金卡", "gold"}},
                            {{"陈佳怡", "1002"}, {"1002", "1002"}, {"王静", std::nullopt}}};
    const auto read = [&](const std::vector<std::string>& values,
                          UnknownValues unknown = UnknownValues::refuse) {
        return read_import_line(columns, values, names, unknown, domain::PhoneCountry::mainland,
                                Date::of_text("2026-11-28"));
    };
    const auto codes = [](const ImportedLine& line) {
        std::vector<std::string> all;
        for (const auto& fault : line.faults) {
            all.push_back(fault.field + " " + std::string(fault.code()));
        }
        return all;
    };
    const auto full =
        read({" 王伟 ", "138 0013 8000", "女", "1988/5/3", "农历", "金卡", "微信", "陈佳怡"});
    CHECK(codes(full).empty());
    CHECK(full.registration.name == "王伟");
    CHECK(full.registration.gender == Gender::female);
    CHECK(full.registration.birthday == "1988-05-03");
    CHECK(full.registration.birthday_calendar == BirthdayCalendar::lunar);
    CHECK(full.registration.tier_code == "gold");
    CHECK(full.registration.heard_from == HeardFrom::online);
    CHECK(full.registration.home_clerk == "1002");
    const auto sparse = read({"王伟", "13800138000"});
    CHECK(codes(sparse).empty());
    CHECK_FALSE(sparse.registration.tier_code);

    SUBCASE("everything that is wrong with a line is told at once") {
        const std::vector<std::string> line{"",       "12", "外星",     "昨天",
                                            "太阴历", "",   "大众点评", "01002"};
        CHECK(codes(read(line)) ==
              std::vector<std::string>{
                  "gender import_value_unknown", "birthday_calendar import_value_unknown",
                  "heard_from import_value_unknown", "home_clerk home_clerk_unknown",
                  "name name_malformed", "phone phone_malformed",
                  "birthday import_birthday_unclear"});
        CHECK(read(line).faults[0].detail.find("女 | 男") != std::string::npos);
    }
    SUBCASE("what nobody knows can be left empty, but never which day it is") {
        const auto line =
            read({"王伟", "13800138000", "Mr", "1988-05-03", "太阴历", "", "大众点评", "王静"},
                 UnknownValues::leave_empty);
        CHECK(codes(line) == std::vector<std::string>{"birthday_calendar import_value_unknown"});
        CHECK_FALSE(line.registration.home_clerk);
    }
    SUBCASE("two colleagues of one name are not guessed between") {
        CHECK(codes(read({"王伟", "13800138000", "", "", "", "", "", "王静"})) ==
              std::vector<std::string>{"home_clerk home_clerk_unknown"});
    }
    SUBCASE("numbers that a spreadsheet took for quantities are whole again, or said to be lost") {
        CHECK(read({"王", "13900020005.0"}).registration.phone == "13900020005");
        CHECK(read({"王", "1.3900020006E+10"}).registration.phone == "13900020006");
        CHECK(read({"王", "=\"13900020001\""}).registration.phone == "13900020001");
        CHECK(read({"王", "'13900020003"}).registration.phone == "13900020003");
        CHECK(codes(read({"王", "1.39E+10"})) ==
              std::vector<std::string>{"phone import_number_destroyed"});
    }
}

TEST_CASE("import takes over since when, until when and in which state somebody is a member") {
    const auto columns =
        match_columns({"姓名", "手机", "入会日期", "到期日期", "会员状态"}, {}).value();
    const auto read = [&](const std::string& joined, const std::string& expires,
                          const std::string& status) {
        return read_import_line(columns, {"王伟", "13800138000", joined, expires, status}, {},
                                UnknownValues::leave_empty, domain::PhoneCountry::mainland,
                                Date::of_text("2026-11-28"));
    };
    const auto taken = [&](const std::string& joined, const std::string& expires,
                           const std::string& status) {
        const auto line = read(joined, expires, status);
        CHECK(line.faults.empty());
        return line.registration.taken_over;
    };
    const auto plain = taken("", "", "");
    CHECK_FALSE(plain.joined_on);
    CHECK_FALSE(plain.expires_on);
    CHECK(plain.card_status == CardStatus::active);
    for (const auto* joined : {"2019-03-05", "2019/3/5", "2019年3月5日", "20190305",
                               "2019-03-05 14:22:10", "2019-03-05T00:00:00Z"}) {
        CAPTURE(joined);
        CHECK(taken(joined, "", "").joined_on == Date::of_text("2019-03-05"));
    }
    CHECK(taken("", "2027/1/31", "").expires_on == "2027-01-31");
    CHECK(taken("", "永久", "").expires_on == "");
    CHECK(taken("", "", "正常").card_status == CardStatus::active);
    CHECK(taken("", "", "冻结").card_status == CardStatus::frozen);
    CHECK(taken("", "2020-01-01", "已过期").card_status == CardStatus::lapsed);
    const auto fault = [&](const std::string& joined, const std::string& expires,
                           const std::string& status) {
        const auto line = read(joined, expires, status);
        REQUIRE(line.faults.size() == 1);
        return line.faults[0].field + " " + std::string(line.faults[0].code());
    };
    CHECK(fault("", "", "已注销") == "status import_no_member");
    CHECK(fault("", "", "观察中") == "status import_value_unknown");
    CHECK(fault("2026-11-29", "", "") == "joined_on import_joined_in_future");
    for (const auto* unclear : {"5/3/2019", "19-03-05", "43529", "3月5日", "2019-02-30",
                                "农历2019年3月5日", "去年", "2019-03-05 下午"}) {
        CAPTURE(unclear);
        CHECK(fault(unclear, "", "") == "joined_on import_day_unclear");
        CHECK(fault("", unclear, "") == "expires_on import_day_unclear");
    }
}

TEST_CASE("import refuses to pass over what customers have by the earlier system") {
    const auto columns =
        match_columns({"姓名", "手机", "入会日期", "积分余额", "会员状态", "部门"}, {}).value();
    CHECK(columns.meaningful == std::vector<std::string>{"积分余额"});
    CHECK(columns.ignored == std::vector<std::string>{"部门"});
    CHECK(match_columns({"姓名", "手机", "积分"}, {{"积分", ImportField::ignored}})
              .value()
              .meaningful.empty());
}

TEST_CASE("import takes Big5 for what it is, and rare names for names") {
    // 王小明 陳大文 in Big5
    const std::string big5 =
        "name,phone\n\xA4\xFD\xA4\x70\xA9\xFA,13900070001\n\xB3\xAF\xA4\x6A\xA4\xE5,13900070002\n";
    const auto refused = decode_text(big5);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == &k_import_encoding_unknown);
}
