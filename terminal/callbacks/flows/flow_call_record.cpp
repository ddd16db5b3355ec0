// What came of a call: written down, and taken back.

#include "assets/words/callbacks.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/member_page.hpp"
#include "terminal/callbacks/flows/callback_flow_parts.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"
#include "terminal/callbacks/screens/callback_words.hpp"
#include "terminal/members/flows/member_flows.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

void take_back(Flow& flow, const Uuid& step) {
    run_service(
        flow,
        [step](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Callbacks(context).undo(session, step);
        },
        [](Flow& later, const Result<domain::CallbackLine>& line) {
            if (!line) return show_error(later, line.error());
            show_done(later, words::callback_undone_toast);
            auto& state = callbacks_of(later);
            state.notes = {};
            state.chosen = line->task.id;
            // It is to be called again, and stands there.
            state.view = domain::CallbackWhen::due;
            state.forget();
            reload_callbacks(later);
        });
}

struct Recorded {
    domain::CallbackLine line;
    std::optional<Uuid> step;  ///< what can be taken back
};

}  // namespace

void record_call(Flow& flow, domain::CallbackResult result) {
    auto& state = callbacks_of(flow);
    if (state.busy) return;
    state.busy = true;
    run_service(
        flow,
        [result = std::move(result)](domain::ServiceContext& context,
                                     const domain::Session& session) -> Result<Recorded> {
            domain::Callbacks service(context);
            QIANTAI_TRY(auto line, service.record(session, result));
            QIANTAI_TRY(const auto sheet, service.sheet(session, result.task_id));
            Recorded recorded{std::move(line), std::nullopt};
            const auto& newest = sheet.history.front().event;
            if (newest.outcome != CallbackOutcome::do_not_call) recorded.step = newest.id;
            return recorded;
        },
        [](Flow& later, const Result<Recorded>& recorded) {
            auto& now = callbacks_of(later);
            now.busy = false;
            if (!recorded) {
                now.score_missing = recorded.error().kind == &domain::k_callback_score_missing;
                if (!now.score_missing) show_error(later, recorded.error());
                return;
            }
            const auto& line = recorded->line;
            const auto words = callback_recorded_text(later.scene.settings.language,
                                                      line.member_name, line.state.last_outcome);
            if (recorded->step) {
                show_offer(later, undo_toast(later, words, recorded->step->text()),
                           [step = *recorded->step](Flow& pressed) { take_back(pressed, step); });
            }
            now.later.reset();
            now.calling = false;
            now.chosen.reset();
            now.notes = {};
            reload_callbacks(later);
        });
}

domain::CallbackResult result_of_call(const CallbacksState& state, CallbackOutcome outcome) {
    const auto& notes = state.notes;
    domain::CallbackResult result{.task_id = *state.chosen, .outcome = outcome, .said = notes.said};
    if (outcome != CallbackOutcome::reached) return result;
    result.satisfaction = notes.satisfaction;
    result.no_score = notes.no_score;
    result.answers = notes.answers;
    result.next_step = notes.next_step;
    result.loss_reason = notes.loss_reason;
    return result;
}

void ask_no_more_calls(Flow& flow) {
    const auto name = callbacks_of(flow).sheet->line.member_name;
    ask(flow,
        {.words =
             [name](const Ui& ui) {
                 return AskWords{.dialog = {.heading = {ui.tr(words::callback_outcome_do_not_call),
                                                        Text::data(name)},
                                            .body = ui.tr(words::callback_ask_no_more_body),
                                            .confirm = ui.tr(words::callback_outcome_do_not_call),
                                            .cancel = ui.tr(words::cancel),
                                            .confirm_kind = ButtonKind::danger,
                                            .icon = Icon::alert,
                                            .tone = Tone::danger}};
             },
         .then =
             [](Flow& later, const std::string&) {
                 const auto& state = callbacks_of(later);
                 if (state.chosen) {
                     record_call(later, result_of_call(state, CallbackOutcome::do_not_call));
                 }
             }});
}

void ask_take_back(Flow& flow, const Uuid& step) {
    if (!callbacks_of(flow).sheet) return;
    const auto name = callbacks_of(flow).sheet->line.member_name;
    ask(flow, {.words =
                   [name](const Ui& ui) {
                       return AskWords{.dialog = {.heading = {ui.tr(words::callback_take_back),
                                                              Text::data(name)},
                                                  .body = ui.tr(words::callback_take_back_body),
                                                  .confirm = ui.tr(words::callback_take_back),
                                                  .cancel = ui.tr(words::cancel),
                                                  .icon = Icon::history}};
                   },
               .then = [step](Flow& later, const std::string&) { take_back(later, step); }});
}

void say_consent(Flow& flow, ConsentPurpose purpose, bool agrees) {
    auto& state = callbacks_of(flow);
    if (!state.chosen || state.busy) return;
    state.busy = true;
    const domain::CallConsentSaid said{
        .task_id = *state.chosen, .purpose = purpose, .agrees = agrees};
    run_service(
        flow,
        [said](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Callbacks(context).record_consent(session, said);
        },
        [](Flow& later, const Result<domain::CallbackSheet>& sheet) {
            auto& now = callbacks_of(later);
            now.busy = false;
            if (!sheet) return show_error(later, sheet.error());
            show_done(later, words::consent_done);
            if (now.chosen == sheet->line.task.id) now.sheet = *sheet;
        });
}

}  // namespace qiantai::app
