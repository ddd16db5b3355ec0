#pragma once

// What happened to a member, in words.

#include "terminal/desk/shop.hpp"
#include "terminal/kit/core/ui.hpp"
#include "terminal/kit/widgets/widget_timeline.hpp"
#include "terminal/members/rules/card_facts.hpp"
#include "terminal/members/rules/timeline_facts.hpp"

namespace qiantai::ui {

Text card_action_text(const Ui& ui, domain::CardAction action);
Text consent_purpose_text(const Ui& ui, std::string_view purpose);
Text consent_channel_text(const Ui& ui, const Coded<ConsentChannel>& channel);

TimelineRow timeline_entry(const Ui& ui, const Shop& shop, const domain::TimelineEntry& event);

}  // namespace qiantai::ui
