// Choosing a file to import.

#include "assets/words/imports.hpp"
#include "terminal/imports/screens/import_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"

namespace qiantai::ui {
namespace {

constexpr std::string_view k_workbooks = ".xlsx", k_texts = ".csv .txt .tsv";

}  // namespace

void ImportWizardPart::draw_files(Rect& rest) const {
    if (state.go_on) {
        draw_paragraph(ui, rest,
                       Text::data(ui.tr(words::import_find_file, state.go_on->file).utf8()),
                       TextStyle::large_strong, Role::ink, k_gap_xs);
        draw_paragraph(ui, rest, ui.tr(words::import_find_file_note), TextStyle::body, Role::ink2,
                       k_gap_m);
    }
    const FilesWanted wanted{
        .none = ui.tr(words::import_files_none),
        .none_body = ui.tr(words::import_files_none_body, k_workbooks, k_texts),
        .chosen = state.request.file};
    const auto pressed = draw_file_picker(ui, rest, scene.shop, state.files, wanted);
    if (pressed) intents.add(*pressed);
}

}  // namespace qiantai::ui
