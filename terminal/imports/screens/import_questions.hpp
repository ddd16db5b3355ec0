#pragma once

// What a file leaves open is asked in place; an answer is part of the settings that the next file of
// the source is read with.

#include "terminal/imports/screens/screen_imports.hpp"

namespace qiantai::ui {

/// Without an answer to these nothing is imported.
int count_open_questions(const ImportWizardState& state);
/// The questions and what was answered to them, as far as there are any. Cuts itself off `rest`.
void draw_import_questions(const ImportWizardPart& part, Rect& rest);
/// Which encoding the file is in, where that is not certain. Needs a preview or an error.
void draw_encoding_question(const ImportWizardPart& part, Rect& rest);
/// A cell as it is shown: numbers of people masked.
std::string shown_sample(const std::string& sample);

}  // namespace qiantai::ui
