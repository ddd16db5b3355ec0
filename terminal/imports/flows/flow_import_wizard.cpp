// Choosing a file and saying what it means. Nothing is written but a draft of what was chosen.

#include <algorithm>

#include "assets/words/help.hpp"
#include "assets/words/imports.hpp"
#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/desk/file_picker_flow.hpp"
#include "terminal/imports/flows/import_flows.hpp"
#include "terminal/imports/rules/import_look.hpp"
#include "terminal/imports/rules/imports.hpp"
#include "terminal/members/screens/screen_find.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

const domain::DraftKey k_wizard_draft{"imports.file"};

ImportWizardState& wizard_of(Flow& flow) {
    return flow.get<ImportWizardState>();
}

constexpr std::string_view k_step_names[] = {"what", "file", "columns", "check"};

/// As files of the source are read; one that is not known yet says only its name.
domain::ImportSettings settings_of(const ImportsState& imports, domain::ImportKind kind,
                                   const std::string& source) {
    const auto found = std::ranges::find_if(imports.sources, [&](const auto& one) {
        return one.kind == kind && one.settings.source == source;
    });
    if (found != imports.sources.end()) return found->settings;
    return {.source = source};
}

/// Another source or another file: what was answered for the one before is no answer.
void begin_settings(Flow& flow) {
    auto& request = wizard_of(flow).request;
    request.settings = settings_of(flow.get<ImportsState>(), request.kind, request.settings.source);
    request.again = false;
    wizard_of(flow).preview.reset();
    wizard_of(flow).check.reset();
    wizard_of(flow).error.reset();
}

const FilePickerUse k_import_picker{
    .of = [](Flow& flow) -> FilePicker& { return wizard_of(flow).files; },
    .wants = domain::is_importable_name,
    .choose = choose_import_file};

void go_to_step(Flow& flow, ImportStep step) {
    auto& wizard = wizard_of(flow);
    wizard.step = step;
    wizard.column.reset();
    wizard.choosing_sheet = false;
    switch (step) {
        case ImportStep::what:
            break;
        case ImportStep::file:
            wizard.error.reset();
            if (!wizard.files.loaded) load_file_places(flow, k_import_picker);
            break;
        case ImportStep::columns:
            read_import_file(flow);
            break;
        case ImportStep::check:
            try_import(flow);
            break;
    }
    keep_wizard(flow);
}

struct WizardBeginning {
    std::optional<ImportDraft> draft{};
    std::vector<domain::ImportSource> sources{};
};
Result<WizardBeginning> load_wizard_beginning(domain::ServiceContext& context,
                                              const domain::Session& session) {
    WizardBeginning beginning;
    QIANTAI_TRY(beginning.sources, domain::Imports(context).sources(session));
    QIANTAI_TRY(const auto draft, domain::Drafts(context).load(session, k_wizard_draft));
    if (!draft) return beginning;
    if (const auto json = parse_json_object(draft->content_json)) {
        beginning.draft = from_json<ImportDraft>(*json);
    }
    return beginning;
}

void opened_wizard(Flow& flow) {
    if (wizard_of(flow).begun) return;
    run_service(flow, load_wizard_beginning,
                [](Flow& later, const Result<WizardBeginning>& beginning) {
                    if (!beginning) return show_error(later, beginning.error());
                    later.get<ImportsState>().sources = beginning->sources;
                    auto& now = wizard_of(later);
                    if (std::exchange(now.begun, true) || !beginning->draft) return;
                    now.request = beginning->draft->request;
                    now.request.again = false;
                    // A trial is made anew, of the file as it is now.
                    const auto known = std::ranges::find(k_step_names, beginning->draft->step);
                    const auto step = std::min<std::ptrdiff_t>(
                        known - std::begin(k_step_names), static_cast<int>(ImportStep::columns));
                    go_to_step(later, static_cast<ImportStep>(step));
                });
}

struct ApplyImportWizard {
    Flow& flow;

    ImportWizardState& state() const { return wizard_of(flow); }
    domain::ImportSettings& settings() const { return state().request.settings; }
    /// What was answered shows in what the file is understood as.
    void answered() const {
        state().check.reset();
        keep_wizard(flow);
        read_import_file(flow);
    }

    void take_meaning(std::vector<domain::CodeMeaning>& all,
                      const domain::CodeMeaning& taken) const {
        std::erase_if(all, [&](const auto& one) { return one.code == taken.code; });
        all.push_back(taken);
        answered();
    }

    void operator()(const imports::SetKind& intent) const {
        if (std::exchange(state().request.kind, intent.kind) == intent.kind) return;
        begin_settings(flow);
        keep_wizard(flow);
    }
    void operator()(const imports::TypeSource& intent) const {
        settings().source = intent.source;
        begin_settings(flow);
        keep_wizard(flow);
    }
    void operator()(const imports::GoTo& intent) const {
        if (state().go_on && intent.step == ImportStep::columns) return;
        go_to_step(flow, intent.step);
    }
    void operator()(const imports::GiveUp&) const {
        if (state().go_on || settings().source.empty()) return give_up(flow);
        ask(flow, {.words = [](const Ui& ui) -> AskWords {
                       return {.dialog = {.heading = {ui.tr(words::import_give_up_title), {}},
                                          .body = ui.tr(words::import_give_up_body),
                                          .confirm = ui.tr(words::import_give_up),
                                          .cancel = ui.tr(words::import_give_up_keep),
                                          .icon = Icon::trash}};
                   },
                   .then = [](Flow& now, const std::string&) { give_up(now); }});
    }
    void operator()(const FilePickerIntent& intent) const {
        apply_file_picker(flow, k_import_picker, intent);
    }
    void operator()(const imports::ChooseEncoding& intent) const {
        settings().encoding = intent.encoding;
        answered();
    }
    void operator()(const imports::ChooseSheet& intent) const {
        settings().sheet = intent.sheet;
        state().choosing_sheet = false;
        answered();
    }
    void operator()(const imports::OpenSheets& intent) const {
        state().choosing_sheet = intent.open;
    }
    void operator()(const imports::OpenColumn& intent) const { state().column = intent.column; }
    void operator()(const imports::TakeColumns& intent) const {
        for (const auto& choice : intent.choices) {
            std::erase_if(settings().columns,
                          [&](const auto& one) { return one.heading == choice.heading; });
            settings().columns.push_back(choice);
        }
        state().column.reset();
        answered();
    }
    void operator()(const imports::ChooseDateOrder& intent) const {
        settings().date_order = code_of(intent.order);
        answered();
    }
    void operator()(const imports::ChooseGender& intent) const {
        take_meaning(settings().genders, {intent.code, intent.meaning});
    }
    void operator()(const imports::ChooseCalendar& intent) const {
        take_meaning(settings().calendars, {intent.code, intent.meaning});
    }
    void operator()(const imports::TypeOwnStore& intent) const {
        settings().own_store = intent.name;
        answered();
    }
    void operator()(const imports::UnknownAsEmpty& intent) const {
        settings().unknown_as_empty = intent.on;
        answered();
    }
    void operator()(const imports::Again& intent) const { state().request.again = intent.on; }
    void operator()(const imports::Retry&) const { go_to_step(flow, state().step); }
    void operator()(const imports::Start&) const { start_import(flow, state().request); }
    void operator()(const imports::GoOn& intent) const {
        const auto file = state().request.file;
        forget_wizard(flow);
        go_on_with_import(flow, intent.id, file);
    }

    static void give_up(Flow& now) {
        forget_wizard(now);
        go_back(now);
    }
};

void apply_import_wizard(Flow& flow, const ImportWizardIntent& intent) {
    std::visit(ApplyImportWizard{flow}, intent);
}

Text wizard_title(const Ui& ui, const Scene&, const StateBag& states) {
    constexpr TextKey k_steps[] = {words::import_step_what, words::import_step_file,
                                   words::import_step_columns, words::import_step_check};
    const auto step = states.get<ImportWizardState>().step;
    return ui.tr(words::import_wizard_title, ui.tr(k_steps[static_cast<std::size_t>(step)]).utf8());
}

/// What ended is not come back to.
Restore wizard_place(Flow&) {
    return [](Flow& later) { return wizard_of(later).begun; };
}

std::string file_in_draft(const std::string& content_json) {
    const auto json = parse_json_object(content_json);
    const auto draft = json ? from_json<ImportDraft>(*json) : std::nullopt;
    if (!draft) return {};
    const auto& file = draft->request.file;
    return file.empty() ? draft->request.settings.source : file.substr(file.rfind('/') + 1);
}

void resume_wizard(Flow& flow, const std::optional<Uuid>&) {
    open_screen(flow, k_import_wizard_screen);
}

}  // namespace

void choose_import_file(Flow& flow, const std::string& path) {
    auto& wizard = wizard_of(flow);
    if (wizard.go_on) {
        const auto id = wizard.go_on->id;
        forget_wizard(flow);
        return go_on_with_import(flow, id, path);
    }
    const bool other = std::exchange(wizard.request.file, path) != path;
    if (other) begin_settings(flow);
    go_to_step(flow, ImportStep::columns);
}

void keep_wizard(Flow& flow) {
    const auto& wizard = wizard_of(flow);
    if (wizard.go_on) return;
    const ImportDraft draft{wizard.request,
                            std::string(k_step_names[static_cast<std::size_t>(wizard.step)])};
    run_service(
        flow,
        [json = boost::json::serialize(to_json(draft))](domain::ServiceContext& context,
                                                        const domain::Session& session) {
            return domain::Drafts(context).save(session, k_wizard_draft, json);
        },
        [](Flow& later, const Status& kept) {
            if (!kept) show_error(later, kept.error());
        });
}

void forget_wizard(Flow& flow) {
    auto& wizard = wizard_of(flow);
    const int question = wizard.question + 1;
    const bool had_draft = !wizard.go_on;
    wizard = {.question = question};
    if (!had_draft) return;
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).discard(session, k_wizard_draft);
        },
        [](Flow& later, const Status& discarded) {
            if (!discarded) show_error(later, discarded.error());
        });
}

void begin_import(Flow& flow, const domain::ImportRequest& request) {
    auto& wizard = wizard_of(flow);
    wizard = {.begun = true, .request = request, .question = wizard.question + 1};
    begin_settings(flow);
    open_screen(flow, k_import_wizard_screen);
    go_to_step(flow, ImportStep::columns);
}

void find_import_file(Flow& flow, const domain::Import& import) {
    auto& wizard = wizard_of(flow);
    wizard = {.begun = true, .go_on = import, .question = wizard.question + 1};
    open_screen(flow, k_import_wizard_screen);
    go_to_step(flow, ImportStep::file);
}

ScreenEntry import_wizard_screen() {
    return {.id = k_import_wizard_screen,
            .below = k_find_screen,
            .title = words::import_title,
            .title_text = wizard_title,
            .help = words::help_import_wizard,
            .draw = screen_draw(draw_import_wizard, apply_import_wizard),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              const auto& wizard = states.get<ImportWizardState>();
                              return wizard.preview.has_value() &&
                                     (wizard.column || wizard.choosing_sheet);
                          },
                      .draw = screen_draw(draw_import_choice, apply_import_wizard)},
            .opened = opened_wizard,
            .place = wizard_place,
            .unfinished = Unfinished{k_wizard_draft.kind, file_in_draft, resume_wizard}};
}

}  // namespace qiantai::app
