#pragma once

#include <optional>
#include <string_view>

#include "schema/base/date.hpp"
#include "terminal/desk/shop.hpp"
#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// A day near today, chosen with a finger: the one before, the one after.
struct DayStepper {
    Date date;
    Date first;  ///< no day before it
    Date last;   ///< none after it
};
inline constexpr float k_day_stepper_width = 300;
/// The day that was chosen instead.
std::optional<Date> draw_day_stepper(Ui& ui, const Rect& rect, std::string_view name,
                                     const Shop& shop, const DayStepper& stepper);
/// "今天 · 11月21日 周六".
Text stepper_day_text(const Ui& ui, const Shop& shop, Date date);

}  // namespace qiantai::ui
