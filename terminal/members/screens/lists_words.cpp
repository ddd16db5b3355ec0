#include "terminal/members/screens/lists_words.hpp"

#include "assets/words/find.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/lists.hpp"
#include "assets/words/member_page.hpp"
#include "assets/words/members.hpp"
#include "schema/base/lunar_calendar.hpp"
#include "terminal/desk/due.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/calendar.hpp"
#include "terminal/kit/widgets/widget_button.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_option_least = 128;

constexpr Choice k_outcomes[] = {
    {code_of(ContactOutcome::reached), words::outcome_reached},
    {code_of(ContactOutcome::no_answer), words::outcome_no_answer},
    {code_of(ContactOutcome::wrong_number), words::outcome_wrong_number},
    {code_of(ContactOutcome::refused), words::outcome_refused},
    {code_of(ContactOutcome::do_not_call), words::outcome_do_not_call},
};
constexpr Choice k_reasons[] = {
    {code_of(LapseReason::no_need), words::reason_no_need},
    {code_of(LapseReason::price), words::reason_price},
    {code_of(LapseReason::dissatisfied), words::reason_dissatisfied},
    {code_of(LapseReason::other_shop), words::reason_other_shop},
    {code_of(LapseReason::moved_away), words::reason_moved_away},
    {code_of(LapseReason::unreachable), words::reason_unreachable},
    {code_of(LapseReason::other), words::reason_other},
};

Text words_of(const Ui& ui, std::span<const Choice> choices, std::string_view value) {
    if (value.empty()) return {};
    const auto found = std::ranges::find(choices, value, &Choice::value);
    return ui.tr(found == choices.end() ? words::code_unknown : found->words);
}

Text lunar_text(const Ui& ui, int month, bool leap, int day) {
    return ui.tr(words::birthday_lunar_month_day,
                 lunar_month_day_text(ui, month, leap, day).utf8());
}

float filter_width(const Ui& ui, const FilterChip& chip) {
    const auto sign = chip.on ? ui.px(22 + k_gap_s) : 0;
    return text_width(ui, chip.label.utf8(), TextStyle::body) + sign + ui.px(2 * k_gap_l);
}

// As wide as with all of them on, so that nothing moves to another line.
float chips_width(const Ui& ui, std::span<const FilterChip> chips) {
    float wide = 0;
    for (const auto& chip : chips) {
        wide += filter_width(ui, {.name = {}, .label = chip.label, .on = true}) + ui.px(k_gap_s);
    }
    return wide;
}

bool draw_filter(Ui& ui, const Rect& rect, const FilterChip& chip) {
    const auto press = press_area(ui, rect, chip.name, chip.label);
    fill(ui, rect, chip.on ? Role::primary_soft : Role::surface, k_radius_control);
    border(ui, rect, chip.on ? Role::primary : Role::outline, k_radius_control, chip.on ? 2 : 1);
    if (press.held) fill(ui, rect, Role::ink, k_radius_control, 0.06f);
    auto inside = rect.inset(ui.px(k_gap_l), 0);
    const auto role = chip.on ? Role::primary_text : Role::ink;
    if (chip.on) {
        const auto sign = inside.cut_left(ui.px(22), ui.px(k_gap_s));
        draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::check, 22, role);
    }
    inside.right += ui.px(k_gap_s);
    draw_text(ui, inside, chip.label, TextStyle::body, role);
    if (press.focused) focus_ring(ui, rect, k_radius_control);
    return press.pressed;
}

}  // namespace

std::span<const Choice> contact_outcomes() {
    return k_outcomes;
}

std::span<const Choice> lapse_reasons() {
    return k_reasons;
}

TextKey outcome_key(ContactOutcome outcome) {
    return std::ranges::find(k_outcomes, code_of(outcome), &Choice::value)->words;
}

Text outcome_text(const Ui& ui, std::string_view outcome) {
    return words_of(ui, k_outcomes, outcome);
}

Text lapse_reason_text(const Ui& ui, std::string_view reason) {
    return words_of(ui, k_reasons, reason);
}

Tag expiry_tag(const Ui& ui, int days_left) {
    const auto tone = due_tone(due_in(days_left));
    if (days_left == -1) return {ui.tr(words::lists_expired_yesterday), tone};
    if (days_left < 0) return {ui.tr(words::lists_expired_for, -days_left), tone};
    if (days_left == 0) return {ui.tr(words::lists_expires_today), tone};
    if (days_left == 1) return {ui.tr(words::lists_expires_tomorrow), tone};
    return {ui.tr(words::lists_expires_in, days_left), tone};
}

Text missed_birthday_text(const Ui& ui, int days) {
    if (days == 1) return ui.tr(words::lists_care_missed_yesterday);
    return ui.tr(words::lists_care_missed, days);
}

TableCell contact_cell(const Ui& ui, const Shop& shop,
                       const std::optional<domain::MemberContact>& contact) {
    if (!contact) return {.text = ui.tr(words::lists_not_contacted)};
    return {.text = outcome_text(ui, contact->outcome.text()),
            .note = past_date_text(ui, shop, Date::of_text(contact->business_date))};
}

float contact_column_width(const Ui& ui) {
    std::vector<Text> texts{ui.tr(words::lists_not_contacted)};
    for (const auto& outcome : k_outcomes) texts.push_back(ui.tr(outcome.words));
    return column_width(ui, texts);
}

Text birthday_day_text(const Ui& ui, const domain::CareEntry& entry) {
    const auto day = domain::read_birthday("0000-" + entry.month_day, entry.calendar);
    if (!day) return Text::data(entry.month_day);
    if (entry.calendar == BirthdayCalendar::solar) {
        return ui.tr(words::birthday_month_day, month_text(ui, day->month).utf8(), day->day);
    }
    return lunar_text(ui, day->month, day->leap_month, day->day);
}

Text day_text(const Ui& ui, Date date, Date today) {
    if (date == today) return ui.tr(words::lists_today);
    constexpr TextKey k_weekdays[] = {words::weekday_1, words::weekday_2, words::weekday_3,
                                      words::weekday_4, words::weekday_5, words::weekday_6,
                                      words::weekday_7};
    const auto weekday = ui.tr(k_weekdays[date.weekday() - 1]);
    return ui.tr(words::lists_day, month_text(ui, date.month()).utf8(), date.day(), weekday.utf8());
}

TableColumn clerk_column(const Ui& ui, std::span<const Text> names) {
    return {.title = ui.tr(words::column_clerk),
            .width = ui.px(k_clerk_column_dp),
            .wish = column_width(ui, names)};
}

Text colleague_text(const Scene& scene, const std::string& staff_number) {
    const auto found = scene.shop.staff_names.find(staff_number);
    return Text::data(found == scene.shop.staff_names.end() ? staff_number : found->second);
}

std::optional<std::size_t> draw_filter_chips(Ui& ui, Rect& line,
                                             std::span<const FilterChip> chips) {
    std::optional<std::size_t> pressed;
    for (auto i = chips.size(); i-- > 0;) {
        const auto place = line.cut_right(filter_width(ui, chips[i]), ui.px(k_gap_s));
        if (draw_filter(ui, place, chips[i])) pressed = i;
    }
    return pressed;
}

FilterResult draw_filters(Ui& ui, Rect& area, std::span<const Text> options, int selected,
                          std::span<const FilterChip> chips) {
    FilterResult result;
    float widest = ui.px(k_option_least);
    for (const auto& option : options) {
        widest = std::max(widest,
                          text_width(ui, option.utf8(), TextStyle::body_strong) + ui.px(2 * k_gap));
    }
    const auto segments = widest * static_cast<float>(options.size());
    const bool beside = segments + ui.px(k_gap) + chips_width(ui, chips) <= area.width();
    auto line = area.cut_top(ui.px(k_target_min), ui.px(k_gap_m));
    result.option = draw_segmented(ui, beside ? line.cut_left(segments, ui.px(k_gap)) : line,
                                   "filter", options, selected);
    if (!beside) line = area.cut_top(ui.px(k_target_min), ui.px(k_gap_m));
    for (std::size_t i = 0; i < chips.size(); ++i) {
        const auto place = line.cut_left(filter_width(ui, chips[i]), ui.px(k_gap_s));
        if (draw_filter(ui, place, chips[i])) {
            result.chip = i;
        }
    }
    return result;
}

}  // namespace qiantai::ui
