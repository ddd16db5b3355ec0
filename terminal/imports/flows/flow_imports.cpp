// What was imported here, and the folders that tills fill.

#include <algorithm>

#include "assets/words/help.hpp"
#include "assets/words/imports.hpp"
#include "assets/words/kit.hpp"
#include "schema/base/file.hpp"
#include "terminal/base/file_places.hpp"
#include "terminal/imports/flows/import_flows.hpp"
#include "terminal/imports/flows/import_steps.hpp"
#include "terminal/imports/rules/import_look.hpp"
#include "terminal/imports/rules/import_table.hpp"
#include "terminal/imports/rules/imports.hpp"
#include "terminal/members/screens/screen_find.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

ImportsState& imports_of(Flow& flow) {
    return flow.get<ImportsState>();
}

/// Of whatever may keep a dropped file from being imported.
const ErrorKind* const k_problems[] = {&domain::k_import_heading_missing,
                                       &domain::k_import_heading_twice,
                                       &domain::k_import_column_meaningful,
                                       &domain::k_import_amount_unclear,
                                       &domain::k_import_lines_unclear,
                                       &domain::k_import_date_order_unclear,
                                       &domain::k_import_gender_codes,
                                       &domain::k_import_calendar_codes,
                                       &domain::k_import_folder_staff,
                                       &domain::k_import_folder_unusable,
                                       &domain::k_import_encoding_unknown,
                                       &domain::k_import_no_file,
                                       &domain::k_sheet_old_excel,
                                       &domain::k_sheet_unreadable,
                                       &domain::k_sheet_missing,
                                       &domain::k_sheet_too_large,
                                       &k_file_error};
constexpr ErrorKind k_problem_unknown{"import_problem_unknown", Actor::manager,
                                      "It could not be imported; import it by hand to see why.",
                                      "这个文件导入不了，原因不明。请手工导入一次看看。"};

ImportFolderShown shown_folder(domain::ImportFolder folder) {
    ImportFolderShown shown;
    if (!folder.problem.empty()) shown.problem = import_problem(folder.problem);
    for (auto& file : folder.waiting) {
        std::optional<Error> problem;
        if (!file.problem.empty()) problem = import_problem(file.problem);
        shown.files.push_back({std::move(file), std::move(problem)});
    }
    folder.waiting.clear();
    shown.folder = std::move(folder);
    return shown;
}

struct LoadedImports {
    std::vector<domain::Import> imports;
    std::vector<domain::ImportSource> sources;
    std::vector<ImportFolderShown> folders;
    std::vector<domain::FilePlace> places;
};
Result<LoadedImports> load_all(domain::ServiceContext& context, const domain::Session& session) {
    domain::Imports imports(context);
    LoadedImports loaded;
    QIANTAI_TRY(loaded.imports, imports.list(session));
    QIANTAI_TRY(loaded.sources, imports.sources(session));
    QIANTAI_TRY(auto folders, imports.folders(session));
    for (auto& folder : folders) loaded.folders.push_back(shown_folder(std::move(folder)));
    loaded.places = domain::find_file_places(domain::file_roots());
    return loaded;
}

/// One look into the folders, piece by piece.
struct LookStep {
    struct Done {
        bool more = false;
        domain::ImportFolderLook look{};
    };
    std::optional<domain::ImportLook> look{};

    Result<Done> operator()(Office& office) {
        if (!office.is_enrolled()) return Done{};
        if (!look) {
            QIANTAI_TRY(auto begun, domain::ImportLook::begin(office.context()));
            look.emplace(std::move(begun));
        }
        QIANTAI_TRY(const bool more, look->step());
        return Done{more, more ? domain::ImportFolderLook() : look->report()};
    }
};

void tell_looked(Flow& flow, const domain::ImportFolderLook& look) {
    if (look.imported.empty()) {
        return flow.scene.toasts.push({tr(flow, words::import_folder_looked_none), Tone::info});
    }
    flow.scene.toasts.push(
        {tr(flow, words::import_folder_looked_some, look.imported.size()), Tone::success});
}

void look_into_folders_again(Flow& flow) {
    run_steps(flow, std::make_shared<LookStep>(),
              [](Flow& later, const Result<LookStep::Done>& done) {
                  if (done && done->more) return true;
                  auto& imports = imports_of(later);
                  const bool asked = std::exchange(imports.looking, false);
                  if (!later.scene.has_right(domain::Right::imports_run)) return false;
                  if (!done) {
                      if (asked) show_error(later, done.error());
                      return false;
                  }
                  imports.looked_at = later.scene.shop.now_ms;
                  if (asked) tell_looked(later, done->look);
                  load_imports(later);
                  return false;
              });
}

void load_form_folder(Flow& flow) {
    auto& form = *imports_of(flow).form;
    form.content.reset();
    if (!form.entry.folder.starts_with('/')) return;
    run_job(
        flow,
        [path = form.entry.folder](Office&) {
            return domain::list_folder(path, domain::is_importable_name);
        },
        [path = form.entry.folder](Flow& later, const Result<domain::FolderContent>& found) {
            // What is half typed is no folder yet.
            auto& now = imports_of(later).form;
            if (found && now && now->entry.folder == path) now->content = *found;
        });
}

void save_folder(Flow& flow) {
    auto& form = *imports_of(flow).form;
    if (std::exchange(form.saving, true)) return;
    form.error.reset();
    run_service(
        flow,
        [entry = form.entry](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Imports(context).set_folder(session, entry);
        },
        [](Flow& later, const Result<domain::ImportFolder>& set) {
            auto& now = imports_of(later).form;
            if (!set) {
                if (!now) return show_error(later, set.error());
                now->saving = false;
                now->error = set.error();
                return;
            }
            now.reset();
            show_done(later, words::import_folder_saved);
            load_imports(later);
        });
}

void forget_folder(Flow& flow, std::int64_t id) {
    run_service(
        flow,
        [id](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Imports(context).forget_folder(session, id);
        },
        [](Flow& later, const Result<domain::ImportFolder>& forgotten) {
            if (!forgotten) return show_error(later, forgotten.error());
            show_done(later, words::import_folder_stopped);
            load_imports(later);
        });
}

struct ApplyImports {
    Flow& flow;

    ImportsState& state() const { return imports_of(flow); }
    void operator()(const imports::Reload&) const { load_imports(flow); }
    void operator()(const imports::Begin&) const { open_screen(flow, k_import_wizard_screen); }
    void operator()(const imports::Open& intent) const { open_import(flow, intent.id); }
    void operator()(const imports::GoOn& intent) const { go_on_with_import(flow, intent.id, {}); }
    void operator()(const imports::OpenFolders& intent) const {
        state().folders_open = intent.open;
        state().form.reset();
    }
    void operator()(const imports::EditFolder& intent) const {
        state().form = ImportFolderForm{.entry = intent.entry};
        load_form_folder(flow);
    }
    void operator()(const imports::ChangeFolder& intent) const {
        if (!state().form) return;
        state().form->entry = intent.entry;
        state().form->error.reset();
        load_form_folder(flow);
    }
    void operator()(const imports::LeaveFolder&) const { state().form.reset(); }
    void operator()(const imports::SaveFolder&) const {
        if (state().form) save_folder(flow);
    }
    void operator()(const imports::AskForgetFolder& intent) const {
        ask(flow,
            {.words = [folder = intent.folder](const Ui& ui) -> AskWords {
                 return {.dialog = {.heading = {ui.tr(words::import_folder_stop_title), {}},
                                    .body = Text::data(
                                        ui.tr(words::import_folder_stop_body, folder).utf8()),
                                    .confirm = ui.tr(words::import_folder_stop),
                                    .cancel = ui.tr(words::cancel)}};
             },
             .then = [id = intent.id](Flow& now, const std::string&) { forget_folder(now, id); }});
    }
    void operator()(const imports::LookNow&) const {
        if (std::exchange(state().looking, true)) return;
        look_into_folders_again(flow);
    }
    void operator()(const imports::ImportByHand& intent) const {
        state().folders_open = false;
        begin_import(flow, {.file = intent.folder.folder + "/" + intent.name,
                            .kind = intent.folder.kind,
                            .settings = {.source = intent.folder.source}});
    }
};

void apply_imports(Flow& flow, const ImportsIntent& intent) {
    std::visit(ApplyImports{flow}, intent);
}

}  // namespace

Error import_problem(std::string_view code) {
    const auto found = std::ranges::find(
        k_problems, code, [](const auto* kind) { return std::string_view(kind->code); });
    return make_error(found == std::end(k_problems) ? k_problem_unknown : **found);
}

void load_imports(Flow& flow) {
    imports_of(flow).error.reset();
    run_service(flow, load_all, [](Flow& later, const Result<LoadedImports>& loaded) {
        auto& now = imports_of(later);
        if (!loaded) {
            now.error = loaded.error();
            return;
        }
        now.imports = loaded->imports;
        now.sources = loaded->sources;
        now.folders = loaded->folders;
        now.places = loaded->places;
        now.loaded = true;
    });
}

ScreenEntry imports_screen() {
    return {.id = k_imports_screen,
            .menu = Way{Icon::import, words::import_menu, domain::Right::imports_run},
            .below = k_find_screen,
            .title = words::import_title,
            .help = words::help_imports,
            .draw = screen_draw(draw_imports, apply_imports),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<ImportsState>().folders_open;
                          },
                      .draw = screen_draw(draw_import_folders, apply_imports)},
            .counted = load_imports,
            .opened = load_imports,
            .each_minute = look_into_folders_again};
}

}  // namespace qiantai::app
