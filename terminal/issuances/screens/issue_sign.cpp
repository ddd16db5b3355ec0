// Beside the gifts, where there is room: what goes at once, for the recipient to check and sign.

#include <fmt/format.h>

#include <algorithm>

#include "assets/words/issuances.hpp"
#include "assets/words/kit.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/issuances/screens/issue_parts.hpp"
#include "terminal/kit/core/measure.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_signature.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_sign_pad_least = 220;

Text recipient_text(const IssueState& state) {
    return Text::data(state.recipient.member_id ? state.member_name
                                                : state.recipient.recipient_name);
}

/// The signature is for exactly these pieces.
void draw_sign_lines(Ui& ui, Rect& rest, const IssueState& state) {
    draw_paragraph(ui, rest, ui.tr(words::issue_sign_title), TextStyle::large_strong, Role::ink);
    const auto whom = recipient_text(state);
    if (!whom.empty()) {
        draw_paragraph(ui, rest, ui.tr(words::issue_sign_whom, whom.utf8()), TextStyle::small,
                       Role::ink2, k_gap_s);
    }
    for (std::size_t i = 0; i < state.choices.size(); ++i) {
        const auto& choice = state.choices[i];
        const int pieces = state.goes_at_once(i);
        if (pieces == 0) continue;
        const auto count = Text::data(fmt::format("{} {}", pieces, choice.unit));
        const auto wide = text_width(ui, count.utf8(), TextStyle::large_strong) + 1;
        auto line = rest.cut_top(line_height(ui, TextStyle::large_strong), ui.px(k_gap_xs));
        draw_text(ui, line.cut_right(wide, ui.px(k_gap_s)), count, TextStyle::large_strong,
                  Role::ink, Align::right);
        draw_text(ui, line, Text::data(choice.name), TextStyle::large, Role::ink);
    }
    if (state.is_over()) {
        draw_paragraph(ui, rest, ui.tr(words::issue_sign_over, state.verdict->over),
                       TextStyle::small, Role::warning, k_gap_xs);
    }
    if (state.verdict && state.verdict->refused > 0) {
        draw_paragraph(ui, rest, ui.tr(words::issue_sign_refused, state.verdict->refused),
                       TextStyle::small, Role::warning, k_gap_xs);
    }
}

/// What else can be done about the signature, then the giving itself.
void draw_sign_foot(Ui& ui, Rect& rest, const IssueState& state, IssueIntents& intents) {
    if (draw_switch(ui, rest.cut_top(ui.px(k_target_min)), "print slip",
                    ui.tr(words::issue_print_slip), state.print_slip)) {
        intents.add(issue::SetPrintSlip{!state.print_slip});
    }
    const auto lacks = issue_lacks(ui, state);
    const auto bar = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    const ButtonStyle quiet{.lacks = lacks, .words = TextStyle::body_strong};
    if (draw_button(ui, bar.column(0, 2, ui.px(k_gap_s)), "turn", ui.tr(words::issue_turn),
                    quiet)) {
        intents.add(issue::TurnToCustomer{});
    }
    if (draw_button(ui, bar.column(1, 2, ui.px(k_gap_s)), "unsigned", ui.tr(words::issue_unsigned),
                    quiet)) {
        intents.add(issue::Unsigned{});
    }
    const bool part = state.gives_less() && state.verdict->free > 0;
    auto missing = part ? issue_lacks_at_once(ui, state) : lacks;
    if (missing.empty() && !is_believable_signature(state.strokes)) {
        missing = ui.tr(words::customer_sign_first);
    }
    const auto label = part ? ui.tr(words::issue_only_allowed, state.verdict->free)
                            : ui.tr(words::issue_give, state.pieces());
    if (draw_button(ui, rest.cut_top(ui.px(k_button_height + 8), ui.px(k_gap_s)), "give", label,
                    {.kind = ButtonKind::primary,
                     .icon = Icon::check,
                     .lacks = missing,
                     .busy = state.saving,
                     .finishes = Finishes::form})) {
        intents.add(issue::Give{});
    }
    if (draw_button(ui, rest.cut_top(ui.px(k_target_min)), "give up", ui.tr(words::issue_clear),
                    {.kind = ButtonKind::ghost})) {
        intents.add(issue::GiveUp{});
    }
}

}  // namespace

void draw_issue_sign(Ui& ui, const Rect& area, const Scene& scene, const IssueState& state,
                     IssueIntents& intents) {
    auto inside = draw_card(ui, area, k_gap);
    const auto high = measured_height(ui, inside.width(), [&](Rect& place) {
        IssueIntents none;
        draw_sign_foot(ui, place, state, none);
    });
    auto foot = inside.cut_bottom(high, ui.px(k_gap_s));
    {
        ScrollArea scroll(ui, "to sign", inside, Role::surface);
        auto rest = scroll.content();
        draw_sign_lines(ui, rest, state);
        if (state.error) {
            draw_banner(ui, rest, "wrong",
                        {.tone = Tone::danger, .text = error_text(ui, *state.error)});
            rest.cut_top(ui.px(k_gap_s));
        }
        const auto pad = std::max(ui.px(k_sign_pad_least), scroll.view().bottom - rest.top);
        const auto today = Date::parse(scene.shop.today);
        const SignaturePad shown{state.strokes,
                                 today ? full_date_text(ui.settings().language, *today) : Text(),
                                 ui.settings().language};
        for (const auto& change : draw_signature(ui, rest.cut_top(pad), "signature", shown)) {
            intents.add(issue::Sign{change});
        }
        scroll.finish(rest.top);
    }
    draw_sign_foot(ui, foot, state, intents);
}

}  // namespace qiantai::ui
