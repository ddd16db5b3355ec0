// Imports and their undoing while they run: piece by piece in the background, whoever is signed in,
// in the name of whoever began; and the page of one import.

#include <algorithm>

#include "assets/words/help.hpp"
#include "assets/words/imports.hpp"
#include "assets/words/kit.hpp"
#include "terminal/imports/flows/import_flows.hpp"
#include "terminal/imports/flows/import_steps.hpp"
#include "terminal/imports/rules/import_places.hpp"
#include "terminal/imports/rules/import_run.hpp"
#include "terminal/imports/rules/imports.hpp"
#include "terminal/imports/screens/import_questions.hpp"
#include "terminal/members/screens/screen_find.hpp"
#include "terminal/purchases/flows/purchases_flows.hpp"
#include "terminal/purchases/rules/purchases.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

ImportsState& running_of(Flow& flow) {
    return flow.get<ImportsState>();
}
ImportPageState& import_page(Flow& flow) {
    return flow.get<ImportPageState>();
}

struct Progress {
    bool more = false;
    ImportRunning now{};
};

/// An import, from its beginning or from where it was cut off.
struct ImportStepper {
    domain::Session session;
    domain::ImportRequest request{};
    std::optional<std::int64_t> go_on{};
    std::optional<domain::ImportRun> run{};

    Result<Progress> operator()(Office& office) {
        if (!run) QIANTAI_TRY_STATUS(begin(office.context()));
        QIANTAI_TRY(const bool more, run->step());
        return Progress{more,
                        {.import = run->report(),
                         .reading = run->is_reading(),
                         .refused = shown_lines(run->first_refused())}};
    }

    Status begin(domain::ServiceContext& context) {
        if (go_on) {
            const auto file = request.file;
            QIANTAI_TRY(request, domain::load_import_request(context.database, *go_on));
            if (!file.empty()) request.file = file;
        }
        if (request.errors.empty()) {
            request.errors = domain::import_errors_place(request.file, domain::file_roots());
        }
        QIANTAI_TRY(auto begun, domain::ImportRun::begin(context, session, request));
        run.emplace(std::move(begun));
        return {};
    }
};

struct UndoStepper {
    domain::Session session;
    std::int64_t id = 0;
    std::optional<domain::ImportUndo> undo{};

    Result<Progress> operator()(Office& office) {
        if (!undo) {
            QIANTAI_TRY(auto begun, domain::ImportUndo::open(office.context(), session, id));
            undo.emplace(std::move(begun));
        }
        QIANTAI_TRY(const bool more, undo->step());
        return Progress{more, {.import = undo->report(), .undoing = true}};
    }
};

bool may_see(const Flow& flow) {
    return flow.scene.has_right(domain::Right::imports_run);
}

/// It stands still: the list and, if it is open, the page say so.
void show_stopped(Flow& flow, const ImportRunning& last) {
    running_of(flow).running.reset();
    auto& page = import_page(flow);
    if (page.id == last.import.id) {
        page.import = last.import;
        page.refused = last.refused;
    }
    if (may_see(flow)) load_imports(flow);
}

bool is_on_page(const Flow& flow, std::int64_t id) {
    return flow.nav.screen == k_import_screen && flow.get<ImportPageState>().id == id;
}

void tell_stopped(Flow& flow, TextKey words, Tone tone, const domain::Import& import) {
    if (!may_see(flow) || is_on_page(flow, import.id)) return;
    const Toast toast{.text = Text::data(tr(flow, words, import.file).utf8()),
                      .tone = tone,
                      .action = tr(flow, words::import_toast_open),
                      .action_id = fmt::format("import {}", import.id)};
    show_offer(flow, toast, [id = import.id](Flow& later) { open_import(later, id); });
}

void load_stayed(Flow& flow) {
    auto& page = import_page(flow);
    if (!page.import || page.import->stayed == 0) return;
    run_service(
        flow,
        [id = page.id](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Imports(context).stayed(session, id);
        },
        [id = page.id](Flow& later, const Result<std::vector<domain::ImportStayed>>& stayed) {
            if (!stayed) return show_error(later, stayed.error());
            if (import_page(later).id == id) import_page(later).stayed = *stayed;
        });
}

void count_unclear_receipts(Flow& flow) {
    auto& page = import_page(flow);
    if (!page.import || page.import->kind != domain::ImportKind::purchases) return;
    if (!flow.scene.has_right(domain::Right::purchases_keep)) return;
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Purchases(context).list(
                session, {.only_claimed = true, .limit = domain::k_purchase_list_max});
        },
        [id = page.id](Flow& later, const Result<domain::PurchasePage>& claimed) {
            if (!claimed) return show_error(later, claimed.error());
            auto& now = import_page(later);
            if (now.id == id) now.claimed = static_cast<int>(claimed->purchases.size());
        });
}

void fail_import(Flow& flow, const Error& error) {
    const auto last = running_of(flow).running.value_or(ImportRunning());
    running_of(flow).running.reset();
    if (!may_see(flow)) return;
    load_imports(flow);
    auto& page = import_page(flow);
    // It did not even begin: what has to be changed is in the wizard.
    const bool is_new = last.import.id == 0;
    if (is_new && flow.nav.screen == k_import_screen && page.id == 0) {
        flow.get<ImportWizardState>().error = error;
        return go_back(flow);
    }
    if (page.id == last.import.id) {
        page.error = error;
        if (!is_new) page.import = last.import;
    }
    if (!is_on_page(flow, last.import.id)) show_error(flow, error);
}

/// After each piece. True: there is another one.
bool show_progress_of(Flow& flow, const Result<Progress>& progress) {
    if (!progress) {
        fail_import(flow, progress.error());
        return false;
    }
    auto& running = running_of(flow).running;
    const bool pausing = running && running->pausing;
    const bool was_new = !running || running->import.id == 0;
    running = progress->now;
    running->pausing = pausing;
    const auto& import = running->import;
    auto& page = import_page(flow);
    if (was_new && import.id != 0) {
        if (page.id == 0) page.id = import.id;
        // From here on it is in the list of imports, and nothing of the wizard is needed.
        if (may_see(flow) && !flow.get<ImportWizardState>().request.file.empty()) {
            forget_wizard(flow);
        }
    }
    if (!progress->more) {
        const auto last = *running;
        show_stopped(flow, last);
        tell_stopped(flow, last.undoing ? words::import_toast_undone : words::import_toast_done,
                     Tone::success, last.import);
        if (!is_on_page(flow, last.import.id)) return false;
        last.undoing ? load_stayed(flow) : count_unclear_receipts(flow);
        return false;
    }
    if (!pausing || import.id == 0) return true;
    const auto last = *running;
    show_stopped(flow, last);
    return false;
}

void load_page(Flow& flow) {
    auto& page = import_page(flow);
    page.error.reset();
    if (page.id == 0) return;
    run_service(
        flow,
        [id = page.id](domain::ServiceContext& context,
                       const domain::Session& session) -> Result<domain::Import> {
            QIANTAI_TRY_STATUS(domain::require_right(context, session, domain::Right::imports_run));
            return domain::load_import(context.database, id);
        },
        [id = page.id](Flow& later, const Result<domain::Import>& import) {
            auto& now = import_page(later);
            if (now.id != id) return;
            if (!import) {
                now.error = import.error();
                return;
            }
            now.import = *import;
            load_stayed(later);
            count_unclear_receipts(later);
        });
}

void show_import_page(Flow& flow, std::int64_t id) {
    auto& page = import_page(flow);
    if (page.id != id || id == 0) page = {.id = id};
    open_screen(flow, k_import_screen);
}

void ask_undo(Flow& flow, const domain::Import& import) {
    if (import.status == domain::ImportStatus::undoing) return start_undo(flow, import);
    ask(flow,
        {.words = [import](const Ui& ui) -> AskWords {
             const auto records = import.counts.added + import.counts.completed;
             return {
                 .dialog = {.heading = {ui.tr(words::import_undo_title), Text::data(import.file)},
                            .body = Text::data(
                                ui.tr(words::import_undo_body, import.file, records).utf8()),
                            .confirm = ui.tr(words::import_undo_yes, records),
                            .cancel = ui.tr(words::cancel),
                            .confirm_kind = ButtonKind::danger,
                            .icon = Icon::undo,
                            .tone = Tone::danger}};
         },
         .then = [import](Flow& now, const std::string&) { start_undo(now, import); }});
}

struct ApplyImportPage {
    Flow& flow;

    ImportPageState& state() const { return import_page(flow); }
    void operator()(const imports::Reload&) const { load_page(flow); }
    void operator()(const imports::Pause&) const {
        if (running_of(flow).running) running_of(flow).running->pausing = true;
    }
    void operator()(const imports::GoOn& intent) const { go_on_with_import(flow, intent.id, {}); }
    void operator()(const imports::AskUndo&) const {
        if (state().import) ask_undo(flow, *state().import);
    }
    void operator()(const imports::FindFile&) const {
        if (state().import) find_import_file(flow, *state().import);
    }
    void operator()(const imports::OpenClaimed&) const { open_claimed_receipts(flow); }
    void operator()(const imports::ImportCorrected&) const {
        if (!state().import) return;
        begin_import(flow, {.file = state().import->errors,
                            .kind = state().import->kind,
                            .settings = {.source = state().import->source}});
    }
};

void apply_import_page(Flow& flow, const ImportPageIntent& intent) {
    std::visit(ApplyImportPage{flow}, intent);
}

Restore import_place(Flow& flow) {
    return [id = import_page(flow).id](Flow& later) {
        if (import_page(later).id != id) import_page(later) = {.id = id};
        return id != 0;
    };
}

Text import_page_title(const Ui& ui, const Scene&, const StateBag& states) {
    const auto& page = states.get<ImportPageState>();
    const auto& running = states.get<ImportsState>().running;
    const bool is_shown = running && (page.id == 0 || running->import.id == page.id);
    const auto file = is_shown      ? running->import.file
                      : page.import ? page.import->file
                                    : std::string();
    if (file.empty()) return ui.tr(words::import_title);
    return Text::data(ui.tr(words::import_wizard_title, file).utf8());
}

}  // namespace

std::vector<ImportRefusedLine> shown_lines(std::span<const domain::ImportProblem> problems) {
    std::vector<ImportRefusedLine> lines;
    for (const auto& problem : problems) {
        ImportRefusedLine line{.line = problem.line, .faults = {}};
        for (const auto& fault : problem.faults) {
            line.faults.push_back({fault.column, shown_sample(fault.value), fault.error});
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

void open_import(Flow& flow, std::int64_t id) {
    show_import_page(flow, id);
}

void start_import(Flow& flow, const domain::ImportRequest& request) {
    if (running_of(flow).running) return;
    const auto& session = *flow.scene.session;
    const auto name = request.file.substr(request.file.rfind('/') + 1);
    running_of(flow).running = ImportRunning{.import = {.kind = request.kind,
                                                        .source = request.settings.source,
                                                        .file = name,
                                                        .staff_number = session.staff_number},
                                             .reading = true};
    show_import_page(flow, 0);
    run_steps(flow, std::make_shared<ImportStepper>(ImportStepper{session, request}),
              show_progress_of);
}

void go_on_with_import(Flow& flow, std::int64_t id, const std::string& file) {
    if (running_of(flow).running) return;
    const auto& known = running_of(flow).imports;
    const auto import = std::ranges::find(known, id, &domain::Import::id);
    running_of(flow).running = ImportRunning{.reading = true};
    if (import != known.end()) running_of(flow).running->import = *import;
    running_of(flow).running->import.id = id;
    import_page(flow).error.reset();
    show_import_page(flow, id);
    run_steps(
        flow,
        std::make_shared<ImportStepper>(ImportStepper{*flow.scene.session, {.file = file}, id}),
        show_progress_of);
}

void start_undo(Flow& flow, const domain::Import& import) {
    if (running_of(flow).running) return;
    running_of(flow).running = ImportRunning{.import = import, .undoing = true};
    run_steps(flow, std::make_shared<UndoStepper>(UndoStepper{*flow.scene.session, import.id}),
              show_progress_of);
}

ScreenEntry import_screen() {
    return {.id = k_import_screen,
            .below = k_find_screen,
            .title = words::import_title,
            .title_text = import_page_title,
            .help = words::help_import,
            .draw = screen_draw(draw_import_page, apply_import_page),
            .opened = load_page,
            .place = import_place};
}

}  // namespace qiantai::app
