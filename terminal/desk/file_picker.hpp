#pragma once

// Choosing a file of this computer by touch: the newest that is wanted first, then the folders that
// matter, sticks before others. Whoever asks for a file has a FilePicker in its state, draws it with
// draw_file_picker() and hands what was pressed to apply_file_picker() (file_picker_flow.hpp).

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "terminal/base/file_places_facts.hpp"
#include "terminal/desk/scene.hpp"

namespace qiantai::ui {

struct FilePicker {
    std::vector<domain::FilePlace> places{};
    std::vector<domain::FoundFile> newest{};        ///< of all places
    std::optional<domain::FolderContent> folder{};  ///< the open one; else the places
    bool loaded = false;
    bool by_hand = false;  ///< the path is typed
    std::string typed{};
    std::optional<Error> error{};
};

namespace file_picker {
struct ShowPlaces {};
/// Of a path that is a file: takes that.
struct ShowFolder {
    std::string path;
};
struct ByHand {
    bool on;
};
struct TypePath {
    std::string path;
};
struct ChooseFile {
    std::string path;
};
}  // namespace file_picker
using FilePickerIntent =
    std::variant<file_picker::ShowPlaces, file_picker::ShowFolder, file_picker::ByHand,
                 file_picker::TypePath, file_picker::ChooseFile>;

/// What is looked for.
struct FilesWanted {
    Text none;               ///< where there is none
    Text none_body;          ///< which kinds of files, and what to do
    std::string chosen{};    ///< path of the one that was chosen before
    Icon icon = Icon::file;  ///< before each
};

/// Cuts itself off `rest`.
std::optional<FilePickerIntent> draw_file_picker(Ui& ui, Rect& rest, const Shop& shop,
                                                 const FilePicker& picker,
                                                 const FilesWanted& wanted);

Text file_place_text(const Ui& ui, const domain::FilePlace& place);
Icon file_place_icon(domain::FilePlace::Kind kind);

}  // namespace qiantai::ui
