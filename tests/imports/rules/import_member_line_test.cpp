#include <doctest/doctest.h>

#include "terminal/imports/rules/import_birthday.hpp"
#include "terminal/imports/rules/import_member_line.hpp"

namespace qiantai::domain {
namespace {

ImportColumns columns_of(const std::vector<std::string>& headings,
                         std::span<const ColumnChoice> choices = {}) {
    return ImportColumns::match(member_import_fields(), headings, choices).value();
}

MemberLine read_line(const ImportColumns& columns, const std::vector<std::string>& values,
                     const ImportNames& names, bool unknown_as_empty) {
    const ImportSettings settings{.unknown_as_empty = unknown_as_empty};
    const FileDates dates({});
    const ImportStores stores;
    TableRow row;
    for (const auto& value : values) row.cells.push_back({.text = value});
    return read_member_line(ImportLine(columns, row), {.settings = settings,
                                                       .names = names,
                                                       .dates = dates,
                                                       .stores = stores,
                                                       .today = Date::of_text("2026-11-28")});
}

std::vector<std::string> fields_of(const ImportColumns& columns) {
    std::vector<std::string> fields;
    for (const auto& column : columns.all()) fields.push_back(column.field);
    return fields;
}

}  // namespace

TEST_CASE("import knows Chinese and English headings, and choices go before them") {
    using State = ImportColumn::State;
    const auto columns =
        columns_of({" 会员姓名 ", "手机号码（必填）", "Birth Date", "部门", "等级", "身份证号", "积分余额"});
    CHECK(fields_of(columns) ==
          std::vector<std::string>{"name", "phone", "birthday", "", "tier_code", "", ""});
    CHECK(columns.headings_in(State::unknown) == std::vector<std::string>{"部门"});
    CHECK(columns.headings_in(State::withheld) == std::vector<std::string>{"身份证号"});
    CHECK(columns.headings_in(State::meaningful) == std::vector<std::string>{"积分余额"});
    const std::vector<ColumnChoice> choices{
        {"客户", "name"}, {"号", "phone"}, {"姓名", "-"}, {"#4", "notes"}, {"号#5", "card_number"}};
    CHECK(fields_of(columns_of({"客户", "号", "姓名", "", "号"}, choices)) ==
          std::vector<std::string>{"name", "phone", "-", "notes", "card_number"});
    const auto kind = [](const std::vector<std::string>& headings) {
        const auto checked = columns_of(headings).check();
        return checked ? "ok" : std::string(checked.error().code());
    };
    CHECK(kind({"姓名", "性别"}) == "import_heading_missing");
    CHECK(kind({"王伟", "13800138000"}) == "import_heading_missing");
    CHECK(kind({"姓名", "手机", "电话"}) == "import_heading_twice");
    CHECK(kind({"First Name", "Last Name", "Phone"}) == "ok");
}

TEST_CASE("a choice about a column or a field that isn't there is refused") {
    const auto code = [](const ColumnChoice& choice) {
        return ImportColumns::match(member_import_fields(), {"姓名", "手机"}, std::span(&choice, 1))
            .error()
            .code();
    };
    CHECK(code({"部门", "notes"}) == "import_column_unknown");
    CHECK(code({"姓名", "shoe_size"}) == "import_field_unknown");
}

TEST_CASE("import turns what people write into our values") {
    const auto columns =
        columns_of({"姓名", "手机", "性别", "生日", "历法", "会员等级", "来源", "店员"});
    const ImportNames names{{{"金卡", "gold"}},
                            {{"陈佳怡", "1002"}, {"1002", "1002"}, {"王静", std::nullopt}}};
    const auto read = [&](const std::vector<std::string>& values, bool unknown_as_empty = false) {
        return read_line(columns, values, names, unknown_as_empty);
    };
    const auto codes = [](const MemberLine& line) {
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
                 true);
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
    const auto columns = columns_of({"姓名", "手机", "入会日期", "到期日期", "会员状态"});
    const auto read = [&](const std::string& joined, const std::string& expires,
                          const std::string& status) {
        return read_line(columns, {"王伟", "13800138000", joined, expires, status}, {}, true);
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
    for (const auto* joined : {"2019-03-05", "2019/3/5", "43529", "2019年3月5日", "20190305",
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
    for (const auto* unclear : {"5/3/2019", "19-03-05", "3月5日", "2019-02-30",
                                "农历2019年3月5日", "去年", "2019-03-05 下午"}) {
        CAPTURE(unclear);
        CHECK(fault(unclear, "", "") == "joined_on import_day_unclear");
        CHECK(fault("", unclear, "") == "expires_on import_day_unclear");
    }
}

}  // namespace qiantai::domain
