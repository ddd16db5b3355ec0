#include "terminal/desk/ask_then.hpp"

#include "terminal/desk/flow.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using Answers = std::vector<ShellIntent>;

Answers draw_ask_sheet(Ui& ui, const Rect& area, const AskThen& question, const AskWords& words) {
    constexpr float k_width = 560;
    Answers answers;
    const IdScope scope("asking");
    const bool asks_why = !question.reasons.empty();
    const std::array buttons{
        BarButton{"confirm asking",
                  words.dialog.confirm,
                  {.kind = words.dialog.confirm_kind,
                   .lacks = asks_why ? reason_lacks(ui, question.reason) : Text(),
                   .busy = question.busy}}};
    const QuestionSheet sheet{words.dialog.heading, k_width, buttons};
    const auto answer = draw_question_sheet(ui, area, sheet, [&](Rect& inside) {
        if (!words.dialog.body.empty()) {
            draw_paragraph(ui, inside, words.dialog.body, TextStyle::body, Role::ink2, k_gap);
        }
        if (words.field) {
            const auto& own = question.reason.own;
            const auto typed = draw_field(ui, inside, "words", own, *words.field);
            if (typed.changed) answers.emplace_back(shell::GiveReason{{.own = *typed.changed}});
            return;
        }
        const auto given = draw_reason(ui, inside, question.reason, {.usual = question.reasons});
        if (given) answers.emplace_back(shell::GiveReason{*given});
    });
    if (answer.pressed) answers.emplace_back(shell::AnswerAsk{.yes = true});
    if (answer.left) answers.emplace_back(shell::AnswerAsk{.yes = false});
    return answers;
}

}  // namespace

void ask(Flow& flow, AskThen question) {
    flow.nav.asking = std::move(question);
}

bool end_ask(Flow& flow, const Status& done) {
    auto& asking = flow.nav.asking;
    if (done) {
        asking.reset();
        return true;
    }
    if (asking) asking->busy = false;
    show_error(flow, done.error());
    return false;
}

std::vector<ShellIntent> draw_ask(Ui& ui, const Rect& area, const AskThen& question) {
    const auto words = question.words(ui);
    if (question.is_sheet()) return draw_ask_sheet(ui, area, question, words);
    const auto answer = draw_dialog(ui, area, words.dialog);
    if (!answer) return {};
    return {shell::AnswerAsk{.yes = *answer == DialogAnswer::confirmed}};
}

void answer_ask(Flow& flow, const shell::AnswerAsk& answer) {
    auto& asking = flow.nav.asking;
    if (!asking || asking->busy) return;
    if (!answer.yes) return asking.reset();
    const auto then = asking->then;
    const auto said = asking->reason.words(flow.scene.settings.language, asking->reasons);
    if (asking->is_sheet()) {
        asking->busy = true;
    } else {
        asking.reset();
    }
    then(flow, said);
}

}  // namespace qiantai::app
