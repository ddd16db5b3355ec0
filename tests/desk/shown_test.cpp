// How values are written, the same on every screen.

#include "terminal/desk/shown.hpp"

#include <doctest/doctest.h>

#include "terminal/kit/headless/headless.hpp"
#include "terminal/kit/widgets/widget_date.hpp"
#include "terminal/members/screens/member_words.hpp"

using namespace qiantai;
using namespace qiantai::ui;

namespace {

/// A store on 2026-11-21 at 14:02, China's time.
struct ShownWindow {
    ShownWindow() {
        shop.today = "2026-11-21";
        shop.now_ms = utc("2026-11-21", 6, 2);
        for (const auto& [code, name] : {std::pair{"gold", "金卡"}, {"vip8", "至尊"}}) {
            domain::Tier tier;
            tier.code = code;
            tier.name = name;
            shop.tiers.push_back(std::move(tier));
        }
        window.frame();
    }
    const Ui& ui() { return window.ui(); }
    void speak(Language language) {
        window.settings.language = language;
        window.frame();
    }
    std::string date(const char* text) { return date_text(ui(), shop, text).utf8(); }
    std::string past(const char* text) {
        return past_date_text(ui(), shop, Date::of_text(text)).utf8();
    }
    static TimeMs utc(const char* day, int hour, int minute) {
        const auto days = Date().days_until(Date::of_text(day));
        return ((days * 24ll + hour) * 60 + minute) * 60'000;
    }
    std::string time(const char* day, int hour, int minute) {
        return time_text(ui(), shop, utc(day, hour, minute)).utf8();
    }

    Shop shop;
    FontFiles files = FontFiles::open({}).value();
    Headless window{files, {400, 300, 1}, [](Ui&) {}};
};

}  // namespace

TEST_CASE_FIXTURE(ShownWindow, "a date has its year where it is another one, and is never digits") {
    CHECK(date("2026-03-05") == "3月5日");
    CHECK(date("2025-11-12") == "2025年11月12日");
    CHECK(date("").empty());
    CHECK(full_date_text(Language::zh, Date::of_text("2026-11-21")).utf8() == "2026年11月21日");
    CHECK(past("2026-11-21") == "今天");
    CHECK(past("2026-11-20") == "昨天");
    CHECK(past("2026-11-15") == "6 天前");
    CHECK(past("2026-11-14") == "11月14日");
    CHECK(past("2026-11-22") == "11月22日");
    speak(Language::en);
    CHECK(date("2026-03-05") == "5 Mar");
    CHECK(date("2025-11-12") == "12 Nov 2025");
    CHECK(past("2026-11-15") == "6 days ago");
}

TEST_CASE_FIXTURE(ShownWindow, "a time is a clock's today, and has its date before") {
    CHECK(time("2026-11-21", 5, 31) == "13:31");
    CHECK(time("2026-11-20", 15, 59) == "11月20日 23:59");
    CHECK(time("2026-11-20", 16, 0) == "00:00");
    CHECK(time("2023-10-13", 8, 47) == "2023年10月13日 16:47");
}

TEST_CASE("numbers and amounts have their thousands set off") {
    CHECK(number_text(999).utf8() == "999");
    CHECK(number_text(-31'400).utf8() == "-31,400");
    CHECK(number_text(1'000'000).utf8() == "1,000,000");
    CHECK(money_text(Fen(120'000)).utf8() == "¥1,200.00");
    CHECK(money_text(Fen(-99)).utf8() == "-¥0.99");
    CHECK(money_text(Fen()).utf8() == "¥0.00");
}

TEST_CASE_FIXTURE(ShownWindow, "English has the lunar months and the usual tiers") {
    CHECK(lunar_month_day_text(ui(), 8, false, 15).utf8() == "八月十五");
    CHECK(birthday_text(ui(), "0000-06L-03", true).utf8() == "农历 闰六月初三");
    CHECK(tier_tag(ui(), shop, "gold").text.utf8() == "金卡");
    speak(Language::en);
    CHECK(lunar_month_day_text(ui(), 8, false, 15).utf8() == "month 8, day 15");
    CHECK(birthday_text(ui(), "0000-06L-03", true).utf8() == "Lunar leap month 6, day 3");
    CHECK(birthday_text(ui(), "1986-08-15", true).utf8() == "Lunar 1986, month 8, day 15");
    CHECK(tier_tag(ui(), shop, "gold").text.utf8() == "Gold");
    CHECK(tier_tag(ui(), shop, "vip8").text.utf8() == "至尊");
}
