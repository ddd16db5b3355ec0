#pragma once

#include <span>

#include "terminal/desk/flow.hpp"
#include "terminal/imports/rules/import_errors.hpp"
#include "terminal/imports/screens/screen_imports.hpp"

namespace qiantai::app {

ScreenEntry imports_screen();
ScreenEntry import_wizard_screen();
ScreenEntry import_screen();

// Among themselves.

/// What was imported here, the sources that are known and the folders.
void load_imports(Flow& flow);
/// Goes to the page of one import.
void open_import(Flow& flow, std::int64_t id);
/// Opens the wizard with what is known already.
void begin_import(Flow& flow, const domain::ImportRequest& request);
/// Opens it to find the file of an import that was cut off.
void find_import_file(Flow& flow, const domain::Import& import);
/// Nothing of what was chosen is needed any more.
void forget_wizard(Flow& flow);

/// Imports the file of the wizard, in the background, and shows its page.
void start_import(Flow& flow, const domain::ImportRequest& request);
/// Goes on with one that was cut off; `file` if it lies elsewhere now.
void go_on_with_import(Flow& flow, std::int64_t id, const std::string& file);
/// Takes one back, or goes on with that.
void start_undo(Flow& flow, const domain::Import& import);

/// As the screens show them.
std::vector<ui::ImportRefusedLine> shown_lines(std::span<const domain::ImportProblem> problems);
/// The error of a code that was kept; of one that nobody knows, that it is so.
Error import_problem(std::string_view code);

// The wizard's parts.

void read_import_file(Flow& flow);
void try_import(Flow& flow);
void choose_import_file(Flow& flow, const std::string& path);
/// On disk before the next thing is chosen.
void keep_wizard(Flow& flow);

}  // namespace qiantai::app
