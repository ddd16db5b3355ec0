// Beyond the limits the manager agrees on the spot, beside the gifts: why, who, and the PIN.

#include <array>

#include "assets/words/issuances.hpp"
#include "assets/words/kit.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/issuances/screens/issuance_words.hpp"
#include "terminal/issuances/screens/issue_parts.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_pad.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

constexpr std::size_t k_approval_pin_max = 12, k_approval_pin_usual = 6;
constexpr float k_approver_height = 48, k_pin_dots_dp = 248, k_pin_row_height = 56;

/// The manager alone with how much is left today, or the choice among several.
void draw_approver(Ui& ui, Rect& rest, const Scene& scene, const IssueState& state,
                   IssueIntents& intents) {
    const auto& approvers = state.offers->approvers;
    if (approvers.empty()) {
        return draw_paragraph(ui, rest, ui.tr(words::issue_no_approver), TextStyle::body,
                              Role::warning, k_gap_s);
    }
    if (approvers.size() > 1) {
        std::vector<Text> names;
        std::optional<std::size_t> chosen;
        for (const auto& one : approvers) {
            if (one.number == state.approver) chosen = names.size();
            names.push_back(Text::data(colleague_text(scene, one.number).utf8() + " · " +
                                       ui.tr(words::issue_approver_left, one.left).utf8()));
        }
        if (const auto pressed = draw_choices(ui, rest, "approver", names, chosen)) {
            intents.add(issue::ChooseApprover{approvers[*pressed].number});
        }
        rest.cut_top(ui.px(k_gap_s));
    }
}

/// Two rows of five with the erasing at their end, so that the pad lies below the reasons and not
/// over them; the agreeing has a line of its own, for what it still lacks to be readable.
void draw_pin_rows(Ui& ui, Rect& rest, const IssueState& state, IssueIntents& intents) {
    constexpr std::array<std::string_view, 10> k_digits{"1", "2", "3", "4", "5",
                                                        "6", "7", "8", "9", "0"};
    const auto gap = ui.px(k_gap_s);
    const auto pad = rest.cut_top(2 * ui.px(k_pin_row_height) + gap, gap);
    auto rows = pad;
    for (int row = 0; row < 2; ++row) {
        const auto line = rows.cut_top(ui.px(k_pin_row_height), gap);
        for (int column = 0; column < 5; ++column) {
            const auto digit = k_digits[static_cast<std::size_t>(row * 5 + column)];
            if (draw_button(ui, line.column(column, 6, gap), digit,
                            Text::data(std::string(digit)))) {
                if (state.pin.size() < k_approval_pin_max) {
                    intents.add(issue::TypePin{state.pin + std::string(digit)});
                }
            }
        }
    }
    const auto last = pad.column(5, 6, gap);
    fill(ui, last, Role::surface2, k_radius_control);
    if (draw_icon_button(ui, last, "erase", ui.tr(words::keyboard_backspace), Icon::backspace,
                         Role::ink)) {
        intents.add(issue::TypePin{state.pin.substr(0, state.pin.size() - 1)});
    }
    if (draw_button(ui, rest.cut_top(ui.px(k_button_height)), "approve",
                    ui.tr(words::issue_approve),
                    {.kind = ButtonKind::primary,
                     .lacks = state.approval_lacks() ? ui.tr(words::issue_pin_short) : Text(),
                     .busy = state.checking})) {
        intents.add(issue::Approve{});
    }
}

/// Whose code it is, and beside it how much of the code is typed.
void draw_who_approves(Ui& ui, Rect& rest, const Scene& scene, const IssueState& state) {
    auto line = rest.cut_top(ui.px(k_approver_height), ui.px(k_gap_s));
    const auto length = std::max(k_approval_pin_usual, state.pin.size());
    const bool usual = length <= k_approval_pin_usual;
    draw_pin_dots(ui, usual ? line.cut_right(ui.px(k_pin_dots_dp), ui.px(k_gap_s)) : line,
                  state.pin.size(), length, state.asking_error.has_value());
    if (!usual) return;  // a long code needs the whole line
    const auto name = state.approver.empty() ? ui.tr(words::issue_approver)
                                             : colleague_text(scene, state.approver);
    draw_text(ui, line.cut_top(line.height() * 0.55f), name, TextStyle::body_strong, Role::ink);
    draw_text(ui, line, ui.tr(words::issue_type_pin), TextStyle::small, Role::ink2);
}

}  // namespace

bool IssueState::approval_lacks() const {
    return approver.empty() || pin.empty() || !why.given();
}

void draw_issue_approval(Ui& ui, Rect& rest, const Scene& scene, const IssueState& state,
                         IssueIntents& intents) {
    if (!state.is_over() || state.verdict->refused > 0 || !state.offers) return;
    rest.cut_top(ui.px(k_gap_s));
    const auto top = rest.top;
    const IdScope scope("approval");
    {
        Card card(ui, rest, k_gap);
        auto& inside = card.inside;
        draw_paragraph(ui, inside, ui.tr(words::issue_over_title, state.verdict->over),
                       TextStyle::large_strong, Role::ink, k_gap_s);
        const auto why = draw_reason(ui, inside, state.why, {.usual = approval_reasons()});
        if (why) intents.add(issue::SetWhy{*why});
        inside.cut_top(ui.px(k_gap_s));
        draw_approver(ui, inside, scene, state, intents);
        if (state.asking_error) {
            draw_paragraph(ui, inside, error_text(ui, *state.asking_error), TextStyle::small,
                           Role::danger, k_gap_s);
        }
        draw_who_approves(ui, inside, scene, state);
        draw_pin_rows(ui, inside, state, intents);
    }
    border(ui, {rest.left, top, rest.right, rest.top}, Role::warning, k_radius_card, 2);
    rest.cut_top(ui.px(k_gap_m));
}

}  // namespace qiantai::ui
