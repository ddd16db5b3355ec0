#include "terminal/desk/shown.hpp"

#include <array>

#include "terminal/kit/widgets/widget_date.hpp"

namespace qiantai::ui {
namespace {

constexpr TimeMs k_minute_ms = 60'000;

std::string local_text(const Shop& shop, TimeMs time) {
    return format_utc(time + shop.utc_offset_minutes * k_minute_ms);
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
            return ui.tr(TextKey::role_clerk);
        case StaffRole::store_manager:
            return ui.tr(TextKey::role_store_manager);
        case StaffRole::cs_agent:
            return ui.tr(TextKey::role_cs_agent);
        case StaffRole::cs_manager:
            return ui.tr(TextKey::role_cs_manager);
        case StaffRole::auditor:
            return ui.tr(TextKey::role_auditor);
        case StaffRole::admin:
            break;
    }
    return ui.tr(TextKey::role_admin);
}

Text clock_text(const Shop& shop, TimeMs time) {
    return Text::data(local_text(shop, time).substr(11, 5));
}

Text number_text(std::int64_t number) {
    auto digits = fmt::format("{}", number);
    const std::ptrdiff_t first = number < 0 ? 1 : 0;
    for (auto at = std::ssize(digits) - 3; at > first; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), 1, ',');
    }
    return Text::data(digits);
}

Text date_text(const Ui& ui, const Shop& shop, Date date) {
    const auto month = month_text(ui, date.month());
    if (date.year() == Date::of_text(shop.today).year()) {
        return ui.tr(TextKey::birthday_month_day, month.utf8(), date.day());
    }
    return ui.tr(TextKey::date_full, date.year(), month.utf8(), date.day());
}

Text past_date_text(const Ui& ui, const Shop& shop, Date date) {
    constexpr int k_told_days = 7;
    const auto days = date.days_until(Date::of_text(shop.today));
    if (days == 0) return ui.tr(TextKey::date_today);
    if (days == 1) return ui.tr(TextKey::date_yesterday);
    if (days > 1 && days < k_told_days) return ui.tr(TextKey::date_days_ago, days);
    return date_text(ui, shop, date);
}

Text time_text(const Shop& shop, TimeMs time) {
    const auto then = local_text(shop, time), now = local_text(shop, shop.now_ms);
    if (then.substr(0, 10) == now.substr(0, 10)) return Text::data(then.substr(11, 5));
    const bool this_year = then.substr(0, 4) == now.substr(0, 4);
    const auto date = this_year ? then.substr(5, 5) : then.substr(0, 10);
    return Text::data(date + " " + then.substr(11, 5));
}

Text store_text(const Ui& ui, const Shop& shop, const std::string& code) {
    const auto found = shop.stores.find(code);
    if (found == shop.stores.end() || found->second.empty()) return Text::data(code);
    return Text::data(ui.tr(TextKey::with_note, found->second, code).utf8());
}

Text long_date_text(const Ui& ui, const Shop& shop) {
    constexpr TextKey k_weekdays[] = {TextKey::weekday_1, TextKey::weekday_2, TextKey::weekday_3,
                                      TextKey::weekday_4, TextKey::weekday_5, TextKey::weekday_6,
                                      TextKey::weekday_7};
    const auto date = Date::of_time(shop.now_ms, shop.utc_offset_minutes);
    return ui.tr(TextKey::date_with_weekday, date.year(), month_text(ui, date.month()).utf8(),
                 date.day(), ui.tr(k_weekdays[date.weekday() - 1]).utf8());
}

}  // namespace qiantai::ui
