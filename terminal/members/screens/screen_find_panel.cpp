// The member beside the list: enough to know who it is, and what is likely done next.

#include "assets/words/find.hpp"
#include "assets/words/lists.hpp"
#include "assets/words/member_page.hpp"
#include "assets/words/members.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/members/screens/member_events.hpp"
#include "terminal/members/screens/screen_find.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_disc = 64;
constexpr float k_event_height = 48;
constexpr float k_low_panel = 380;

struct PanelAction {
    std::string name;
    Text label;
    ButtonStyle style{};
    FindIntent intent;
};

// The likely next thing first, and filled; the record is one of the others.
std::vector<PanelAction> actions_of(const Ui& ui, const Scene& scene, const FindState& find,
                                    const ShownMember& shown) {
    const auto& member = shown.member;
    const auto tasks = find.events_of == member.id ? find.tasks : MemberTasks();
    const auto next = next_step(scene, shown, tasks);
    std::vector<PanelAction> actions;
    const auto add = [&](std::string name, Text label, Icon icon, NextStep step,
                         FindIntent intent) {
        const bool likely = step == next && next != NextStep::none;
        const auto kind = likely ? ButtonKind::primary : ButtonKind::secondary;
        actions.push_back(
            {std::move(name), std::move(label), {.kind = kind, .icon = icon}, std::move(intent)});
    };
    const bool own = member.store_code == scene.shop.store_code;
    if (next == NextStep::renew) {
        add("renew", ui.tr(words::renew_ask), Icon::credit_card, NextStep::renew,
            find::Renew{member.id, shown.card->number});
    }
    if (next == NextStep::greet) {
        add("greet", ui.tr(words::member_greet), Icon::cake, NextStep::greet, find::Greet{});
    }
    if (next == NextStep::goods) {
        const auto& line = *tasks.waiting_line();
        add("goods", ui.tr(*line.act), line.icon, NextStep::goods,
            find::OpenLine{line.screen, member.id, member.name});
    }
    add("open", ui.tr(words::find_open), Icon::account_card, NextStep::none, find::Open{member.id});
    if (own && scene.has_right(domain::Right::members_contact)) {
        add("contact", ui.tr(words::member_contact), Icon::phone_in_talk, NextStep::contact,
            find::Contact{member.id});
    }
    if (own && scene.has_right(domain::Right::members_update)) {
        const auto label = tasks.edit_left ? words::member_edit_go_on : words::member_edit;
        add("edit", ui.tr(label), Icon::pencil, NextStep::go_on, find::Edit{member.id});
    }
    std::ranges::stable_partition(actions, [](const PanelAction& action) {
        return action.style.kind == ButtonKind::primary;
    });
    // Somebody whom only the page tells more about.
    if (next == NextStep::none) actions.front().style.kind = ButtonKind::primary;
    return actions;
}

void draw_actions(Ui& ui, Rect& area, std::span<const PanelAction> actions, FindIntents& intents) {
    const auto gap = ui.px(k_gap_m), high = ui.px(k_button_height);
    const auto rows = (actions.size() + 1) / 2;
    auto place = area.cut_bottom(static_cast<float>(rows) * (high + gap) - gap, ui.px(k_gap));
    for (std::size_t i = 0; i < actions.size();) {
        const auto row = place.cut_top(high, gap);
        const std::size_t in_row = i + 1 < actions.size() ? 2 : 1;
        for (std::size_t k = 0; k < in_row; ++k, ++i) {
            const auto& action = actions[i];
            const auto cell = row.column(static_cast<int>(k), static_cast<int>(in_row), gap);
            if (draw_button(ui, cell, action.name, action.label, action.style)) {
                intents.add(action.intent);
            }
        }
    }
}

void draw_head(Ui& ui, Rect line, const Scene& scene, const ShownMember& shown) {
    const auto name = Text::data(shown.member.name);
    const auto disc = line.cut_left(ui.px(k_disc), ui.px(k_gap));
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, k_disc, name);
    const auto title = line_height(ui, TextStyle::headline);
    auto words = line.centered(line.width(), title + ui.px(30));
    draw_text(ui, words.cut_top(title), name, TextStyle::headline, Role::ink);
    auto tags = member_tags(ui, scene.shop, shown);
    tags.insert(tags.begin(), tier_tag(ui, scene.shop, shown.member.tier_code));
    for (const auto& tag : tags) {
        const auto wide = tag_width(ui, tag.text);
        if (wide > words.width()) break;
        draw_tag(ui, words.cut_left(wide, ui.px(k_gap_s)), tag.text, tag.tone);
    }
}

Fact expiry_of(const Ui& ui, const Shop& shop, const domain::MemberCard& card) {
    const auto tag = card_state_tag(ui, shop, card);
    return {.label = ui.tr(words::member_expires),
            .value = card.expires_on.empty() ? ui.tr(words::card_without_end)
                                             : date_text(ui, shop, card.expires_on),
            .tone = tag.tone == Tone::success ? Tone::neutral : tag.tone};
}

// The two that are asked for first, for beside the keyboard.
std::vector<Fact> first_facts_of(const Ui& ui, const Scene& scene, const ShownMember& shown) {
    std::vector<Fact> facts{
        {.label = ui.tr(words::member_phone), .value = masked_phone_text(shown.member)}};
    if (shown.card) facts.push_back(expiry_of(ui, scene.shop, *shown.card));
    return facts;
}

std::vector<Fact> facts_of(const Ui& ui, const Scene& scene, const ShownMember& shown) {
    const auto& member = shown.member;
    const bool full = member.contact == domain::ContactAccess::full;
    std::vector<Fact> facts{
        {.label = ui.tr(words::member_phone), .value = masked_phone_text(member)}};
    if (full) {
        facts.push_back(
            {.label = ui.tr(words::member_birthday),
             .value = birthday_text(ui, member.birthday,
                                    member.birthday_calendar == BirthdayCalendar::lunar)});
    }
    facts.push_back({.label = ui.tr(words::member_joined),
                     .value = date_text(ui, scene.shop, member.joined_on)});
    if (shown.card) facts.push_back(expiry_of(ui, scene.shop, *shown.card));
    if (member.store_code == scene.shop.store_code) {
        facts.push_back({.label = ui.tr(words::member_home_clerk),
                         .value = colleague_text(scene, member.home_clerk)});
    } else {
        // What has to be changed is changed there: whom to call.
        const auto phone = scene.shop.store_phones.find(member.store_code);
        facts.push_back(
            {.label = ui.tr(words::member_store),
             .value = store_text(ui, scene.shop, member.store_code),
             .note = phone == scene.shop.store_phones.end() ? Text() : Text::data(phone->second)});
    }
    return facts;
}

// As many of the latest things that happened as there is room for.
void draw_events(Ui& ui, Rect rest, const Scene& scene, const FindState& find) {
    const auto high = ui.px(k_event_height);
    if (rest.height() < high) return;
    divider(ui, rest.left, rest.right, rest.top);
    rest.cut_top(ui.px(k_gap_s));
    for (const auto& event : find.events) {
        if (rest.height() < high) return;
        auto line = rest.cut_top(high);
        const auto entry = timeline_entry(ui, scene.shop, event);
        const auto sign = line.cut_left(ui.px(24), ui.px(k_gap_m));
        draw_icon(ui, {sign.center_x(), sign.center_y()}, entry.icon, 22, Role::ink2);
        const auto when = text_width(ui, entry.when.utf8(), TextStyle::small) + 1;
        draw_text(ui, line.cut_right(when, ui.px(k_gap_m)), entry.when, TextStyle::small,
                  Role::ink2, Align::right);
        draw_text(ui, line, Text::data(entry.what.utf8()), TextStyle::body, Role::ink);
    }
}

}  // namespace

void draw_find_panel(Ui& ui, const Rect& rect, const Scene& scene, const FindState& find,
                     const ShownMember& shown, FindIntents& intents) {
    const IdScope scope("beside");
    auto area = draw_card(ui, rect);
    const auto actions = actions_of(ui, scene, find, shown);
    const auto name_high = ui.px(k_disc + k_gap_s);
    // Beside the keyboard the most likely actions and facts are what there is room for.
    const bool low = rect.height() < ui.px(k_low_panel);
    const std::span<const PanelAction> all(actions);
    draw_actions(ui, area, low ? all.first(std::min<std::size_t>(all.size(), 2)) : all, intents);
    draw_head(ui, area.cut_top(std::min(area.height(), name_high), ui.px(low ? k_gap_s : k_gap)),
              scene, shown);
    const auto facts = low ? first_facts_of(ui, scene, shown) : facts_of(ui, scene, shown);
    const auto high =
        measured_height(ui, area.width(), [&](Rect& rest) { draw_facts(ui, rest, facts); });
    if (area.height() < high) return;
    if (low) return draw_facts(ui, area, facts);
    if (area.height() < high + ui.px(k_gap)) return;
    divider(ui, area.left, area.right, area.top);
    area.cut_top(ui.px(k_gap));
    draw_facts(ui, area, facts);
    area.cut_top(ui.px(k_gap));
    if (find.events_of == shown.member.id) draw_events(ui, area, scene, find);
}

}  // namespace qiantai::ui
