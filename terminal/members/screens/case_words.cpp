#include "assets/words/cases.hpp"
#include "assets/words/members.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/members/screens/column_words.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/members/screens/member_words.hpp"
#include "terminal/members/screens/screen_case.hpp"

namespace qiantai::ui {
namespace {

Text cards_text(const std::vector<domain::MemberCard>& cards) {
    std::string text;
    for (const auto& card : cards) text += (text.empty() ? "" : "\n") + card.number;
    return Text::data(std::move(text));
}

// One record's fields, in the order a person compares them.
struct RecordField {
    TextKey label;
    Text value;
    std::string_view column{};  ///< a person can choose whose value stands
};
std::vector<RecordField> fields_of(const Ui& ui, const Scene& scene,
                                   const domain::MemberDetails& details) {
    const auto& member = details.member;
    const bool full = member.contact == domain::ContactAccess::full;
    // What another store keeps is not empty, it is hidden.
    const auto personal = [&](Text value) {
        return full ? std::move(value) : ui.tr(words::case_other_store_hidden);
    };
    const bool lunar = member.birthday_calendar == BirthdayCalendar::lunar;
    return {
        {words::member_name, Text::data(member.name), "name"},
        {words::member_phone, Text::data(grouped_digits(member.phone)), "phone"},
        {words::member_gender, personal(gender_text(ui, member.gender.text())), "gender"},
        {words::member_birthday, personal(birthday_text(ui, member.birthday, lunar)), "birthday"},
        {words::member_tier, tier_tag(ui, scene.shop, member.tier_code).text, "tier_code"},
        {words::member_card_number, cards_text(details.cards)},
        {words::member_joined, date_text(ui, scene.shop, member.joined_on)},
        {words::member_home_clerk, colleague_text(scene, member.home_clerk), "home_clerk"},
        {words::member_store, store_text(ui, scene.shop, member.store_code)},
        {words::member_heard_from, personal(heard_from_text(ui, member.heard_from.text())),
         "heard_from"},
        {words::member_preferences, personal(Text::data(member.preferences)), "preferences"},
        {words::member_notes, personal(Text::data(member.notes)), "notes"}};
}

// Headquarters found one number at both, though the other store's is shown in part only. What is
// shown must not say otherwise: a number that was changed since.
bool is_same_number(const CaseState& page) {
    const auto& shown = page.shown;
    if (shown.outcome != CaseOutcome::open || shown.conflict.column != "phone") return false;
    const auto& left = page.left->member;
    const auto& right = page.right->member;
    const bool masked = left.contact != right.contact;
    constexpr std::size_t k_start = 3, k_end = 4;
    const auto part = [](const std::string& phone) {
        if (phone.size() < k_start + k_end) return std::string();
        return phone.substr(0, k_start) + phone.substr(phone.size() - k_end);
    };
    return masked && !left.phone.empty() && part(left.phone) == part(right.phone);
}

}  // namespace

Text case_outcome_text(const Ui& ui, CaseOutcome outcome) {
    switch (outcome) {
        case CaseOutcome::open:
            return ui.tr(words::cases_open);
        case CaseOutcome::merged:
            return ui.tr(words::case_was_merged);
        case CaseOutcome::undone:
            return ui.tr(words::case_was_undone);
        case CaseOutcome::parted:
            return ui.tr(words::case_was_parted);
        case CaseOutcome::dismissed:
            return ui.tr(words::case_was_dismissed);
        case CaseOutcome::chosen:
            return ui.tr(words::case_was_resolved);
        case CaseOutcome::left:
            break;
    }
    return ui.tr(words::case_was_left);
}

std::vector<std::string> CaseState::taken() const {
    std::vector<std::string> columns;
    for (const auto& [column, side] : picks) {
        if (chosen && side != *chosen) columns.push_back(column);
    }
    return columns;
}

std::optional<Side> foreign_side(const CaseState& page, const std::string& store_code) {
    if (!page.complete() || !page.shown.is_duplicate()) return std::nullopt;
    if (page.left->member.store_code != store_code) return Side::left;
    if (page.right->member.store_code != store_code) return Side::right;
    return std::nullopt;
}

CaseRows case_rows(const Ui& ui, const Scene& scene, const CaseState& page) {
    CaseRows all;
    const auto& conflict = page.shown.conflict;
    if (!page.shown.is_duplicate()) {
        const auto value = [&](const std::string& text) {
            return member_value_text(ui, scene, conflict.column, text);
        };
        all.rows.push_back({member_column_text(ui, conflict.column),
                            value(conflict.kept_value),
                            value(conflict.lost_value),
                            {},
                            true});
        all.columns.emplace_back();
        return all;
    }
    const bool foreign = foreign_side(page, scene.shop.store_code).has_value();
    const auto left = fields_of(ui, scene, *page.left), right = fields_of(ui, scene, *page.right);
    for (std::size_t i = 0; i < left.size(); ++i) {
        // What neither of them has tells nothing.
        if (left[i].value.empty() && right[i].value.empty()) continue;
        const auto column = left[i].column;
        const auto pick = page.picks.find(column);
        all.rows.push_back({ui.tr(left[i].label), left[i].value, right[i].value,
                            pick == page.picks.end() ? page.chosen : pick->second,
                            column.empty() || foreign, column == "phone" && is_same_number(page)});
        all.columns.emplace_back(column);
    }
    return all;
}

}  // namespace qiantai::ui
