#include "terminal/ui/screen_find.hpp"

#include "terminal/domain/member_look_up.hpp"
#include "terminal/ui/app_intents.hpp"
#include "terminal/ui/columns.hpp"
#include "terminal/ui/paint.hpp"
#include "terminal/ui/scroll_area.hpp"
#include "terminal/ui/shown.hpp"
#include "terminal/ui/widget_button.hpp"
#include "terminal/ui/widget_card.hpp"
#include "terminal/ui/widget_field.hpp"
#include "terminal/ui/widget_state.hpp"

namespace qiantai::ui {
namespace {

/// Narrower rows have no room for the card's number at their end.
constexpr float k_card_number_least_dp = 760;
constexpr float k_note_height = 32;
constexpr float k_nobody_least_dp = 380;

// Typing goes into the field as soon as the screen is open; the on-screen keyboard waits for a
// touch, because it would cover the people who were here last.
void take_focus(Ui& ui, AppIntents& intents) {
    const IdScope scope("search");
    const auto field = ui.id("field");
    auto& memory = ui.memory();
    if (memory.field.id != field) {
        memory.field_wanted = field;
        return;
    }
    memory.field.keyboard_hidden = true;
    intents.add(find::FocusTaken{});
}

void draw_head(Ui& ui, Rect line, const AppState& state, AppIntents& intents) {
    const auto& find = state.work.find;
    if (domain::has_right(state.session->role, domain::Right::members_register)) {
        const auto label = ui.tr(TextKey::find_register);
        const ButtonStyle style{.kind = ButtonKind::primary, .icon = Icon::account_plus};
        const auto place = line.cut_right(button_width(ui, label, style), ui.px(k_gap_m));
        if (draw_button(ui, place, "register", label, style)) intents.add(find::Register{});
    }
    const auto search = draw_search(ui, line, "search", find.typed,
                                    {.hint = ui.tr(TextKey::find_hint), .kind = FieldKind::name});
    if (search.changed) intents.add(find::Type{*search.changed});
    if (search.entered) intents.add(find::Enter{});
    if (find.wants_focus) take_focus(ui, intents);
}

void draw_note(Ui& ui, const Rect& line, const FindState& find) {
    if (find.typed.empty()) {
        return draw_text(ui, line, ui.tr(TextKey::find_recent), TextStyle::small, Role::ink2);
    }
    const auto count = find.found.size();
    const auto words = count >= k_found_most ? ui.tr(TextKey::find_too_many, k_found_most)
                                             : ui.tr(TextKey::find_count, count);
    draw_text(ui, line, words, TextStyle::small, Role::ink2);
}

void draw_people(Ui& ui, const Rect& area, const std::vector<ShownMember>& people,
                 const AppState& state, AppIntents& intents) {
    const auto row_height = ui.px(k_member_row_height);
    const auto all = row_height * static_cast<float>(people.size()) + ui.px(2 * k_gap_s);
    auto card = area;
    card.bottom = std::min(area.bottom, area.top + all);
    const auto inside = draw_card(ui, card, k_gap_s);
    ScrollArea scroll(ui, "people", inside);
    const IdScope scope("people");
    auto rest = scroll.content();
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto place = rest.cut_top(row_height);
        if (!scroll.in_sight(place)) continue;
        const auto& shown = people[i];
        const auto tags = member_tags(ui, state.shop, shown);
        const bool wide = place.width() >= ui.px(k_card_number_least_dp);
        const MemberRow row{
            .name = Text::data(shown.member.name),
            .subtitle = masked_phone_text(shown.member),
            .tags = tags,
            .trailing = wide && shown.card ? Text::data(shown.card->number) : Text(),
            .chevron = true,
            .last = i + 1 == people.size()};
        const auto name = "person " + shown.member.id.text();
        if (draw_member_row(ui, place, name, row).pressed) {
            intents.add(find::Open{shown.member.id});
        }
    }
    scroll.finish(rest.top);
}

// Failures that nobody has to worry about: the way to headquarters, or the number itself.
Tone failure_tone(const Error& error) {
    return error.actor() == Actor::clerk || error.actor() == Actor::itself ? Tone::info
                                                                           : Tone::warning;
}

// Whether and how headquarters is asked about the number. Cuts itself off `rest`.
void draw_look_up(Ui& ui, Rect& rest, const AppState& state, AppIntents& intents) {
    const auto& find = state.work.find;
    if (!domain::has_right(state.session->role, domain::Right::members_look_up)) return;
    if (!find.scanned && !domain::looks_whole(find.typed)) return;
    const bool offline = state.sync.offline_since.has_value();
    Banner banner{.tone = Tone::info,
                  .text = ui.tr(offline ? TextKey::look_up_offer_offline : TextKey::look_up_offer),
                  .action = ui.tr(TextKey::look_up)};
    const auto& asked = find.look_up;
    if (asked && asked->typed == find.typed && asked->step == LookUp::Step::failed) {
        banner.tone = failure_tone(*asked->error);
        banner.text = error_text(ui, *asked->error);
        banner.action = ui.tr(TextKey::retry);
    } else if (asked && asked->is_under_way()) {
        // One question at a time, also if another number stands here by now.
        const bool arriving = asked->step == LookUp::Step::arriving;
        const auto place = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_m));
        fill(ui, place, Role::surface2, k_radius_control);
        return draw_busy(ui, place.inset(ui.px(k_gap), 0),
                         ui.tr(arriving ? TextKey::look_up_arriving : TextKey::look_up_asking));
    }
    const auto place = rest.cut_top(banner_height(ui, banner, rest.width()), ui.px(k_gap_m));
    if (draw_banner(ui, place, "look up", banner)) intents.add(find::LookUpElsewhere{});
}

void draw_nobody(Ui& ui, Rect area, const AppState& state, AppIntents& intents) {
    const auto& find = state.work.find;
    const auto may = domain::has_right(state.session->role, domain::Right::members_register);
    const auto title = find.scanned ? ui.tr(TextKey::find_none_scan_title, find.answered)
                                    : ui.tr(TextKey::find_none_title, find.answered);
    const auto action = may ? ui.tr(TextKey::find_none_register) : Text();
    draw_look_up(ui, area, state, intents);
    bool pressed = false;
    if (area.height() < ui.px(k_nobody_least_dp)) {
        // Beside the keyboard there is room for a line.
        const Banner banner{Tone::info, title, action};
        auto rest = area;
        pressed = draw_banner(ui, rest.cut_top(banner_height(ui, banner, area.width())),
                              "register anew", banner);
    } else {
        pressed = draw_empty_state(ui, area, "register anew",
                                   {.icon = Icon::account_plus,
                                    .title = title,
                                    .body = ui.tr(TextKey::find_none_body),
                                    .action = action});
    }
    if (pressed) intents.add(find::Register{});
}

void draw_failure(Ui& ui, const Rect& area, const Error& error, AppIntents& intents) {
    if (draw_empty_state(ui, area, "retry",
                         {.icon = Icon::alert_circle,
                          .tone = Tone::danger,
                          .title = error_text(ui, error),
                          .action = ui.tr(TextKey::retry)})) {
        intents.add(find::Retry{});
    }
}

}  // namespace

void draw_find(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents) {
    const auto& find = state.work.find;
    auto rest = page_width(ui, area, k_list_width);
    draw_head(ui, rest.cut_top(ui.px(k_search_height), ui.px(k_gap_m)), state, intents);
    if (find.error) return draw_failure(ui, rest, *find.error, intents);
    if (find.typed.empty() && find.recent_members.empty()) {
        draw_empty_state(ui, rest, "start",
                         {.icon = Icon::magnify,
                          .tone = Tone::primary,
                          .title = ui.tr(TextKey::find_start_title),
                          .body = ui.tr(TextKey::find_start_body)});
        return;
    }
    // The rows of the text before stay until the new ones are there, so that nothing flickers.
    if (!find.typed.empty() && find.answered.empty()) return draw_loading_rows(ui, rest);
    if (!find.typed.empty() && find.found.empty()) return draw_nobody(ui, rest, state, intents);
    draw_note(ui, rest.cut_top(ui.px(k_note_height), ui.px(k_gap_xs)), find);
    draw_people(ui, rest, find.typed.empty() ? find.recent_members : find.found, state, intents);
}

}  // namespace qiantai::ui
