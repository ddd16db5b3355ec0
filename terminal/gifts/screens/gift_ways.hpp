#pragma once

// Gifts are more than one page, and the rail has room for one of them: a row at the top of each
// leads to the others and shows where one is.

#include "terminal/desk/scene.hpp"
#include "terminal/desk/screen_id.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_requisitions_screen{"requisitions"};
inline constexpr ScreenId k_stock_screen{"stock"};
inline constexpr ScreenId k_campaigns_screen{"campaigns"};

/// The pages that the signed-in person may open; `here` is the one that is open. Cuts itself off
/// `rest`; the page that was touched.
std::optional<ScreenId> draw_gift_ways(Ui& ui, Rect& rest, const Scene& scene, ScreenId here);

}  // namespace qiantai::ui
