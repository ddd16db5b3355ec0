#include "terminal/purchases/screens/day_stepper.hpp"

#include "assets/words/purchases.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {

Text stepper_day_text(const Ui& ui, const Shop& shop, Date date) {
    const auto today = Date::of_text(shop.today);
    constexpr int k_near_days = 2;
    // The weekday tells the days of about now apart, the year those of long ago.
    const bool this_year = date.year() == today.year();
    // day_text() itself says only that it is today.
    auto day = this_year ? day_text(ui, date, date.plus_days(-1)) : date_text(ui, shop, date);
    if (date > today || date.days_until(today) >= k_near_days) return day;
    const auto near = past_date_text(ui, shop, date);
    return Text::data(near.utf8() + " · " + day.utf8());
}

std::optional<Date> draw_day_stepper(Ui& ui, const Rect& rect, std::string_view name,
                                     const Shop& shop, const DayStepper& stepper) {
    const IdScope scope(name);
    std::optional<Date> chosen;
    fill(ui, rect, Role::surface, k_radius_control);
    border(ui, rect, Role::outline, k_radius_control);
    auto middle = rect;
    const auto before = middle.cut_left(ui.px(k_target_min));
    const auto after = middle.cut_right(ui.px(k_target_min));
    const bool has_before = stepper.date > stepper.first, has_after = stepper.date < stepper.last;
    if (draw_icon_button(ui, before, "day before", ui.tr(words::day_before), Icon::chevron_left,
                         has_before ? Role::ink : Role::ink3, has_before)) {
        chosen = stepper.date.plus_days(-1);
    }
    draw_text(ui, middle, Text::data(stepper_day_text(ui, shop, stepper.date).utf8()),
              TextStyle::body_strong, Role::ink, Align::center);
    if (draw_icon_button(ui, after, "day after", ui.tr(words::day_after), Icon::chevron_right,
                         has_after ? Role::ink : Role::ink3, has_after)) {
        chosen = stepper.date.plus_days(1);
    }
    return chosen;
}

}  // namespace qiantai::ui
