#pragma once

// Questions over a screen that carry what happens on yes: one at a time, drawn and answered in the
// same way for every screen.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "schema/base/result.hpp"
#include "terminal/base/store_facts.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/jobs.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"

namespace qiantai::ui {

/// A question as the screen says it in its language of now.
struct AskWords {
    Dialog dialog;
    std::optional<Field> field{};  ///< asks for words too, which may be left out
};

}  // namespace qiantai::ui

namespace qiantai::app {

/// Somebody else who says yes on the spot: one of these people, with the PIN, which is kept nowhere
/// but here and no longer than the question.
struct OtherPerson {
    std::vector<domain::StaffTile> people{};
    std::string number{};
    std::string pin{};
};

struct AskThen {
    std::function<ui::AskWords(const ui::Ui&)> words;
    /// On yes, with the words of the reason or what was typed. A dialog is closed before; a sheet with words stays, busy,
    /// until end_ask().
    std::function<void(Flow&, const std::string& typed)> then;
    std::span<const ui::Choice> reasons{};  ///< asks why: there is no yes without one
    bool asks_words = false;                ///< `words` has a field
    ui::Reason reason{};
    bool busy = false;
    OtherPerson other{};  ///< with people: who of them is asked too, and `then_as` is what follows
    std::function<void(Flow&, const OtherPerson& other)> then_as{};

    /// More than yes or no: it stays until its work has ended.
    bool is_sheet() const { return asks_words || !reasons.empty() || bool(then_as); }
};

/// Asks over the open screen; going to another one drops the question.
void ask(Flow& flow, AskThen question);
/// The work of a sheet with words has ended: closes it, or, if it failed, tells why and lets it be
/// answered again. True if it went well.
bool end_ask(Flow& flow, const Status& done);

std::vector<ui::ShellIntent> draw_ask(ui::Ui& ui, const ui::Rect& area, const AskThen& question);
void answer_ask(Flow& flow, const ui::shell::AnswerAsk& answer);

}  // namespace qiantai::app
