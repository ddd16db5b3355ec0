#pragma once

#include "terminal/kit/core/press.hpp"
#include "terminal/kit/core/tone.hpp"

namespace qiantai::ui {

/// Something that happened: what, when, who did it, and what there is to say about it. Entries
/// stand below each other on one line, the latest first.
struct TimelineRow {
    Icon icon = Icon::history;
    Tone tone = Tone::neutral;
    Text what;
    Text when;
    Text who{};                  ///< "林晓岚 · 南京路店"
    Text details{};              ///< takes as many lines as it needs
    bool opens = false;          ///< shows that more of it can be seen, and can be pressed
    bool among_opening = false;  ///< another one does: its time stands below theirs
    bool first = false;          ///< nothing above it, so no line leads there
    bool last = false;
};

/// Cuts itself off `rest`; true when it is pressed.
bool draw_timeline_entry(Ui& ui, Rect& rest, std::string_view name, const TimelineRow& entry);

}  // namespace qiantai::ui
