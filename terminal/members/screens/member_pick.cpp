#include "terminal/members/screens/member_pick.hpp"

#include "assets/words/members.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/members/rules/look_up_facts.hpp"
#include "terminal/members/screens/member_choices.hpp"

namespace qiantai::ui {
namespace {

using PickIntents = Intents<MemberPickIntent>;

constexpr std::size_t k_picks_shown = 4;
constexpr float k_picked_height = 64, k_picked_disc = 48, k_low_pick_height = 60;

void draw_picked(Ui& ui, Rect& rest, const Scene& scene, const ShownMember& shown,
                 PickIntents& intents) {
    auto place = rest.cut_top(ui.px(k_picked_height));
    const auto label = ui.tr(words::pick_change);
    const auto button = place.cut_right(button_width(ui, label, {}), ui.px(k_gap_m));
    if (draw_button(ui, button.centered(button.width(), ui.px(k_target_min)), "change member",
                    label)) {
        intents.add(pick::Change{});
        ui.begin_anew();
    }
    const auto name = Text::data(shown.member.name);
    const auto disc = place.cut_left(ui.px(k_picked_disc), ui.px(k_gap_m));
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, k_picked_disc, name);
    const auto title = line_height(ui, TextStyle::title), small = line_height(ui, TextStyle::small);
    auto lines = place.centered(place.width(), title + small);
    auto first = lines.cut_top(title);
    if (const auto tier = tier_mark(ui, scene.shop, shown.member.tier_code)) {
        const auto wide = text_width(ui, name.utf8(), TextStyle::title) + 1;
        const auto most = first.width() - tag_width(ui, tier->text) - ui.px(k_gap_s);
        draw_text(ui, first.cut_left(std::min(wide, most), ui.px(k_gap_s)), name, TextStyle::title,
                  Role::ink);
        draw_tag(ui, first, tier->text, tier->tone);
    } else {
        draw_text(ui, first, name, TextStyle::title, Role::ink);
    }
    // Of two people of one name the number tells which; of another store's, the store.
    auto below = masked_phone_text(shown.member);
    if (shown.member.store_code != scene.shop.store_code) {
        below = Text::data(below.utf8() + " · " +
                           store_text(ui, scene.shop, shown.member.store_code).utf8());
    }
    draw_text(ui, lines, below, TextStyle::small, Role::ink2);
}

void draw_picks(Ui& ui, Rect& rest, const Scene& scene, const MemberPick& pick, bool low,
                PickIntents& intents) {
    const auto count = std::min(pick.found.size(), k_picks_shown);
    const auto row_height = ui.px(low ? k_low_pick_height : k_member_row_height);
    rest.cut_top(ui.px(k_gap_s));
    const auto place = rest.cut_top(static_cast<float>(count) * row_height);
    const auto found = std::span(pick.found).first(count);
    if (const auto id = draw_member_choices(ui, place, scene.shop, found)) {
        intents.add(pick::Choose{*id});
    }
}

// Nobody here: headquarters may know the number.
void draw_nobody_picked(Ui& ui, Rect& rest, const Scene& scene, const MemberPick& pick,
                        PickIntents& intents) {
    rest.cut_top(ui.px(k_gap_s));
    const auto words = Text::data(ui.tr(words::pick_none, grouped_digits(pick.typed)).utf8());
    const bool asks = scene.has_right(domain::Right::members_look_up) && !scene.sync.alone &&
                      domain::looks_whole(pick.typed, scene.shop.phone_country);
    if (!asks) return draw_paragraph(ui, rest, words, TextStyle::body, Role::ink2);
    if (draw_banner(ui, rest, "look up", {Tone::info, words, ui.tr(words::look_up)})) {
        intents.add(pick::LookUpElsewhere{});
    }
}

}  // namespace

void draw_member_pick(Ui& ui, Rect& rest, const Scene& scene, const MemberPick& pick,
                      const MemberPickLook& look, PickIntents& intents) {
    if (pick.member) return draw_picked(ui, rest, scene, *pick.member, intents);
    const auto search = draw_search(ui, rest.cut_top(ui.px(k_search_height)), "member", pick.typed,
                                    {.hint = ui.tr(words::pick_hint),
                                     .kind = FieldKind::name,
                                     .begins = pick.anew,
                                     .required = look.required,
                                     .wrong = !look.error.empty()});
    if (search.changed || search.composing != pick.composing) {
        intents.add(pick::Type{search.changed.value_or(pick.typed), search.composing});
    }
    if (search.entered) intents.add(pick::Enter{});
    if (!look.error.empty()) {
        draw_paragraph(ui, rest, look.error, TextStyle::small, Role::danger);
    }
    if (!pick.found.empty()) return draw_picks(ui, rest, scene, pick, look.low, intents);
    // What is still being composed is nobody's name yet.
    const bool answered = !pick.asking && pick.composing.empty() && pick.answered == pick.typed;
    if (!pick.typed.empty() && answered) draw_nobody_picked(ui, rest, scene, pick, intents);
}

}  // namespace qiantai::ui
