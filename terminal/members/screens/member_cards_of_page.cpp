#include "terminal/members/screens/member_cards_of_page.hpp"

#include "assets/words/imports.hpp"
#include "assets/words/member_page.hpp"
#include "assets/words/members.hpp"
#include "schema/base/date.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/members/screens/column_words.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/members/screens/member_events.hpp"
#include "terminal/members/screens/member_form.hpp"
#include "terminal/members/screens/member_page_line.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_line_height = 68;

// A colleague of another store is known by what they did here.
Text person_text(const Scene& scene, const MemberState& page, const std::string& number) {
    for (const auto& event : page.timeline) {
        if (event.staff_number != number || event.staff_name.empty()) continue;
        return Text::data(event.staff_name);
    }
    return colleague_text(scene, number);
}

/// What an earlier system knew, as its own word.
void add_origins(const Ui& ui, const Shop& shop, const domain::MemberDetails& details,
                 std::vector<Fact>& facts) {
    for (const auto& origin : details.origins) {
        Text value = ui.tr(words::member_origin_none);
        if (origin.spent && origin.visits) {
            value = ui.tr(words::member_origin_value, money_text(*origin.spent).utf8(),
                          number_text(*origin.visits).utf8());
        } else if (origin.spent) {
            value = money_text(*origin.spent);
        } else if (origin.visits) {
            value = ui.tr(words::member_origin_visits, number_text(*origin.visits).utf8());
        }
        const auto day = date_text(ui, shop, origin.as_of).utf8();
        const auto note =
            origin.number.empty()
                ? ui.tr(words::member_origin_note, origin.source, day)
                : ui.tr(words::member_origin_note_number, origin.source, origin.number, day);
        facts.push_back({.label = ui.tr(words::member_origin),
                         .value = value,
                         .note = Text::data(note.utf8())});
    }
}

std::string day_text(const Ui& ui, const Shop& shop, TimeMs at) {
    return date_text(ui, shop, Date::of_time(at, shop.utc_offset_minutes)).utf8();
}

}  // namespace

std::vector<Fact> member_facts(const Ui& ui, const Scene& scene, const MemberState& page,
                               const domain::Member& member) {
    const auto data = [](const std::string& text) { return Text::data(text); };
    const bool full = member.contact == domain::ContactAccess::full;
    // Who may not see a number is not told that there is none.
    const bool has_no_number =
        member.phone.empty() && member.contact != domain::ContactAccess::withheld;
    std::vector<Fact> facts{
        {.label = ui.tr(words::member_phone),
         .value = has_no_number ? ui.tr(words::phone_none) : data(grouped_digits(member.phone))}};
    if (full) {
        facts.push_back(
            {.label = ui.tr(words::member_gender), .value = gender_text(ui, member.gender.text())});
        facts.push_back(
            {.label = ui.tr(words::member_birthday),
             .value = birthday_text(ui, member.birthday,
                                    member.birthday_calendar == BirthdayCalendar::lunar)});
    }
    facts.push_back({.label = ui.tr(words::member_joined),
                     .value = date_text(ui, scene.shop, member.joined_on)});
    facts.push_back({.label = ui.tr(words::member_home_clerk),
                     .value = person_text(scene, page, member.home_clerk)});
    facts.push_back({.label = ui.tr(words::member_store),
                     .value = store_text(ui, scene.shop, member.store_code)});
    add_origins(ui, scene.shop, *page.details, facts);
    if (!full) return facts;
    facts.push_back({.label = ui.tr(words::member_heard_from),
                     .value = heard_from_text(ui, member.heard_from.text())});
    facts.push_back({.label = ui.tr(words::member_preferences),
                     .value = data(member.preferences),
                     .whole_row = true});
    facts.push_back(
        {.label = ui.tr(words::member_notes), .value = data(member.notes), .whole_row = true});
    return facts;
}

void draw_about(Ui& ui, Columns& columns, const Scene& scene, const MemberState& page) {
    auto facts = member_facts(ui, scene, page, page.member());
    if (!page.details->merged_members.empty()) {
        facts.insert(facts.begin() + 1, {.label = ui.tr(words::member_merged),
                                         .value = ui.tr(words::member_merged_count,
                                                        page.details->merged_members.size())});
    }
    Card card(ui, columns.next());
    draw_card_title(ui, card.inside, ui.tr(words::member_about));
    draw_facts(ui, card.inside, facts);
}

const domain::Consent* last_consent(const domain::MemberDetails& details,
                                    std::string_view purpose) {
    const domain::Consent* last = nullptr;
    for (const auto& consent : details.consents) {
        const bool later = last == nullptr || consent.created_at >= last->created_at;
        if (consent.purpose.text() == purpose && later) last = &consent;
    }
    return last;
}

void draw_cards(Ui& ui, Columns& columns, const Scene& scene, const MemberState& page,
                MemberIntents& intents) {
    // The newest first: it is the one the customer holds.
    const auto& cards = page.details->cards;
    const auto high = ui.px(k_line_height);
    Card place(ui, columns.next());
    draw_card_title(ui, place.inside, ui.tr(words::member_cards));
    const IdScope scope("cards");
    if (cards.empty()) {
        draw_text(ui, place.inside.cut_top(high), ui.tr(words::member_no_card), TextStyle::body,
                  Role::ink2);
    }
    for (auto card = cards.rbegin(); card != cards.rend(); ++card) {
        const bool can =
            is_changeable(scene, page) && !domain::card_actions(*card, scene.session->role).empty();
        const auto issued =
            ui.tr(words::card_issued, date_text(ui, scene.shop, card->issued_on).utf8());
        const PageLine line{.title = Text::data(card->number),
                            .below = Text::words(issued.utf8() + " · " +
                                                 card_until_text(ui, scene.shop, *card).utf8()),
                            .tag = card_state_tag(ui, scene.shop, *card),
                            .button_name = "card " + card->number,
                            .button = can ? ui.tr(words::card_manage) : Text(),
                            .last = card + 1 == cards.rend()};
        if (draw_page_line(ui, place.inside.cut_top(high), line)) {
            intents.add(member::OpenDialog{
                {.kind = MemberDialog::Kind::card_menu, .card_number = card->number}});
        }
    }
}

std::vector<Fact> consent_facts(const Ui& ui, const Scene& scene,
                                const domain::MemberDetails& details) {
    std::vector<Fact> facts;
    for (const auto& consent : details.consents) {
        const bool given = consent.decision == ConsentDecision::given;
        facts.push_back(
            {.label = consent_purpose_text(ui, consent.purpose.text()),
             .value = ui.tr(given ? words::consent_given : words::consent_withdrawn),
             .note =
                 ui.tr(words::consent_when, day_text(ui, scene.shop, consent.created_at),
                       consent.text_version, consent_channel_text(ui, consent.channel).utf8())});
    }
    return facts;
}

void draw_consents(Ui& ui, Columns& columns, const Scene& scene, const MemberState& page,
                   MemberIntents& intents) {
    const auto high = ui.px(k_line_height);
    const auto count = page.consent_texts.size();
    Card place(ui, columns.next());
    draw_card_title(ui, place.inside, ui.tr(words::member_consents));
    const IdScope scope("consents");
    const bool can = is_changeable(scene, page) &&
                     domain::has_right(scene.session->role, domain::Right::members_consents);
    float tags = 0;
    for (const auto key :
         {words::consent_given, words::consent_withdrawn, words::consent_not_given_tag}) {
        tags = std::max(tags, tag_width(ui, ui.tr(key)));
    }
    for (std::size_t i = 0; i < count; ++i) {
        const auto& purpose = page.consent_texts[i].purpose;
        const auto* last = last_consent(*page.details, purpose);
        const bool given = last != nullptr && last->decision == ConsentDecision::given;
        PageLine line{.title = consent_purpose_text(ui, purpose),
                      .below = ui.tr(words::consent_never),
                      .tag = {ui.tr(words::consent_not_given_tag), Tone::neutral},
                      .button_name = "consent " + purpose,
                      .button = {},
                      .is_text = true,
                      .tag_width = can ? tags : 0,
                      .last = i + 1 == count};
        if (last != nullptr) {
            line.below = ui.tr(words::consent_when, day_text(ui, scene.shop, last->created_at),
                               last->text_version, consent_channel_text(ui, last->channel).utf8());
            line.tag = given ? Tag{ui.tr(words::consent_given), Tone::success}
                             : Tag{ui.tr(words::consent_withdrawn), Tone::warning};
        }
        if (can) {
            line.button = ui.tr(given ? words::consent_line_withdraw : words::consent_line_record);
        }
        if (draw_page_line(ui, place.inside.cut_top(high), line)) {
            intents.add(member::OpenDialog{
                {.kind = MemberDialog::Kind::consent, .purpose = purpose, .withdraws = given}});
        }
    }
}

void draw_timeline(Ui& ui, Columns& columns, const Scene& scene, const MemberState& page) {
    std::vector<TimelineRow> entries;
    for (const auto& event : page.timeline) {
        entries.push_back(timeline_entry(ui, scene.shop, event));
    }
    if (entries.empty()) return;
    entries.front().first = true;
    entries.back().last = true;
    Card card(ui, columns.next());
    draw_card_title(ui, card.inside, ui.tr(words::member_timeline));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        draw_timeline_entry(ui, card.inside, fmt::format("event {}", i), entries[i]);
    }
}

std::vector<const domain::MemberConflict*> column_conflicts(const MemberState& page) {
    std::vector<const domain::MemberConflict*> all;
    for (const auto& conflict : page.conflicts) {
        if (conflict.kind == ConflictKind::column) all.push_back(&conflict);
    }
    return all;
}

void draw_conflicts(Ui& ui, Rect& rest, const Scene& scene, const MemberState& page,
                    MemberIntents& intents) {
    const auto conflicts = column_conflicts(page);
    if (conflicts.empty()) return;
    std::vector<CompareRow> rows;
    std::size_t open = 0;
    for (const auto* conflict : conflicts) {
        const auto chosen = page.chosen.find(conflict->id);
        rows.push_back(
            {member_column_text(ui, conflict->column),
             member_value_text(ui, scene, conflict->column, conflict->kept_value),
             member_value_text(ui, scene, conflict->column, conflict->lost_value),
             chosen == page.chosen.end() ? std::nullopt : std::optional(chosen->second)});
        if (chosen == page.chosen.end() && !rows.back().same()) ++open;
    }
    const CompareTable table{.left_title = ui.tr(words::conflict_kept),
                             .right_title = ui.tr(words::conflict_lost),
                             .rows = rows};
    {
        Card card(ui, rest);
        draw_card_title(ui, card.inside, ui.tr(words::member_conflicts),
                        number_text(static_cast<std::int64_t>(conflicts.size())), Tone::warning);
        const auto choice = draw_compare(ui, card.inside, "conflict", table);
        card.inside.cut_top(ui.px(k_gap_l));
        if (choice) intents.add(member::ChooseSide{*choice});
        auto area = card.inside.cut_top(ui.px(k_button_height));
        const auto label = ui.tr(words::conflict_decide);
        const ButtonStyle style{.lacks = open > 0 ? ui.tr(words::conflict_open, open) : Text(),
                                .busy = page.deciding};
        const auto button =
            area.cut_right(std::max(button_width(ui, label, style), ui.px(180)), ui.px(k_gap_m));
        if (draw_button(ui, button, "decide", label, style)) intents.add(member::Decide{});
    }
    rest.cut_top(ui.px(k_gap));
}

}  // namespace qiantai::ui
