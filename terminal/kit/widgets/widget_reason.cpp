#include "terminal/kit/widgets/widget_reason.hpp"

#include <algorithm>

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_field.hpp"

namespace qiantai::ui {

bool Reason::given() const {
    return code == k_own_reason ? !own.empty() : !code.empty();
}

std::string Reason::words(Language language, std::span<const Choice> usual) const {
    const auto chosen = std::ranges::find(usual, code, &Choice::value);
    return chosen == usual.end() ? own : translate(language, chosen->words).utf8();
}

Text reason_lacks(const Ui& ui, const Reason& reason) {
    if (reason.given()) return {};
    if (reason.code.empty()) return ui.tr(words::reason_choose);
    return ui.tr(words::fill_first, ui.tr(words::reason_own_words).utf8());
}

std::optional<Reason> draw_reason(Ui& ui, Rect& rest, const Reason& reason,
                                  const ReasonAsked& asked) {
    const IdScope scope("reason");
    std::optional<Reason> changed;
    draw_field_label(ui, rest, ui.tr(words::required_mark, ui.tr(words::reason).utf8()));
    std::vector<Choice> choices(asked.usual.begin(), asked.usual.end());
    choices.push_back({k_own_reason, words::reason_own});
    const auto chosen = draw_choices(ui, rest, "usual", choices, reason.code);
    if (chosen) {
        changed = {std::string(*chosen), reason.own};
        // What is typed next goes there at once.
        if (*chosen == k_own_reason) ui.wish_focus(ui.id("words"));
    }
    if (reason.code == k_own_reason) {
        rest.cut_top(ui.px(k_gap_s));
        const auto typed = draw_field(ui, rest, "words", reason.own,
                                      {.label = ui.tr(words::reason_own_words),
                                       .error = asked.error,
                                       .characters_max = asked.characters_max,
                                       .required = true});
        if (typed.changed) changed = {reason.code, *typed.changed};
    } else if (!asked.error.empty()) {
        draw_paragraph(ui, rest, asked.error, TextStyle::small, Role::danger);
    }
    return changed;
}

}  // namespace qiantai::ui
