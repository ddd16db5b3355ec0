#pragma once

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// How much of something limited is used, what would be used now, and what is left then.
struct QuotaBar {
    Text label;
    Text left;      ///< what is used and left, in words
    int used = 0;   ///< not negative, like the other two
    int adds = 0;   ///< what is about to be used
    int total = 0;
};
/// Red as soon as more is used than there is. Cuts itself off `rest`.
void draw_quota_bar(Ui& ui, Rect& rest, const QuotaBar& bar);

}  // namespace qiantai::ui
