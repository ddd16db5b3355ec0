// The register's month, over the day's: each day with who checked it, what they come to, and the
// manager's signature once all of them are checked.

#include <fmt/format.h>

#include "assets/words/issuances.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/member_page.hpp"
#include "schema/base/signature.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/issuances/screens/screen_issuances.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_signature.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_month_sheet_width = 720, k_month_pad_height = 216, k_month_row_height = 64,
                k_month_step_dp = 60, k_month_signature_dp = 160;

Text count_of_register(const Ui& ui, int issuances, int pieces) {
    return Text::data(ui.tr(words::issuances_times, issuances).utf8() + " " +
                      ui.tr(words::issuances_pieces, pieces).utf8());
}

/// Where the parts of the sheet are drawn, with what they are drawn from.
struct MonthSheet {
    Ui& ui;
    Rect& rest;
    const Scene& scene;
    const IssuancesState& state;
    const domain::RegisterMonthPage& page;
    IssuancesIntents& intents;

    void draw_which() const {
        auto line = rest.cut_top(ui.px(k_month_step_dp), ui.px(k_gap_s));
        const auto step = ui.px(k_month_step_dp);
        const auto first = domain::month_of_text(page.month);
        if (!first) return;
        if (draw_icon_button(ui, line.cut_left(step), "month before",
                             ui.tr(words::register_month_before), Icon::chevron_left)) {
            intents.add(issuances::ShowMonth{domain::month_code(first->plus_months(-1))});
        }
        const auto today = Date::parse(scene.shop.today);
        const bool more = today && first->plus_months(1) <= *today;
        if (draw_icon_button(ui, line.cut_right(step), "month after",
                             ui.tr(words::register_month_after), Icon::chevron_right, Role::ink2,
                             more)) {
            intents.add(issuances::ShowMonth{domain::month_code(first->plus_months(1))});
        }
        draw_text(ui, line, ui.tr(words::register_month_of, first->year(), first->month()),
                  TextStyle::title, Role::ink, Align::center);
    }

    void draw_stand() const {
        if (page.signed_as) {
            const auto& signed_as = *page.signed_as;
            draw_banner(ui, rest, "signed",
                        {.tone = Tone::success,
                         .text = ui.tr(words::register_month_signed,
                                       colleague_text(scene, signed_as.created_by).utf8(),
                                       time_text(ui, scene.shop, signed_as.created_at).utf8())});
            rest.cut_top(ui.px(k_gap_s));
            if (const auto strokes = parse_signature(signed_as.signature)) {
                draw_signature_thumbnail(ui,
                                         rest.cut_top(ui.px(k_month_step_dp), ui.px(k_gap_s))
                                             .cut_left(ui.px(k_month_signature_dp)),
                                         *strokes);
            }
            if (!page.changed) return;
            draw_paragraph(
                ui, rest,
                ui.tr(words::register_month_changed,
                      ui.tr(words::issuances_times, page.now.issuances).utf8(), page.now.pieces),
                TextStyle::small, Role::warning, k_gap_s);
            return;
        }
        const auto words = !page.over ? ui.tr(words::register_month_running)
                           : page.now.unchecked > 0
                               ? ui.tr(words::register_month_unchecked, page.now.unchecked)
                               : ui.tr(words::register_month_note);
        draw_paragraph(ui, rest, words, TextStyle::body,
                       page.now.unchecked > 0 ? Role::warning : Role::ink2, k_gap_s);
    }

    void draw_sum() const {
        const int issuances = page.signed_as ? page.signed_as->issuances : page.now.issuances;
        const int pieces = page.signed_as ? page.signed_as->pieces : page.now.pieces;
        draw_card_title(ui, rest, ui.tr(words::register_month_sum),
                        count_of_register(ui, issuances, pieces));
        for (const auto& gift : page.now.gifts) {
            auto line = rest.cut_top(line_height(ui, TextStyle::body), ui.px(k_gap_xs));
            const auto count = Text::data(fmt::format("{} {}", gift.pieces, gift.unit));
            const auto wide = text_width(ui, count.utf8(), TextStyle::body_strong) + 1;
            draw_text(ui, line.cut_right(wide, ui.px(k_gap_m)), count, TextStyle::body_strong,
                      Role::ink, Align::right);
            draw_text(ui, line, Text::data(gift.name.empty() ? gift.code : gift.name),
                      TextStyle::body, Role::ink);
        }
        rest.cut_top(ui.px(k_gap_s));
    }

    Text who_checked(const domain::RegisterMonthDay& day) const {
        if (day.unchecked > 0) return ui.tr(words::register_month_open);
        std::string names;
        for (const auto& number : day.checked_by) {
            names += (names.empty() ? "" : "、") + colleague_text(scene, number).utf8();
        }
        std::string words = ui.tr(words::register_month_checked, names).utf8();
        if (day.off != 0) {
            words += " · " + ui.tr(words::register_month_off, fmt::format("{:+}", day.off)).utf8();
        }
        return Text::data(words);
    }

    void draw_days() const {
        if (page.now.days.empty()) {
            draw_paragraph(ui, rest, ui.tr(words::register_month_empty), TextStyle::body,
                           Role::ink2, k_gap_s);
        }
        for (std::size_t i = 0; i < page.now.days.size(); ++i) {
            const auto& day = page.now.days[i];
            const bool open = day.unchecked > 0;
            const ListRow row{.title = date_text(ui, scene.shop, day.day),
                              .subtitle = who_checked(day),
                              .icon = open ? Icon::clipboard : Icon::check_circle,
                              .icon_tone = open ? Tone::warning : Tone::success,
                              .trailing = count_of_register(ui, day.issuances, day.pieces),
                              .chevron = true,
                              .last = i + 1 == page.now.days.size()};
            if (draw_list_row(ui, rest.cut_top(ui.px(k_month_row_height)),
                              "month day " + day.day.text(), row)
                    .pressed) {
                intents.add(issuances::ShowDay{day.day});
            }
        }
    }

    void draw_pad() const {
        if (!page.yours) return;
        const SignaturePad pad{state.strokes,
                               Text::data(scene.session ? scene.session->name : std::string()),
                               ui.settings().language};
        const auto place = rest.cut_top(ui.px(k_month_pad_height), ui.px(k_gap_s));
        for (const auto& change : draw_signature(ui, place, "signature", pad)) {
            intents.add(issuances::SignMonth{change});
        }
    }
};

}  // namespace

void draw_register_month_sheet(Ui& ui, const Rect& area, const Scene& scene,
                               const IssuancesState& state, IssuancesIntents& intents) {
    if (!state.month) return;
    const auto& page = *state.month;
    std::vector<BarButton> buttons;
    if (page.yours) {
        const bool is_signed = is_believable_signature(state.strokes);
        buttons.push_back({"freeze month",
                           ui.tr(words::register_month_freeze),
                           {.kind = ButtonKind::primary,
                            .icon = Icon::check,
                            .lacks = is_signed ? Text() : ui.tr(words::customer_sign_first),
                            .busy = state.saving}});
    }
    const auto answer = draw_question_sheet(
        ui, area,
        {{ui.tr(words::register_month_title), {}},
         k_month_sheet_width,
         buttons,
         ui.tr(words::close)},
        [&](Rect& inside) {
            ScrollArea scroll(ui, "month", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            const MonthSheet parts{ui, rest, scene, state, page, intents};
            parts.draw_which();
            parts.draw_stand();
            if (state.sheet_error) {
                draw_banner(ui, rest, "refused",
                            {.tone = Tone::danger, .text = error_text(ui, *state.sheet_error)});
                rest.cut_top(ui.px(k_gap_s));
            }
            parts.draw_pad();
            parts.draw_sum();
            parts.draw_days();
            inside.top = scroll.finish(rest.top);
        });
    if (answer.pressed) intents.add(issuances::FreezeMonth{});
    if (answer.left) intents.add(issuances::CloseSheet{});
}

}  // namespace qiantai::ui
