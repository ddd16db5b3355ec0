#include "terminal/members/screens/screen_member.hpp"

#include "assets/words/find.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/lists.hpp"
#include "assets/words/member_page.hpp"
#include "assets/words/members.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/member_cards_of_page.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_page_head_height = 72;
constexpr float k_head_words_least = 240;
constexpr float k_card_least = 520;

struct BarEntry {
    BarButton button;
    MemberIntent intent;
};

MemberIntent dialog_of(MemberDialog dialog) {
    return MemberIntent(member::OpenDialog{std::move(dialog)});
}

// What is likely done next, beside the name; the strong one first.
std::vector<BarEntry> actions_of(const Ui& ui, const Scene& scene, const MemberState& page,
                                 const ShownMember& shown) {
    std::vector<BarEntry> actions;
    if (!is_changeable(scene, page)) return actions;
    using Kind = MemberDialog::Kind;
    const auto next = next_step(scene, shown, page.tasks);
    const auto add = [&](std::string name, Text label, Icon icon, NextStep step,
                         MemberIntent intent) {
        const bool likely = step == next && next != NextStep::none;
        const auto kind = likely ? ButtonKind::primary : ButtonKind::secondary;
        actions.push_back(
            {{std::move(name), std::move(label), {.kind = kind, .icon = icon}}, std::move(intent)});
    };
    const bool due = shown.card && is_due(scene.shop, *shown.card);
    if (due && scene.has_right(domain::Right::members_cards)) {
        add("renew", ui.tr(words::renew_ask), Icon::credit_card, NextStep::renew,
            dialog_of({.kind = Kind::card, .card_number = shown.card->number}));
    }
    if (scene.has_right(domain::Right::members_contact)) {
        if (page.tasks.work.birthday) {
            add("greet", ui.tr(words::member_greet), Icon::cake, NextStep::greet, member::Greet{});
        }
        add("contact", ui.tr(words::member_contact), Icon::phone_in_talk, NextStep::contact,
            dialog_of({.kind = Kind::contact}));
    }
    if (scene.has_right(domain::Right::members_update)) {
        const auto label = page.tasks.edit_left ? words::member_edit_go_on : words::member_edit;
        add("edit", ui.tr(label), Icon::pencil, NextStep::go_on, member::Edit{});
    }
    const bool masked = page.member().contact != domain::ContactAccess::full;
    if (masked && scene.has_right(domain::Right::members_reveal)) {
        add("reveal", ui.tr(words::member_reveal), Icon::eye, NextStep::none,
            dialog_of({.kind = Kind::reveal}));
    }
    std::ranges::stable_partition(actions, [](const BarEntry& entry) {
        return entry.button.style.kind == ButtonKind::primary;
    });
    return actions;
}

// What the person's own rights ask for, seldom: at the end of the page.
std::vector<BarEntry> rare_actions_of(const Ui& ui, const Scene& scene, const MemberState& page) {
    std::vector<BarEntry> actions;
    if (!is_changeable(scene, page)) return actions;
    using Kind = MemberDialog::Kind;
    if (!page.member().phone.empty() && scene.has_right(domain::Right::members_update)) {
        actions.push_back(
            {{"phone passed on", ui.tr(words::phone_passed_on), {.icon = Icon::phone}},
             MemberIntent(member::AskPhonePassedOn{})});
    }
    if (scene.has_right(domain::Right::members_copy)) {
        actions.push_back({{"copy", ui.tr(words::member_copy), {.icon = Icon::file}},
                           dialog_of({.kind = Kind::copy_reason})});
    }
    if (scene.has_right(domain::Right::members_erase)) {
        actions.push_back({{"erase",
                            ui.tr(words::member_erase),
                            {.kind = ButtonKind::ghost, .icon = Icon::trash}},
                           dialog_of({.kind = Kind::erase})});
    }
    return actions;
}

float actions_width(const Ui& ui, const std::vector<BarEntry>& actions) {
    float wide = 0;
    for (const auto& [button, intent] : actions) {
        wide += button_width(ui, button.label, button.style) + ui.px(k_gap_m);
    }
    return wide;
}

// Beside the name; cuts them off the line's end.
void draw_actions_beside(Ui& ui, Rect& line, const std::vector<BarEntry>& actions,
                         MemberIntents& intents) {
    auto rest = line.cut_right(actions_width(ui, actions), 0);
    for (const auto& [button, intent] : actions) {
        rest.cut_left(ui.px(k_gap_m));
        const auto place = rest.cut_left(button_width(ui, button.label, button.style));
        if (draw_button(ui, place.centered(place.width(), ui.px(k_button_height)), button.name,
                        button.label, button.style)) {
            intents.add(intent);
        }
    }
}

// In rows of two below it; cuts them off `rest`.
void draw_actions_below(Ui& ui, Rect& rest, const std::vector<BarEntry>& actions,
                        MemberIntents& intents) {
    const auto gap = ui.px(k_gap_m);
    Rect row{};
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const auto& button = actions[i].button;
        if (i % 2 == 0) {
            rest.cut_top(i == 0 ? ui.px(k_gap) : gap);
            row = rest.cut_top(ui.px(k_button_height));
        }
        const int in_row = i % 2 == 0 && i + 1 == actions.size() ? 1 : 2;
        const auto place = row.column(static_cast<int>(i % 2), in_row, gap);
        if (draw_button(ui, place, button.name, button.label, button.style)) {
            intents.add(actions[i].intent);
        }
    }
}

// The second line: what tells the person from others and is not said again below.
std::string head_facts(const Ui& ui, const Shop& shop, const domain::Member& member,
                       const std::optional<domain::MemberCard>& card, bool with_birthday) {
    std::string line;
    const auto add = [&](const Text& text) {
        if (text.empty()) return;
        line += (line.empty() ? "" : " · ") + text.utf8();
    };
    if (with_birthday && member.contact == domain::ContactAccess::full) {
        const bool lunar = member.birthday_calendar == BirthdayCalendar::lunar;
        const auto birthday = birthday_text(ui, member.birthday, lunar);
        if (!birthday.empty()) add(ui.tr(words::member_born, birthday.utf8()));
    }
    if (card) {
        add(card_until_text(ui, shop, *card));
    }
    return line;
}

// Another store's member is changed there: whom to call. Cuts itself off `area`.
void draw_store_phone(Ui& ui, Rect& area, const Scene& scene, const MemberState& page) {
    const auto& store = page.member().store_code;
    const auto found = scene.shop.store_phones.find(store);
    if (store == scene.shop.store_code || found == scene.shop.store_phones.end()) return;
    const auto label = ui.tr(words::member_store_phone);
    const auto number = Text::data(found->second);
    const auto wide = std::max(text_width(ui, label.utf8(), TextStyle::small),
                               text_width(ui, number.utf8(), TextStyle::title)) +
                      1;
    if (wide + ui.px(44 + k_gap_m + k_gap) > area.width() / 2) return;
    auto words = area.cut_right(wide, ui.px(k_gap_m));
    const auto sign = area.cut_right(ui.px(44), ui.px(k_gap));
    draw_icon_tile(ui, sign.centered(ui.px(44), ui.px(44)), Icon::phone, Tone::info);
    const auto first = line_height(ui, TextStyle::small);
    words = words.centered(wide, first + line_height(ui, TextStyle::title));
    draw_text(ui, words.cut_top(first), label, TextStyle::small, Role::ink2);
    draw_text(ui, words, number, TextStyle::title, Role::ink);
}

void draw_head(Ui& ui, Rect& rest, const Scene& scene, const MemberState& page,
               const ShownMember& shown, MemberIntents& intents) {
    Card card(ui, rest);
    auto area = card.inside.cut_top(ui.px(k_page_head_height));
    const auto actions = actions_of(ui, scene, page, shown);
    const bool beside =
        actions_width(ui, actions) <= area.width() - ui.px(72 + k_gap + k_head_words_least);
    if (beside) {
        draw_actions_beside(ui, area, actions, intents);
    } else {
        draw_actions_below(ui, card.inside, actions, intents);
    }
    draw_store_phone(ui, area, scene, page);
    const auto disc = area.cut_left(ui.px(72), ui.px(k_gap));
    const auto name = Text::data(shown.member.name);
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, 72, name);
    const auto tags = member_tags(ui, scene.shop, shown);
    auto facts = head_facts(ui, scene.shop, shown.member, shown.card, true);
    float tags_wide = 0;
    for (const auto& tag : tags) tags_wide += tag_width(ui, tag.text) + ui.px(k_gap_s);
    const auto fits = [&](float room) {
        return text_width(ui, facts, TextStyle::small) + 1 <= room;
    };
    // The birthday stands below too; the card's end gets a line of its own before it is cut.
    if (!fits(area.width() - tags_wide)) {
        facts = head_facts(ui, scene.shop, shown.member, shown.card, false);
    }
    const bool own_line = !tags.empty() && !fits(area.width() - tags_wide);
    const auto more = own_line ? line_height(ui, TextStyle::small) : 0;
    auto words = area.centered(area.width(), ui.px(68) + more);
    auto first = words.cut_top(ui.px(36), ui.px(k_gap_xs));
    const auto tier = tier_tag(ui, scene.shop, shown.member.tier_code);
    const auto tier_wide = tag_width(ui, tier.text);
    const auto name_wide = text_width(ui, name.utf8(), TextStyle::headline) + 1;
    const auto room = std::max(0.0f, first.width() - tier_wide - ui.px(k_gap_m));
    draw_text(ui, first.cut_left(std::min(name_wide, room), ui.px(k_gap_m)), name,
              TextStyle::headline, Role::ink);
    draw_tag(ui, first, tier.text, tier.tone);
    auto line = own_line ? words.cut_top(words.height() - more) : words;
    for (const auto& tag : tags) {
        const auto wide = tag_width(ui, tag.text);
        if (wide > line.width()) break;
        draw_tag(ui, line.cut_left(wide, ui.px(k_gap_s)), tag.text, tag.tone);
    }
    draw_text(ui, own_line ? words : line, Text::data(facts), TextStyle::small, Role::ink2);
}

// What the person in front of the screen has to know before anything else.
void draw_notices(Ui& ui, Rect& rest, const Scene& scene, const MemberState& page,
                  MemberIntents& intents) {
    const auto notice = [&](Tone tone, const Text& text) {
        draw_banner(ui, rest, "notice", {tone, text});
        rest.cut_top(ui.px(k_gap_m));
    };
    if (page.came_from) notice(Tone::info, ui.tr(words::member_came_from));
    const auto& store = page.member().store_code;
    if (store != scene.shop.store_code) {
        notice(Tone::info,
               ui.tr(words::member_other_store, store_text(ui, scene.shop, store).utf8()));
    }
    if (page.revealed) notice(Tone::warning, ui.tr(words::member_revealed));
    if (page.details->former_phone.empty()) return;
    const bool mine = is_changeable(scene, page) && scene.has_right(domain::Right::members_update);
    const Banner passed_on{
        Tone::info, ui.tr(words::phone_passed_notice, grouped_digits(page.details->former_phone)),
        mine ? ui.tr(words::phone_restore) : Text()};
    if (draw_banner(ui, rest, "restore phone", passed_on)) intents.add(member::RestorePhone{});
    rest.cut_top(ui.px(k_gap_m));
}

// Somebody else might be the same person. Who may merge sees both side by side, anybody else looks
// at the other one.
void draw_duplicate(Ui& ui, Rect& rest, const Scene& scene, const MemberState& page,
                    MemberIntents& intents) {
    if (page.duplicates.empty()) return;
    const auto& other = page.duplicates.front();
    const bool phone = other.reason == domain::DuplicateReason::same_phone;
    const auto& own = scene.shop.store_code;
    const bool mergeable = page.member().store_code == own || other.member.store_code == own;
    const bool merges = mergeable && scene.has_right(domain::Right::members_merge);
    const Banner banner{
        Tone::warning,
        ui.tr(phone ? words::member_same_phone : words::member_same_birthday, other.member.name),
        ui.tr(merges ? words::member_compare : words::register_look)};
    const bool pressed = draw_banner(ui, rest, "duplicate", banner);
    rest.cut_top(ui.px(k_gap_m));
    if (!pressed) return;
    if (merges) {
        intents.add(member::Compare{});
    } else {
        intents.add(member::Open{other.member.id});
    }
}

void draw_rare_actions(Ui& ui, const Rect& row, const std::vector<BarEntry>& actions,
                       MemberIntents& intents) {
    std::vector<BarButton> buttons;
    for (const auto& entry : actions) buttons.push_back(entry.button);
    const auto pressed = draw_action_bar(ui, row, buttons);
    if (pressed) intents.add(actions[*pressed].intent);
}

void draw_lines(Ui& ui, Rect& rest, const Shop& shop, const MemberState& page,
                MemberIntents& intents) {
    const auto& lines = page.tasks.lines;
    if (lines.empty()) return;
    std::vector<MemberLineText> said;
    // Tags stand below each other, after the longest words.
    float words = 0;
    for (const auto& line : lines) {
        const auto& text = said.emplace_back(line.words(ui, shop));
        words = std::max({words, text_width(ui, text.title.utf8(), TextStyle::large_strong),
                          text_width(ui, text.note.utf8(), TextStyle::small)});
    }
    {
        Card card(ui, rest, k_gap_s);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const ListRow row{.title = said[i].title,
                              .subtitle = said[i].note,
                              .icon = lines[i].icon,
                              .icon_tone = Tone::primary,
                              .tag = said[i].tag,
                              .tag_tone = said[i].tone,
                              .tag_from = words / ui.settings().scale + k_gap,
                              .chevron = true,
                              .last = i + 1 == lines.size()};
            const auto place = card.inside.cut_top(ui.px(k_row_height));
            if (draw_list_row(ui, place, fmt::format("line {}", lines[i].screen.name), row)
                    .pressed) {
                intents.add(member::OpenLine{lines[i].screen});
            }
        }
    }
    rest.cut_top(ui.px(k_gap));
}

void draw_page(Ui& ui, const Rect& area, const Scene& scene, const MemberState& page,
               MemberIntents& intents) {
    // What goes on below the fold is cut by the edge of the screen, not by a strip of nothing.
    auto view = area;
    view.bottom += ui.px(k_gap_l);
    ScrollArea scroll(ui, "page", view);
    auto rest = page_width(ui, scroll.content());
    const ShownMember shown{page.member(), card_that_speaks(page.details->cards)};
    draw_head(ui, rest, scene, page, shown, intents);
    rest.cut_top(ui.px(k_gap));
    draw_notices(ui, rest, scene, page, intents);
    draw_duplicate(ui, rest, scene, page, intents);
    draw_conflicts(ui, rest, scene, page, intents);
    draw_lines(ui, rest, scene.shop, page, intents);
    Columns columns(ui, rest, k_card_least, 3);
    draw_about(ui, columns, scene, page);
    draw_cards(ui, columns, scene, page, intents);
    draw_consents(ui, columns, scene, page, intents);
    draw_timeline(ui, columns, scene, page);
    rest.top = std::max(columns.bottom(), rest.top);
    const auto rare = rare_actions_of(ui, scene, page);
    if (!rare.empty()) {
        rest.cut_top(ui.px(k_gap));
        draw_rare_actions(ui, rest.cut_top(ui.px(k_button_height)), rare, intents);
    }
    scroll.finish(rest.top + ui.px(k_gap_l));
}

}  // namespace

bool is_changeable(const Scene& scene, const MemberState& page) {
    return page.details && page.details->member.status != MemberStatus::erased &&
           page.details->member.store_code == scene.shop.store_code;
}

void draw_member(Ui& ui, const Rect& area, const Scene& scene, const MemberState& page,
                 MemberIntents& intents) {
    if (page.error) {
        if (draw_empty_state(ui, area, "retry",
                             {.icon = Icon::alert_circle,
                              .tone = Tone::danger,
                              .title = error_text(ui, *page.error),
                              .action = ui.tr(words::retry)})) {
            intents.add(member::Reload{});
        }
        return;
    }
    if (!page.details) return draw_loading_rows(ui, area);
    if (page.details->member.status == MemberStatus::erased) {
        draw_empty_state(ui, area, "erased",
                         {.icon = Icon::trash,
                          .title = ui.tr(words::member_erased_title),
                          .body = error_text(ui, make_error(domain::k_member_erased))});
        return;
    }
    draw_page(ui, area, scene, page, intents);
}

}  // namespace qiantai::ui
