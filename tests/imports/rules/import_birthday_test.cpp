#include "terminal/imports/rules/import_birthday.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace qiantai;
using namespace qiantai::domain;
namespace {

std::string birthday(std::string_view text, std::optional<BirthdayCalendar> column = {}) {
    const auto read = read_birthday_text(text, column);
    if (!read) return std::string(read.error().code());
    return std::string(code_of(read->calendar)) + " " + read->text;
}

}  // namespace

TEST_CASE("birthdays are read as they stand in spreadsheets") {
    for (const auto& [written, read] : std::vector<std::pair<std::string, std::string>>{
             {"1988-5-3", "solar 1988-05-03"},
             {"1988/05/03", "solar 1988-05-03"},
             {"1988.5.3", "solar 1988-05-03"},
             {"１９８８．５．３", "solar 1988-05-03"},
             {"1988年5月3日", "solar 1988-05-03"},
             {"1988 年 5 月 3 日", "solar 1988-05-03"},
             {"一九八八年5月3号", "solar 1988-05-03"},
             {"19880503", "solar 1988-05-03"},
             {"5月3日", "solar 0000-05-03"},
             {"05-03", "solar 0000-05-03"},
             {"5.10", "solar 0000-05-10"},
             {"1988-05-03 00:00:00", "solar 1988-05-03"},
             {"1988-05-03T00:00:00.000Z", "solar 1988-05-03"},
             {"1988/5/3 0:00", "solar 1988-05-03"},
             {"\u200E1988-05-03", "solar 1988-05-03"},
             {"公历1988-05-03", "solar 1988-05-03"},
             {"3-May-1988", "solar 1988-05-03"},
             {"3 May 1988", "solar 1988-05-03"},
             {"May 5, 1988", "solar 1988-05-05"},
             {"3-May", "solar 0000-05-03"},
             {"Sept 9, 1988", "solar 1988-09-09"},
             {"12-JAN-1988", "solar 1988-01-12"},
             {"25-12", "solar 0000-25-12"}}) {
        CAPTURE(written);
        CHECK(birthday(written) == read);
    }
}

TEST_CASE("lunar birthdays are known by their words") {
    for (const auto& [written, read] : std::vector<std::pair<std::string, std::string>>{
             {"农历8月15日", "lunar 0000-08-15"},
             {"阴历1975年8月15日", "lunar 1975-08-15"},
             {"1980-08-15(农历)", "lunar 1980-08-15"},
             {"1980-08-15（阴历）", "lunar 1980-08-15"},
             {"农历：1980-08-15", "lunar 1980-08-15"},
             {"腊月初八", "lunar 0000-12-08"},
             {"正月十五", "lunar 0000-01-15"},
             {"冬月廿三", "lunar 0000-11-23"},
             {"农历八月十五", "lunar 0000-08-15"},
             {"八月初十", "lunar 0000-08-10"},
             {"十二月三十", "birthday unclear"},
             {"农历十二月三十", "lunar 0000-12-30"},
             {"农历十月二十一日", "lunar 0000-10-21"},
             {"1984年闰10月1日", "lunar 1984-10L-01"},
             {"闰4月5日", "lunar 0000-04L-05"},
             {"2020年闰四月初五", "lunar 2020-04L-05"},
             {"2020-04L-15", "lunar 2020-04L-15"}}) {
        CAPTURE(written);
        CHECK(birthday(written) == (read == "birthday unclear" ? "import_birthday_unclear" : read));
    }
    CHECK(birthday("八月十五", BirthdayCalendar::lunar) == "lunar 0000-08-15");
    CHECK(birthday("八月十五", BirthdayCalendar::solar) == "solar 0000-08-15");
    CHECK(birthday("1980-08-15", BirthdayCalendar::lunar) == "lunar 1980-08-15");
}

TEST_CASE("a birthday that can be two days, or has anything unexplained in it, is refused") {
    for (const auto* written : {"31182",
                                "5.1",
                                "1988.5",
                                "88/5/3",
                                "5/3/88",
                                "05/03/1988",
                                "03-May-05",
                                "12-Jan-88",
                                "May 5, 08",
                                "May-03",
                                "1988-5-3.0",
                                "1988-05-03 16:00:00",
                                "昨天",
                                "八月十五",
                                "属龙",
                                "农历1980-08-15公历",
                                "大约1988-05-03",
                                "1988-05-03?",
                                "5月3日晚",
                                "1988年5月",
                                "1988-05",
                                "1988/5-3",
                                "Mayday 5",
                                "3 Ma 1988",
                                "198805031",
                                "\xFF",
                                "闰5月",
                                "初八",
                                "农历"}) {
        CAPTURE(written);
        CHECK(birthday(written) == "import_birthday_unclear");
    }
    CHECK(birthday("农历8月15日", BirthdayCalendar::solar) == "import_birthday_unclear");
    CHECK(birthday("腊月初八", BirthdayCalendar::solar) == "import_birthday_unclear");
    CHECK(birthday("2020-04L-15", BirthdayCalendar::solar) == "import_birthday_unclear");
}
