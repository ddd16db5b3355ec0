#pragma once

#include "terminal/kit/core/tone.hpp"
#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// Something that can be done, with a line of what it means; or that can't be done yet, with a lock
/// and the reason.
struct ActionRow {
    Icon icon = Icon::none;
    Text title;
    Text note{};  ///< why it is locked, if it is; takes as many lines as it needs
    bool locked = false;
    bool last = false;  ///< no line below
};
/// Cuts itself off `rest`; true when it is pressed, which a locked one never is.
bool draw_action_row(Ui& ui, Rect& rest, std::string_view name, const ActionRow& row);

}  // namespace qiantai::ui
