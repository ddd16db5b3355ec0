#pragma once

// How imports say what is known.

#include "terminal/imports/screens/screen_imports.hpp"
#include "terminal/kit/widgets/widget_member_row.hpp"

namespace qiantai::ui {

Text import_kind_text(const Ui& ui, domain::ImportKind kind);
Icon import_kind_icon(domain::ImportKind kind);
/// A field of what is imported, in words.
Text import_field_text(const Ui& ui, domain::ImportKind kind, std::string_view field);
/// Fields of which one is enough, separated by '|'.
Text import_fields_text(const Ui& ui, domain::ImportKind kind, std::string_view fields);
Tag import_status_tag(const Ui& ui, const domain::Import& import, bool runs);
Text encoding_text(const Ui& ui, std::string_view code);
/// "银豹 · 11月21日 14:02 · 王建国".
Text import_about_text(const Ui& ui, const Scene& scene, const domain::Import& import);

/// One sentence of what came of an import.
struct ImportSentence {
    Tone tone;
    Text words;
};
std::vector<ImportSentence> import_sentences(const Ui& ui, const domain::Import& import,
                                             bool check);
void draw_sentences(Ui& ui, Rect& rest, const std::vector<ImportSentence>& sentences);
/// The first lines that were refused, with everything that is wrong. Cuts itself off `rest`.
void draw_refused_lines(Ui& ui, Rect& rest, const std::vector<ImportRefusedLine>& lines,
                        std::int64_t count);
/// A progress bar with what is done below it.
void draw_import_progress(Ui& ui, Rect& rest, const ImportRunning& running);

}  // namespace qiantai::ui
