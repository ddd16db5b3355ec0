#include "terminal/members/screens/member_words.hpp"

#include <algorithm>

#include "assets/words/find.hpp"
#include "assets/words/member_page.hpp"
#include "assets/words/members.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/desk/due.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/members/rules/figure_facts.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

// Tiers have no colours of their own; their place among the others gives one.
Tone tier_tone(std::size_t place, std::size_t count) {
    // Silver is as quiet as no colour.
    if (place == 0 || (count > 3 && place == 1)) return Tone::neutral;
    const auto gold = count > 3 ? 2u : 1u;
    return place == gold ? Tone::gold : Tone::violet;
}

/// Negative: expired so many days ago. Both are calendar dates.
int days_left(const Shop& shop, const domain::MemberCard& card) {
    return Date::of_text(shop.today).days_until(Date::of_text(card.expires_on));
}

/// A chain names its tiers itself, in Chinese; by their usual codes they have an English name.
Text tier_text(const Ui& ui, const Shop& shop, const std::string& code) {
    constexpr std::pair<std::string_view, TextKey> k_usual[] = {
        {"basic", words::tier_basic},       {"standard", words::tier_standard},
        {"silver", words::tier_silver},     {"gold", words::tier_gold},
        {"platinum", words::tier_platinum}, {"diamond", words::tier_diamond}};
    const auto usual =
        std::ranges::find(k_usual, code, &std::pair<std::string_view, TextKey>::first);
    const bool zh = ui.settings().language == Language::zh;
    if (zh || usual == std::end(k_usual)) return Text::data(shop.tier_name(code));
    return ui.tr(usual->second);
}

}  // namespace

std::optional<domain::MemberCard> card_that_speaks(const std::vector<domain::MemberCard>& cards) {
    const auto active = std::find_if(
        cards.rbegin(), cards.rend(),
        [](const domain::MemberCard& card) { return card.status == CardStatus::active; });
    if (active != cards.rend()) return *active;
    return cards.empty() ? std::nullopt : std::optional(cards.back());
}

Text masked_phone_text(const domain::Member& member) {
    if (member.contact == domain::ContactAccess::full) {
        return Text::data(domain::mask_phone(member.phone));
    }
    return Text::data(member.phone);
}

Text gender_text(const Ui& ui, std::string_view gender) {
    return code_text<Gender>(ui, gender,
                             {{Gender::female, words::gender_female},
                              {Gender::male, words::gender_male},
                              {Gender::unstated, words::gender_unstated}});
}

Text heard_from_text(const Ui& ui, std::string_view heard_from) {
    return code_text<HeardFrom>(ui, heard_from,
                                {{HeardFrom::walk_in, words::heard_walk_in},
                                 {HeardFrom::friend_, words::heard_friend},
                                 {HeardFrom::advertisement, words::heard_advertisement},
                                 {HeardFrom::online, words::heard_online},
                                 {HeardFrom::event, words::heard_event},
                                 {HeardFrom::other, words::heard_other},
                                 {HeardFrom::unstated, words::heard_unstated}});
}

Text member_status_text(const Ui& ui, std::string_view status) {
    return code_text<MemberStatus>(ui, status,
                                   {{MemberStatus::active, words::card_active},
                                    {MemberStatus::frozen, words::member_frozen},
                                    {MemberStatus::lapsed, words::member_lapsed},
                                    {MemberStatus::erased, words::member_erased_tag}});
}

Text matched_text(const Ui& ui, domain::MatchedBy matched_by) {
    using domain::MatchedBy;
    switch (matched_by) {
        case MatchedBy::phone:
            return ui.tr(words::matched_phone);
        case MatchedBy::last_four:
        case MatchedBy::phone_end:
            return ui.tr(words::matched_last_four);
        case MatchedBy::phone_start:
            return ui.tr(words::matched_phone_start);
        case MatchedBy::card:
        case MatchedBy::card_start:
            return ui.tr(words::matched_card);
        case MatchedBy::name:
            return ui.tr(words::matched_name);
        case MatchedBy::name_part:
            return ui.tr(words::matched_name_part);
        case MatchedBy::pinyin:
        case MatchedBy::mixed:
            return ui.tr(words::matched_pinyin);
        case MatchedBy::initials:
            return ui.tr(words::matched_initials);
        case MatchedBy::given_pinyin:
            return ui.tr(words::matched_given_pinyin);
        case MatchedBy::name_and_phone:
            break;
    }
    return ui.tr(words::matched_name_and_phone);
}

Text visit_text(const Ui& ui, domain::Visit visit) {
    switch (visit) {
        case domain::Visit::registered:
            return ui.tr(words::visit_registered);
        case domain::Visit::renewed:
            return ui.tr(words::visit_renewed);
        case domain::Visit::talked:
            break;
    }
    return ui.tr(words::visit_talked);
}

DatePick birthday_pick(std::string_view birthday, bool lunar) {
    DatePick pick{.calendar = lunar ? CalendarKind::lunar : CalendarKind::solar};
    const auto read =
        domain::read_birthday(birthday, lunar ? BirthdayCalendar::lunar : BirthdayCalendar::solar);
    if (!read) return pick;
    pick.leap_month = read->leap_month;
    pick.year = read->year;
    pick.month = read->month;
    pick.day = read->day;
    if (pick.year != 0) pick.decade = pick.year / 10 * 10;
    return pick;
}

std::string birthday_of(const DatePick& pick) {
    const bool lunar = pick.calendar == CalendarKind::lunar;
    return domain::Birthday{lunar ? BirthdayCalendar::lunar : BirthdayCalendar::solar, pick.year,
                            pick.month, pick.day, pick.leap_month}
        .text();
}

Text birthday_text(const Ui& ui, std::string_view birthday, bool lunar) {
    if (birthday.empty()) return {};
    const auto pick = birthday_pick(birthday, lunar);
    if (!birthday.starts_with("0000")) return date_text(ui, pick);
    if (!lunar) {
        return ui.tr(words::birthday_month_day, month_text(ui, pick.month).utf8(), pick.day);
    }
    return ui.tr(words::birthday_lunar_month_day,
                 lunar_month_day_text(ui, pick.month, pick.leap_month, pick.day).utf8());
}

Tag tier_tag(const Ui& ui, const Shop& shop, const std::string& tier_code) {
    if (tier_code.empty() || tier_code == domain::k_no_tier_code) return {ui.tr(words::tier_none)};
    const auto found = std::ranges::find(shop.tiers, tier_code, &domain::Tier::code);
    const auto place = static_cast<std::size_t>(found - shop.tiers.begin());
    const auto tone =
        found == shop.tiers.end() ? Tone::neutral : tier_tone(place, shop.tiers.size());
    return {tier_text(ui, shop, tier_code), tone};
}

Tag card_state_tag(const Ui& ui, const Shop& shop, const domain::MemberCard& card) {
    const auto status = card.status.known();
    if (!status) return {ui.tr(words::code_unknown), Tone::neutral};
    switch (*status) {
        case CardStatus::active:
            break;
        case CardStatus::lost:
            return {ui.tr(words::card_lost), Tone::warning};
        case CardStatus::frozen:
            return {ui.tr(words::card_frozen), Tone::warning};
        case CardStatus::lapsed:
            return {ui.tr(words::card_lapsed), Tone::neutral};
        case CardStatus::replaced:
            return {ui.tr(words::card_replaced), Tone::neutral};
    }
    if (card.expires_on.empty() || shop.today.empty()) {
        return {ui.tr(words::card_active), Tone::success};
    }
    const auto days = days_left(shop, card);
    if (days < 0) return {ui.tr(words::card_expired), due_tone(due_in(days))};
    if (days <= domain::k_expiring_days) return {expiry_tag(ui, days).text, Tone::warning};
    return {ui.tr(words::card_active), Tone::success};
}

Text card_until_text(const Ui& ui, const Shop& shop, const domain::MemberCard& card) {
    if (card.expires_on.empty()) return ui.tr(words::card_without_end);
    return ui.tr(words::card_until, date_text(ui, shop, card.expires_on).utf8());
}

bool is_due(const Shop& shop, const domain::MemberCard& card) {
    const bool renewable = card.status == CardStatus::active || card.status == CardStatus::lapsed;
    if (!renewable || card.expires_on.empty() || shop.today.empty()) return false;
    return days_left(shop, card) <= domain::k_expiring_days;
}

const MemberLine* MemberTasks::waiting_line() const {
    const auto found =
        std::ranges::find_if(lines, [](const MemberLine& line) { return line.act.has_value(); });
    return found == lines.end() ? nullptr : &*found;
}

NextStep next_step(const Scene& scene, const ShownMember& shown, const MemberTasks& tasks) {
    const bool own = shown.member.store_code == scene.shop.store_code;
    if (!own || shown.member.status == MemberStatus::erased) return NextStep::none;
    if (tasks.edit_left && scene.has_right(domain::Right::members_update)) return NextStep::go_on;
    const bool due = shown.card && is_due(scene.shop, *shown.card);
    if (due && scene.has_right(domain::Right::members_cards)) return NextStep::renew;
    if (!scene.has_right(domain::Right::members_contact)) return NextStep::none;
    const auto& birthday = tasks.work.birthday;
    if (birthday && !birthday->do_not_call) return NextStep::greet;
    return tasks.waiting_line() != nullptr ? NextStep::goods : NextStep::contact;
}

std::optional<Tag> tier_mark(const Ui& ui, const Shop& shop, const std::string& tier_code) {
    const bool usual = shop.tiers.size() > 1 && tier_code == shop.tiers.front().code;
    if (usual) return std::nullopt;
    return tier_tag(ui, shop, tier_code);
}

std::vector<Tag> member_tags(const Ui& ui, const Shop& shop, const ShownMember& shown) {
    const auto& member = shown.member;
    const auto& status = member.status;
    const auto words = member_status_text(ui, status.text());
    if (status == MemberStatus::erased) return {{words, Tone::neutral}};
    std::vector<Tag> tags;
    if (!words.empty() && status != MemberStatus::active) {
        tags.push_back({words, status == MemberStatus::frozen ? Tone::warning : Tone::neutral});
    }
    if (!shown.card) return tags;
    const auto card = card_state_tag(ui, shop, *shown.card);
    if (card.tone != Tone::success) tags.push_back(card);
    return tags;
}

std::string short_name(const std::string& name) {
    constexpr std::size_t k_characters_most = 12;
    std::size_t characters = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool begins = (static_cast<unsigned char>(name[i]) & 0xC0) != 0x80;
        if (begins && characters++ == k_characters_most) return name.substr(0, i) + "…";
    }
    return name;
}

std::string grouped_digits(std::string_view typed) {
    constexpr std::size_t k_phone_digits = 11;
    auto text = std::string(typed);
    const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || text.size() != k_phone_digits) return text;
    text.insert(7, " ");
    text.insert(3, " ");
    return text;
}

}  // namespace qiantai::ui
