#include "terminal/desk/shown.hpp"

#include <array>

#include "assets/words/find.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/members.hpp"
#include "assets/words/shell.hpp"
#include "terminal/kit/widgets/widget_date.hpp"

namespace qiantai::ui {
namespace {

constexpr TimeMs k_minute_ms = 60'000;

std::string local_text(const Shop& shop, TimeMs time) {
    return format_utc(time + shop.utc_offset_minutes * k_minute_ms);
}

/// Thousands of the whole part are set off.
std::string grouped(std::string number) {
    const std::ptrdiff_t first = number.starts_with('-') ? 1 : 0;
    const auto whole = std::min(number.find('.'), number.size());
    for (auto at = static_cast<std::ptrdiff_t>(whole) - 3; at > first; at -= 3) {
        number.insert(static_cast<std::size_t>(at), 1, ',');
    }
    return number;
}

}  // namespace

Text error_text(const Ui& ui, const Error& error) {
    const auto& kind = *error.kind;
    const bool zh = ui.settings().language == Language::zh;
    return Text::words(std::string(zh ? kind.words_zh : kind.words_en));
}

Text role_text(const Ui& ui, StaffRole role) {
    switch (role) {
        case StaffRole::clerk:
            return ui.tr(words::role_clerk);
        case StaffRole::store_manager:
            return ui.tr(words::role_store_manager);
        case StaffRole::cs_agent:
            return ui.tr(words::role_cs_agent);
        case StaffRole::cs_manager:
            return ui.tr(words::role_cs_manager);
        case StaffRole::auditor:
            return ui.tr(words::role_auditor);
        case StaffRole::warehouse_keeper:
            return ui.tr(words::role_warehouse_keeper);
        case StaffRole::admin:
            break;
    }
    return ui.tr(words::role_admin);
}

Text clock_text(const Shop& shop, TimeMs time) {
    return Text::data(local_text(shop, time).substr(11, 5));
}

Text number_text(std::int64_t number) {
    return Text::data(grouped(fmt::format("{}", number)));
}

Text file_size_text(std::int64_t bytes) {
    constexpr std::int64_t k_kilo = 1024;
    if (bytes < k_kilo) return Text::data(fmt::format("{} B", bytes));
    if (bytes < k_kilo * k_kilo) return Text::data(fmt::format("{} KB", bytes / k_kilo));
    const auto mega = static_cast<double>(bytes) / static_cast<double>(k_kilo * k_kilo);
    return Text::data(fmt::format("{:.1f} MB", mega));
}

Text money_text(Fen amount) {
    auto text = grouped(amount.text());
    text.insert(text.starts_with('-') ? 1 : 0, "¥");
    return Text::data(std::move(text));
}

Text full_date_text(Language language, Date date) {
    const auto month = month_text(language, date.month()).utf8();
    const int year = date.year(), day = date.day();
    return translate(language, words::date_full, fmt::make_format_args(year, month, day));
}

Text date_text(Language language, const Shop& shop, Date date) {
    const bool this_year = date.year() == Date::of_text(shop.today).year();
    if (!this_year) return full_date_text(language, date);
    const auto month = month_text(language, date.month()).utf8();
    const int day = date.day();
    return translate(language, words::birthday_month_day, fmt::make_format_args(month, day));
}

Text date_text(const Ui& ui, const Shop& shop, Date date) {
    return date_text(ui.settings().language, shop, date);
}

Text date_text(const Ui& ui, const Shop& shop, std::string_view date) {
    return date.empty() ? Text() : date_text(ui, shop, Date::of_text(date));
}

Text past_date_text(const Ui& ui, const Shop& shop, Date date) {
    constexpr int k_told_days = 7;
    const auto days = date.days_until(Date::of_text(shop.today));
    if (days == 0) return ui.tr(words::date_today);
    if (days == 1) return ui.tr(words::date_yesterday);
    if (days > 1 && days < k_told_days) return ui.tr(words::date_days_ago, days);
    return date_text(ui, shop, date);
}

Text time_text(const Ui& ui, const Shop& shop, TimeMs time) {
    const auto day = Date::of_time(time, shop.utc_offset_minutes);
    const auto clock = clock_text(shop, time);
    if (day == Date::of_time(shop.now_ms, shop.utc_offset_minutes)) return clock;
    return Text::data(date_text(ui, shop, day).utf8() + " " + clock.utf8());
}

std::string store_name(const Shop& shop, const std::string& code) {
    const auto found = shop.stores.find(code);
    return found == shop.stores.end() || found->second.empty() ? code : found->second;
}

Text store_text(const Ui& ui, const Shop& shop, const std::string& code) {
    const auto name = store_name(shop, code);
    if (name == code) return Text::data(code);
    return Text::data(ui.tr(words::with_note, name, code).utf8());
}

Text long_date_text(const Ui& ui, const Shop& shop) {
    constexpr TextKey k_weekdays[] = {words::weekday_1, words::weekday_2, words::weekday_3,
                                      words::weekday_4, words::weekday_5, words::weekday_6,
                                      words::weekday_7};
    const auto date = Date::of_time(shop.now_ms, shop.utc_offset_minutes);
    return ui.tr(words::date_with_weekday, date.year(), month_text(ui, date.month()).utf8(),
                 date.day(), ui.tr(k_weekdays[date.weekday() - 1]).utf8());
}

}  // namespace qiantai::ui
