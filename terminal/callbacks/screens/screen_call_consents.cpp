// What the member says on the telephone of further calls and of offers, each with the wording that is
// read out.

#include "assets/words/callbacks.hpp"
#include "terminal/callbacks/screens/call_parts.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/members/screens/member_events.hpp"

namespace qiantai::ui {
namespace {

struct ConsentButton {
    std::string name;
    Text label;
    bool chosen = false;
    CallbacksIntent intent;
};

std::vector<ConsentButton> consent_buttons(const Ui& ui, const domain::CallbackSheet& sheet,
                                           const domain::CallConsent& consent) {
    const auto purpose = *consent.purpose.known();
    const auto name = std::string(code_of(purpose));
    std::vector<ConsentButton> buttons;
    buttons.push_back({"agrees " + name, ui.tr(words::callback_agrees),
                       consent.decision == ConsentDecision::given,
                       callbacks::SayConsent{purpose, true}});
    const bool ends_call = purpose == ConsentPurpose::callback && sheet.line.state.is_open();
    CallbacksIntent no = callbacks::SayConsent{purpose, false};
    // Who wants no more calls ends this one too.
    if (ends_call) no = callbacks::Record{CallbackOutcome::do_not_call};
    const bool withdrawn = consent.decision == ConsentDecision::withdrawn;
    const bool can_refuse = ends_call || consent.decision == ConsentDecision::given || withdrawn;
    if (can_refuse) {
        buttons.push_back(
            {"declines " + name, ui.tr(words::callback_declines), withdrawn, std::move(no)});
    }
    return buttons;
}

void draw_call_consent(Ui& ui, Rect& rest, const CallbacksState& state,
                       const domain::CallConsent& consent, CallbacksIntents& intents) {
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_xs));
    auto buttons = consent_buttons(ui, *state.sheet, consent);
    for (auto button = buttons.rbegin(); button != buttons.rend(); ++button) {
        const ButtonStyle style{
            .chosen = button->chosen, .busy = state.busy, .words = TextStyle::body_strong};
        const auto place = line.cut_right(button_width(ui, button->label, style), ui.px(k_gap_s));
        if (draw_button(ui, place, button->name, button->label, style) && !button->chosen) {
            intents.add(button->intent);
        }
    }
    draw_text(ui, line, consent_purpose_text(ui, consent.purpose.text()), TextStyle::body,
              Role::ink);
    const bool zh = ui.settings().language == Language::zh;
    draw_paragraph(ui, rest, Text::data(zh ? consent.words_zh : consent.words_en), TextStyle::small,
                   Role::ink2, k_gap_s);
}

}  // namespace

void draw_call_consents(Ui& ui, Rect& rest, const CallbacksState& state,
                        CallbacksIntents& intents) {
    const auto& consents = state.sheet->consents;
    if (consents.empty()) return;
    draw_text(ui, rest.cut_top(line_height(ui, TextStyle::body_strong), ui.px(k_gap_xs)),
              ui.tr(words::callback_consents), TextStyle::body_strong, Role::ink2);
    for (const auto& consent : consents) draw_call_consent(ui, rest, state, consent, intents);
    rest.cut_top(ui.px(k_gap_m));
}

}  // namespace qiantai::ui
