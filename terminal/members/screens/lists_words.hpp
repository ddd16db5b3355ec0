#pragma once

// How the work lists say what is known, and the pieces their tabs share.

#include <span>
#include <string_view>

#include "terminal/desk/scene.hpp"
#include "terminal/kit/widgets/widget_chip.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_table.hpp"
#include "terminal/members/rules/list_facts.hpp"
#include "terminal/members/screens/member_words.hpp"

namespace qiantai::ui {

/// Of tables: how much the person needs at least, and a colleague's name.
inline constexpr float k_person_column_dp = 240, k_clerk_column_dp = 104;
/// The column of who looks after them: as wide as these names.
TableColumn clerk_column(const Ui& ui, std::span<const Text> names);

std::span<const Choice> contact_outcomes();
std::span<const Choice> lapse_reasons();
TextKey outcome_key(ContactOutcome outcome);
/// By the code; of one that only a newer program knows, that it is such a one.
Text outcome_text(const Ui& ui, std::string_view outcome);
Text lapse_reason_text(const Ui& ui, std::string_view reason);
/// What draw_choices() shows as chosen.
template <NamedEnum E>
std::string_view code_if(const std::optional<E>& value) {
    return value ? code_of(*value) : std::string_view();
}

/// When the card expires, seen from today; the tone says how urgent it is.
Tag expiry_tag(const Ui& ui, int days_left);
/// That a birthday passed so many days ago without a greeting.
Text missed_birthday_text(const Ui& ui, int days);
/// What came of it with the day, or that nobody has been in touch.
TableCell contact_cell(const Ui& ui, const Shop& shop,
                       const std::optional<domain::MemberContact>& contact);
/// As wide as the widest of these cells.
float contact_column_width(const Ui& ui);
/// The day a birthday falls on in its own calendar: 10月5日, 农历十月初五.
Text birthday_day_text(const Ui& ui, const domain::CareEntry& entry);
/// "11月23日 周一", or that it is today.
Text day_text(const Ui& ui, Date date, Date today);
/// A colleague's name, also of one who has left; the number of somebody who is not known here.
Text colleague_text(const Scene& scene, const std::string& staff_number);

/// A choice that is on or off.
struct FilterChip {
    std::string name;
    Text label;
    bool on = false;
};
/// Ends at the right of `line`, which it cuts itself off. Returns the one pressed.
std::optional<std::size_t> draw_filter_chips(Ui& ui, Rect& line, std::span<const FilterChip> chips);
struct FilterResult {
    std::optional<int> option{};  ///< of the segmented control
    std::optional<std::size_t> chip{};
};
/// The filters of a list: one of several at the left, switches at the right; below each other where
/// they do not fit side by side. Cuts them off `area`.
FilterResult draw_filters(Ui& ui, Rect& area, std::span<const Text> options, int selected,
                          std::span<const FilterChip> chips);

}  // namespace qiantai::ui
