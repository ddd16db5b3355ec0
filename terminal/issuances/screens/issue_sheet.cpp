// The manager's yes over the form, and what the recipient is shown and signs.

#include <fmt/format.h>

#include <algorithm>

#include "assets/words/issuances.hpp"
#include "assets/words/kit.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/issuances/screens/issuance_words.hpp"
#include "terminal/issuances/screens/screen_issue.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_issue_sheet_width = 640;

/// What a manager may still agree to today stands behind the name.
Text approver_text(const Ui& ui, const IssueState& state, const domain::StaffTile& manager) {
    if (!state.offers) return Text::data(manager.name);
    for (const auto& one : state.offers->approvers) {
        if (one.number != manager.number) continue;
        return Text::data(manager.name + " · " +
                          ui.tr(words::issue_approver_left, one.left).utf8());
    }
    return Text::data(manager.name);
}

}  // namespace

void draw_issue_sheet(Ui& ui, const Rect& area, const Scene& scene, const IssueState& state,
                      IssueIntents& intents) {
    std::vector<domain::StaffTile> managers;
    for (const auto& one : scene.colleagues) {
        if (one.role == StaffRole::store_manager && one.number != scene.session->staff_number) {
            managers.push_back(one);
        }
    }
    std::vector<Text> names;
    std::optional<std::size_t> chosen;
    for (const auto& one : managers) {
        if (one.number == state.approver) chosen = names.size();
        names.push_back(approver_text(ui, state, one));
    }
    std::vector<Text> missing;
    if (!chosen) missing.push_back(ui.tr(words::issue_approver));
    if (state.pin.empty()) missing.push_back(ui.tr(words::issue_pin));
    auto lacks = missing.empty() ? Text() : fill_first_text(ui, missing);
    if (lacks.empty()) lacks = reason_lacks(ui, state.why);
    const BarButton buttons[] = {{"approve",
                                  ui.tr(words::issue_approve),
                                  {.kind = ButtonKind::primary,
                                   .icon = Icon::check,
                                   .lacks = lacks,
                                   .busy = state.checking}}};
    const int over = state.verdict ? state.verdict->over : 0;
    const auto answer = draw_question_sheet(
        ui, area,
        {.heading = {ui.tr(words::issue_over_title, over), Text::data(state.member_name)},
         .width_dp = k_issue_sheet_width,
         .buttons = buttons},
        [&](Rect& inside) {
            const auto why = draw_reason(ui, inside, state.why, {.usual = approval_reasons()});
            if (why) intents.add(issue::SetWhy{*why});
            inside.cut_top(ui.px(k_gap_m));
            draw_field_label(ui, inside, ui.tr(words::issue_approver));
            if (const auto pressed = draw_choices(ui, inside, "approver", names, chosen)) {
                intents.add(issue::ChooseApprover{managers[*pressed].number});
            }
            inside.cut_top(ui.px(k_gap_m));
            const auto typed = draw_field(
                ui, inside, "pin", state.pin,
                {.label = ui.tr(words::issue_pin),
                 .error = state.asking_error ? error_text(ui, *state.asking_error) : Text(),
                 .kind = FieldKind::secret,
                 .characters_max = 12});
            if (typed.changed) intents.add(issue::TypePin{*typed.changed});
        });
    if (answer.left) intents.add(issue::CloseSheet{});
    if (answer.pressed) intents.add(issue::Approve{});
}

CustomerPaper issue_slip(const IssueState& state) {
    const auto words = [&]<typename... Values>(TextKey key, const Values&... values) {
        return translate(state.turn.language, key, fmt::make_format_args(values...));
    };
    const auto& whom =
        state.recipient.member_id ? state.member_name : state.recipient.recipient_name;
    const int count = state.pieces();
    CustomerPaper slip{
        .form = words(words::issue_slip_title),
        .number = {},
        .title = words(words::issue_slip_heading, whom),
        .lead = words(words::issue_slip_lead),
        .facts = {},
        .amount = {words(words::issue_slip_amount), words(words::issue_slip_count, count)},
        .note = words(words::issue_slip_note),
        .thanks = words(words::customer_hand_back)};
    for (const auto& one : state.choices) {
        slip.facts.push_back(
            {Text::data(one.name), Text::data(fmt::format("{} {}", one.wish.pieces, one.unit))});
    }
    return slip;
}

void draw_issue_slip(Ui& ui, const Rect& window, const Scene& scene, const IssueState& state,
                     Intents<CustomerIntent>& intents) {
    draw_customer_turn(ui, window, scene, state.turn, issue_slip(state), intents);
}

}  // namespace qiantai::ui
