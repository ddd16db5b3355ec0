// A manager takes over the old list of members, step by step, and sets up the till's folder.

#include "terminal/imports/screens/screen_imports.hpp"
#include "terminal/shots/scenes.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

/// Every frame lets one more piece of what runs go on.
void run_out(Stage& stage) {
    constexpr int k_pieces_most = 200;
    for (int i = 0; i < k_pieces_most; ++i) {
        const auto& wizard = stage.state<ImportWizardState>();
        if (!wizard.reading && !wizard.checking && !stage.state<ImportsState>().running) return;
        stage.settle();
    }
}

void shoot_wizard(Stage& stage) {
    stage.touch("begin");
    stage.touch("source");
    stage.type("旧收银系统");
    stage.picture("import-what-typing");
    stage.touch("hide");
    stage.picture("import-what");
    stage.touch("save");
    stage.picture("import-files");
    stage.touch("file 旧会员表.csv");
    run_out(stage);
    stage.picture("import-questions");
    stage.scroll_to_end();
    stage.picture("import-columns");
    stage.touch("column 性别");
    stage.picture("import-column");
    stage.key(ImGuiKey_Escape);
    for (const auto* answer : {"right 0", "gender 0 0", "gender 1 1", "leave out 0"}) {
        stage.touch(answer);
        run_out(stage);
    }
    stage.picture("import-answered");
    stage.touch("save");
    run_out(stage);
    stage.picture("import-trial");
    stage.touch("save");
    run_out(stage);
    stage.picture("import-done");
}

void shoot_running(Stage& stage) {
    auto& imports = stage.state<ImportsState>();
    auto import = imports.imports.front();
    import.status = domain::ImportStatus::running;
    import.rows = 31'400;
    import.counts.lines = 18'000;
    import.counts.added = 17'964;
    import.counts.refused = 36;
    imports.running = ImportRunning{.import = import};
    stage.picture("import-running");
    imports.running.reset();
    auto& page = stage.state<ImportPageState>();
    page.claimed = 3;
    stage.picture("import-claimed");
    page.claimed = 0;
    stage.touch("undo");
    stage.picture("import-undo");
    stage.touch("cancel");
    stage.touch("finish");
}

void shoot_folders(Stage& stage) {
    stage.touch("folders");
    stage.touch("add folder");
    stage.picture("import-folder-form");
    stage.key(ImGuiKey_Escape);
    auto& folders = stage.state<ImportsState>().folders;
    const domain::ImportFolder folder{.id = 1,
                                      .folder = "/srv/till/exports",
                                      .kind = domain::ImportKind::purchases,
                                      .source = "旧收银系统",
                                      .staff_number = "1001",
                                      .looked_at = stage.scene().shop.now_ms - 60'000};
    folders = {
        {.folder = folder,
         .files = {{{"20261120-夜结.csv", 48'211}, make_error(domain::k_import_heading_twice)},
                   {{"20261121-夜结.csv", 12'004}, std::nullopt}}}};
    stage.picture("import-folders");
    stage.key(ImGuiKey_Escape);
    stage.picture("imports");
}

}  // namespace

void shoot_imports(Stage& stage) {
    stage.touch("person");
    stage.picture("person-menu-manager");
    stage.touch("menu imports");
    stage.picture("imports-none");
    shoot_wizard(stage);
    shoot_running(stage);
    shoot_folders(stage);
    stage.touch(way(ScreenId{"home"}));
}

}  // namespace qiantai::shots
