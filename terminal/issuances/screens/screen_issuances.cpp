#include "terminal/issuances/screens/screen_issuances.hpp"

#include <algorithm>

#include "assets/words/campaigns.hpp"
#include "assets/words/issuances.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/button_rows.hpp"
#include "terminal/gifts/screens/gift_ways.hpp"
#include "terminal/issuances/screens/issuance_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_issuance_row_height = 80, k_check_sheet_width = 560, k_off_height = 60;
constexpr float k_issuance_tags_most_dp = 560;  ///< the tags leave the words before them so much
constexpr int k_off_most = 999;

std::string colleague_name(const Scene& scene, const std::string& number) {
    const auto* found = scene.find_colleague(number);
    return found == nullptr ? number : found->name;
}

Text alert_text(const Ui& ui, const Scene& scene, const domain::IssuanceAlert& alert) {
    using enum domain::IssuanceAlertKind;
    if (alert.kind == repeated) {
        return ui.tr(words::issuance_alert_repeated, alert.name, alert.issuances.size());
    }
    if (alert.kind == clerk) {
        return ui.tr(words::issuance_alert_clerk, colleague_name(scene, alert.staff_number),
                     alert.pieces, alert.of);
    }
    if (alert.kind == gift) {
        return ui.tr(words::issuance_alert_gift, alert.name, alert.pieces, alert.of);
    }
    return ui.tr(words::issuance_alert_cap, alert.name, alert.pieces, alert.of);
}

void draw_issuance_banners(Ui& ui, Rect& rest, const Scene& scene, const IssuancesState& state,
                           IssuancesIntents& intents) {
    if (!state.open_days.empty()) {
        const auto& first = state.open_days.front();
        const auto day = date_text(ui, scene.shop, first.day);
        if (draw_banner(ui, rest, "open day",
                        {.tone = Tone::danger,
                         .text = ui.tr(words::issuances_open_day, day.utf8(), first.unchecked),
                         .action = ui.tr(words::issuances_show_day)})) {
            intents.add(issuances::ShowDay{first.day});
        }
        rest.cut_top(ui.px(k_gap_s));
    }
    const bool may_excuse = scene.has_right(domain::Right::issuances_settle);
    for (const auto& takeback : state.takebacks) {
        const auto& one = takeback.issuance;
        if (draw_banner(
                ui, rest, "takeback " + one.number,
                {.text = ui.tr(words::issuances_takeback, one.recipient, one.gifts, one.number),
                 .action = may_excuse ? ui.tr(words::issuances_excuse) : Text()})) {
            intents.add(issuances::Excuse{one.id, one.number});
        }
        rest.cut_top(ui.px(k_gap_s));
        if (!may_excuse) continue;
        const auto label = ui.tr(words::issuances_charge, one.gifts);
        auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
        const auto wide = text_width(ui, label.utf8(), TextStyle::body) + ui.px(k_gap_m);
        if (draw_text_button(ui, line.cut_right(std::min(wide, line.width())),
                             "charge " + one.number, label)) {
            intents.add(issuances::Charge{one.id, one.number});
        }
    }
    const bool may_settle = scene.has_right(domain::Right::entitlements_settle);
    for (const auto& line : state.conflicts) {
        const auto& conflict = line.conflict;
        const auto elsewhere =
            conflict.other_store.empty() ? conflict.store_code : conflict.other_store;
        if (draw_banner(ui, rest, "conflict " + line.code,
                        {.tone = Tone::danger,
                         .text = ui.tr(words::issuances_conflict, line.code,
                                       store_name(scene.shop, conflict.store_code),
                                       store_name(scene.shop, elsewhere)),
                         .action = may_settle ? ui.tr(words::issuances_settle) : Text()})) {
            intents.add(issuances::Settle{conflict.id, line.code});
        }
        rest.cut_top(ui.px(k_gap_s));
    }
    for (std::size_t i = 0; i < state.alerts.size(); ++i) {
        draw_banner(ui, rest, fmt::format("alert {}", i),
                    {.text = alert_text(ui, scene, state.alerts[i])});
        rest.cut_top(ui.px(k_gap_s));
    }
}

Text day_count_text(const Ui& ui, const Shop& shop, const domain::RegisterDay& day) {
    const auto when = date_text(ui, shop, day.day).utf8();
    const auto times = ui.tr(words::issuances_times, day.lines.size());
    const auto pieces = ui.tr(words::issuances_pieces, day.pieces);
    return ui.tr(words::issuances_of_day, when, times.utf8(), pieces.utf8());
}

ListRow issuance_row(const Ui& ui, const Scene& scene, const domain::RegisterLine& line) {
    const auto& one = line.issuance;
    const bool gone = one.pieces == 0;
    const auto what = gone ? ui.tr(words::issuances_taken_back)
                           : Text::data(fmt::format("{} ×{}", one.gifts, one.pieces));
    return {.title = Text::data(one.recipient.empty() ? one.number : one.recipient),
            .subtitle = Text::data(what.utf8() + " · " + colleague_name(scene, one.created_by) +
                                   " · " + one.number),
            .icon = Icon::gift,
            .icon_tone = gone ? Tone::neutral : Tone::primary,
            .tag = issuance_reason_text(ui, one.reason),
            .trailing = line.checked_by.empty() ? clock_text(scene.shop, one.created_at)
                                                : ui.tr(words::issuances_checked_by,
                                                        colleague_name(scene, line.checked_by))};
}

/// Somebody with a name who is no member: a member's goes with the member.
bool may_erase_recipient(const Scene& scene, const domain::IssuanceSummary& one) {
    return scene.has_right(domain::Right::members_erase) && !one.member_id &&
           !one.recipient.empty();
}

void draw_issuance_rows(Ui& ui, Rect& rest, const Scene& scene, const IssuancesState& state,
                        IssuancesIntents& intents) {
    const bool may_act = scene.has_right(domain::Right::issuances_keep);
    Card card(ui, rest, k_gap_s);
    const auto& lines = state.shown->lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        // The newest first.
        const auto& line = lines[lines.size() - 1 - i];
        auto row = issuance_row(ui, scene, line);
        row.last = i + 1 == lines.size();
        const auto place = card.inside.cut_top(ui.px(k_issuance_row_height));
        row.tag_from =
            std::clamp(place.width() / ui.px(1) / 2, row.tag_from, k_issuance_tags_most_dp);
        const auto& one = line.issuance;
        const bool erases = may_erase_recipient(scene, one);
        if (!may_act || (one.pieces == 0 && !erases)) {
            draw_list_row_still(ui, place, row);
            continue;
        }
        if (!draw_list_row(ui, place, "issuance " + one.number, row).pressed) continue;
        // With one thing to do it is asked about at once.
        if (erases) {
            intents.add(issuances::OpenOne{one});
        } else {
            intents.add(issuances::TakeBack{one.id, one.number});
        }
    }
}

void draw_issuance_bar(Ui& ui, Rect& rest, const Scene& scene, const IssuancesState& state,
                       IssuancesIntents& intents) {
    std::vector<BarButton> buttons;
    enum class Does : std::uint8_t { give, check };
    std::vector<Does> does;
    if (scene.has_right(domain::Right::issuances_keep)) {
        buttons.push_back(
            {"give", ui.tr(words::issue_title), {.kind = ButtonKind::primary, .icon = Icon::plus}});
        does.push_back(Does::give);
    }
    if (state.shown && state.shown->yours > 0) {
        buttons.push_back(
            {"check", ui.tr(words::issuances_check, state.shown->yours), {.icon = Icon::check}});
        does.push_back(Does::check);
    }
    if (buttons.empty()) return;
    const auto pressed =
        draw_action_bar(ui, rest.cut_top(ui.px(k_button_height), ui.px(k_gap_m)), buttons);
    if (!pressed) return;
    switch (does[*pressed]) {
        case Does::give:
            return intents.add(issuances::Give{});
        case Does::check:
            return intents.add(issuances::BeginCheck{});
    }
}

/// Papers, and who is on duty: seldom wanted, below the rows.
void draw_issuance_papers(Ui& ui, Rect& rest, const Scene& scene, const IssuancesState& state,
                          IssuancesIntents& intents) {
    std::vector<BarButton> buttons;
    std::vector<IssuancesIntent> does;
    const auto offer = [&](const char* name, TextKey label, Icon icon, IssuancesIntent intent) {
        buttons.push_back({name, ui.tr(label), {.icon = icon}});
        does.push_back(std::move(intent));
    };
    if (scene.has_right(domain::Right::issuances_keep) && !state.shown->lines.empty()) {
        offer("print", words::issuances_print, Icon::file, issuances::Print{});
    }
    if (scene.has_right(domain::Right::issuances_check)) {
        offer("print month", words::issuances_print_month, Icon::calendar, issuances::PrintMonth{});
        const auto day = state.shown->day;
        offer("month", words::register_month_title, Icon::clipboard,
              issuances::ShowMonth{domain::month_code(day)});
    }
    if (scene.has_right(domain::Right::duty_plan)) {
        offer("duty", words::duty_title, Icon::accounts, issuances::ShowDuty{});
    }
    rest.cut_top(ui.px(k_gap));
    if (const auto pressed = draw_button_rows(ui, rest, buttons)) {
        std::visit([&](const auto& intent) { intents.add(intent); }, does[*pressed]);
    }
}

/// What can be done about one that went to somebody who is no member.
void draw_one_issuance(Ui& ui, const Rect& area, const IssuancesState& state,
                       IssuancesIntents& intents) {
    const auto& one = *state.about;
    std::vector<BarButton> buttons;
    if (one.pieces > 0) {
        buttons.push_back({"take back",
                           ui.tr(words::issuance_take_back_yes),
                           {.kind = ButtonKind::primary, .icon = Icon::undo}});
    }
    buttons.push_back({"erase recipient", ui.tr(words::issuance_erase), {}});
    const auto answer = draw_question_sheet(
        ui, area,
        {{Text::data(one.recipient), Text::data(one.number)}, k_check_sheet_width, buttons},
        [&](Rect& inside) {
            draw_paragraph(ui, inside, Text::data(fmt::format("{} ×{}", one.gifts, one.pieces)),
                           TextStyle::body_strong, Role::ink, k_gap_s);
            draw_paragraph(ui, inside, ui.tr(words::issuance_erase_body), TextStyle::body,
                           Role::ink2);
        });
    if (answer.left) intents.add(issuances::CloseSheet{});
    if (!answer.pressed) return;
    if (buttons[*answer.pressed].name == "take back") {
        intents.add(issuances::TakeBack{one.id, one.number});
    } else {
        intents.add(issuances::EraseRecipient{one.id, one.number});
    }
}

}  // namespace

void draw_issuances(Ui& ui, const Rect& area, const Scene& scene, const IssuancesState& state,
                    IssuancesIntents& intents) {
    auto page = page_width(ui, area, k_list_width);
    if (const auto way = draw_gift_ways(ui, page, scene, k_issuances_screen)) {
        intents.add(shell::OpenScreen{*way});
    }
    draw_issuance_bar(ui, page, scene, state, intents);
    const auto presence = draw_list_absence(ui, page, state.error, state.shown.has_value());
    if (presence == ListPresence::retry) intents.add(issuances::Reload{});
    if (presence != ListPresence::there) return;
    ScrollArea scroll(ui, "issuances", page);
    auto rest = scroll.content();
    draw_issuance_banners(ui, rest, scene, state, intents);
    draw_paragraph(ui, rest, day_count_text(ui, scene.shop, *state.shown), TextStyle::body_strong,
                   Role::ink, k_gap_s);
    if (state.shown->lines.empty()) {
        draw_empty_state(ui, rest.cut_top(ui.px(320)), "none",
                         {.icon = Icon::gift,
                          .title = ui.tr(words::issuances_none),
                          .body = ui.tr(words::issuances_none_body)});
    } else {
        draw_issuance_rows(ui, rest, scene, state, intents);
    }
    draw_issuance_papers(ui, rest, scene, state, intents);
    scroll.finish(rest.top);
}

void draw_issuances_sheet(Ui& ui, const Rect& area, const Scene& scene, const IssuancesState& state,
                          IssuancesIntents& intents) {
    if (state.about) return draw_one_issuance(ui, area, state, intents);
    if (state.month) return draw_register_month_sheet(ui, area, scene, state, intents);
    const BarButton buttons[] = {
        {"check day",
         ui.tr(words::issuances_check_done),
         {.kind = ButtonKind::primary, .icon = Icon::check, .busy = state.saving}}};
    const auto day = state.shown ? date_text(ui, scene.shop, state.shown->day) : Text();
    const auto answer = draw_question_sheet(
        ui, area,
        {.heading = {ui.tr(words::issuances_check_title), day},
         .width_dp = k_check_sheet_width,
         .buttons = buttons},
        [&](Rect& inside) {
            const auto label = ui.tr(words::issuances_off);
            draw_paragraph(ui, inside, label, TextStyle::body, Role::ink2, k_gap_s);
            const auto off =
                draw_stepper(ui, inside.cut_top(ui.px(k_off_height), ui.px(k_gap_m)), "off", label,
                             {.value = state.off, .least = -k_off_most, .most = k_off_most});
            if (off) intents.add(issuances::SetOff{*off});
            const auto typed = draw_field(
                ui, inside, "words", state.words,
                {.label = ui.tr(words::issuances_off_words),
                 .error = state.sheet_error ? error_text(ui, *state.sheet_error) : Text(),
                 .characters_max = k_issuance_words_length_max});
            if (typed.changed) intents.add(issuances::TypeWords{*typed.changed});
        });
    if (answer.left) intents.add(issuances::CloseSheet{});
    if (answer.pressed) intents.add(issuances::Check{});
}

}  // namespace qiantai::ui
