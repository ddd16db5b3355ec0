#pragma once

// The words of closings: what is left, why, and where it is done.

#include "terminal/closing/rules/closing_facts.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/desk/screen_id.hpp"
#include "terminal/kit/widgets/widget_reason.hpp"

namespace qiantai::ui {

Text day_item_text(const Ui& ui, const Coded<DayItemKind>& kind);
/// That nothing of it is left.
Text day_done_text(const Ui& ui, const Coded<DayItemKind>& kind);
Icon day_item_icon(const Coded<DayItemKind>& kind);
/// Where it is done.
ScreenId day_item_screen(const Coded<DayItemKind>& kind);
/// The first few that are left, by their numbers or days; empty where they have none.
Text day_subjects_text(const Ui& ui, const Shop& shop, const Coded<DayItemKind>& kind,
                       std::span<const domain::DayItemSubject> subjects);

std::span<const Choice> carry_reasons();
/// "没来得及", or the own words.
Text carry_reason_text(const Ui& ui, const domain::CarriedItem& item);
/// Why a day is closed once more.
std::span<const Choice> again_reasons();

}  // namespace qiantai::ui
