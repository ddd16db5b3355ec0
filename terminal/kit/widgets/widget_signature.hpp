#pragma once

#include <string_view>
#include <vector>

#include "terminal/kit/widgets/widget_ink.hpp"

namespace qiantai::ui {

/// Where somebody signs with finger, pen or mouse; pressure is ignored.
struct SignaturePad {
    const std::vector<Stroke>& strokes;
    Text date{};                       ///< stands at the end of the base line
    Language language = Language::zh;  ///< of who signs, which need not be the terminal's
    bool large = false;                ///< one size up
};

/// The heading with 重签 beside it and the pad below. Returns what was drawn since the last frame,
/// for the screen to keep. Delete clears too, while no field has the focus.
std::vector<InkChange> draw_signature(Ui& ui, const Rect& rect, std::string_view name,
                                      const SignaturePad& pad);

/// A stored signature, as large as it fits into the rectangle.
void draw_signature_thumbnail(const Ui& ui, const Rect& rect, const std::vector<Stroke>& strokes);

}  // namespace qiantai::ui
