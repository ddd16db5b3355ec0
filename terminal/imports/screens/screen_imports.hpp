#pragma once

// The screens of imports: what was imported here and the folders that tills fill, choosing a file
// and saying what it means, and the page of one import.

#include <variant>

#include "terminal/desk/file_picker.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/imports/rules/import_folder_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_imports_screen{"imports"};
inline constexpr ScreenId k_import_wizard_screen{"import_wizard"};
inline constexpr ScreenId k_import_screen{"import"};

/// A line that was refused, as it is shown: what is wrong in which column.
struct ImportRefusedLine {
    struct Fault {
        std::string heading{};  ///< empty: the whole line
        std::string value{};    ///< what stands there; numbers of people masked
        Error error;
    };
    std::int64_t line = 0;
    std::vector<Fault> faults{};
};

/// An import or its undoing that goes on, whoever is signed in meanwhile.
struct ImportRunning {
    domain::Import import{};
    bool reading = false;  ///< import.rows counts what was read
    bool undoing = false;
    bool pausing = false;  ///< after the piece that is under way
    std::vector<ImportRefusedLine> refused{};
};

/// A folder as its sheet shows it.
struct ImportFolderShown {
    struct File {
        domain::ImportFolderFile file{};
        std::optional<Error> problem{};  ///< none: it is not known to be whole yet
    };
    domain::ImportFolder folder{};
    std::optional<Error> problem{};  ///< of the folder itself
    std::vector<File> files{};
};

/// A folder that is set up, or changed.
struct ImportFolderForm {
    domain::ImportFolderEntry entry{};
    std::optional<domain::FolderContent> content{};  ///< of what stands there, if it is one
    std::optional<Error> error{};
    bool saving = false;
};

struct ImportsState {
    std::vector<domain::Import> imports{};  ///< the newest first
    std::vector<domain::ImportSource> sources{};
    std::vector<ImportFolderShown> folders{};
    std::vector<domain::FilePlace> places{};
    bool loaded = false;
    std::optional<Error> error{};
    std::optional<ImportRunning> running{};
    std::optional<TimeMs> looked_at{};  ///< into the folders, by this program
    bool looking = false;               ///< because somebody asked
    bool folders_open = false;          ///< the sheet
    std::optional<ImportFolderForm> form{};

    /// Folders and files that somebody has to look at.
    int folder_problems() const;
    /// The newest that was begun and does not run.
    const domain::Import* cut_off() const;
    bool runs(std::int64_t id) const { return running && running->import.id == id; }
};

enum class ImportStep : std::uint8_t { what, file, columns, check };

/// What is kept on disk of an import that is not begun yet: names of nobody.
struct ImportDraft {
    domain::ImportRequest request{};
    std::string step{};
};
QIANTAI_DESCRIBE(ImportDraft, "", request, step)

struct ImportWizardState {
    bool begun = false;
    ImportStep step = ImportStep::what;
    domain::ImportRequest request{};
    FilePicker files{};
    /// The import that is gone on with, once its file is found again; nothing else is asked.
    std::optional<domain::Import> go_on{};

    // What the file was understood as.
    int question = 0;  ///< counts what was asked for; answers to older questions are dropped
    bool reading = false;
    std::int64_t rows_read = 0;
    std::optional<domain::ImportPreview> preview{};
    std::optional<Error> error{};
    std::optional<std::size_t> column{};  ///< whose meaning is being chosen
    bool choosing_sheet = false;

    // The trial.
    std::optional<domain::Import> check{};
    bool checking = false;
    std::vector<ImportRefusedLine> refused{};
};

struct ImportPageState {
    std::int64_t id = 0;  ///< 0: the one that has just been begun
    std::optional<domain::Import> import{};
    std::vector<ImportRefusedLine> refused{};
    std::vector<domain::ImportStayed> stayed{};
    int claimed = 0;  ///< receipts of the store whose buyer is not clear, at most a page of them
    std::optional<Error> error{};
};

namespace imports {
struct Reload {};
struct Begin {};
struct Open {
    std::int64_t id;
};
struct OpenFolders {
    bool open;
};
struct EditFolder {
    domain::ImportFolderEntry entry;
};
struct ChangeFolder {
    domain::ImportFolderEntry entry;
};
struct LeaveFolder {};
struct SaveFolder {};
struct AskForgetFolder {
    std::int64_t id;
    std::string folder;
};
struct LookNow {};
struct ImportByHand {
    domain::ImportFolder folder;
    std::string name;
};

struct SetKind {
    domain::ImportKind kind;
};
struct TypeSource {
    std::string source;
};
struct GoTo {
    ImportStep step;
};
struct GiveUp {};
struct ChooseEncoding {
    std::string encoding;
};
struct ChooseSheet {
    std::string sheet;
};
struct OpenSheets {
    bool open;
};
struct OpenColumn {
    std::optional<std::size_t> column;
};
/// Several at once, where one answer decides about two columns.
struct TakeColumns {
    std::vector<domain::ColumnChoice> choices;
};
struct ChooseDateOrder {
    domain::DateOrder order;
};
struct ChooseGender {
    std::string code;
    std::string meaning;
};
struct ChooseCalendar {
    std::string code;
    std::string meaning;
};
struct TypeOwnStore {
    std::string name;
};
struct UnknownAsEmpty {
    bool on;
};
struct Again {
    bool on;
};
struct Retry {};
struct Start {};
struct GoOn {
    std::int64_t id;
};

struct Pause {};
struct AskUndo {};
struct FindFile {};
struct ImportCorrected {};
struct OpenClaimed {};
}  // namespace imports

using ImportsIntent =
    std::variant<imports::Reload, imports::Begin, imports::Open, imports::OpenFolders,
                 imports::EditFolder, imports::ChangeFolder, imports::LeaveFolder,
                 imports::SaveFolder, imports::AskForgetFolder, imports::LookNow,
                 imports::ImportByHand, imports::GoOn>;
using ImportWizardIntent =
    std::variant<imports::SetKind, imports::TypeSource, imports::GoTo, imports::GiveUp,
                 FilePickerIntent, imports::ChooseEncoding, imports::ChooseSheet,
                 imports::OpenSheets, imports::OpenColumn, imports::TakeColumns,
                 imports::ChooseDateOrder, imports::ChooseGender, imports::ChooseCalendar,
                 imports::TypeOwnStore, imports::UnknownAsEmpty, imports::Again, imports::Retry,
                 imports::Start, imports::GoOn>;
using ImportPageIntent =
    std::variant<imports::Reload, imports::Pause, imports::GoOn, imports::AskUndo,
                 imports::FindFile, imports::ImportCorrected, imports::OpenClaimed>;
using ImportsIntents = Intents<ImportsIntent>;
using ImportWizardIntents = Intents<ImportWizardIntent>;
using ImportPageIntents = Intents<ImportPageIntent>;

void draw_imports(Ui& ui, const Rect& area, const Scene& scene, const ImportsState& state,
                  ImportsIntents& intents);
/// The folders that tills fill, or the form of one.
void draw_import_folders(Ui& ui, const Rect& area, const Scene& scene, const ImportsState& state,
                         ImportsIntents& intents);
void draw_import_wizard(Ui& ui, const Rect& area, const Scene& scene,
                        const ImportWizardState& state, const ImportsState& imports,
                        ImportWizardIntents& intents);
/// What a column is taken for, or which sheet of a workbook is read.
void draw_import_choice(Ui& ui, const Rect& area, const Scene& scene,
                        const ImportWizardState& state, ImportWizardIntents& intents);
void draw_import_page(Ui& ui, const Rect& area, const Scene& scene, const ImportPageState& page,
                      const ImportsState& imports, ImportPageIntents& intents);

/// The wizard's steps share these: each draws into the scrolling part of the page.
struct ImportWizardPart {
    Ui& ui;
    const Scene& scene;
    const ImportWizardState& state;
    const ImportsState& imports;
    ImportWizardIntents& intents;

    void draw_what(Rect& rest) const;
    void draw_files(Rect& rest) const;
    void draw_columns(Rect& rest) const;
    void draw_check(Rect& rest) const;
};

}  // namespace qiantai::ui
