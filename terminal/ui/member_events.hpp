#pragma once

// What happened to a member, in words.

#include "terminal/domain/member_timeline.hpp"
#include "terminal/ui/shop.hpp"
#include "terminal/ui/ui.hpp"
#include "terminal/ui/widget_timeline.hpp"

namespace qiantai::ui {

Text card_action_text(const Ui& ui, domain::CardAction action);
Text consent_purpose_text(const Ui& ui, std::string_view purpose);
Text consent_channel_text(const Ui& ui, std::string_view channel);
inline constexpr std::string_view k_consent_channels[] = {"counter", "phone", "online", "paper"};
/// The label of a column of member.
Text member_column_text(const Ui& ui, std::string_view column);

TimelineEntry timeline_entry(const Ui& ui, const Shop& shop, const domain::TimelineEntry& event);

}  // namespace qiantai::ui
