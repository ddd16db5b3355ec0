#include "terminal/ui/screen_member.hpp"

#include "terminal/ui/app_intents.hpp"
#include "terminal/ui/columns.hpp"
#include "terminal/ui/paint.hpp"
#include "terminal/ui/scroll_area.hpp"
#include "terminal/ui/shown.hpp"
#include "terminal/ui/widget_card.hpp"
#include "terminal/ui/widget_facts.hpp"
#include "terminal/ui/widget_state.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_head_height = 72;
constexpr float k_card_least = 520;
constexpr float k_card_title = 32 + k_gap_s;

// A card as high as its title and its content need; returns the place of the content.
Rect titled_card(Ui& ui, Columns& columns, const Text& title, float content_height) {
    auto area =
        draw_card(ui, columns.next(content_height + ui.px(2 * k_gap_l) + ui.px(k_card_title)));
    draw_card_title(ui, area, title);
    return area;
}

float inside_width(const Ui& ui, const Columns& columns) {
    return columns.width() - ui.px(2 * k_gap_l);
}

void draw_head(Ui& ui, Rect area, const AppState& state, const ShownMember& shown) {
    const auto disc = area.cut_left(ui.px(72), ui.px(k_gap));
    const auto name = Text::data(shown.member.name);
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, 72, name);
    auto words = area.centered(area.width(), ui.px(68));
    draw_text(ui, words.cut_top(ui.px(36), ui.px(k_gap_xs)), name, TextStyle::headline, Role::ink);
    for (const auto& tag : member_tags(ui, state.shop, shown)) {
        const auto wide = tag_width(ui, tag.text);
        draw_tag(ui, words.cut_left(wide, ui.px(k_gap_s)), tag.text, tag.tone);
    }
    auto line = masked_phone_text(shown.member).utf8();
    if (shown.card) line += " · " + shown.card->number;
    draw_text(ui, words, Text::data(std::move(line)), TextStyle::small, Role::ink2);
}

std::vector<Fact> facts_of(const Ui& ui, const domain::Member& member) {
    std::vector<Fact> facts;
    const auto data = [](const std::string& text) { return Text::data(text); };
    facts.push_back({.label = ui.tr(TextKey::member_phone), .value = data(member.phone)});
    if (member.contact == domain::ContactAccess::full) {
        facts.push_back(
            {.label = ui.tr(TextKey::member_gender), .value = gender_text(ui, member.gender)});
        facts.push_back(
            {.label = ui.tr(TextKey::member_birthday),
             .value = birthday_text(ui, member.birthday, member.birthday_calendar == "lunar")});
    }
    facts.push_back({.label = ui.tr(TextKey::member_joined), .value = data(member.joined_on)});
    facts.push_back({.label = ui.tr(TextKey::member_home_clerk), .value = data(member.home_clerk)});
    facts.push_back({.label = ui.tr(TextKey::member_store), .value = data(member.store_code)});
    if (member.contact == domain::ContactAccess::full) {
        facts.push_back({.label = ui.tr(TextKey::member_heard_from),
                         .value = heard_from_text(ui, member.heard_from)});
        facts.push_back({.label = ui.tr(TextKey::member_preferences),
                         .value = data(member.preferences),
                         .whole_row = true});
        facts.push_back({.label = ui.tr(TextKey::member_notes),
                         .value = data(member.notes),
                         .whole_row = true});
    }
    return facts;
}

}  // namespace

void draw_member(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents) {
    const auto& page = state.work.member;
    if (page.error) {
        if (draw_empty_state(ui, area, "retry",
                             {.icon = Icon::alert_circle,
                              .tone = Tone::danger,
                              .title = error_text(ui, *page.error),
                              .action = ui.tr(TextKey::retry)})) {
            intents.add(member::Reload{});
        }
        return;
    }
    if (!page.details) return draw_loading_rows(ui, area);
    ScrollArea scroll(ui, "page", area);
    auto rest = page_width(ui, scroll.content());
    const ShownMember shown{page.details->member, card_that_speaks(page.details->cards)};
    const auto head = rest.cut_top(ui.px(k_head_height + 2 * k_gap_l), ui.px(k_gap));
    draw_head(ui, draw_card(ui, head), state, shown);
    Columns columns(ui, rest, k_card_least, 3);
    const auto facts = facts_of(ui, page.details->member);
    const auto high = facts_height(ui, facts, inside_width(ui, columns));
    draw_facts(ui, titled_card(ui, columns, ui.tr(TextKey::member_about), high), facts);
    scroll.finish(columns.bottom());
}

}  // namespace qiantai::ui
