#pragma once

// How the member screens say what is known of a person.

#include <optional>
#include <string_view>
#include <vector>

#include "terminal/desk/member_line.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/desk/screen_id.hpp"
#include "terminal/kit/core/ui.hpp"
#include "terminal/kit/widgets/widget_date.hpp"
#include "terminal/kit/widgets/widget_member_row.hpp"
#include "terminal/members/rules/list_facts.hpp"
#include "terminal/members/rules/members_facts.hpp"

namespace qiantai::ui {

/// Registers somebody, on every screen that offers it.
inline constexpr ImGuiKey k_register_key = ImGuiKey_F9;

/// A member and the card that speaks for the person: the newest that is in use, else the newest.
struct ShownMember {
    domain::Member member{};
    std::optional<domain::MemberCard> card{};
    std::optional<domain::LastSeen> last_seen{};
    /// Of whom a search found: by what, and whether in a record that was merged into this one.
    std::optional<domain::MatchedBy> matched_by{};
    bool by_merged_record = false;
};
std::optional<domain::MemberCard> card_that_speaks(const std::vector<domain::MemberCard>& cards);

/// Always masked, also for whoever may see it in full: lists are read over shoulders.
Text masked_phone_text(const domain::Member& member);
Text gender_text(const Ui& ui, std::string_view gender);
Text heard_from_text(const Ui& ui, std::string_view heard_from);
Text member_status_text(const Ui& ui, std::string_view status);
/// 1986年9月18日, 农历 1986 年八月十五, without the year if it was not told; empty without one.
Text birthday_text(const Ui& ui, std::string_view birthday, bool lunar);
Text matched_text(const Ui& ui, domain::MatchedBy matched_by);
Text visit_text(const Ui& ui, domain::Visit visit);
/// The same as the date sheet takes it; without a year it begins at one that is likely.
DatePick birthday_pick(std::string_view birthday, bool lunar);
/// As it is kept in member.birthday.
std::string birthday_of(const DatePick& pick);

Tag tier_tag(const Ui& ui, const Shop& shop, const std::string& tier_code);
/// The card's state as the screen says it, the days to its end included; the tone says how bad.
Tag card_state_tag(const Ui& ui, const Shop& shop, const domain::MemberCard& card);
/// Until when it is valid, or that it has no end.
Text card_until_text(const Ui& ui, const Shop& shop, const domain::MemberCard& card);
/// The card expires within 30 days or has expired, and may be renewed.
bool is_due(const Shop& shop, const domain::MemberCard& card);
/// What is most likely done next with a member, in this order.
enum class NextStep : std::uint8_t { go_on, renew, greet, goods, contact, none };

/// What decides it.
struct MemberTasks {
    bool edit_left = false;  ///< a change of the record was begun and not saved
    domain::MemberWork work{};
    std::vector<MemberLine> lines{};  ///< what other capabilities have of the person

    /// The first of the lines where something waits; null if nothing does.
    const MemberLine* waiting_line() const;
};
NextStep next_step(const Scene& scene, const ShownMember& shown, const MemberTasks& tasks);

/// The tier, for beside a name; nothing for the lowest, which most have.
std::optional<Tag> tier_mark(const Ui& ui, const Shop& shop, const std::string& tier_code);
/// Whatever is not as usual: with the member, with the card.
std::vector<Tag> member_tags(const Ui& ui, const Shop& shop, const ShownMember& shown);

/// Twelve characters of it, where a button or a line names somebody: the record says it in full.
std::string short_name(const std::string& name);
/// 138 0013 8000; anything but a mobile number stays as it is.
std::string grouped_digits(std::string_view typed);

}  // namespace qiantai::ui
