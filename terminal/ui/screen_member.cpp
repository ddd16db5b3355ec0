#include "terminal/ui/screen_member.hpp"

#include "terminal/ui/app_intents.hpp"
#include "terminal/ui/form.hpp"
#include "terminal/ui/member_cards_of_page.hpp"
#include "terminal/ui/paint.hpp"
#include "terminal/ui/scroll_area.hpp"
#include "terminal/ui/shown.hpp"
#include "terminal/ui/widget_card.hpp"
#include "terminal/ui/widget_state.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_head_height = 72;
constexpr float k_card_least = 520;

bool may(const AppState& state, domain::Right right) {
    return domain::has_right(state.session->role, right);
}

void draw_head(Ui& ui, const Rect& card, const AppState& state, const ShownMember& shown) {
    auto area = draw_card(ui, card);
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

// What the person in front of the screen has to know before anything else.
void draw_notices(Ui& ui, Rect& rest, const AppState& state) {
    const auto& page = state.work.member;
    const auto notice = [&](Tone tone, const Text& text) {
        const Banner banner{tone, text, {}};
        draw_banner(ui, rest.cut_top(banner_height(ui, banner, rest.width()), ui.px(k_gap_m)),
                    "notice", banner);
    };
    if (page.came_from) notice(Tone::info, ui.tr(TextKey::member_came_from));
    const auto& store = page.member().store_code;
    if (store != state.shop.store_code) {
        notice(Tone::info, ui.tr(TextKey::member_other_store, store));
    }
    if (page.revealed) notice(Tone::warning, ui.tr(TextKey::member_revealed));
}

// Somebody else might be the same person. Who may merge sees both side by side, anybody else looks
// at the other one.
void draw_duplicate(Ui& ui, Rect& rest, const AppState& state, AppIntents& intents) {
    const auto& page = state.work.member;
    if (page.duplicates.empty()) return;
    const auto& other = page.duplicates.front();
    const bool phone = other.reason == domain::DuplicateReason::same_phone;
    const auto& own = state.shop.store_code;
    const bool mergeable = page.member().store_code == own || other.member.store_code == own;
    const bool merges = mergeable && may(state, domain::Right::members_merge);
    const Banner banner{Tone::warning,
                        ui.tr(phone ? TextKey::member_same_phone : TextKey::member_same_birthday,
                              other.member.name),
                        ui.tr(merges ? TextKey::member_compare : TextKey::register_look)};
    const auto place = rest.cut_top(banner_height(ui, banner, rest.width()), ui.px(k_gap_m));
    if (!draw_banner(ui, place, "duplicate", banner)) return;
    if (merges) {
        intents.add(member::Compare{});
    } else {
        intents.add(member::Open{other.member.id});
    }
}

struct BarEntry {
    BarButton button;
    AppIntent intent;
};

std::vector<BarEntry> bar_of(const Ui& ui, const AppState& state) {
    const auto& page = state.work.member;
    std::vector<BarEntry> bar;
    if (!is_changeable(state)) return bar;
    const auto dialog = [](MemberDialog::Kind kind) {
        return MemberIntent(member::OpenDialog{{.kind = kind}});
    };
    using Kind = MemberDialog::Kind;
    if (may(state, domain::Right::members_update)) {
        bar.push_back({{"edit",
                        ui.tr(TextKey::member_edit),
                        {.kind = ButtonKind::primary, .icon = Icon::pencil}},
                       MemberIntent(member::Edit{})});
    }
    const bool masked = page.member().contact != domain::ContactAccess::full;
    if (masked && may(state, domain::Right::members_reveal)) {
        bar.push_back(
            {{"reveal", ui.tr(TextKey::member_reveal), {.icon = Icon::eye}}, dialog(Kind::reveal)});
    }
    if (may(state, domain::Right::members_copy)) {
        bar.push_back({{"copy", ui.tr(TextKey::member_copy), {.icon = Icon::file}},
                       dialog(Kind::copy_reason)});
    }
    if (may(state, domain::Right::members_erase)) {
        bar.push_back({{"erase", ui.tr(TextKey::member_erase), {.kind = ButtonKind::ghost}},
                       dialog(Kind::erase)});
    }
    return bar;
}

void draw_bar(Ui& ui, const Rect& place, const std::vector<BarEntry>& bar, AppIntents& intents) {
    std::vector<BarButton> buttons;
    for (const auto& entry : bar) buttons.push_back(entry.button);
    const auto pressed = draw_action_bar(ui, place, buttons);
    if (pressed) intents.add(bar[*pressed].intent);
}

void draw_page(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents) {
    const auto& page = state.work.member;
    ScrollArea scroll(ui, "page", area);
    auto rest = page_width(ui, scroll.content());
    const ShownMember shown{page.member(), card_that_speaks(page.details->cards)};
    draw_head(ui, rest.cut_top(ui.px(k_head_height + 2 * k_gap_l), ui.px(k_gap)), state, shown);
    draw_notices(ui, rest, state);
    draw_duplicate(ui, rest, state, intents);
    draw_conflicts(ui, rest, state, intents);
    Columns columns(ui, rest, k_card_least, 3);
    draw_about(ui, columns, state);
    draw_cards(ui, columns, state, intents);
    draw_consents(ui, columns, state, intents);
    draw_timeline(ui, columns, state);
    scroll.finish(std::max(columns.bottom(), rest.top));
}

}  // namespace

bool is_changeable(const AppState& state) {
    const auto& page = state.work.member;
    return page.details && page.details->member.status != "erased" &&
           page.details->member.store_code == state.shop.store_code;
}

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
    if (page.details->member.status == "erased") {
        draw_empty_state(ui, area, "erased",
                         {.icon = Icon::trash,
                          .title = ui.tr(TextKey::member_erased_title),
                          .body = error_text(ui, make_error(domain::k_member_erased))});
        return;
    }
    auto rest = area;
    const auto bar = bar_of(ui, state);
    if (!bar.empty()) {
        const auto place = page_width(ui, rest.cut_bottom(ui.px(k_button_height), ui.px(k_gap)));
        draw_bar(ui, place, bar, intents);
    }
    draw_page(ui, rest, state, intents);
}

}  // namespace qiantai::ui
