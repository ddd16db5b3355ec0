#include "terminal/closing/screens/screen_closing.hpp"

#include "assets/words/closing.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/shell.hpp"
#include "schema/base/signature.hpp"
#include "terminal/closing/screens/closing_count.hpp"
#include "terminal/closing/screens/closing_groups.hpp"
#include "terminal/closing/screens/closing_words.hpp"
#include "terminal/closing/screens/screen_hand_over.hpp"
#include "terminal/desk/case_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_action_row.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_signature.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_closing_side_width = 340, k_closing_sheet_width = 640, k_closing_pad_height = 232;

void draw_closing_banners(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state,
                          ClosingIntents& intents) {
    const auto& page = *state.page;
    if (page.unclosed) {
        const auto day = date_text(ui, scene.shop, *page.unclosed);
        if (draw_banner(ui, rest, "unclosed day",
                        {.tone = Tone::danger,
                         .text = ui.tr(words::closing_unclosed, day.utf8()),
                         .action = ui.tr(words::closing_show_day)})) {
            intents.add(closing::ShowDay{page.unclosed});
        }
        rest.cut_top(ui.px(k_gap));
    }
    if (state.day) {
        if (draw_banner(ui, rest, "today",
                        {.tone = Tone::info,
                         .text = ui.tr(words::closing_other_day,
                                       date_text(ui, scene.shop, page.day).utf8()),
                         .action = ui.tr(words::closing_show_today)})) {
            intents.add(closing::ShowDay{});
        }
        rest.cut_top(ui.px(k_gap));
    }
    if (page.late > 0) {
        const bool act = page.yours;
        if (draw_banner(ui, rest, "late",
                        {.text = ui.tr(words::closing_late, page.late),
                         .action = act ? ui.tr(words::closing_again) : Text()})) {
            intents.add(closing::CloseAgain{});
        }
        rest.cut_top(ui.px(k_gap));
    }
}

void draw_closing_page(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state,
                       ClosingIntents& intents) {
    draw_closing_banners(ui, rest, scene, state, intents);
    draw_closings_done(ui, rest, scene, state);
    draw_closing_stocktake(ui, rest, scene, state, intents);
    draw_carried_over(ui, rest, scene, state, intents);
    draw_closing_groups(ui, rest, scene, state, intents);
}

/// How many are missing, in large digits; a check mark without any.
void draw_closing_count(Ui& ui, Rect& rest, const ClosingState& state) {
    const int missing = domain::left_that_must(state.page->items);
    const bool closed = !state.page->closes.empty();
    auto head = rest.cut_top(ui.px(64), ui.px(k_gap_s));
    if (missing == 0 || closed) {
        const auto sign = head.cut_left(ui.px(44), ui.px(k_gap_m));
        draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::check_circle, 40, Role::success);
    } else {
        const auto number = number_text(missing);
        const auto width = text_width(ui, number.utf8(), TextStyle::figure) + 1;
        draw_text(ui, head.cut_left(width, ui.px(k_gap_m)), number, TextStyle::figure,
                  Role::warning);
    }
    const auto title =
        closed ? words::closing_is_closed
               : (missing == 0 ? words::closing_nothing_missing : words::closing_missing_title);
    draw_text(ui, head, ui.tr(title), TextStyle::large_strong, Role::ink);
    const auto note =
        closed ? words::closing_is_closed_note
               : (missing == 0 ? words::closing_nothing_missing_note : words::closing_missing_note);
    draw_paragraph(ui, rest, ui.tr(note), TextStyle::small, Role::ink2, k_gap);
}

void draw_closing_sync(Ui& ui, Rect& rest, const Scene& scene) {
    const auto& sync = scene.sync;
    std::vector<Fact> facts;
    if (sync.alone) return;
    facts.push_back({.label = ui.tr(words::closing_complete_at),
                     .value = sync.complete_at ? time_text(ui, scene.shop, *sync.complete_at)
                                               : ui.tr(words::sync_never)});
    draw_facts(ui, rest, facts);
    rest.cut_top(ui.px(k_gap));
}

Text close_label(const Ui& ui, const ClosingState& state) {
    const int missing = domain::left_that_must(state.page->items);
    return missing == 0 ? ui.tr(words::closing_close) : ui.tr(words::closing_close_left, missing);
}

void draw_closing_buttons(Ui& ui, Rect& rest, const ClosingState& state, ClosingIntents& intents) {
    const auto& page = *state.page;
    if (!page.yours) return;
    const auto height = ui.px(k_button_height + 4);
    if (!page.closes.empty()) {
        const ButtonStyle style{.icon = Icon::plus, .busy = state.saving};
        if (draw_button(ui, rest.cut_top(height), "close again", ui.tr(words::closing_again),
                        style)) {
            intents.add(closing::CloseAgain{});
        }
        return;
    }
    const auto open = without_reason(state);
    if (open.empty()) {
        const ButtonStyle style{
            .kind = ButtonKind::primary, .icon = Icon::check, .busy = state.saving};
        if (draw_button(ui, rest.cut_top(height), "close day", close_label(ui, state), style)) {
            intents.add(closing::Close{});
        }
        return;
    }
    const auto first = Coded<DayItemKind>(open.front());
    const auto go = ui.tr(words::closing_go, day_item_text(ui, first).utf8());
    if (draw_button(ui, rest.cut_top(height, ui.px(k_gap_s)), "next thing", go,
                    {.kind = ButtonKind::primary, .icon = Icon::arrow_right})) {
        intents.add(closing::Go{first});
    }
    const ButtonStyle style{
        .lacks = ui.tr(words::closing_lacks_reasons, static_cast<int>(open.size())),
        .busy = state.saving};
    if (draw_button(ui, rest.cut_top(height), "close day", close_label(ui, state), style)) {
        intents.add(closing::Close{});
    }
}

void draw_closing_side(Ui& ui, Rect& rest, const Scene& scene, const ClosingState& state,
                       ClosingIntents& intents) {
    draw_closing_count(ui, rest, state);
    draw_closing_sync(ui, rest, scene);
    if (!state.page->yours) {
        draw_paragraph(ui, rest, ui.tr(words::closing_by_manager), TextStyle::body, Role::ink2, 0);
        return;
    }
    draw_closing_signers(ui, rest, scene, state);
    const ActionRow row{
        .icon = Icon::accounts, .title = ui.tr(words::hand_over_title), .last = true};
    if (draw_action_row(ui, rest, "hand over", row)) {
        intents.add(shell::OpenScreen{k_hand_over_screen});
    }
}

}  // namespace

std::vector<DayItemKind> without_reason(const ClosingState& state) {
    std::vector<DayItemKind> open;
    for (const auto& item : state.page->items) {
        const auto kind = item.kind.known();
        if (!item.must || item.count == 0 || !kind) continue;
        const auto given = state.reasons.find(*kind);
        if (given == state.reasons.end() || !given->second.given()) open.push_back(*kind);
    }
    return open;
}

Text closing_title(const Ui& ui, const Scene& scene, const ClosingState& state) {
    if (!state.page) return ui.tr(words::closing_title);
    return Text::data(ui.tr(words::closing_title).utf8() + " · " +
                      date_text(ui, scene.shop, state.page->day).utf8());
}

void draw_closing(Ui& ui, const Rect& area, const Scene& scene, const ClosingState& state,
                  ClosingIntents& intents) {
    if (!state.page) {
        if (draw_page_absence(ui, area, state.error)) intents.add(closing::Reload{});
        return;
    }
    draw_case_page(
        ui, area, {.side_width_dp = k_closing_side_width, .gap_dp = k_gap},
        [&](Rect& rest) { draw_closing_page(ui, rest, scene, state, intents); },
        [&](Rect& rest) { draw_closing_side(ui, rest, scene, state, intents); },
        [&](Rect& rest) { draw_closing_buttons(ui, rest, state, intents); });
}

void draw_closing_sheet(Ui& ui, const Rect& area, const Scene& scene, const ClosingState& state,
                        ClosingIntents& intents) {
    if (!state.signing || !state.page) return;
    const bool is_signed = is_believable_signature(state.strokes);
    const BarButton buttons[] = {
        {"close signed",
         close_label(ui, state),
         {.kind = ButtonKind::primary,
          .icon = Icon::check,
          .lacks = is_signed ? Text() : ui.tr(words::customer_sign_first),
          .busy = state.saving}},
        {"close unsigned", ui.tr(words::closing_unsigned), {.busy = state.saving}}};
    const Heading heading{ui.tr(words::closing_close), date_text(ui, scene.shop, state.page->day)};
    const auto answer =
        draw_question_sheet(ui, area, {heading, k_closing_sheet_width, buttons}, [&](Rect& inside) {
            draw_paragraph(ui, inside, ui.tr(words::closing_ask), TextStyle::body, Role::ink2,
                           k_gap_s);
            const SignaturePad pad{state.strokes,
                                   Text::data(scene.session ? scene.session->name : std::string()),
                                   ui.settings().language};
            for (const auto& change : draw_signature(
                     ui, inside.cut_top(ui.px(k_closing_pad_height)), "signature", pad)) {
                intents.add(closing::Sign{change});
            }
        });
    if (answer.pressed == 0U) intents.add(closing::SaveSigned{});
    if (answer.pressed == 1U) intents.add(closing::SaveUnsigned{});
    if (answer.left) intents.add(closing::CloseSheet{});
}

}  // namespace qiantai::ui
