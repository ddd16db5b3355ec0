#pragma once

// What a file picker's intents do. Folders are read on the database's thread: a stick answers slowly.

#include "terminal/base/file_places.hpp"
#include "terminal/desk/file_picker.hpp"
#include "terminal/desk/flow.hpp"

namespace qiantai::app {

/// Where a screen keeps its picker, which files it wants, and what it does with one.
struct FilePickerUse {
    ui::FilePicker& (*of)(Flow& flow);
    domain::WantsFile wants;
    void (*choose)(Flow& flow, const std::string& path);
};

/// From the beginning: all places, and the newest files in them.
void load_file_places(Flow& flow, const FilePickerUse& use);
void apply_file_picker(Flow& flow, const FilePickerUse& use, const ui::FilePickerIntent& intent);

}  // namespace qiantai::app
