#include "terminal/desk/ask_then.hpp"

#include "assets/words/kit.hpp"
#include "terminal/desk/flow.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_reason.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using Answers = std::vector<ShellIntent>;

/// What has to be said before it can be answered; empty: nothing.
Text ask_lacks(const Ui& ui, const AskThen& question) {
    if (!question.then_as) {
        return question.reasons.empty() ? Text() : reason_lacks(ui, question.reason);
    }
    std::vector<Text> missing;
    if (question.other.number.empty()) missing.push_back(ui.tr(words::other_person));
    if (question.other.pin.empty()) missing.push_back(ui.tr(words::other_person_pin));
    return missing.empty() ? Text() : fill_first_text(ui, missing);
}

void draw_other_person(Ui& ui, Rect& inside, const OtherPerson& other, Answers& answers) {
    if (other.people.empty()) {
        draw_paragraph(ui, inside, ui.tr(words::other_person_nobody), TextStyle::body,
                       Role::warning);
        return;
    }
    std::vector<Text> names;
    std::optional<std::size_t> chosen;
    for (const auto& one : other.people) {
        if (one.number == other.number) chosen = names.size();
        names.push_back(Text::data(one.name + " " + one.number));
    }
    draw_field_label(ui, inside, ui.tr(words::other_person));
    if (const auto pressed = draw_choices(ui, inside, "other person", names, chosen)) {
        answers.emplace_back(shell::ChoosePerson{other.people[*pressed].number});
    }
    inside.cut_top(ui.px(k_gap_m));
    constexpr std::size_t k_pin_characters_max = 12;
    const auto typed = draw_field(ui, inside, "other pin", other.pin,
                                  {.label = ui.tr(words::other_person_pin),
                                   .kind = ui::FieldKind::secret,
                                   .characters_max = k_pin_characters_max});
    if (typed.changed) answers.emplace_back(shell::TypePersonPin{*typed.changed});
}

Answers draw_ask_sheet(Ui& ui, const Rect& area, const AskThen& question, const AskWords& words) {
    constexpr float k_width = 560;
    Answers answers;
    const IdScope scope("asking");
    const std::array buttons{BarButton{"confirm asking",
                                       words.dialog.confirm,
                                       {.kind = words.dialog.confirm_kind,
                                        .lacks = ask_lacks(ui, question),
                                        .busy = question.busy}}};
    const QuestionSheet sheet{words.dialog.heading, k_width, buttons};
    const auto answer = draw_question_sheet(ui, area, sheet, [&](Rect& inside) {
        if (!words.dialog.body.empty()) {
            draw_paragraph(ui, inside, words.dialog.body, TextStyle::body, Role::ink2, k_gap);
        }
        if (question.then_as) return draw_other_person(ui, inside, question.other, answers);
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
    if (asking) {
        asking->busy = false;
        asking->other.pin.clear();
    }
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
    const auto then_as = asking->then_as;
    const auto other = asking->other;
    const auto said = asking->reason.words(flow.scene.settings.language, asking->reasons);
    if (asking->is_sheet()) {
        asking->busy = true;
    } else {
        asking.reset();
    }
    if (then_as) return then_as(flow, other);
    then(flow, said);
}

}  // namespace qiantai::app
