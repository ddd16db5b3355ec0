#pragma once

#include <span>

#include "terminal/kit/core/tone.hpp"
#include "terminal/kit/widgets/columns.hpp"

namespace qiantai::ui {

/// One thing that is known: the label above, the value below.
struct Fact {
    Text label;
    Text value{};  ///< empty: said in words, because an empty place looks like a mistake
    Text note{};   ///< a small line below, e.g. since when
    Tone tone = Tone::neutral;
    bool whole_row = false;  ///< takes the whole width: an address, a remark
};

/// Facts in aligned columns as the width allows; values take as many lines as they need. Cuts itself
/// off `rest`.
void draw_facts(Ui& ui, Rect& rest, std::span<const Fact> facts);

}  // namespace qiantai::ui
